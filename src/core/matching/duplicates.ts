import { within as reachable, reachOf } from '../access/reach'
import { notFound } from '../acts/refusal'
import { dayOf } from '../calendar/china'
import type { Ctx } from '../ctx'
import { join, literal, name as quoted, raw, type Sql, sql } from '../db/statement'
import { columnOf, type Entity, kindOf, type Label, type Lang } from '../entity'
import { labelIn, say } from '../i18n/say'
import { columnSql } from '../records/column'
import { isSearched } from '../search/document'
import { frequencies } from '../search/frequency'
import { keysByField } from './keys'
import { near } from './near'
import { type Named, named, natureOf, type Reason, type Score, scoreOf, type Weights } from './score'
import { type Candidate, candidates, type Way } from './ways'
import { type Measure, measureOf } from './weights'

type Values = Record<string, any>

/** A record that may be the same as a draft. Masked: the caller may not open it, so only its beginning and its board are named. */
export interface Duplicate {
  object: string
  id: string
  name: string
  score: number
  reasons: string[]
  masked: boolean
  /** So alike that whoever enters the draft must say it is another. */
  confirm: boolean
  board: string | null
  /** What even those may know who may not open it: 糖酒会办公室 · 最近联系 3 天前. */
  hint: string
}

const SAID: Record<Reason, Label> = {
  sameName: ['名称相同', 'Same name'],
  sameCompany: ['去掉地区和后缀后名称相同', 'Same name but for place and legal form'],
  samePinyin: ['名称读音相同', 'Names sound the same'],
  partOfName: ['名称互相包含', 'One name contains the other'],
  similarName: ['名称相近', 'Similar names'],
  samePhone: ['电话相同', 'Same phone'],
  sameEmail: ['邮箱相同', 'Same e-mail'],
  sameCreditCode: ['统一社会信用代码相同', 'Same credit code'],
  sameDomain: ['网址相同', 'Same website'],
  sameEmployer: ['同一家单位', 'Same employer'],
  similarCode: ['代码只差一位', 'Codes differ in one place'],
  sameBirthday: ['生日相同', 'Same birthday'],
  similarBirthday: ['生日相近', 'Similar birthdays'],
  sameAddress: ['地址相同', 'Same address'],
  similarAddress: ['地址相近', 'Similar addresses'],
}

/** A reason as people read it. */
export const reasonText = (reason: Reason, lang: Lang): string => labelIn(SAID[reason], lang)

const ANSWERED_MAX = 10
/** So many candidates are looked at closely: those that most ways lead to, and all that share a key. */
const COMPARED_MAX = 120

/**
 * Records that may be what `draft` describes, best first: over every board and every object of the same nature, whatever the
 * caller may see, for the colleague's customer is the one that matters.
 * @param except id of the draft itself where it is stored already
 */
export async function duplicates(ctx: Ctx, entity: Entity, draft: Values, except?: string): Promise<Duplicate[]> {
  const mine = named(entity, draft)
  const entities = ctx.words.entities.filter(e => isSearched(e) && e.match && natureOf(e) === natureOf(entity))
  const common = await frequencies(ctx.database)
  const ways = exact(ctx.tenant, entity, draft)
  if (mine.as !== 'person') ways.push(...mine.names.flatMap(name => near(ctx.tenant, name, common)))
  if (ways.length === 0 || entities.length === 0) return []
  const objects = entities.map(e => e.name)
  const rows = await ctx.db.query<Candidate>(candidates(ways, objects, COMPARED_MAX), 'general')
  const [records, measure] = await Promise.all([read(ctx, entities, rows), measureOf(ctx)])
  return records
    .filter(record => record.id !== except)
    .map(record => ({ record, ...bestScore(ctx, mine, record, measure) }))
    .filter(({ score }) => score >= measure.threshold)
    .sort((a, b) => b.score - a.score || (a.record.id < b.record.id ? 1 : -1))
    .slice(0, ANSWERED_MAX)
    .map(({ record, score, reasons }) => answer(ctx, record, { score, reasons }, measure))
}

/** One record as a duplicate of what is called so, whatever they have in common. */
export async function duplicateOf(ctx: Ctx, entity: Entity, id: string, draft: Values): Promise<Duplicate> {
  const [record] = await read(ctx, [entity], [{ object: entity.name, record_id: id, votes: 0 }])
  if (!record) throw notFound()
  const measure = await measureOf(ctx)
  return answer(ctx, record, bestScore(ctx, named(entity, draft), record, measure), measure)
}

/** The score of a record, or of one that was merged into it: people still know it by its former name. */
const bestScore = (ctx: Ctx, mine: Named, { object, row, former }: Read, weights: Weights): Score =>
  [row, ...former]
    .map(each => scoreOf(mine, named(ctx.words.entity(object), each, mine), weights))
    .reduce((best, next) => (next.score > best.score ? next : best))

