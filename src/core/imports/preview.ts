import { Refusal } from '../acts/refusal'
import type { Ctx } from '../ctx'
import { sql } from '../db/statement'
import { type Entity, type Field, kindOf } from '../entity'
import { labelIn, say } from '../i18n/say'
import { judge, type Run } from './batch'
import { AUTHORSHIP, guessAll, importable, type Mapping, requiredFields } from './guess'
import { inBatches } from './lanes'
import { unknownNames, WORDS_NAMED } from './names'
import { checkOptions, type ImportOptions } from './options'
import { openTable, type Table, type TableRow } from './read/table'
import { type References, references } from './references'
import {
  alongs,
  bringAlong,
  companions,
  creatable,
  createMissing,
  findRepeated,
  groupKey,
  idsOf,
  pairsOf,
} from './related'
import { type Draft, type Fault, rowParser } from './rows'

/** Rows that a preview reads to the end of; a larger file is judged by its beginning. */
const READ_MAX = 100_000
const SAMPLES = 50
const ROWS_NAMED = 20

/** Opens a file and settles which field each column goes to: as told, else as a saved template says, else guessed. `unasked`: nobody sees the guess before it is acted on. */
export async function openMapped(
  ctx: Ctx,
  entity: Entity,
  path: string,
  fileName: string,
  given: Omit<ImportOptions, 'mapping'> & { mapping?: Mapping },
  unasked: boolean,
): Promise<{ table: Table; options: ImportOptions; template: string | null; peeked: TableRow[] }> {
  const table = await openTable(path, fileName, given)
  const rows = table.rows[Symbol.asyncIterator]()
  const peeked: TableRow[] = []
  for (let next = await rows.next(); !next.done && peeked.length < SAMPLES; next = await rows.next())
    peeked.push(next.value)
  await rows.return?.()
  const template = given.mapping ? undefined : await templateFor(ctx, entity, table.columns)
  const mapping =
    given.mapping ??
    template?.options.mapping ??
    guessAll(
      ctx,
      entity,
      companions(ctx, entity),
      table.columns,
      peeked.map(row => row.cells),
      field => unasked && !teaches(given, field),
    )
  return {
    table,
    options: { ...given, ...(template ? { values: template.options.values ?? given.values } : {}), mapping },
    template: template?.id ?? null,
    peeked,
  }
}

/** True where the options say what becomes of words that the field's dictionary lacks. */
const teaches = ({ createValues, values }: Pick<ImportOptions, 'createValues' | 'values'>, field: string) =>
  createValues === true || (Array.isArray(createValues) && createValues.includes(field)) || field in values

async function templateFor(
  ctx: Ctx,
  entity: Entity,
  columns: string[],
): Promise<{ id: string; options: ImportOptions } | undefined> {
  const [found] = await ctx.db.query<{
    id: string
    options: ImportOptions
  }>(sql`select id, options from import_templates
    where user_id = ${ctx.user.id} and object = ${entity.name} and columns @> ${columns}::text[] and columns <@ ${columns}::text[] order by created_at desc limit 1`)
  return found
}

