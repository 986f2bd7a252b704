import type { FastifyInstance } from 'fastify'
import { notFound } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { isId, type Row } from '../../core/entity'
import { about } from '../../core/http/about'
import { ctxOf } from '../../core/http/request'
import { labelIn, say } from '../../core/i18n/say'
import { fieldMeta } from '../../core/metadata/metadata'
import type { FieldMeta } from '../../core/metadata/types'
import { load } from '../../core/records/row'
import { after } from './advance'
import { conditionsOf, exitKinds } from './conditions'
import { opportunity } from './opportunity'
import { isEnd, openSteps, type Step, stepOf, type Way, waysOf } from './ways'

/** A stage as the bar over an opportunity shows it. */
export interface Passed {
  id: string
  name: string
  position: number
  probability: number
  limitDays: number | null
  guidance: string | null
  skippable: boolean
  /** Who arrives here has won. */
  end: boolean
  /** Where the opportunity stands. */
  current: boolean
  /** It has been here before, or is now. */
  entered: boolean
  /** Days it spent here, all stays together, the running one included; null where it never was. */
  days: number | null
  /** It can be reached from here: the next one, or what lies behind stages that may be skipped. */
  reachable: boolean
}
/** What the stage demands before an opportunity leaves it. */
export interface Demanded {
  kind: string
  text: string
  met: boolean
  /** What may be given along with the act to meet it, by the name it has in its body. */
  fields: FieldMeta[]
}
/** Where an opportunity stands, and what stands between it and the next stage. */
export interface Standing {
  pipeline: { id: string; name: string } | null
  stages: Passed[]
  /** The stage that comes next; null at the end, and for what is closed. */
  next: { id: string; name: string; end: boolean } | null
  conditions: Demanded[]
}
/** A kind of exit condition, as the settings draw its form. */
export interface KindMeta {
  name: string
  label: string
  input: (FieldMeta & { options?: { code: string; label: string }[] })[]
}

const EXIT = about(
  'Where an opportunity stands: its pipeline’s stages with the days in each, what its stage still demands',
)
const KINDS = about('The kinds of conditions that a stage may demand, with what each asks for')
const LOG = about('The stage log of an opportunity, oldest first')

/**
 * GET /api/opportunities/{id}/exit: the stages with the days in each, and what the present one demands.
 * GET /api/opportunities/{id}/moves: the stage log.
 * GET /api/exit-kinds: kinds of conditions.
 */
export function opportunityRoutes(app: FastifyInstance): void {
  app.get('/api/opportunities/:id/exit', EXIT, async request => {
    const ctx = ctxOf(request)
    return standing(ctx, await load(ctx, opportunity, idOf(request.params), 'read'))
  })
  app.get('/api/opportunities/:id/moves', LOG, async request => {
    const ctx = ctxOf(request)
    const { id } = await load(ctx, opportunity, idOf(request.params), 'read')
    return { items: await movesOf(ctx, id) }
  })
  app.get('/api/exit-kinds', KINDS, async request => {
    const ctx = ctxOf(request)
    return { items: [...exitKinds().keys()].map(name => kindMeta(ctx, name)) }
  })
}

function idOf(params: unknown): string {
  const { id } = params as { id: string }
  if (!isId(id)) throw notFound()
  return id
}

export async function standing(ctx: Ctx, row: Row<typeof opportunity>): Promise<Standing> {
  const ways = await waysOf(ctx)
  const step = stepOf(ways, row.stage)
  const way = ways.find(one => one.id === (step?.pipeline ?? row.pipeline))
  if (!way) return { pipeline: null, stages: [], next: null, conditions: [] }
  const spent = await daysIn(ctx, row)
  const open = row.status === 'open'
  const reachable = open && step ? reachableFrom(way, step) : []
  const next = reachable[0]
  const shown = way.steps.filter(one => one.active || one.id === step?.id)
  return {
    pipeline: { id: way.id, name: way.name },
    stages: shown.map(one => ({
      id: one.id,
      name: one.name,
      position: one.position,
      probability: one.probability,
      limitDays: one.limitDays,
      guidance: one.guidance,
      skippable: one.skippable,
      end: isEnd(one),
      current: one.id === step?.id,
      entered: spent.has(one.id) || one.id === step?.id,
      days: spent.get(one.id) ?? null,
      reachable: reachable.includes(one),
    })),
    next: next ? { id: next.id, name: next.name, end: isEnd(next) } : null,
    conditions: open && step ? await demands(ctx, row, step) : [],
  }
}

function reachableFrom(way: Way, step: Step): Step[] {
  const later = openSteps(way).filter(one => after(one, step))
  const kept = later.findIndex(one => !one.skippable)
  return kept < 0 ? later : later.slice(0, kept + 1)
}

async function demands(ctx: Ctx, row: Row<typeof opportunity>, step: Step): Promise<Demanded[]> {
  const entity = ctx.words.entity(opportunity.name)
  const list: Demanded[] = []
  for (const { condition, kind } of conditionsOf(step)) {
    const { code, params } = kind.demand(ctx, condition)
    const asks = Object.entries(kind.asks?.(ctx, condition) ?? {})
    list.push({
      kind: condition.kind,
      text: say(code, params ?? {}, ctx.lang),
      met: await kind.holds(ctx, row, condition, step),
      fields: asks.map(([name, field]) => fieldMeta(ctx, name, field, kind.give ? undefined : entity)),
    })
  }
  return list
}

/** Days in each stage: what the log's lines say of those it left, and the time since it came into the present one. */
async function daysIn(ctx: Ctx, row: Row<typeof opportunity>): Promise<Map<string, number>> {
  const left = await ctx.db.query<{ stage: string; days: string }>(sql`
    select from_id as stage, sum(days) as days from stage_moves where opportunity_id = ${row.id} and from_id is not null and deleted_at is null group by from_id`)
  const days = new Map(left.map(one => [one.stage, Number(one.days)]))
  if (row.stage && row.stageEnteredAt && row.status === 'open')
    days.set(row.stage, (days.get(row.stage) ?? 0) + (ctx.now.getTime() - Date.parse(row.stageEnteredAt)) / 86_400_000)
  return new Map([...days].map(([stage, n]) => [stage, Math.round(n * 10) / 10]))
}

interface Moved {
  id: string
  act: string
  from: { id: string; name: string } | null
  to: { id: string; name: string } | null
  at: string
  by: { id: string; name: string } | null
  days: number
  reason: string | null
}

const movesOf = (ctx: Ctx, id: string): Promise<Moved[]> =>
  ctx.db.query<Moved>(sql`
    select m.id, m.act, case when f.id is not null then json_build_object('id', f.id, 'name', f.name) end as "from",
      case when s.id is not null then json_build_object('id', s.id, 'name', s.name) end as "to", m.at,
      case when u.id is not null then json_build_object('id', u.id, 'name', u.name) end as by, m.days::float8 as days, m.reason
    from stage_moves m left join stages f on f.id = m.from_id left join stages s on s.id = m.to_id left join users u on u.id = m.by_id
    where m.opportunity_id = ${id} and m.deleted_at is null order by m.at, m.id limit 500`)

function kindMeta(ctx: Ctx, name: string): KindMeta {
  const kind = exitKinds().get(name)!
  const options = kind.options?.(ctx) ?? {}
  return {
    name,
    label: labelIn(kind.label, ctx.lang),
    input: Object.entries(kind.input).map(([input, field]) => ({
      ...fieldMeta(ctx, input, field),
      ...(options[input] ? { options: options[input] } : {}),
    })),
  }
}
