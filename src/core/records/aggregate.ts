import { reachOf, within } from '../access/reach'
import { forbidden, Refusal } from '../acts/refusal'
import type { Ctx } from '../ctx'
import { join, name as quoted, raw, type Sql, sql } from '../db/statement'
import { type Entity, kindOf } from '../entity'
import { columnSql, isList, readSql } from './column'
import { type Filter, filterSql } from './filter'
import { LIMITS } from './limits'
import { pathOf } from './path'

export interface Aggregate {
  groupBy?: readonly (string | { field: string; by?: 'day' | 'week' | 'month' | 'quarter' | 'year' })[]
  measures?: readonly { fn: 'count' | 'sum' | 'avg' | 'min' | 'max' | 'countDistinct'; field?: string; as?: string }[]
  filter?: Filter | null
  /** Groups by a measure's name, largest first; else by the groups themselves. */
  sort?: string
  limit?: number
}

const bad = (code: string, params: Record<string, string | number> = {}) => new Refusal(code, params, 400)
const FORMATS = { day: 'YYYY-MM-DD', week: 'IYYY-"W"IW', month: 'YYYY-MM', quarter: 'YYYY-"Q"Q', year: 'YYYY' } as const
const FUNCTIONS = ['count', 'sum', 'avg', 'min', 'max', 'countDistinct']

/**
 * Groups and measures in the caller's scope. Each item holds the group's values under their field names (references as
 * `{ id, name }`, dates as `2026-11`, `2026-Q4`, …) and the measures under `as`, else `count` or e.g. `sum_amount`.
 */
export async function aggregate(
  ctx: Ctx,
  entity: Entity,
  query: Aggregate,
): Promise<{ items: Record<string, unknown>[] }> {
  const reach = reachOf(ctx, entity, 'read')
  if (reach.kind === 'nothing') throw forbidden('right.read', { object: entity.name })
  const groups = query.groupBy ?? []
  const measures = query.measures?.length ? query.measures : [{ fn: 'count' as const }]
  if (!Array.isArray(groups) || groups.length > LIMITS.groups || !Array.isArray(measures) || measures.length > 20)
    throw bad('aggregate.malformed')
  const limit = query.limit ?? LIMITS.groupRows
  if (!Number.isInteger(limit) || limit < 1 || limit > LIMITS.groupRows)
    throw bad('query.limit', { max: LIMITS.groupRows })

  const grouped = groups.map(group => {
    const { field: dotted, by } = typeof group === 'string' ? { field: group, by: undefined } : (group ?? {})
    const path = pathOf(ctx, entity, dotted)
    if (path.access === 'masked' || path.field.kind === 'structure' || path.field.kind === 'longText')
      throw bad('aggregate.group', { field: path.name })
    const leaf = (alias: string): Sql => {
      const column = readSql(ctx, path.entity, path.name, path.field, alias)
      if (isList(path.field))
        return path.field.custom
          ? sql`(select min(e) from jsonb_array_elements_text(${column}) e)`
          : sql`unnest(${column})`
      if (!by) return column
      const family = kindOf(path.field).family
      if (!(by in FORMATS) || (family !== 'date' && family !== 'instant'))
        throw bad('aggregate.group', { field: path.name })
      const local =
        family === 'instant' ? sql`${column}::timestamptz at time zone 'Asia/Shanghai'` : sql`${column}::date`
      return sql`to_char(${local}, ${raw(`'${FORMATS[by as keyof typeof FORMATS]}'`)})`
    }
    const value = path.through.reduceRight<(at: string) => Sql>(
      (inner, step, i) => at =>
        sql`(select ${inner(`g${i}`)} from ${raw(step.to.table)} ${raw(`g${i}`)}
      where ${raw(`g${i}`)}.id = ${readSql(ctx, step.from, step.name, step.field, at)} and ${within(reachOf(ctx, step.to, 'read'), step.to, `g${i}`)})`,
      leaf,
    )('t')
    return {
      as: String(dotted),
      value,
      target:
        !by && path.field.kind === 'ref' && path.name !== 'id' && path.field.target
          ? ctx.words.entity(path.field.target)
          : undefined,
    }
  })
  const measured = measures.map(measure => {
    if (!measure || !FUNCTIONS.includes(measure.fn)) throw bad('aggregate.malformed')
    const as = measure.as ?? (measure.field ? `${measure.fn}_${measure.field}` : measure.fn)
    if (typeof as !== 'string' || as.length > 60) throw bad('aggregate.malformed')
    if (measure.fn === 'count' && !measure.field) return { as, value: raw('count(*)') }
    const path = pathOf(ctx, entity, measure.field)
    const family = kindOf(path.field).family
    const sums = measure.fn === 'sum' || measure.fn === 'avg'
    if (
      path.through.length ||
      path.access === 'masked' ||
      (sums
        ? family !== 'number'
        : measure.fn !== 'count' &&
          measure.fn !== 'countDistinct' &&
          !['number', 'date', 'instant', 'text'].includes(family))
    ) {
      throw bad('aggregate.measure', { field: path.name })
    }
    const column = readSql(ctx, path.entity, path.name, path.field, 't')
    const value = measure.fn === 'countDistinct' ? sql`count(distinct ${column})` : sql`${raw(measure.fn)}(${column})`
    return { as, value: measure.fn === 'avg' ? sql`round(${value}, 4)` : value }
  })
  const descending = query.sort?.startsWith('-')
  const by = query.sort ? measured.findIndex(m => m.as === query.sort!.replace(/^-/, '')) : -1
  const order = by >= 0 ? raw(`${grouped.length + by + 1} ${descending ? 'desc nulls last' : 'asc'}, `) : raw('')
  const columns = [
    ...grouped.map((g, i) => sql`${g.value} as ${raw(`g${i}`)}`),
    ...measured.map((m, i) => sql`${m.value} as ${raw(`m${i}`)}`),
  ]
  const positions = grouped.map((_, i) => i + 1).join(', ')
  const inner = sql`select ${join(columns)} from ${raw(entity.table)} t where t.deleted_at is null and ${filterSql(ctx, entity, query.filter)} and ${within(reach, entity, 't')}
    ${grouped.length ? sql`group by ${raw(positions)} order by ${order}${raw(positions)}` : raw('')} limit ${limit}`
  const shown = [
    ...grouped.map((g, i) => {
      const at = raw(`a.g${i}`)
      const value = g.target
        ? sql`case when ${at} is not null then json_build_object('id', ${at}, 'name', (select ${columnSql(g.target.title, g.target.fields[g.target.title]!, 'n')}
        from ${raw(g.target.table)} n where n.id = ${at} and ${within(reachOf(ctx, g.target, 'read'), g.target, 'n')})) end`
        : at
      return sql`${value} as ${quoted(g.as)}`
    }),
    ...measured.map((m, i) => sql`${raw(`a.m${i}`)} as ${quoted(m.as)}`),
  ]
  return { items: await ctx.db.query(sql`select ${join(shown)} from (${inner}) a`) }
}
