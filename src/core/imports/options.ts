import { Refusal } from '../acts/refusal'
import type { Ctx } from '../ctx'
import type { Entity } from '../entity'
import { importable, type Mapping, requiredFields } from './guess'
import type { TableOptions } from './read/table'
import { companions, creatable, mappingFor } from './related'

/** How a file becomes records. Everything but the file's own words has a sensible standard. */
export interface ImportOptions extends TableOptions {
  mapping: Mapping
  /** Fields that together tell whether a record is there already. */
  match: string[]
  onMatch: 'update' | 'skip' | 'create'
  onNew: 'create' | 'skip'
  /** What to do with a row that seems to be a record there is already, though no match field says so. */
  onSimilar: 'create' | 'skip'
  /** A value that can't be read: the row fails, or it comes in without that value unless it is required. */
  onBadValue: 'fail' | 'blank'
  /** An empty cell leaves an existing record's value, or clears it. */
  onBlank: 'keep' | 'clear'
  /** By field: what a word of the file means: a dictionary's code, a record's id or name; null leaves the field empty. */
  values: Record<string, Record<string, string | null>>
  /** Fields whose unknown words become new values of their dictionary; true: all. */
  createValues: boolean | string[]
  /** References whose missing records are made, by their name alone. */
  createMissing: string[]
}

type Given = Record<string, unknown>

const CHOICES = {
  onMatch: ['update', 'skip', 'create'],
  onNew: ['create', 'skip'],
  onSimilar: ['create', 'skip'],
  onBadValue: ['fail', 'blank'],
  onBlank: ['keep', 'clear'],
} as const

/** Options as a form or a JSON body gives them. */
export function readOptions(given: Given): Omit<ImportOptions, 'mapping'> & { mapping?: Mapping } {
  const choice = <K extends keyof typeof CHOICES>(name: K): (typeof CHOICES)[K][number] => {
    const value = given[name]
    if (value === undefined || value === '') return CHOICES[name][0]
    if (!(CHOICES[name] as readonly unknown[]).includes(value)) throw badOption(name)
    return value as (typeof CHOICES)[K][number]
  }
  const text = (name: 'encoding' | 'delimiter' | 'sheet') => {
    const value = given[name]
    if (value === undefined || value === '') return {}
    if (typeof value !== 'string' || value.length > (name === 'delimiter' ? 1 : 100)) throw badOption(name)
    return { [name]: value }
  }
  const mapping =
    given.mapping === undefined || given.mapping === ''
      ? undefined
      : textsByText(structured(given, 'mapping'), 'mapping')
  const values = given.values === undefined || given.values === '' ? {} : structured(given, 'values')
  if (!isPlain(values)) throw badOption('values')
  return {
    ...(mapping ? { mapping } : {}),
    match: names(given, 'match'),
    createMissing: names(given, 'createMissing'),
    createValues:
      given.createValues === true || given.createValues === 'true'
        ? true
        : names(given, 'createValues').filter(name => name !== 'false'),
    values: Object.fromEntries(Object.entries(values).map(([field, words]) => [field, textsByText(words, 'values')])),
    onMatch: choice('onMatch'),
    onNew: choice('onNew'),
    onSimilar: choice('onSimilar'),
    onBadValue: choice('onBadValue'),
    onBlank: choice('onBlank'),
    ...text('encoding'),
    ...text('delimiter'),
    ...text('sheet'),
  }
}

const badOption = (name: string) => new Refusal('import.badOption', { name }, 400)
const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function structured(given: Given, name: string): unknown {
  const value = given[name]
  try {
    return typeof value === 'string' ? JSON.parse(value) : value
  } catch {
    throw badOption(name)
  }
}

/** `name,phone`, `["name","phone"]`, or nothing. */
function names(given: Given, name: string): string[] {
  const value = given[name]
  if (value === undefined || value === null || value === '' || value === false) return []
  const list =
    typeof value === 'string' && !value.trim().startsWith('[')
      ? value
          .split(',')
          .map(s => s.trim())
          .filter(Boolean)
      : structured(given, name)
  if (!Array.isArray(list) || !list.every(one => typeof one === 'string')) throw badOption(name)
  return list
}

function textsByText(value: unknown, name: string): Record<string, string | null> {
  if (!isPlain(value) || !Object.values(value).every(one => one === null || typeof one === 'string'))
    throw badOption(name)
  return Object.fromEntries(
    Object.entries(value as Record<string, string | null>).map(([key, one]) => [key, one || null]),
  )
}

/** Refuses options that don't fit the file or the caller's rights, before any work begins. */
export function checkOptions(ctx: Ctx, entity: Entity, columns: readonly string[], options: ImportOptions): void {
  const fields = new Map(importable(ctx, entity))
  for (const child of companions(ctx, entity))
    for (const [name, field] of importable(ctx, child))
      if (name !== child.belongsTo) fields.set(`${child.name}.${name}`, field)
  for (const [column, field] of Object.entries(options.mapping)) {
    if (!columns.includes(column)) throw new Refusal('import.unknownColumn', { column: column.slice(0, 60) })
    // What is recognised by its number brings the number along; nothing else is set that one may not set.
    const names = field === 'id' || !!entity.fields[field ?? '']?.unique
    if (field && !fields.has(field) && !(names && options.match.includes(field)))
      throw new Refusal('import.notImportable', { field: field.slice(0, 60) })
  }
  const mapped = new Set(Object.values(mappingFor(options.mapping)).filter(field => field !== null))
  if (mapped.size === 0) throw new Refusal('import.nothingMapped')
  for (const field of options.match) {
    if (!entity.fields[field] && field !== 'id')
      throw new Refusal('import.notImportable', { field: field.slice(0, 60) })
    if (!mapped.has(field)) throw new Refusal('import.matchUnmapped', { field })
    if (
      ['refs', 'files', 'structure', 'longText'].includes(entity.fields[field]?.kind ?? '') ||
      entity.fields[field]?.many
    )
      throw new Refusal('import.notMatchable', { field })
  }
  for (const field of options.createMissing ?? [])
    if (!creatable(ctx, entity).includes(field))
      throw new Refusal('import.notImportable', { field: field.slice(0, 60) })
  const missing = requiredFields(entity).filter(field => !mapped.has(field))
  if (missing.length > 0 && options.match.length === 0) {
    throw new Refusal('import.requiredUnmapped', {
      fields: missing
        .map(field => entity.fields[field]!.label[ctx.lang === 'en' ? 1 : 0])
        .join(ctx.lang === 'en' ? ', ' : '、'),
    })
  }
}
