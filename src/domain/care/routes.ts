import type { FastifyInstance } from 'fastify'
import { forbidden, notFound } from '../../core/acts/refusal'
import { dayOf } from '../../core/calendar/china'
import { dayNumber, dayText } from '../../core/calendar/lunar'
import { systemPrincipal } from '../../core/context'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { isId } from '../../core/entity'
import { about } from '../../core/http/about'
import { ctxOf } from '../../core/http/request'
import { checkReferences, parseDraft } from '../../core/records/parse'
import { load } from '../../core/records/row'
import { addressOf, contactOf, refusalOf } from '../messages'
import { care } from './care'
import { checkRule } from './checkRule'
import { HORIZON_DAYS, occasionsSql, type Rule } from './plan'
import { mayManage } from './rules'
import { channelFor, ruleOf, textOf } from './text'

/** What a rule would bring. */
export interface Trial {
  /** In the next seven days, and until the horizon. */
  week: number
  month: number
  /** The first of them; nobody's names for those who may not see all customers the rule means. */
  items: { subject: string; occursOn: string; dueOn: string }[]
}

const TRIAL = about('What a care rule would bring, before it is saved', { body: { rule: 'The rule’s fields' } })
const TEXT = about('What a planned care will say, and by which road')
const SHOWN = 20

/** POST /api/care/trial { rule }: how many, and the first of them. GET /api/cares/{id}/text: what will be said. */
export function careRoutes(app: FastifyInstance): void {
  app.post('/api/care/trial', TRIAL, async request =>
    trial(ctxOf(request), (request.body as { rule?: unknown } | null)?.rule),
  )
  app.get('/api/cares/:id/text', TEXT, async request => {
    const ctx = ctxOf(request)
    const { id } = request.params as { id: string }
    if (!isId(id)) throw notFound()
    const row = await load(ctx, care, id, 'read')
    const rule = await ruleOf(ctx, row)
    const contact = await contactOf(ctx, row.contact)
    const channel = row.means === 'message' && contact ? await channelFor(ctx, row, rule, contact) : null
    const why =
      row.means !== 'message' || !contact
        ? null
        : channel
          ? await refusalOf(ctx, channel, 'care', { contact, to: addressOf(channel, contact) })
          : 'noChannel'
    return { ...(await textOf(ctx, row, rule, channel)), channel, why }
  })
}

async function trial(ctx: Ctx, given: unknown): Promise<Trial> {
  const { create, update } = ctx.user.rights('careRule')
  if (!ctx.user.system && !create && update === 'none') throw forbidden()
  const draft = parseDraft(ctx, ctx.words.entity('careRule'), given, true, false)
  await checkReferences(ctx, ctx.words.entity('careRule').fields, draft)
  const rule = { ...draft, id: 'trial' } as Rule
  mayManage(ctx, { board: rule.board ?? null })
  checkRule(ctx, rule)
  // Counts are for whoever writes the rules; names are for whoever may see all whom it means.
  const scope = ctx.user.rights(rule.whom).read
  const sees = ctx.user.system || scope === 'all' || (scope === 'board' && rule.board === ctx.user.board)
  const today = dayOf(ctx.now)
  const system = { ...ctx, user: { ...systemPrincipal(ctx.tenant), board: ctx.user.board, lang: ctx.lang } }
  const [found] = await ctx.db.query<{ week: number; month: number; items: Trial['items'] | null }>(sql`
    with o as materialized (${occasionsSql(system, rule)})
    select (select count(*) from o where due_on <= ${dayText(dayNumber(today) + 6)}::date) as week,
      (select count(*) from o where due_on <= ${dayText(dayNumber(today) + HORIZON_DAYS - 1)}::date) as month,
      (select json_agg(json_build_object('subject', f.subject, 'occursOn', f.occurs_on, 'dueOn', f.due_on))
        from (select * from o where ${sees}::boolean order by due_on, subject limit ${SHOWN}) f) as items`)
  return { week: Number(found!.week), month: Number(found!.month), items: found!.items ?? [] }
}