/** Everything the wizard shows before anything is written: how the file was read, where its columns go, what will become of its rows. */
export async function preview(
  ctx: Ctx,
  entity: Entity,
  path: string,
  fileName: string,
  given: Omit<ImportOptions, 'mapping'> & { mapping?: Mapping },
): Promise<Record<string, unknown>> {
  const { table, options, template, peeked } = await openMapped(ctx, entity, path, fileName, given, false)
  const fields = importable(ctx, entity)
  const required = requiredFields(entity)
  const unready = refusalOf(() => checkOptions(ctx, entity, table.columns, options))
  const seen = await readThrough(ctx, entity, path, fileName, table.columns, options, unready === null)
  const sentence = ({ code, params }: Fault) => say(code, params ?? {}, ctx.lang)
  return {
    object: entity.name,
    file: {
      name: fileName,
      format: table.format,
      encoding: table.encoding ?? null,
      delimiter: table.delimiter ?? null,
      sheet: table.sheet ?? null,
      sheets: table.sheets ?? [],
      headerRow: table.headerRow,
      rows: seen.rows,
      partial: seen.partial,
    },
    columns: table.columns.map((name, i) => ({
      name,
      samples: peeked
        .map(row => row.cells[i] ?? '')
        .filter(cell => cell.trim())
        .slice(0, 3),
      filled: seen.filled[i] ?? 0,
    })),
    mapping: options.mapping,
    template,
    fields: [
      ...fields.map(([name, field]) => ({
        name,
        label: labelIn(field.label, ctx.lang),
        kind: field.kind,
        required: required.includes(name),
        custom: !!field.custom,
      })),
      ...companions(ctx, entity).flatMap(child =>
        importable(ctx, child)
          .filter(([name]) => name !== child.belongsTo && !AUTHORSHIP.includes(name) && name !== 'owner')
          .map(([name, field]) => ({
            name: `${child.name}.${name}`,
            label: `${labelIn(child.label, ctx.lang)} · ${labelIn(field.label, ctx.lang)}`,
            kind: field.kind,
            required: false,
            custom: !!field.custom,
          })),
      ),
    ],
    creatable: creatable(ctx, entity)
      .filter(field => Object.values(options.mapping).includes(field))
      .map(field => ({
        field,
        object: entity.fields[field]!.target,
        label: labelIn(entity.fields[field]!.label, ctx.lang),
      })),
    unready: unready && { code: unready.code, message: say(unready.code, unready.params, ctx.lang) },
    problems: [...seen.problems.values()]
      .sort((a, b) => b.count - a.count)
      .map(({ fault, count, rows }) => ({
        field: fault.field,
        columns: table.columns.filter(column => options.mapping[column] === fault.field),
        code: fault.code,
        message: sentence(fault),
        count,
        rows,
      })),
    values: [...seen.unknownWords].map(([field, words]) => ({
      field,
      dictionary: fieldAt(ctx, entity, field)?.dictionary,
      words: [...words]
        .sort((a, b) => b[1] - a[1])
        .slice(0, WORDS_NAMED)
        .map(([text, count]) => ({ text, count })),
    })),
    names: await unknownNames(ctx, entity, seen.unknownNames),
    similar: { count: seen.counts.similar, examples: seen.similar },
    samples: seen.samples.map(({ row, cells, values, faults, notes }) => ({
      row,
      cells,
      values: {
        ...shown(ctx, entity, values),
        ...Object.fromEntries(
          (seen.brought.get(row) ?? []).flatMap(({ of, values }) =>
            Object.entries(shown(ctx, of, values)).map(([name, text]) => [`${of.name}.${name}`, text]),
          ),
        ),
      },
      problems: [...faults, ...notes].map(fault => ({
        field: fault.field,
        code: fault.code,
        message: sentence(fault),
      })),
    })),
    counts: seen.counts,
  }
}

