/** Something that may stand below another of its kind. */
export interface Planted<T> {
  item: T
  depth: number
  /** How many stand directly below it. */
  children: number
}

/**
 * Items of a forest from top to bottom, each after its parent; those inside a folded one are left out. An item whose parent is
 * missing stands at the top, and so does one whose parents lead back to itself.
 */
export function forest<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  parentOf: (item: T) => string | null | undefined,
  folded: ReadonlySet<string>,
): Planted<T>[] {
  const known = new Map(items.map(item => [keyOf(item), item]))
  const below = new Map<string | null, T[]>()
  for (const item of items) {
    const parent = rooted(item) ? parentOf(item)! : null
    below.set(parent, [...(below.get(parent) ?? []), item])
  }
  const shown: Planted<T>[] = []
  const walk = (parent: string | null, depth: number) => {
    for (const item of below.get(parent) ?? []) {
      const key = keyOf(item)
      shown.push({ item, depth, children: below.get(key)?.length ?? 0 })
      if (!folded.has(key)) walk(key, depth + 1)
    }
  }
  walk(null, 0)
  return shown

  /** True when its parent is there and following the parents comes to an end. */
  function rooted(item: T): boolean {
    const seen = new Set<string>()
    let at = parentOf(item)
    if (!at || !known.has(at)) return false
    for (; at && known.has(at); at = parentOf(known.get(at)!)) {
      if (seen.has(at)) return false
      seen.add(at)
    }
    return true
  }
}
