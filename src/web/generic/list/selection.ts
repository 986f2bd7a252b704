/** Which records are ticked, and where the last tick fell: shift-click goes from there. */
export interface Selection {
  ids: ReadonlySet<string>
  anchor: string | null
}
export const nothing: Selection = { ids: new Set(), anchor: null }

export function toggle(selection: Selection, id: string): Selection {
  const ids = new Set(selection.ids)
  if (!ids.delete(id)) ids.add(id)
  return { ids, anchor: id }
}

/** Everything between the last tick and this one gets this one's new state. */
export function toggleThrough(selection: Selection, id: string, order: readonly string[]): Selection {
  const from = selection.anchor === null ? -1 : order.indexOf(selection.anchor)
  const to = order.indexOf(id)
  if (from < 0 || to < 0) return toggle(selection, id)
  const tick = !selection.ids.has(id)
  const ids = new Set(selection.ids)
  for (const between of order.slice(Math.min(from, to), Math.max(from, to) + 1)) {
    if (tick) ids.add(between)
    else ids.delete(between)
  }
  return { ids, anchor: id }
}

/** Ticks all of `order`; when all are ticked already, none. */
export const toggleAll = (selection: Selection, order: readonly string[]): Selection =>
  order.length > 0 && order.every(id => selection.ids.has(id))
    ? nothing
    : { ids: new Set([...selection.ids, ...order]), anchor: null }

/** None, some or all of what is shown. */
export function ticked(selection: Selection, order: readonly string[]): 'none' | 'some' | 'all' {
  if (selection.ids.size === 0) return 'none'
  return order.length > 0 && order.every(id => selection.ids.has(id)) ? 'all' : 'some'
}
