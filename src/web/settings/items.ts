import { useQuery } from '@tanstack/react-query'
import { queryClient, type Row, readPage } from '../api'

/** A dictionary's item as its record has it. */
export interface Item extends Row {
  label: string
  labelEn: string | null
  code: string
  parent: string | null
  position: number | null
  active: boolean | null
  tone: string | null
}

const PAGE = 200
const FIELDS = ['label', 'labelEn', 'code', 'parent', 'position', 'active', 'tone', 'version']

/** All items of a dictionary, in their order. */
export const useItems = (dictionary: string) =>
  useQuery({
    queryKey: ['records', 'dictionary-items', dictionary],
    queryFn: async ({ signal }) => {
      const items: Item[] = []
      let cursor: string | undefined
      do {
        const page = await readPage(
          'dictionary-items',
          {
            fields: FIELDS,
            filter: { field: 'dictionary', op: 'eq', value: dictionary },
            sort: 'position',
            limit: PAGE,
            count: 'none',
          },
          cursor,
          signal,
        )
        items.push(...(page.items as Item[]))
        cursor = page.nextCursor ?? undefined
      } while (cursor)
      return items
    },
  })

/** Has every screen that offers the dictionary's items read them again. */
export function itemsChanged(): void {
  for (const queryKey of [['records', 'dictionary-items'], ['metadata'], ['dictionaries']])
    void queryClient.invalidateQueries({ queryKey })
}

/** Names of one per line, without blanks, repetitions and those that are there. */
export function newNames(text: string, known: readonly string[]): { names: string[]; left: number } {
  const lines = text
    .split(/[\r\n]+/)
    .map(line => line.trim())
    .filter(Boolean)
  const taken = new Set(known)
  const names = lines.filter(line => !taken.has(line) && taken.add(line))
  return { names, left: lines.length - names.length }
}

/**
 * Positions to write so that an item stands one place higher or lower among its siblings. Siblings that share a position or have
 * none are numbered anew.
 */
export function moved(siblings: readonly Item[], item: Item, by: 1 | -1): { item: Item; position: number }[] {
  const at = siblings.indexOf(item)
  const other = siblings[at + by]
  if (at < 0 || !other) return []
  const order = [...siblings]
  order[at] = other
  order[at + by] = item
  const places = siblings.map(s => s.position)
  const sound = places.every((p, i) => p !== null && (i === 0 || p > places[i - 1]!))
  return order
    .map((one, i) => ({ item: one, position: sound ? places[i]! : i + 1 }))
    .filter(({ item: one, position }) => one.position !== position)
}
