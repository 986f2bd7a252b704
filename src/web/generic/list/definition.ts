import type { ObjectMeta } from '../../../core/metadata/types'
import { type Filter, isFilter, plain, same } from './filter'

/** What a list shows and how: kept in a saved view, and in the address where it differs from the view. */
export interface Definition {
  filter: Filter | null
  /** Field names, a minus before those that descend. Empty: the standing order, latest change first. */
  sort: string
  columns: string[]
  widths: Record<string, number>
  /** Columns that stay when the others scroll sideways. */
  pinned: string[]
  group: string | null
  /** How the rows are shown. */
  display: Display
  /** The field by which a board, a calendar or a chart lays them out; none: the first that serves. */
  by: string | null
  /** What a chart adds up; none: it counts. */
  measure: string | null
}

export const DISPLAYS = ['list', 'board', 'calendar', 'chart'] as const
export type Display = (typeof DISPLAYS)[number]

/** A saved view as /api/views answers it. */
export interface View {
  id: string
  version: number
  object: string
  name: string
  scope: 'me' | 'board' | 'all'
  definition: Partial<Definition>
  position: number | null
  createdBy: { id: string; name: string } | null
}

/** The views of some objects that are meant for the reader: their own, and those of others that are not for their maker alone. */
export const viewsFor = (objects: readonly string[]): Filter => ({
  and: [
    { field: 'object', op: 'in', value: objects },
    {
      or: [
        { field: 'owner', op: 'eq', value: 'me' },
        { field: 'scope', op: 'ne', value: 'me' },
      ],
    },
  ],
})

/** What the address says about a list. */
export interface ListSearch {
  view?: string
  filter?: Filter | null
  sort?: string
  columns?: string[]
  group?: string | null
  display?: Display
  by?: string | null
  measure?: string | null
  panel?: string
  deleted?: 'only'
}

const names = (value: unknown): string[] | undefined =>
  Array.isArray(value) && value.every(v => typeof v === 'string') ? value : undefined
const word = (value: unknown) => (typeof value === 'string' ? value : undefined)
const wordOrNone = (value: unknown) => (value === null ? null : word(value))

/** Reads the address: what cannot be meant for a list is left out. */
export function listSearch(search: Record<string, unknown>): ListSearch {
  const { filter } = search
  const read: ListSearch = {
    view: word(search.view),
    filter: filter === null || isFilter(filter) ? filter : undefined,
    sort: word(search.sort),
    columns: names(search.columns),
    group: wordOrNone(search.group),
    display: DISPLAYS.find(display => display === search.display),
    by: wordOrNone(search.by),
    measure: wordOrNone(search.measure),
    panel: word(search.panel),
    deleted: search.deleted === 'only' ? 'only' : undefined,
  }
  return Object.fromEntries(Object.entries(read).filter(([, v]) => v !== undefined)) as ListSearch
}

export const ALL = 'all'
export const MINE = 'mine'
export const POOL = 'pool'

const PLAIN = { group: null, display: 'list', by: null, measure: null } as const

/** The list of an object as it comes, before any view. */
export function standing(object: ObjectMeta): Definition {
  return { filter: withoutPools(object), sort: '', columns: object.list, widths: {}, pinned: [object.title], ...PLAIN }
}

/** What lies in pools would bury what is one's own. */
const withoutPools = (object: ObjectMeta): Filter | null =>
  object.pool && object.poolMember ? { field: object.pool, op: 'isNull' } : null

/** The views every list has without anybody saving them: one's own, and what lies in pools. */
function builtIn(object: ObjectMeta, name: string | undefined): Partial<Definition> {
  if (name === MINE) return { filter: { field: 'owner', op: 'eq', value: 'me' } }
  if (name !== POOL || !object.pool) return {}
  const columns = [
    object.title,
    'level',
    'region',
    object.pool,
    'enteredPoolAt',
    'poolReason',
    'source',
    'lastContactAt',
  ]
  return {
    filter: { field: object.pool, op: 'notNull' },
    sort: '-enteredPoolAt',
    columns: columns.filter(name => object.fields.some(f => f.name === name)),
  }
}

/** What a view shows. Columns that its object no longer has, or that the reader may not see, fall out when they are drawn. */
export function definitionOf(object: ObjectMeta, view: View | undefined, name?: string): Definition {
  if (!view) return { ...standing(object), ...builtIn(object, name) }
  // Whoever saved it may have done so through the API, years ago.
  const {
    view: _view,
    panel: _panel,
    deleted: _deleted,
    ...said
  } = listSearch(view.definition as Record<string, unknown>)
  const { widths, pinned } = view.definition
  const arranged = { widths: widths ?? undefined, pinned: names(pinned) }
  return {
    ...standing(object),
    ...said,
    ...Object.fromEntries(Object.entries(arranged).filter(([, v]) => v !== undefined)),
  }
}

/** What of a definition the address can say. */
const SAID = ['filter', 'sort', 'columns', 'group', 'display', 'by', 'measure'] as const
type Said = Pick<ListSearch, (typeof SAID)[number]>
/** The address says nothing but the view's name. */
export const nothingSaid = Object.fromEntries(SAID.map(name => [name, undefined])) as Said

/** The view with what the address changes. */
export function withSearch(view: Definition, search: ListSearch): Definition {
  const changed = Object.fromEntries(SAID.flatMap(name => (search[name] === undefined ? [] : [[name, search[name]]])))
  return { ...view, ...changed }
}

/** Only what differs from the view goes into the address; undefined takes a word out of it. */
export function asSearch(view: Definition, shown: Definition): Said {
  const [is, was] = [
    { ...shown, filter: plain(shown.filter) },
    { ...view, filter: plain(view.filter) },
  ]
  return Object.fromEntries(SAID.map(name => [name, same(is[name], was[name]) ? undefined : is[name]]))
}

export interface SortKey {
  field: string
  descending: boolean
}
export const sortKeys = (sort: string): SortKey[] =>
  sort
    .split(',')
    .filter(Boolean)
    .map(key => (key.startsWith('-') ? { field: key.slice(1), descending: true } : { field: key, descending: false }))

/** The next order of a column: up, down, as it stands. With `further` it is added behind what already sorts. */
export function toggleSort(sort: string, field: string, further = false): string {
  const keys = sortKeys(sort)
  const now = keys.find(k => k.field === field)
  const next = !now ? field : now.descending ? null : `-${field}`
  const others = further ? keys.filter(k => k.field !== field).map(k => (k.descending ? `-${k.field}` : k.field)) : []
  return [...others, ...(next ? [next] : [])].join(',')
}
