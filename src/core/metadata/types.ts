import type { Area } from '../entity/entity'
import type { Operator } from '../entity/kind'
import type { KindName } from '../entity/kinds'
import type { Lang } from '../entity/label'

/** GET /api/metadata: everything the caller may see, in the caller's language. The web client is drawn from it. */
export interface Metadata {
  lang: Lang
  objects: ObjectMeta[]
  /** By name. Dictionaries over 500 items come empty with `large: true`; GET /api/dictionaries/{name} has them. */
  dictionaries: Record<string, DictionaryMeta>
}
export interface DictionaryMeta {
  label: string
  tree: boolean
  large?: boolean
  items: DictionaryItemMeta[]
}
export interface DictionaryItemMeta {
  code: string
  label: string
  parent?: string
  tone?: string
  inactive?: boolean
}
export interface ObjectMeta {
  name: string
  /** Path segment: /api/{path}. */
  path: string
  label: string
  area?: Area
  group?: string
  icon?: string
  title: string
  subtitle: string[]
  owned: boolean
  /** The field that names the pool in which a record lies while nobody owns it. */
  pool?: string
  /** The caller reads what lies in pools besides what is theirs. */
  poolMember?: boolean
  internal: boolean
  setup: boolean
  /** What the caller may do with some record of it. */
  can: { create: boolean; update: boolean; delete: boolean; import: boolean; export: boolean }
  fields: FieldMeta[]
  /** What creating one asks for besides its fields (a user's first password). */
  createInput?: FieldMeta[]
  sections: { name: string; label: string }[]
  /** Default columns. */
  list: string[]
  acts: ActMeta[]
  /** Objects that refer to this one: lists on its page, `some`/`none` in its filters. */
  children: { object: string; path: string; field: string; label: string }[]
  /** The field that dates it on a timeline. */
  timeline?: string
}
export interface FieldMeta {
  name: string
  label: string
  kind: KindName
  section?: string
  required?: boolean
  readOnly?: boolean
  system?: boolean
  custom?: boolean
  many?: boolean
  /** ref, refs: object name. */
  target?: string
  dictionary?: string
  unit?: string
  ordinal?: true
  scale?: number
  max?: number
  min?: number
  images?: boolean
  /** Shown as the days that are left, unless the field it names has a value. */
  countdown?: string
  /** The structure that says what the figure is made of: `{ points, reason }[]`. */
  because?: string
  hint?: string
  default?: unknown
  operators: Operator[]
  /** A filter on it uses an index. */
  indexed?: boolean
  sortable?: boolean
  access: 'write' | 'read' | 'masked'
}
export interface ActMeta {
  name: string
  label: string
  icon?: string
  /** Fields to ask for before it runs; the same kinds as an object's. */
  input: FieldMeta[]
  /** 'record': POST /api/{path}/{id}/{name}; 'object': POST /api/{path}/{name}. */
  on: 'record' | 'object'
  /** Whoever sees the record may do it; without this whoever may change it. */
  needs?: 'read'
  /** Offered for a selection too. */
  batch: boolean
  /** What a record must be like for the act to be offered. */
  offer?: { field: string; op: 'isNull' | 'notNull' }
  /** The act that takes it back, with the same record. */
  undo?: string
  /** Address of its own screen instead of a dialog, with `{id}` for the record's. */
  screen?: string
  /** The object's act that says in sentences what would follow. */
  foresee?: string
}
