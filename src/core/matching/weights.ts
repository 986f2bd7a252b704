import { Refusal, refuseInvalid } from '../acts/refusal'
import type { Ctx } from '../ctx'
import { sql } from '../db/statement'
import type { Label } from '../entity'
import { labelIn } from '../i18n/say'
import { note } from '../records/journal'
import { isObject } from '../records/parse'
import { WEIGHTS, type Weights } from './score'

/** How a company compares its records: what each sign says, the score below which nothing is shown, and from which on somebody must say that it is another. */
export type Measure = Weights & { readonly threshold: number; readonly confirm: number }

/** The measure of a company that changed nothing. */
export const STANDARD: Measure = { ...WEIGHTS, threshold: 0.55, confirm: 0.9 }

const LABELS: Record<keyof Measure, Label> = {
  company: ['公司名称', 'Company name'],
  person: ['姓名', 'Person’s name'],
  code: ['统一社会信用代码', 'Credit code'],
  phone: ['电话', 'Phone'],
  email: ['邮箱', 'E-mail'],
  domain: ['网址', 'Website'],
  employer: ['单位', 'Employer'],
  birthday: ['生日', 'Birthday'],
  address: ['地址', 'Address'],
  threshold: ['提示门槛', 'Threshold'],
  confirm: ['确认门槛', 'Confirmation threshold'],
}

/** The measure as a screen needs it: with the standard, what each value is called, and by which fields objects are compared. */
export const described = (ctx: Ctx, measure: Measure) => ({
  ...measure,
  standard: STANDARD,
  compared: Object.fromEntries(
    ctx.words.entities.flatMap(entity => (entity.match ? [[entity.name, entity.match]] : [])),
  ),
  labels: Object.fromEntries(Object.entries(LABELS).map(([sign, label]) => [sign, labelIn(label, ctx.lang)])),
})

/** The company's own measure. */
export async function measureOf(ctx: Ctx): Promise<Measure> {
  return { ...STANDARD, ...(await own(ctx)) }
}

async function own(ctx: Ctx): Promise<Partial<Measure>> {
  const [found] = await ctx.db.query<{ own: Partial<Measure> | null }>(
    sql`select settings->'matching' as own from tenants`,
  )
  return found?.own ?? {}
}

/**
 * Changes part of the measure; null takes a value back to the standard.
 * @throws 422 for an unknown sign, or a value outside 0 to 0.99
 */
export async function saveMeasure(ctx: Ctx, given: unknown): Promise<Measure> {
  const wanted = parsed(given, true)
  await ctx.db.query(sql`select 1 from tenants for update`)
  const before = await measureOf(ctx)
  await ctx.db.query(
    sql`update tenants set settings = jsonb_set(settings, '{matching}', jsonb_strip_nulls(coalesce(settings->'matching', '{}') || ${JSON.stringify(wanted)}::jsonb))`,
  )
  const after = await measureOf(ctx)
  const changed = (Object.keys(STANDARD) as (keyof Measure)[]).filter(sign => before[sign] !== after[sign])
  if (changed.length > 0)
    // Whoever may add fields changes this too, so the entry stands with theirs.
    await note(ctx, 'customField', null, {
      act: 'changeMatching',
      title: changed.map(sign => `${labelIn(LABELS[sign], ctx.lang)} ${before[sign]} → ${after[sign]}`).join(' · '),
      changes: Object.fromEntries(changed.map(sign => [sign, [before[sign], after[sign]]])),
    })
  return after
}

/** The company's measure with what somebody is about to change in it. @throws 422 as `saveMeasure` */
export async function draftMeasure(ctx: Ctx, given: unknown): Promise<Measure> {
  return { ...(await measureOf(ctx)), ...parsed(given, false) }
}

function parsed(given: unknown, orNull: boolean): Record<string, number | null> {
  if (!isObject(given)) throw new Refusal('body.notObject', {}, 400)
  const errors = Object.entries(given).flatMap(([sign, value]) =>
    !Object.hasOwn(STANDARD, sign)
      ? [{ field: sign.slice(0, 60), code: 'field.unknown' }]
      : (orNull && value === null) || (typeof value === 'number' && value >= 0 && value <= 0.99)
        ? []
        : [{ field: sign, code: 'matching.weight' }],
  )
  refuseInvalid(errors)
  return given as Record<string, number | null>
}
