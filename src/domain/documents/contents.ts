import { fieldAccess } from '../../core/access/reach'
import { Refusal, refuse } from '../../core/acts/refusal'
import { dayOf } from '../../core/calendar/china'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import type { Entity, Field } from '../../core/entity'
import { labelIn, textIn } from '../../core/i18n/say'
import { LIMITS } from '../../core/records/limits'
import { type Page, page, read } from '../../core/records/query'
import { amountInWords } from './amountInWords'
import { companyProfile } from './companyProfile'
import type { ApiRecord, LinesOf, Printable } from './printable'
import { dayText, textOf, wordOf } from './texts'

/** A paper with more lines than this is refused: nobody reads it, and it would be made of pages for minutes. */
export const LINES_MAX = 2_000

/** One thing a template may say, by its Chinese and its English name. */
export interface Variable {
  word: string
  name: string
  label: string
  text: string
}
/** All that is known of a record for its paper. */
export interface Contents {
  record: ApiRecord
  company: ApiRecord | null
  /** Fields by name, dotted where they are reached through a reference. */
  texts: Map<string, string>
  variables: Variable[]
  lineVariables: Omit<Variable, 'text'>[]
  /** Each line's texts by field. */
  lines: Record<string, string>[]
  /** Sums of the columns that are added up. */
  sums: Record<string, string>
}

const UNSAID = new Set(['files', 'structure'])

/**
 * Reads a record with what it refers to and its lines, in the caller's rights, as texts in the caller's language: what the caller may
 * not read is not printed either.
 */
export async function contentsOf(ctx: Ctx, printable: Printable, id: string): Promise<Contents> {
  const record = await read(ctx, ctx.words.entity(printable.entity.name), id)
  return compiled(ctx, printable, record, await linesOf(ctx, printable, record))
}

/** The same of no record: what can be said, without anything being said. */
export const emptyContents = (ctx: Ctx, printable: Printable): Promise<Contents> =>
  compiled(ctx, printable, {}, emptyLines(ctx, printable))

async function compiled(ctx: Ctx, printable: Printable, record: ApiRecord, lines: Lines): Promise<Contents> {
  const entity = ctx.words.entity(printable.entity.name)
  const texts = new Map<string, string>()
  const variables: Variable[] = []
  const words = new Set<string>()
  const say: Say = (word, name, label, text) => {
    if (texts.has(name)) return
    variables.push({ word: words.has(word) ? name : word, name, label, text })
    words.add(word)
    texts.set(name, text)
  }
  sayFields(ctx, entity, record, say, { secret: printable.secret })
  for (const through of printable.through) {
    const field = entity.fields[through]
    if (!field?.target) continue
    const to = ctx.words.entity(field.target)
    const held = record[through]?.id && (await read(ctx, to, record[through].id).catch(hidden))
    sayFields(ctx, to, held || {}, say, {
      secret: printable.secret,
      word: `${wordOf(field.label[0])}.`,
      name: `${through}.`,
      label: `${labelIn(field.label, ctx.lang)} · `,
    })
  }
  const company = await profileFor(ctx, record.board?.id ?? null)
  sayFields(ctx, ctx.words.entity(companyProfile.name), company ?? {}, say, {
    secret: ['board'],
    word: '公司.',
    name: 'company.',
    label: `${labelIn(['公司', 'Company'], ctx.lang)} · `,
  })
  say('今天', 'today', labelIn(['今天', 'Today'], ctx.lang), dayText(dayOf(ctx.now), ctx.lang === 'en'))
  say('打印人', 'me', labelIn(['打印人', 'Printed by'], ctx.lang), ctx.user.name)
  if (printable.inWords) {
    const label = labelIn(['大写金额', 'Amount in words'], ctx.lang)
    say('大写金额', 'amountInWords', label, inWords(ctx, record[printable.inWords]))
  }
  for (const [name, { label, text }] of Object.entries((await printable.more?.(ctx, record)) ?? {}))
    say(wordOf(label[0]), name, labelIn(label, ctx.lang), text)
  return { record, company, texts, variables, ...lines }
}

type Say = (word: string, name: string, label: string, text: string) => void
const inWords = (ctx: Ctx, value: unknown) =>
  typeof value === 'number' ? textIn(amountInWords(value), null, ctx.lang) : ''