/** A record that shares a key counts for more than any likeness. */
const SURE = 100

interface Read {
  object: string
  id: string
  row: Values
  seen: boolean
  board: string | null
  told: Values
  /** Records that were merged into it. */
  former: Values[]
}

/** The candidates' own values; the index may be deceived by a collision, records are not. */
async function read(ctx: Ctx, entities: readonly Entity[], candidates: readonly Candidate[]): Promise<Read[]> {
  const boards = ctx.words.findEntity('board')
  const parts = entities.flatMap((entity): Sql[] => {
    const ids = [...new Set(candidates.filter(c => c.object === entity.name).map(c => c.record_id))]
    if (ids.length === 0) return []
    const fields = [...new Set([entity.title, ...Object.keys(entity.match!)])].filter(name => entity.fields[name])
    const columnsOf = (alias: string) =>
      fields.map(name => sql`${columnSql(name, entity.fields[name]!, alias)} as ${quoted(name)}`)
    const columns = columnsOf('t')
    const told = (entity.told ?? []).map(name => sql`${columnSql(name, entity.fields[name]!, 't')} as ${quoted(name)}`)
    const pooled = entity.pool
      ? sql`${columnSql(entity.pool, entity.fields[entity.pool]!, 't')} is not null`
      : raw('false')
    const valid = entity.matchUntil
      ? sql`and coalesce(${columnSql(entity.matchUntil, entity.fields[entity.matchUntil]!, 't')} >= ${dayOf(ctx.now)}::date, true)`
      : raw('')
    const board =
      entity.owned && boards
        ? sql`(select b.${quoted(columnOf(boards.title, boards.fields[boards.title]!))} from ${raw(boards.table)} b where b.id = t.board_id)`
        : raw('null')
    return [
      sql`select ${literal(entity.name)} as object, t.id, (select row_to_json(x) from (select ${join(columns)}) x) as row,
      ${reachable(reachOf(ctx, entity, 'read'), entity, 't')} as seen, ${board}::text as board,
      (select row_to_json(x) from (select ${join([sql`${pooled} as pooled`, ...told])}) x) as told,
      (select coalesce(json_agg(f.row), '[]') from (select (select row_to_json(x) from (select ${join(columnsOf('g'))}) x) as row
        from merged_records m join ${raw(entity.table)} g on g.id = m.record_id where m.object = ${literal(entity.name)} and m.into_id = t.id) f) as former
      from ${raw(entity.table)} t where t.id = any(${ids}::uuid[]) and t.deleted_at is null ${valid}`,
    ]
  })
  return parts.length ? ctx.db.query<Read>(join(parts, ' union all ')) : []
}

function answer(
  ctx: Ctx,
  { object, id, row, seen, board, told }: Read,
  { score, reasons }: Score,
  measure: Measure,
): Duplicate {
  const entity = ctx.words.entity(object)
  const name = String(row[entity.title] ?? '')
  return {
    object,
    id,
    score,
    masked: !seen,
    confirm: score >= measure.confirm,
    board,
    name: seen ? name : shortened(name, natureOf(entity)),
    reasons: reasons.map(reason => reasonText(reason, ctx.lang)),
    hint: [
      board,
      told.pooled ? labelIn(entity.fields[entity.pool!]!.label, ctx.lang) : null,
      ...tellings(ctx, entity, told),
    ]
      .filter(Boolean)
      .join(' · '),
  }
}

/** 最近联系 3 天前, 到期 2026-12-31. */
function tellings(ctx: Ctx, entity: Entity, told: Values): string[] {
  return (entity.told ?? []).flatMap(name => {
    const field = entity.fields[name]!
    const value = told[name]
    if (value === null || value === undefined) return []
    const said =
      kindOf(field).family === 'instant' ? daysAgo(ctx, value) : kindOf(field).toText(value, field, ctx.words)
    return [`${labelIn(field.label, ctx.lang)} ${said}`]
  })
}

function daysAgo(ctx: Ctx, at: string): string {
  const days = Math.round((Date.parse(dayOf(ctx.now)) - Date.parse(dayOf(new Date(at)))) / 86_400_000)
  return say(days <= 0 ? 'ago.today' : days === 1 ? 'ago.yesterday' : 'ago.days', { days }, ctx.lang)
}

/** Enough of a name to recognise by who knows it: 中国移动…, 王… */
const shortened = (name: string, nature: 'company' | 'person') =>
  `${Array.from(name)
    .slice(0, nature === 'person' ? 1 : Math.min(4, Math.ceil(Array.from(name).length / 2)))
    .join('')}…`

/** One way per thing that may be the very same, so that a common name does not crowd out a phone. */
const exact = (tenant: number, entity: Entity, draft: Values): Way[] =>
  keysByField(tenant, entity, draft).map(keys => ({ one: keys.slice(0, 20), votes: SURE }))
