import type { FastifyInstance } from 'fastify'
import { reachOf, within } from '../../core/access/reach'
import { forbidden, notFound, Refusal } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { join, raw, type Sql, sql } from '../../core/db/statement'
import { isId } from '../../core/entity'
import { about } from '../../core/http/about'
import { ctxOf } from '../../core/http/request'
import { checkReferences, isObject, parseDraft, type Values } from '../../core/records/parse'
import { load } from '../../core/records/row'
import { type Assignment, type AssignmentRule, assignmentFor, assignmentRulesOf, drafted, stored } from './assigning'
import { notConvertible, planOf } from './conversion'
import { formRoutes } from './formRoutes'
import { mailRoutes } from './fromMail'
import { funnel } from './funnel'
import { lead } from './lead'
import { lastRescoring } from './rescoring'
import { checkAssignment, mayManage } from './rules'
import { fits, type ScoreRule, scoreSql, stillOpen } from './score'
import { mayBeAsked } from './webForm'

const RULES_MAX = 200
const SHOWN = 20

const PLAN = about('What a conversion would make of a lead, and who may be the same customer already')
const FUNNEL = about('Leads of a period, counted at every step they reached', {
  query: {
    'from?': 'First day; the month’s unless given',
    'to?': 'Last day; today unless given',
    'by?': 'source, owner, week, campaign or reason',
    'board?': 'Id',
    'owner?': 'Id',
  },
})
const SCORING = about('How far the latest scoring of all leads has come')
const SCORE_TRIAL = about('What scoring rules would make of the open leads, before they are saved', {
  body: { rules: 'All rules as they are to be' },
})
const SIMULATION = about('Who would get a lead, and what each rule says of it', {
  body: { 'lead?': 'Id of a lead, or fields of one', 'rules?': 'Rules to try instead of those in force' },
})
const FIELDS = about('Fields of a lead that a web form may ask for')

/** What a set of scoring rules makes of the open leads. */
export interface ScoreTrial {
  leads: number
  /** How many leads each rule means, in the order given. */
  hits: number[]
  /** How many leads have how much, in steps of `width` points. */
  bands: { from: number; width: number; count: number }[]
  /** The best of those that the caller sees. */
  best: { id: string; name: string; score: number; reasons: { points: number; reason: string }[] | null }[]
}

export function leadRoutes(app: FastifyInstance): void {
  app.get('/api/leads/:id/conversion', PLAN, async request => {
    const ctx = ctxOf(request)
    const { id } = request.params as { id: string }
    if (!isId(id)) throw notFound()
    const row = await load(ctx, lead, id, { act: 'convert', needs: 'update' })
    const refusal = notConvertible(row)
    if (refusal) throw refusal
    return planOf(ctx, row)
  })
  app.get('/api/leads/funnel', FUNNEL, async request =>
    funnel(ctxOf(request), request.query as Record<string, unknown>),
  )
  app.get('/api/lead-scoring', SCORING, async request => ({ latest: await lastRescoring(ctxOf(request)) }))
  app.post('/api/lead-scoring/trial', SCORE_TRIAL, async request => scoreTrial(ctxOf(request), request.body))
  app.post('/api/lead-assignment/simulation', SIMULATION, async request => simulation(ctxOf(request), request.body))
  app.get('/api/web-form-fields', FIELDS, async request => ({
    items: mayBeAsked(ctxOf(request)).map(([name]) => name),
  }))
  formRoutes(app)
  mailRoutes(app)
}

