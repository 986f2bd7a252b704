import type { ListQuery } from '../../api'

/** So many of a record's children stand on its card. */
export const SHOWN = 5

/** The children that a card shows: whole records, as the record's overview brings them. */
export const childQuery = (field: string, parentId: string): ListQuery => ({
  filter: { field, op: 'eq', value: parentId },
  limit: SHOWN,
  count: 'estimate',
})