function refusalOf(work: () => void): Refusal | null {
  try {
    work()
    return null
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

interface Seen {
  rows: number
  partial: boolean
  filled: number[]
  problems: Map<string, { fault: Fault; count: number; rows: number[] }>
  unknownWords: Map<string, Map<string, number>>
  unknownNames: References['unknown']
  samples: Draft[]
  similar: { row: number; title: string; as: string; sameAsRow: number | null }[]
  counts: { created: number; updated: number; skipped: number; failed: number; similar: number; along: number }
  /** By row: what its shown rows bring along. */
  brought: Map<number, { of: Entity; values: Record<string, unknown> }[]>
}

async function readThrough(
  ctx: Ctx,
  entity: Entity,
  path: string,
  fileName: string,
  columns: string[],
  options: ImportOptions,
  ready: boolean,
): Promise<Seen> {
  const table = await openTable(path, fileName, options)
  const parser = rowParser(ctx, entity, columns, options, table.format, true)
  const run: Run = {
    entity,
    options,
    references: references(ctx, entity, options.createMissing),
    seen: new Map(),
    seenKeys: new Map(),
    ids: new Map(),
  }
  const along = alongs(ctx, entity, columns, options, table.format, true)
  const seen: Seen = {
    rows: 0,
    partial: false,
    filled: columns.map(() => 0),
    problems: new Map(),
    unknownWords: parser.unknownWords,
    unknownNames: run.references.unknown,
    samples: [],
    similar: [],
    counts: { created: 0, updated: 0, skipped: 0, failed: 0, similar: 0, along: 0 },
    brought: new Map(),
  }
  const faulty: Draft[] = []
  for await (const rows of inBatches(table.rows, 2_000)) {
    seen.rows += rows.length
    if (seen.partial) continue
    for (const { cells } of rows)
      cells.forEach((cell, i) => {
        if (cell.trim()) seen.filled[i]!++
      })
    const drafts = rows.map(parser.parse)
    const pairs = []
    for (const one of along) pairs.push(await pairsOf(one, rows, drafts))
    const bringing = along.length > 0 ? new Set(pairs.flat().map(({ parent }) => parent)) : undefined
    const repeated = findRepeated(run, drafts, bringing)
    const named = await run.references.resolve(drafts)
    const missing = named.filter(one => one.create && !repeated.has(one.draft.row))
    seen.counts.along += await createMissing(ctx, entity, run.references, missing, false)
    if (ready) {
      const judged = await judge(
        ctx,
        run,
        drafts.filter(draft => !repeated.has(draft.row)),
        false,
      )
      seen.counts.created += judged.create.length
      seen.counts.updated += judged.update.length
      seen.counts.skipped += judged.skipped.length + [...repeated.values()].filter(brings => !brings).length
      seen.counts.similar += judged.similar.length
      const ids = idsOf(judged)
      for (const [draft, id] of ids) {
        const key = groupKey(run, draft)
        if (key !== null && along.length > 0) run.ids.set(key, id)
      }
      for (const [i, one] of along.entries())
        seen.counts.along += await bringAlong(ctx, run, one, pairs[i]!, ids, false)
      for (const { draft, title, row } of judged.similar.slice(0, ROWS_NAMED - seen.similar.length)) {
        seen.similar.push({
          row: draft.row,
          title: String(draft.values[entity.title] ?? ''),
          as: title,
          sameAsRow: row ?? null,
        })
      }
    }
    if (seen.samples.length < SAMPLES)
      for (const [i, one] of along.entries())
        for (const { child } of pairs[i]!)
          seen.brought.set(child.row, [
            ...(seen.brought.get(child.row) ?? []),
            { of: one.entity, values: child.values },
          ])
    for (const draft of drafts) {
      for (const fault of [...draft.faults, ...draft.notes]) note(seen.problems, fault, draft.row)
      if (draft.faults.length > 0) {
        seen.counts.failed++
        if (faulty.length < SAMPLES) faulty.push(draft)
      }
    }
    seen.samples.push(...drafts.slice(0, SAMPLES - seen.samples.length))
    seen.partial = seen.rows >= READ_MAX
  }
  for (const one of along)
    for (const [field, words] of one.parser.unknownWords) seen.unknownWords.set(`${one.entity.name}.${field}`, words)
  const shownAlready = new Set(seen.samples.map(draft => draft.row))
  seen.samples.push(...faulty.filter(draft => !shownAlready.has(draft.row)))
  return seen
}

function note(problems: Seen['problems'], fault: Fault, row: number): void {
  const key = `${fault.field} ${fault.code}`
  const problem = problems.get(key) ?? { fault, count: 0, rows: [] }
  problems.set(key, problem)
  problem.count++
  if (problem.rows.length < ROWS_NAMED) problem.rows.push(row)
}

function fieldAt(ctx: Ctx, entity: Entity, name: string): Field | undefined {
  const [ahead, behind] = name.split('.')
  return behind === undefined ? entity.fields[name] : ctx.words.findEntity(ahead!)?.fields[behind]
}

/** Values as people will see them; references stay the names that the file gave. */
const shown = (ctx: Ctx, entity: Entity, values: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const field: Field | undefined = entity.fields[name]
      if (!field || value === null || value === undefined || field.target) return []
      return [[name, kindOf(field).toText(value, field, ctx.words)]]
    }),
  )
