import { useRef } from 'react'

/**
 * Rows read again keep the place they had, so that a change, one's own or a colleague's, does not make the list jump under the
 * reader. Rows not seen before stand where the server put them.
 */
export function settled<R extends { id: string }>(before: readonly string[], rows: readonly R[]): R[] {
  const byId = new Map(rows.map(row => [row.id, row]))
  const kept = before.flatMap(id => byId.get(id) ?? [])
  const known = new Set(before)
  for (const [place, row] of rows.entries()) if (!known.has(row.id)) kept.splice(place, 0, row)
  return kept
}

/** Keeps rows in their place for as long as `question` (filter, order) is the same. `passing`: rows of the question before, shown meanwhile. */
export function useSettled<R extends { id: string }>(
  rows: readonly R[],
  question: string,
  passing: boolean,
): readonly R[] {
  const last = useRef<{ question: string; ids: string[] }>({ question: '', ids: [] })
  if (passing) return rows
  const shown = last.current.question === question ? settled(last.current.ids, rows) : rows
  last.current = { question, ids: shown.map(r => r.id) }
  return shown
}
