/** Bounds on what one request may ask for; beyond them it is refused with a sentence. */
export const LIMITS = {
  conditions: 200,
  depth: 8,
  listValues: 2_000,
  path: 4,
  sortKeys: 4,
  page: 500,
  fields: 200,
  groups: 6,
  groupRows: 5_000,
} as const
