import { type Refusal, refuseInvalid } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { labelIn } from '../../core/i18n/say'
import { filterSql } from '../../core/records/filter'
import { isFestival } from './occasions'
import type { Rule } from './plan'

const AHEAD_MAX_DAYS = 60

/** Refuses a rule that could not be carried out, with every fault at once. */
export function checkRule(ctx: Ctx, rule: Rule): void {
  const errors: Refusal['errors'] = []
  const fault = (field: string, code: string, params = {}) => errors.push({ field, code, params })
  const perAccount = rule.whom === 'account'
  if (perAccount && (rule.occasion === 'birthday' || rule.means === 'message')) fault('whom', 'care.onlyContacts')
  if (rule.occasion === 'festival' && !isFestival(rule.festival ?? '')) fault('festival', 'care.festival')
  if (rule.occasion === 'silence' && !rule.days) fault('days', 'care.days')
  if (rule.occasion === 'change') {
    const account = ctx.words.entity('account')
    const field = account.fields[rule.field ?? '']
    if (!field || field.system || !['number', 'money'].includes(field.kind))
      fault('field', 'care.field', { object: labelIn(account.label, ctx.lang), field: rule.field ?? '' })
    if (!rule.percent) fault('percent', 'care.percent')
  }
  const ahead = rule.daysBefore ?? 0
  if (ahead > AHEAD_MAX_DAYS || (ahead > 0 && ['silence', 'change'].includes(rule.occasion)))
    fault('daysBefore', 'care.ahead')
  if (rule.means === 'message') {
    if (!rule.channels?.length) fault('channels', 'care.channels')
    if (!rule.template) fault('template', 'care.template')
  }
  refuseInvalid(errors)
  // A filter that does not compile is refused before anybody depends on it.
  if (rule.where) filterSql({ ...ctx, user: { ...ctx.user, system: true } }, ctx.words.entity(rule.whom), rule.where)
}