/** Rules somebody is about to save, parsed like the real ones. */
async function draftedRules(
  ctx: Ctx,
  object: 'leadScoreRule' | 'leadAssignmentRule',
  given: unknown,
): Promise<Values[]> {
  const { create, update } = ctx.user.rights(object)
  if (!ctx.user.system && !create && update === 'none') throw forbidden()
  if (!Array.isArray(given) || given.length > RULES_MAX) throw new Refusal('lead.rules', { max: RULES_MAX }, 400)
  const entity = ctx.words.entity(object)
  const rules: Values[] = []
  for (const [i, one] of given.entries()) {
    const { id, version: _version, last: _last, ...fields } = isObject(one) ? one : ({} as Values)
    const parsed = parseDraft(ctx, entity, fields, true, false)
    await checkReferences(ctx, entity.fields, parsed)
    if (parsed.active === false) continue
    rules.push({ ...parsed, id: isId(id) ? id : String(i) })
  }
  return rules
}

async function scoreTrial(ctx: Ctx, body: unknown): Promise<ScoreTrial> {
  const rules = (await draftedRules(ctx, 'leadScoreRule', isObject(body) ? body.rules : undefined)) as ScoreRule[]
  // Counts are for whoever writes the rules, of the boards they write them for; names are for whoever may see the leads.
  const all = ctx.user.system || ctx.user.rights('leadScoreRule').update === 'all'
  const which = all ? raw('true') : sql`t.board_id = ${ctx.user.board}`
  const seen = within(reachOf(ctx, ctx.words.entity(lead.name), 'read'), ctx.words.entity(lead.name), 't')
  const hits = rules.map((rule, i) => sql`count(*) filter (where ${fits(ctx, rule)}) as ${raw(`h${i}`)}`)
  const [counted] = await ctx.db.query<Record<string, number>>(sql`
    select ${join([sql`count(*) as leads`, ...hits])} from leads t where ${which} and ${stillOpen}`)
  const scored = (condition: Sql) =>
    sql`select t.id, t.name, coalesce(s.score, 0) as score, s.reasons from leads t ${scoreSql(ctx, rules)} where ${which} and ${condition} and ${stillOpen}`
  const bands = await ctx.db.query<{ from: number; width: number; count: number }>(sql`
    with s as materialized (${scored(raw('true'))}), w as (select greatest(10, ceil((max(score) - least(min(score), 0)) / 80.0)::int8 * 10) as width from s)
    select (floor(s.score / w.width::numeric) * w.width)::int8 as "from", w.width, count(*) as count from s, w group by 1, 2 order by 1`)
  const best = await ctx.db.query<ScoreTrial['best'][number]>(sql`
    select b.* from (${scored(seen)}) b order by b.score desc, b.id limit ${SHOWN}`)
  return {
    leads: Number(counted!.leads),
    hits: rules.map((_, i) => Number(counted![`h${i}`])),
    bands: bands.map(one => ({ from: Number(one.from), width: Number(one.width), count: Number(one.count) })),
    best: best.map(one => ({ ...one, score: Number(one.score) })),
  }
}

async function simulation(ctx: Ctx, body: unknown): Promise<Assignment> {
  const { lead: given, rules: drafts } = isObject(body) ? body : ({} as Values)
  const own = drafts === undefined ? null : await draftedRules(ctx, 'leadAssignmentRule', drafts)
  if (own) {
    for (const rule of own) {
      mayManage(ctx, 'leadAssignmentRule', rule)
      await checkAssignment(ctx, rule)
    }
  } else if (!ctx.user.system && ctx.user.rights('leadAssignmentRule').read === 'none') throw forbidden()
  const rules = own
    ? own.map(rule => ({ last: null, people: null, pool: null, ...rule }) as unknown as AssignmentRule)
    : await assignmentRulesOf(ctx)
  if (isId(given)) {
    const row = await load(ctx, lead, given, 'read')
    return assignmentFor(ctx, stored(row.id), { rules, board: row.board ?? null, really: false })
  }
  const entity = ctx.words.entity(lead.name)
  const draft = parseDraft(ctx, entity, { name: '—', ...(isObject(given) ? given : {}) }, true, true)
  await checkReferences(ctx, entity.fields, draft)
  const board = ctx.user.system ? null : ctx.user.board
  return assignmentFor(ctx, drafted(ctx, { ...draft, board }), { rules, board, really: false })
}
