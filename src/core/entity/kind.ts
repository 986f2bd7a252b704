import type { Field } from './field'

export type Operator =
  | 'eq'
  | 'ne'
  | 'in'
  | 'notIn'
  | 'lt'
  | 'lte'
  | 'gt'
  | 'gte'
  | 'between'
  | 'contains'
  | 'startsWith'
  | 'isNull'
  | 'notNull'
  | 'under'
  | 'relative'
  | 'some'
  | 'none'

/** How a value compares and is stored; the filter compiler knows families, not kinds. */
export type Family = 'text' | 'number' | 'date' | 'instant' | 'code' | 'codes' | 'flag' | 'id' | 'ids' | 'json'

/** Why a value was refused: a code with a sentence in core/i18n, and what the sentence needs. */
export interface Issue {
  code: string
  params?: Record<string, string | number>
}
export class Invalid {
  constructor(
    readonly code: string,
    readonly params: Record<string, string | number> = {},
  ) {}
}

export interface DictionaryItem {
  code: string
  label: string
  labelEn: string | null
  parent: string | null
  active: boolean
  position: number
  tone: string | null
}
/** The tenant's vocabulary that parsing needs. */
export interface Words {
  /** Items by code; undefined when there is no such dictionary. */
  dictionary(name: string): ReadonlyMap<string, DictionaryItem> | undefined
  /** Full name of a division («四川省 成都市 武侯区»), undefined when the code names none. */
  region(code: string): string | undefined
  /** Code of the division that a text names, at any level («成都», «四川省成都市武侯区»). */
  regionCode(text: string): string | undefined
}

/** A field kind: one file, everything that follows from it. */
export interface Kind<V = any> {
  family: Family
  /** Icon (lucide) and word by which an administrator chooses it. */
  icon: string
  /** SQL type of its column. */
  column(field: Field): string
  /** Value as the API takes it → value as it is stored. Undefined never arrives, null means cleared. */
  parse(value: unknown, field: Field, words: Words): V | Invalid
  operators: readonly Operator[]
  /** Stored value → what a spreadsheet cell or a sentence shows. */
  toText(value: V, field: Field, words: Words): string
  /** Cell text → value as the API takes it; Invalid when it can't be understood. */
  fromText(cell: string, field: Field, words: Words): unknown
  /** JSON Schema of the API's value. */
  schema(field: Field): Record<string, unknown>
}
