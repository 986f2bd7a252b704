import type { Row } from '../api'
import { isNamed } from '../fields/value'

/** A board or department in the tree of the address book. */
export interface Place {
  key: string
  kind: 'board' | 'department'
  id: string
  name: string
  parent: string | null
}

const idOf = (value: unknown) => (isNamed(value) ? value.id : null)

/** Boards with their departments below them; a company of one board begins with its departments. */
export function placesOf(boards: readonly Row[], departments: readonly Row[]): Place[] {
  const single = boards.length < 2
  return [
    ...(single ? [] : boards).map(
      (board): Place => ({ key: board.id, kind: 'board', id: board.id, name: String(board.name), parent: null }),
    ),
    ...departments.map(
      (one): Place => ({
        key: one.id,
        kind: 'department',
        id: one.id,
        name: String(one.name),
        parent: idOf(one.parent) ?? (single ? null : idOf(one.board)),
      }),
    ),
  ]
}

/**
 * How many work at each place, those at the places below it included.
 * @param groups people counted by board and department
 */
export function headCounts(places: readonly Place[], groups: readonly Record<string, unknown>[]): Map<string, number> {
  const byKey = new Map(places.map(place => [place.key, place]))
  const counts = new Map<string, number>()
  for (const { board, department, count } of groups) {
    const own = new Set<string>()
    for (let at = byKey.get(idOf(department) ?? ''); at && !own.has(at.key); at = byKey.get(at.parent ?? ''))
      own.add(at.key)
    // Whoever works in a department of another board is one of that person's own board too.
    const home = idOf(board)
    if (home && byKey.has(home)) own.add(home)
    for (const key of own)
      if (byKey.get(key)!.kind === 'department' || key === home) counts.set(key, (counts.get(key) ?? 0) + Number(count))
  }
  return counts
}
