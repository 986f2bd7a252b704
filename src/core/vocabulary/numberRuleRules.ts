import { reaction } from '../acts/act'
import { invalid, notFound, type Refusal, refuseInvalid } from '../acts/refusal'
import type { Ctx } from '../ctx'
import { sql } from '../db/statement'
import type { Entity } from '../entity'
import { labelIn } from '../i18n/say'
import { catchUp, peekNumber } from '../records/numbering'
import { wordsChanged } from './load'
import { numberRule } from './numberRule'

const COUNTER_MAX = 12
const DATE_PARTS = ['{yyyy}', '{yy}', '{mm}', '{dd}']

/** A rule counts at once, and gives no number that a record bears already. */
export const keepNumbers = reaction(
  numberRule,
  ['create', 'update', 'delete', 'restore'],
  async (ctx, rule, before) => {
    const entity = numbered(ctx, rule.object)
    if (!entity) throw invalid('object', 'numberRule.objectUnknown', { object: rule.object })
    if (before && before.object !== rule.object) throw invalid('object', 'numberRule.objectFixed')
    const fault = faultOf(rule.pattern)
    if (fault) refuseInvalid([fault])
    await ctx.db.query(
      sql`select pg_advisory_xact_lock(hashtextextended(${`${ctx.tenant} numbers ${entity.name}`}, 0))`,
    )
    const standard = ctx.program.entities.find(e => e.name === entity.name)!.numbering!
    const live = await ctx.db.query(sql`select pattern from number_rules where id = ${rule.id} and deleted_at is null`)
    await catchUp(ctx, entity, live.length ? rule.pattern : standard)
    await wordsChanged(ctx)
  },
)

/** What is wrong with a pattern; null when it will do. */
export function faultOf(pattern: string): Refusal['errors'][number] | null {
  const fault = (code: string, params?: Record<string, string | number>) => ({ field: 'pattern', code, params })
  const parts = pattern.match(/\{[^{}]*\}?|\}/g) ?? []
  const counters = parts.filter(part => /^\{0+\}$/.test(part))
  const unknown = parts.find(part => !counters.includes(part) && !DATE_PARTS.includes(part))
  if (unknown) return fault('numberRule.unknownPart', { text: unknown })
  if (counters.length === 0) return fault('numberRule.noCounter')
  if (counters.length > 1) return fault('numberRule.twoCounters')
  if (counters[0]!.length - 2 > COUNTER_MAX) return fault('numberRule.counterTooLong', { max: COUNTER_MAX })
  return null
}

interface Numbering {
  object: string
  label: string
  pattern: string
  /** What it would be without a rule of one's own. */
  standard: string
  next: string
  rule: { id: string; version: number } | null
}

/** Every object that numbers its records: by which pattern, and what comes next. */
export async function numberingOf(ctx: Ctx): Promise<{ items: Numbering[] }> {
  const rules = await ctx.db.query<{ object: string; id: string; version: number }>(
    sql`select object, id, version from number_rules where deleted_at is null`,
  )
  const items = ctx.words.entities
    .filter(entity => entity.numbering && ctx.user.rights(entity.name).read !== 'none')
    .map(async (entity): Promise<Numbering> => {
      const rule = rules.find(r => r.object === entity.name)
      return {
        object: entity.name,
        label: labelIn(entity.label, ctx.lang),
        pattern: entity.numbering!,
        standard: ctx.program.entities.find(e => e.name === entity.name)!.numbering!,
        next: await peekNumber(ctx, entity, entity.numbering!),
        rule: rule ? { id: rule.id, version: rule.version } : null,
      }
    })
  return { items: await Promise.all(items) }
}

/** The number that a pattern would give next. @throws 422 saying what is wrong with it */
export async function previewNumber(ctx: Ctx, object: string, pattern: unknown): Promise<{ next: string }> {
  const entity = numbered(ctx, object)
  if (!entity || ctx.user.rights(entity.name).read === 'none') throw notFound()
  if (typeof pattern !== 'string' || pattern.trim() === '') throw invalid('pattern', 'field.required')
  const { max } = numberRule.fields.pattern as { max?: number }
  if (pattern.length > max!) throw invalid('pattern', 'field.tooLong', { max: max!, length: pattern.length })
  const fault = faultOf(pattern)
  if (fault) refuseInvalid([fault])
  return { next: await peekNumber(ctx, entity, pattern) }
}

const numbered = (ctx: Ctx, object: string): Entity | undefined => {
  const entity = ctx.words.findEntity(object)
  return entity?.numbering ? entity : undefined
}
