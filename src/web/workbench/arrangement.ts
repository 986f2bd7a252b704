export type Column = 'main' | 'side'
/** Which panels stand where, in which order; what is in neither column is hidden. Kept in the preferences of the person. */
export type Arrangement = Record<Column, string[]>

/** A kept arrangement as far as its panels still exist. Panels that did not exist when it was made come at the end of their column. */
export function arranged(
  kept: Partial<Arrangement & { known: string[] }> | undefined,
  standard: Arrangement,
): Arrangement {
  if (!kept?.main && !kept?.side) return standard
  const all = [...standard.main, ...standard.side]
  const known = new Set(kept.known ?? all)
  const column = (name: Column) => [
    ...(kept[name] ?? []).filter(p => all.includes(p)),
    ...standard[name].filter(p => !known.has(p)),
  ]
  return { main: column('main'), side: column('side') }
}

/** One place up (−1) or down (+1); past the end it stays. */
export function moved(arrangement: Arrangement, panel: string, by: -1 | 1): Arrangement {
  const within = (list: string[]) => {
    const at = list.indexOf(panel)
    const to = at + by
    if (at < 0 || to < 0 || to >= list.length) return list
    const next = [...list]
    next[at] = list[to]!
    next[to] = panel
    return next
  }
  return { main: within(arrangement.main), side: within(arrangement.side) }
}

/** Puts a panel at the end of a column, or takes it away (null). */
export function placed(arrangement: Arrangement, panel: string, column: Column | null): Arrangement {
  const rest = (name: Column) => arrangement[name].filter(p => p !== panel)
  const put = (name: Column) => (column === name ? [...rest(name), panel] : rest(name))
  return { main: put('main'), side: put('side') }
}
