import type { Ctx } from '../ctx'
import type { Filter } from '../records/filter'
import { type Field, instant, number, ref } from './field'
import type { Label } from './label'

/** Where an object appears in the rail; see screens.md. */
export type Area = 'workbench' | 'customers' | 'sales' | 'marketing' | 'service' | 'analysis' | 'together' | 'settings'

/** What a field says about whether two records are the same: see core/matching. */
export type MatchAs = 'company' | 'person' | 'phone' | 'email' | 'code' | 'domain' | 'employer' | 'birthday' | 'address'

export interface EntityOptions<F extends Record<string, Field<any>>> {
  label: Label
  /** The API's plural where adding an s is wrong; camelCase (`priceList` → `priceLists`). */
  plural?: string
  area?: Area
  /** Heading under which its list stands there; the web client words it. */
  group?: string
  /** Name of a lucide icon, kebab-case. */
  icon?: string
  fields: F
  /** The field that names a record to people; the first text field unless given. */
  title?: keyof F & string
  /** What stands under the title in search results and pickers. */
  subtitle?: readonly string[]
  sections?: Record<string, Label>
  /** Default columns of its list; else the title and the first fields. */
  list?: readonly string[]
  /** Has an owner and a board, so data scopes, sharing and hand-over apply. */
  owned?: boolean
  /** A reference whose record lends this one its owner and board (a contact belongs to its account). */
  belongsTo?: keyof F & string
  /** A reference to the pool in which a record lies while nobody owns it: the pool's people read it there. */
  pool?: keyof F & string
  /** A reference to the realm a record lies in, whoever owns it: the realm's people read it there, those of its board. */
  realm?: keyof F & string
  /** What a new record says besides what it was given, from the row alone: imports write thousands at once. */
  complete?(row: Readonly<Record<string, any>>): Record<string, unknown>
  /** Fills in what new records leave open and only the database knows, owner and board being known: once for all that are written together. */
  prepare?(ctx: Ctx, rows: readonly Record<string, any>[]): Promise<void>
  /** References to users who may read and edit the record besides the owner's scope (an assignee). */
  visibleTo?: readonly string[]
  /** Fields by which a duplicate is recognised: `{ name: 'company', phone: 'phone', creditCode: 'code' }`. */
  match?: { readonly [field: string]: MatchAs }
  /** The date after which its records are nobody's duplicates any more (a registration that has run out). */
  matchUntil?: keyof F & string
  /** Fields told even to those who may not see the record, when what they enter looks like it: how long ago somebody was in touch. */
  told?: readonly string[]
  /** Number pattern for field `code`: `{yyyy} {yy} {mm} {dd}` and zeros for the counter, e.g. `KH-{yyyy}-{00000}`. */
  numbering?: string
  /** Its records stand on the timeline of what they refer to, at the moment this field names. */
  timeline?: string
  /** A name is enough to make one: its create act finds what else is required (an import makes those that its rows refer to). */
  named?: true
  /** Its records are people who act: their timelines tell what they did, not what was done to their record. */
  actor?: boolean
  /** No form or list of its own: acts and screens of its slice write it. */
  internal?: boolean
  /** False: not in the search index (millions of short notes would bury the customers). */
  searched?: false
  /** Only its owner and whom `visibleTo` names ever reach it, whatever the role says (notifications, talks). */
  private?: boolean
  /** Acts let people in to single records, whatever their board (who is asked to decide): a share then counts for every scope. */
  admits?: boolean
  /** A choice field whose values `board` and `all`, and `department` where there is such a field, let others read the record. */
  audience?: keyof F & string
  /** Which of its records still ask something of their people; the others tell of the past and stay when somebody hands over. All unless given. */
  open?: Filter
  /** Its owner is who wrote it or whom it is for, and stays so when they hand over. */
  authored?: true
  /** Part of the company's set-up (dictionaries, roles): journal yes, search no, scope all. */
  setup?: boolean
}

export interface Entity<F extends Record<string, Field<any>> = Record<string, Field<any>>> extends EntityOptions<F> {
  readonly name: string
  /** camelCase plural; the path is its kebab-case, the table its snake_case. */
  readonly plural: string
  readonly path: string
  readonly table: string
  readonly title: keyof F & string
  /** Declared fields and the ones every record has. */
  readonly fields: F & typeof systemFields & Record<string, Field<any>>
  /** Names of the declared fields, in declared order. */
  readonly declared: readonly (keyof F & string)[]
}

const systemFields = {
  createdAt: instant({ label: ['登记时间', 'Created'], readOnly: true, filter: true }),
  createdBy: ref('user', { label: ['登记人', 'Created by'], readOnly: true, past: true }),
  updatedAt: instant({ label: ['最后修改', 'Updated'], readOnly: true }),
  updatedBy: ref('user', { label: ['修改人', 'Updated by'], readOnly: true, past: true }),
  version: number({ label: ['版本', 'Version'], readOnly: true, scale: 0, ordinal: true }),
}
const ownerFields = {
  owner: ref('user', { label: ['负责人', 'Owner'] }),
  board: ref('board', { label: ['版块', 'Board'], readOnly: true }),
}
const currencyField = {
  kind: 'choice',
  dictionary: 'currency',
  label: ['币种', 'Currency'],
  default: 'CNY',
} satisfies Field

const kebab = (s: string) => s.replace(/[A-Z]/g, c => `-${c.toLowerCase()}`)
export const snake = (s: string) => s.replace(/[A-Z]/g, c => `_${c.toLowerCase()}`)

/**
 * Declares a business object. Table, API, screens, import, rights and search follow from it.
 * @param name singular camelCase name, used in code, rights and events
 */
export function entity<const F extends Record<string, Field<any>>>(name: string, options: EntityOptions<F>): Entity<F> {
  const plural = options.plural ?? `${name}s`
  const declared = Object.keys(options.fields)
  const mark = (fields: Record<string, Field<any>>) =>
    Object.fromEntries(Object.entries(fields).map(([k, f]) => [k, { ...f, system: true }]))
  const hasMoney = Object.values(options.fields).some(f => f.kind === 'money')
  return {
    ...options,
    name,
    plural,
    path: kebab(plural),
    table: snake(plural),
    title: options.title ?? (declared.find(f => options.fields[f]!.kind === 'text') as keyof F & string),
    fields: {
      ...options.fields,
      ...(hasMoney && !options.fields.currency ? { currency: currencyField } : {}),
      ...(options.owned ? mark(ownerFields) : {}),
      ...mark(systemFields),
    } as Entity<F>['fields'],
    declared,
  }
}

type ValueOf<T> = T extends Field<infer V> ? V : never
interface SystemRow {
  id: string
  version: number
  createdAt: string
  createdBy: string | null
  updatedAt: string
  updatedBy: string | null
}
/** A record as the engine hands it to acts: references are ids. */
export type Row<E> =
  E extends Entity<infer F>
    ? SystemRow & { [K in keyof F]: ValueOf<F[K]> } & (E extends { owned: true }
          ? { owner: string | null; board: string }
          : { owner?: string | null; board?: string })
    : never
/** What creating or changing a record takes. */
export type Draft<E> =
  E extends Entity<infer F> ? { [K in keyof F]?: ValueOf<F[K]> | null } & { owner?: string | null } : never

/** Column of a field: references end in `_id`, except who created and last changed a record. Custom fields have none. */
export const columnOf = (name: string, field: Field<any>) =>
  field.kind === 'ref' && !(field.system && name.endsWith('By')) ? `${snake(name)}_id` : snake(name)
