import type { KindName } from './kinds'
import type { Label } from './label'

/** What every field may declare, whatever its kind. */
export interface FieldOptions {
  label: Label
  /** A record can't be saved without it. */
  required?: boolean
  /** Only acts set it; forms, imports and PATCH refuse it. */
  readOnly?: boolean
  /** May be given to a new record, by those who know it; afterwards only acts set it, and no form shows it. */
  once?: boolean
  /** Its text belongs to the record's search document. */
  search?: boolean
  /** Gets the index that keeps a filter on it from growing with the table. */
  filter?: boolean
  /** No two live records of a tenant share its value. */
  unique?: boolean
  /** May be masked by role; phones and e-mails are sensitive by kind. */
  sensitive?: boolean
  /** Form section; the entity names the sections. */
  section?: string
  hint?: Label
  /** Which of two records' values counts when they are merged, where it is not the one's that stays; `prefer`: this one, whoever has it. */
  merge?: 'latest' | 'earliest' | { readonly prefer: string }
  /** Names who did something, not who is to: it stays as it is when the person hands over. */
  past?: true
  /** structure: holds ids of this object's records somewhere inside. */
  names?: string
  /** Value of a new record that gives none, or how to find it: `(ctx: Ctx) => value`. */
  default?: unknown
}

/** A declared or customer-defined field. `V` is the type of its value in a row. */
export interface Field<V = unknown> extends FieldOptions {
  readonly kind: KindName
  /** text, longText: characters; lists: entries. */
  max?: number
  /** number: decimal places. */
  scale?: number
  min?: number
  /** number: shown behind the figure. */
  unit?: Label
  /** number: a place in an order, which nobody adds up. */
  ordinal?: true
  /** choice, tree: the dictionary whose codes are its values. */
  dictionary?: string
  /** choice: several values. */
  many?: boolean
  /** ref, refs: the object it points to. */
  target?: string
  /** ref: the choice field whose words a file may have in its place (won and lost among the stages of another program). */
  orElse?: string
  /** instant: something happens then, so it shows as the days that are left; unless the field it names says what stops it. */
  countdown?: string
  /** number: the structure that says what it is made of, `{ points, reason }[]`; screens show it beside the figure. */
  because?: string
  /** files: pictures only. */
  images?: boolean
  /** structure: refuses what is not well formed by answering a sentence code. */
  check?: (value: unknown) => string | null
  /** Defined by an administrator on screen; lives in the row's `custom` column. */
  custom?: boolean
  /** Every object has it; nobody declares it. */
  system?: boolean
  readonly _value?: V
}

type Given<O extends FieldOptions, V> = O extends { required: true } ? V : V | null
type Of<O extends FieldOptions, V> = Field<Given<O, V>>

/** One line of text. `max` defaults to 1000 characters. */
export const text = <const O extends FieldOptions & { max?: number }>(o: O): Of<O, string> => ({ kind: 'text', ...o })
/** Several lines of text, up to 50,000 characters. */
export const longText = <const O extends FieldOptions & { max?: number }>(o: O): Of<O, string> => ({
  kind: 'longText',
  ...o,
})
/** A figure with `scale` decimal places (0: whole). */
export const number = <
  const O extends FieldOptions & { scale?: number; min?: number; unit?: Label; ordinal?: true; because?: string },
>(
  o: O,
): Of<O, number> => ({ kind: 'number', ...o })
/** An amount in minor units (分) of the record's `currency`. */
export const money = <const O extends FieldOptions>(o: O): Of<O, number> => ({ kind: 'money', ...o })
/** A calendar day, `YYYY-MM-DD`. */
export const date = <const O extends FieldOptions>(o: O): Of<O, string> => ({ kind: 'date', ...o })
/** A moment, RFC 3339 in UTC, kept to the millisecond. */
export const instant = <const O extends FieldOptions & { countdown?: string }>(o: O): Of<O, string> => ({
  kind: 'instant',
  ...o,
})
/** A code from a dictionary that an administrator edits. */
export const choice = <const O extends FieldOptions & { dictionary: string; many?: false }>(o: O): Of<O, string> => ({
  kind: 'choice',
  ...o,
})
/** Several codes from a dictionary. */
export const choices = <const O extends FieldOptions & { dictionary: string }>(o: O): Of<O, string[]> => ({
  kind: 'choice',
  many: true,
  ...o,
})
/** A node of a dictionary whose items form a tree; `under` finds it and all below it. */
export const tree = <const O extends FieldOptions & { dictionary: string }>(o: O): Of<O, string> => ({
  kind: 'tree',
  ...o,
})
/** One of China's divisions by its code: province (2 digits), city (4) or district (6). */
export const region = <const O extends FieldOptions>(o: O): Of<O, string> => ({ kind: 'region', ...o })
/** Yes or no. */
export const flag = <const O extends FieldOptions>(o: O): Of<O, boolean> => ({ kind: 'flag', ...o })
/** A reference to one record of another object. Read as `{ id, name }`, written as the id. */
export const ref = <const O extends FieldOptions & { orElse?: string }>(target: string, o: O): Of<O, string> => ({
  kind: 'ref',
  target,
  ...o,
})
/** References to several records of another object. */
export const refs = <const O extends FieldOptions>(target: string, o: O): Of<O, string[]> => ({
  kind: 'refs',
  target,
  ...o,
})
/** A telephone number, kept as it was typed. */
export const phone = <const O extends FieldOptions>(o: O): Of<O, string> => ({ kind: 'phone', sensitive: true, ...o })
export const email = <const O extends FieldOptions>(o: O): Of<O, string> => ({ kind: 'email', sensitive: true, ...o })
export const url = <const O extends FieldOptions>(o: O): Of<O, string> => ({ kind: 'url', ...o })
/** Uploaded files, by id; `images` takes pictures only. */
export const files = <const O extends FieldOptions & { images?: boolean }>(o: O): Of<O, string[]> => ({
  kind: 'files',
  ...o,
})
/** A structure that a screen of its own edits (rights, view definitions). Not filtered, not sorted. */
export const structure = <
  T,
  const O extends FieldOptions & { check?: (value: unknown) => string | null } = FieldOptions & {
    check?: (value: unknown) => string | null
  },
>(
  o: O,
): Of<O, T> => ({ kind: 'structure', ...o })