function sayFields(
  ctx: Ctx,
  entity: Entity<any>,
  row: ApiRecord,
  say: Say,
  {
    secret,
    word = '',
    name = '',
    label = '',
  }: { secret?: readonly string[]; word?: string; name?: string; label?: string },
) {
  for (const [field, declared] of printed(ctx, entity, secret)) {
    const own = labelIn(declared.label, ctx.lang)
    const at = `${word}${wordOf(declared.label[0])}`
    say(at, `${name}${field}`, `${label}${own}`, textOf(ctx, declared, row[field]))
    if (declared.kind !== 'money') continue
    const written = `${label}${own} · ${labelIn(['大写', 'in words'], ctx.lang)}`
    say(`${at}大写`, `${name}${field}InWords`, written, inWords(ctx, row[field]))
  }
}

/** Fields that a paper may say: what the caller reads, but neither pictures nor what costs us. */
const printed = (ctx: Ctx, entity: Entity<any>, secret: readonly string[] = []): [string, Field][] =>
  Object.entries<Field>(entity.fields).filter(
    ([name, field]) =>
      !UNSAID.has(field.kind) &&
      name !== 'version' &&
      !secret.includes(name) &&
      !(field.kind === 'money' && field.sensitive) &&
      fieldAccess(ctx, entity, name) !== 'none',
  )

type Lines = Pick<Contents, 'lines' | 'lineVariables' | 'sums'>

function emptyLines(ctx: Ctx, { lines, secret }: Printable): Lines {
  if (!lines) return { lines: [], lineVariables: [], sums: {} }
  const variables = printedOfLines(ctx, lines, secret).map(([name, field]) => ({
    word: wordOf(field.label[0]),
    name,
    label: labelIn(field.label, ctx.lang),
  }))
  return {
    lines: [],
    lineVariables: [{ word: '序号', name: 'no', label: labelIn(['序号', 'No.'], ctx.lang) }, ...variables],
    sums: {},
  }
}

const printedOfLines = (ctx: Ctx, lines: LinesOf, secret: readonly string[] | undefined): [string, Field][] =>
  'entity' in lines ? printed(ctx, ctx.words.entity(lines.entity.name), secret) : Object.entries(lines.fields)

async function linesOf(ctx: Ctx, printable: Printable, record: ApiRecord): Promise<Lines> {
  const { lines: asked, secret } = printable
  if (!asked) return emptyLines(ctx, printable)
  const fields = printedOfLines(ctx, asked, secret)
  const rows = 'entity' in asked ? await recordsOf(ctx, asked, record, fields) : await asked.rows(ctx, record)
  if (rows.length > LINES_MAX) throw refuse('document.tooManyLines', { max: LINES_MAX })
  const sum = (name: string) =>
    rows.reduce((all, row) => all + (typeof row[name] === 'number' ? Math.round(row[name] * SCALE) : 0), 0) / SCALE
  return {
    ...emptyLines(ctx, printable),
    lines: rows.map((row, i) => ({
      no: String(i + 1),
      ...Object.fromEntries(fields.map(([name, field]) => [name, textOf(ctx, field, row[name])])),
    })),
    sums: Object.fromEntries(
      fields.flatMap(([name, field]) => (asked.totals?.includes(name) ? [[name, textOf(ctx, field, sum(name))]] : [])),
    ),
  }
}

async function recordsOf(
  ctx: Ctx,
  { entity, filter, sort }: Extract<LinesOf, { entity: unknown }>,
  record: ApiRecord,
  fields: readonly [string, Field][],
): Promise<ApiRecord[]> {
  const those = filter(record)
  const rows: ApiRecord[] = []
  for (let cursor: string | null = those ? '' : null; cursor !== null && rows.length <= LINES_MAX; ) {
    const found: Page = await page(ctx, ctx.words.entity(entity.name), {
      fields: ['id', ...fields.map(([name]) => name)],
      filter: those,
      sort,
      limit: LIMITS.page,
      cursor,
    })
    rows.push(...JSON.parse(`[${found.items}]`))
    cursor = found.nextCursor
  }
  return rows
}

/** Quantities carry four decimals; sums are taken in whole numbers. */
const SCALE = 10_000

/** The letterhead of a board; the company's where it has none. */
export async function profileFor(ctx: Ctx, board: string | null): Promise<ApiRecord | null> {
  const [found] = await ctx.db.query<{ id: string }>(sql`
    select id from company_profiles where deleted_at is null and (board_id is null or board_id = ${board}::uuid)
    order by board_id is null, created_at limit 1`)
  return found ? read(ctx, ctx.words.entity(companyProfile.name), found.id).catch(hidden) : null
}

const hidden = (error: unknown) => {
  if (error instanceof Refusal) return null
  throw error
}
