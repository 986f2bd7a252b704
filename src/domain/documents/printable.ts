import type { Ctx } from '../../core/ctx'
import type { Entity, Field, Label, Row } from '../../core/entity'
import type { Filter } from '../../core/records/filter'
import type { Column } from './sheet'

/** A record as the API reads it: references are `{ id, name }`. */
export type ApiRecord = Record<string, any>

/** What becomes of a customer's answer on the page that shows a document. */
export interface Answer {
  answer: 'accepted' | 'declined'
  by: string
  note: string | null
}

/** Where the lines of a table come from: records of an object, or what a slice reckons, with the fields it has. */
export type LinesOf =
  | { entity: Entity<any>; filter(record: ApiRecord): Filter | null; sort: string }
  | { fields: Record<string, Field<any>>; rows(ctx: Ctx, record: ApiRecord): Promise<ApiRecord[]> }

/** The fields of a table's lines, the company's own among them. */
export const fieldsOfLines = (ctx: Ctx, lines: LinesOf): Record<string, Field<any>> =>
  'entity' in lines ? ctx.words.entity(lines.entity.name).fields : lines.fields

/** How records of an object are printed. Templates may name every field that the caller reads, whatever the page shows. */
export interface Printable<E extends Entity<any> = Entity<any>> {
  entity: E
  /** What the paper is called: 报价单. */
  label: Label
  /** What its button says; 打印 unless given. */
  act?: Label
  /** References whose records' fields templates may name, too: `account`, `contact`, `owner`. */
  through: readonly string[]
  /** Fields that are nobody's outside the company, whatever a template says. */
  secret?: readonly string[]
  /** The records that stand in its table of lines; null where this one has none. */
  lines?: LinesOf & {
    /** Fields of a line, in order. */
    columns: readonly string[]
    /** Columns that are added up below. */
    totals?: readonly string[]
  }
  /** Facts above the table: fields of the record, or of what it refers to (`contact.phone`). */
  facts: readonly string[]
  /** Amounts below the table, fields or what `more` says, the one that counts last. */
  amounts: readonly string[]
  /** The amount that is written out in words. */
  inWords?: string
  /** Texts below: fields of several lines. */
  texts: readonly string[]
  /** Further texts that no field holds: the clauses of a contract. */
  paragraphs?(record: ApiRecord): { title: string; text: string }[]
  /** Who signs. */
  signs: 'us' | 'both'
  /** Both sides are named as parties, 甲方 and 乙方. */
  parties?: boolean
  /** Further variables that no field holds, by their words. */
  more?(ctx: Ctx, record: ApiRecord): Promise<Record<string, { label: Label; text: string }>>
  /** True where nobody has agreed to it yet: it is marked as a draft, bears no stamp, and is not sent to customers. */
  draft?(record: ApiRecord): boolean
  /** Follows when it is sent to a customer for the first time, in the sender's name. */
  sent?(ctx: Ctx, record: Row<E>): Promise<void>
  /** Done in the company's name when a customer answers; where it is missing no answer is asked for. */
  answered?(ctx: Ctx, record: Row<E>, answer: Answer): Promise<void>
}

const printables = new Map<string, Printable>()

/** @internal */
export const register = (printable: Printable): void => void printables.set(printable.entity.name, printable)
export const printableOf = (object: string): Printable | undefined => printables.get(object)
export const allPrintables = (): readonly Printable[] => [...printables.values()]

const WIDE = new Set(['text', 'longText', 'ref'])
const FIGURES = new Set(['number', 'money'])

/** A column for a field of a line. */
export const columnOf = (name: string, field: Field<any>, label: string): Column => ({
  name,
  label,
  figure: FIGURES.has(field.kind),
  weight: WIDE.has(field.kind) ? 4 : field.kind === 'money' ? 2 : 1,
})
