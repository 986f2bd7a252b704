import { reachOf, within } from '../../../core/access/reach'
import { forbidden, Refusal } from '../../../core/acts/refusal'
import { startOf } from '../../../core/calendar/china'
import type { Ctx } from '../../../core/ctx'
import { raw, type Sql, sql } from '../../../core/db/statement'
import { columnOf } from '../../../core/entity'
import { columnSql } from '../../../core/records/column'
import { type Filter, filterSql } from '../../../core/records/filter'
import { isObject } from '../../../core/records/parse'
import { pathOf } from '../../../core/records/path'
import { daysOf } from '../../../core/records/relative'

/** Days, `to` no longer one of them; a missing end is open. */
export interface Span {
  from: string | null
  to: string | null
  /** The word that means it, which a filter says more plainly than its days. */
  word?: string
}
export interface Named {
  id: string
  name: string | null
}
/** Amounts by currency, in minor units; null where the caller may not read them. */
export type Amounts = Record<string, number> | null

/** By what a figure can be split. */
export const DIMENSIONS = [
  'owner',
  'board',
  'pipeline',
  'stage',
  'product',
  'source',
  'endReason',
  'competitor',
  'account',
  'month',
] as const
export type Dimension = (typeof DIMENSIONS)[number]

export interface Asked {
  filter: Filter | null
  pipeline: string | null
  span: Span
  by: Dimension | null
}

const bad = (name: string) => new Refusal('query.parameter', { name }, 400)
const DAY = /^\d{4}-\d{2}-\d{2}$/
const DAY_MS = 86_400_000

/**
 * What an analysis is asked for: `filter` as lists take it, `pipeline`, `by`, and a `period` as filters name it (`thisQuarter`,
 * `last90days`), `all`, or two days with "to" between them, both included (`2026-01-01/2026-03-31`).
 */
export function asked(ctx: Ctx, body: unknown): Asked {
  if (!isObject(body)) throw new Refusal('body.notObject', {}, 400)
  const { filter = null, pipeline = null, period = 'all', by = null } = body
  const unknown = Object.keys(body).find(key => !['filter', 'pipeline', 'period', 'by'].includes(key))
  if (unknown) throw new Refusal('query.unknownParameter', { name: unknown.slice(0, 60) }, 400)
  if (by !== null && !DIMENSIONS.includes(by as Dimension)) throw bad('by')
  if (pipeline !== null && (typeof pipeline !== 'string' || !/^[0-9a-f-]{36}$/i.test(pipeline))) throw bad('pipeline')
  return {
    filter: filter as Filter | null,
    pipeline: pipeline as string | null,
    span: spanOf(ctx, period),
    by: by as Dimension | null,
  }
}

function spanOf(ctx: Ctx, period: unknown): Span {
  if (period === 'all') return { from: null, to: null }
  if (typeof period !== 'string') throw bad('period')
  const [from, last] = period.split('/')
  if (last !== undefined) {
    if (!isDay(from) || !isDay(last) || last < from) throw bad('period')
    return { from, to: shifted(last, 1) }
  }
  const span = daysOf(period, ctx.now)
  if (!span || span.orNull) throw bad('period')
  return { from: span.from ?? null, to: span.to ?? null, word: period }
}
const isDay = (text: unknown): text is string =>
  typeof text === 'string' && DAY.test(text) && !Number.isNaN(Date.parse(text))
export const shifted = (day: string, days: number) =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)
export const daysIn = ({ from, to }: { from: string; to: string }) => (Date.parse(to) - Date.parse(from)) / DAY_MS

/** The filter for a day that falls into a span; for moments in China's days. */
export function inSpan(field: string, { from, to, word }: Span, kind: 'date' | 'instant'): Filter[] {
  if (word) return [{ field, op: 'relative', value: word }]
  const edge = (day: string) => (kind === 'instant' ? startOf(day) : day)
  return [
    ...(from ? [{ field, op: 'gte', value: edge(from) } as const] : []),
    ...(to ? [{ field, op: 'lt', value: edge(to) } as const] : []),
  ]
}

/** The condition on alias t of the opportunities that the caller may see and that meet `filters`. */
export function those(ctx: Ctx, filters: readonly (Filter | null)[]): Sql {
  const entity = ctx.words.entity('opportunity')
  const reach = reachOf(ctx, entity, 'read')
  if (reach.kind === 'nothing') throw forbidden('right.read', { object: entity.name })
  const all = filters.filter(filter => filter !== null)
  return sql`t.deleted_at is null and ${within(reach, entity, 't')} and ${filterSql(ctx, entity, { and: all })}`
}

/** The amount of alias t, where the caller may read it. */
export function amountSql(ctx: Ctx): Sql | null {
  const entity = ctx.words.entity('opportunity')
  try {
    const { access } = pathOf(ctx, entity, 'amount')
    return access === 'masked' ? null : columnSql('amount', entity.fields.amount!, 't')
  } catch (thrown) {
    if (thrown instanceof Refusal) return null
    throw thrown
  }
}
export const CURRENCY = raw(`coalesce(t.currency, 'CNY')`)

/** What a dimension groups by, on alias t. */
export function valueSql(ctx: Ctx, by: Dimension | null): Sql {
  if (by === null) return raw('null::text')
  if (by === 'month') return raw(`to_char(t.closed_on, 'YYYY-MM')`)
  const path = pathOf(ctx, ctx.words.entity('opportunity'), by)
  if (path.access === 'masked') throw bad('by')
  return raw(`t.${columnOf(by, path.field)}::text`)
}

/** A group's value (in column `at`, as text) as the API answers it: references with the name, where the caller may read that. */
export function shownSql(ctx: Ctx, by: Dimension | null, at: string): Sql {
  const field = by === null || by === 'month' ? undefined : ctx.words.entity('opportunity').fields[by]
  if (field?.kind !== 'ref') return sql`to_json(${raw(at)})`
  const target = ctx.words.entity(field.target!)
  const title = columnSql(target.title, target.fields[target.title]!, 'n')
  return sql`case when ${raw(at)} is not null then json_build_object('id', ${raw(at)}, 'name', (select ${title}
    from ${raw(target.table)} n where n.id = ${raw(at)}::uuid and ${within(reachOf(ctx, target, 'read'), target, 'n')})) end`
}

/** The filter that leaves the records of one group. */
export function onlyIn(by: Dimension, value: Named | string | null): Filter[] {
  if (by === 'month') {
    if (typeof value !== 'string') return [{ field: 'closedOn', op: 'isNull' }]
    const [year, month] = value.split('-').map(Number) as [number, number]
    const first = (at: number) => new Date(Date.UTC(year, at, 1)).toISOString().slice(0, 10)
    return inSpan('closedOn', { from: first(month - 1), to: first(month) }, 'date')
  }
  if (value === null) return [{ field: by, op: 'isNull' }]
  return [{ field: by, op: 'eq', value: typeof value === 'string' ? value : value.id }]
}
