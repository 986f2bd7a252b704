import type { Ctx } from '../ctx'
import { type Entity, type Field, Invalid, kindOf } from '../entity'
import type { Values } from '../records/parse'
import type { ImportOptions } from './options'
import type { TableRow } from './read/table'

/** Why a value or a row was not taken: a code with a sentence, and the column it stood in. */
export interface Fault {
  field: string
  code: string
  params?: Record<string, string | number>
}

/** A row of the file on its way to being a record. */
export interface Draft {
  row: number
  cells: string[]
  values: Values
  /** Names that must still become ids. */
  references: { field: string; texts: string[] }[]
  faults: Fault[]
  /** What was left out, though the row comes in. */
  notes: Fault[]
}

export interface RowParser {
  parse(row: TableRow): Draft
  /** Words that a dictionary doesn't have, by field, with how often they stand in the file. */
  unknownWords: Map<string, Map<string, number>>
  /** From now on, `text` means `code` in `field`. */
  learn(field: string, text: string, code: string | null): void
}

interface Target {
  name: string
  field: Field
  columns: number[]
  /** What a cell's text means, remembered: most columns repeat a few words. */
  known: Map<string, unknown>
}

const REMEMBERED_MAX = 20_000
const REMEMBERED = new Set(['choice', 'tree', 'region', 'flag', 'date'])
const WORDS_MAX = 500

/**
 * Prepares to turn rows into values by a mapping; one parser serves a whole file.
 * @param trial nothing is written: words that an import would add to a dictionary count as its values
 */
export function rowParser(
  ctx: Ctx,
  entity: Entity,
  columns: readonly string[],
  options: ImportOptions,
  format: string,
  trial = false,
): RowParser {
  const targets = targetsOf(entity, columns, options)
  const unknownWords: RowParser['unknownWords'] = new Map()
  const { createValues } = options
  const isAdded = (field: string) =>
    createValues === true || (Array.isArray(createValues) && createValues.includes(field))

  function meaning(target: Target, text: string): unknown {
    if (!REMEMBERED.has(target.field.kind)) return read(ctx, target.field, text)
    if (target.known.has(text)) return target.known.get(text)
    const value = target.field.dictionary ? codes(target, text) : read(ctx, target.field, text)
    // A word that somebody is about to add to the dictionary must be looked up again.
    const open = target.field.dictionary && (value instanceof Invalid || (trial && isAdded(target.name)))
    if (target.known.size < REMEMBERED_MAX && !open) target.known.set(text, value)
    return value
  }

  function codes(target: Target, text: string): unknown {
    const parts = target.field.many
      ? text
          .split(SEPARATORS)
          .map(s => s.trim())
          .filter(Boolean)
      : [text]
    const found: string[] = []
    for (const part of parts) {
      const code = target.known.has(part) ? target.known.get(part) : read(ctx, { ...target.field, many: false }, part)
      if (code instanceof Invalid) {
        count(unknownWords, target.name, part)
        if (!trial || !isAdded(target.name)) return code
        found.push(part)
        continue
      }
      if (typeof code === 'string') found.push(code)
    }
    if (!target.field.many) return found[0] ?? null
    return found.length ? [...new Set(found)] : null
  }

  function parse({ row, cells }: TableRow): Draft {
    const draft: Draft = { row, cells, values: {}, references: [], faults: [], notes: [] }
    for (const target of targets) {
      const { name, field } = target
      const text = textOf(target, cells, format)
      if (text === '') {
        if (options.onBlank === 'clear') draft.values[name] = null
      } else if (field.target) {
        const named = (field.kind === 'refs' ? text.split(SEPARATORS) : [text]).map(one => one.trim()).filter(Boolean)
        const texts = named.flatMap(one => (target.known.has(one) ? ((target.known.get(one) as string) ?? []) : one))
        if (texts.length > 0) draft.references.push({ field: name, texts })
        else draft.values[name] = null
      } else {
        const value = meaning(target, text)
        if (!(value instanceof Invalid)) draft.values[name] = value
        else if (options.onBadValue === 'blank' && !field.required) draft.notes.push(faultOf(name, value))
        else draft.faults.push(faultOf(name, value))
      }
    }
    return draft
  }

  return {
    parse,
    unknownWords,
    learn: (field, text, code) => void targets.find(target => target.name === field)?.known.set(text, code),
  }
}

const SEPARATORS = /[、,，;；|\n]+/
const faultOf = (field: string, { code, params }: Invalid): Fault => ({ field, code, params })

function targetsOf(entity: Entity, columns: readonly string[], options: ImportOptions): Target[] {
  const names = [...new Set(columns.map(column => options.mapping[column]))].filter(
    (field): field is string => !!field && !field.includes('.'),
  )
  return names.map(name => ({
    name,
    field: name === 'id' ? ID : entity.fields[name]!,
    columns: columns.flatMap((column, i) => (options.mapping[column] === name ? [i] : [])),
    known: new Map(Object.entries(options.values[name] ?? {})),
  }))
}
const ID = { kind: 'text', label: ['标识', 'Id'] } as Field

/** The cells of a field as one text. Only words and figures lose the blanks around them; free text stays as it is. */
function textOf({ field, columns }: Target, cells: readonly string[], format: string): string {
  const texts = columns.map(i => (format === 'csv' ? withoutGuard(cells[i] ?? '') : (cells[i] ?? '')))
  if (field.kind === 'text' || field.kind === 'longText')
    return texts.length === 1 ? texts[0]! : texts.filter(t => t.trim()).join(field.kind === 'text' ? ' ' : '\n')
  const trimmed = texts.map(text => text.trim()).filter(text => text !== '' && !NOTHING.has(text.toLowerCase()))
  return trimmed.join(field.kind === 'region' ? '' : '、')
}

/** What people and programs write where there is no figure, day or name. */
const NOTHING = new Set(['-', '--', '—', '——', '/', 'n/a', '#n/a', 'null', 'nan'])

/** Exports put an apostrophe before what a spreadsheet would take for a formula; coming back, it goes. */
const withoutGuard = (cell: string) => (cell.startsWith("'") && /^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell)

function read(ctx: Ctx, field: Field, text: string): unknown {
  const kind = kindOf(field)
  const value = kind.fromText(text, field, ctx.words)
  return value instanceof Invalid || value === null ? value : kind.parse(value, field, ctx.words)
}

function count(words: RowParser['unknownWords'], field: string, text: string): void {
  const ofField = words.get(field) ?? new Map<string, number>()
  words.set(field, ofField)
  if (ofField.has(text) || ofField.size < WORDS_MAX) ofField.set(text, (ofField.get(text) ?? 0) + 1)
}
