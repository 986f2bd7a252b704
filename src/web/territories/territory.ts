import type { FieldMeta, ObjectMeta } from '../../core/metadata/types'
import type { Row } from '../api'
import { inputValue } from '../fields/value'

/** A territory as it is being edited; without an id it is not saved yet. */
export type Draft = Partial<Row> & { name: string }

const MARKET = {
  regions: ['region', undefined],
  industries: ['tree', 'industry'],
  productCategories: ['tree', 'productCategory'],
} as const
export const BASICS = ['board', 'parent', 'priority', 'note'] as const
export const FIELDS = [
  'name',
  'board',
  'parent',
  'priority',
  'active',
  'note',
  'regions',
  'industries',
  'productCategories',
  'sizes',
  'people',
  'edits',
] as const

/** The fields of an object in the order of their names; lists of codes get the control of their codes. */
export const fieldsOf = (object: ObjectMeta, names: readonly string[]): FieldMeta[] =>
  names.flatMap(name => {
    const field = object.fields.find(one => one.name === name)
    if (!field) return []
    const [kind, dictionary] = MARKET[name as keyof typeof MARKET] ?? []
    return [kind ? { ...field, kind, many: true, ...(dictionary ? { dictionary } : {}) } : field]
  })

/** A draft as the API takes it. */
export const draftInput = (draft: Draft): Record<string, unknown> =>
  Object.fromEntries(FIELDS.map(name => [name, inputValue(draft[name])]))

/** How a person or a territory comes out of a realignment. */
export interface Gain {
  id: string
  name: string
  now: number
  gains: number
  losses: number
}
/** As POST /api/territories/preview answers. */
export interface Preview {
  placed: number
  owners: number
  nowhere: number
  total: number
  territories: Gain[]
  people: Gain[]
  kept: { why: string; count: number }[]
  samples: {
    object: string
    id: string
    name: string
    was: string | null
    becomes: string | null
    owner: string | null
    heir: string | null
  }[]
}
