import { reaction } from '../../core/acts/act'
import { forbidden, invalid, type Refusal, refuse, refuseInvalid } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import { enqueue } from '../../core/jobs/enqueue'
import { parseValues } from '../../core/records/parse'
import { exitKinds } from './conditions'
import type { ExitCondition } from './exit'
import { pipeline } from './pipeline'
import { stage } from './stage'

/** Whoever may not change pipelines of all boards changes those of the own. */
export function mayManage(ctx: Ctx, board: string | null | undefined): void {
  if (!ctx.user.system && ctx.user.rights('pipeline').update !== 'all' && board !== ctx.user.board)
    throw forbidden('pipeline.notYours')
}

export async function mayManageStages(ctx: Ctx, id: string): Promise<void> {
  const [found] = await ctx.db.query<{ board: string | null }>(
    sql`select board_id as board from pipelines where id = ${id}`,
  )
  mayManage(ctx, found?.board ?? null)
}

/** What keeps pipelines and their stages whole. */
export const boundaries = [
  reaction(pipeline, ['create', 'update', 'restore'], async (ctx, after, before) => {
    for (const one of before ? [before, after] : [after]) mayManage(ctx, one.board)
    if (after.preferred)
      await ctx.db.query(sql`update pipelines set preferred = false where id <> ${after.id} and preferred
        and board_id is not distinct from ${after.board ?? null}::uuid and tenant_id = ${ctx.tenant}`)
    if (before && before.quietDays !== after.quietDays) await markLater(ctx, after.id)
  }),
  reaction(pipeline, ['delete'], async (ctx, after) => {
    mayManage(ctx, after.board)
    const [left] = await ctx.db.query<{ n: number }>(
      sql`select count(*)::int as n from opportunities where pipeline_id = ${after.id} and deleted_at is null`,
    )
    if (left!.n > 0) throw refuse('pipeline.inUse', { count: left!.n })
    await ctx.db.query(sql`update stages set deleted_at = ${ctx.now.toISOString()} where pipeline_id = ${after.id}
      and deleted_at is null and tenant_id = ${ctx.tenant}`)
  }),
  reaction(stage, ['create', 'update', 'restore'], async (ctx, after, before) => {
    await mayManageStages(ctx, after.pipeline)
    if (before && before.pipeline !== after.pipeline) throw invalid('pipeline', 'stage.fixed')
    if ((after.probability ?? 0) > 100) throw invalid('probability', 'stage.probability')
    checkConditions(ctx, after.exit ?? [])
    if (before && before.limitDays !== after.limitDays) await markLater(ctx, after.pipeline)
  }),
  reaction(stage, ['delete'], async (ctx, after) => {
    await mayManageStages(ctx, after.pipeline)
    const [used] = await ctx.db.query(sql`select 1 from opportunities where stage_id = ${after.id}
      union all select 1 from stage_moves where to_id = ${after.id} or from_id = ${after.id} limit 1`)
    if (used) throw refuse('stage.inUse')
  }),
]

/** @throws 422 at field `exit` for what no kind can read */
function checkConditions(ctx: Ctx, conditions: readonly ExitCondition[]): void {
  const errors: Refusal['errors'] = []
  for (const { kind: name, ...input } of conditions) {
    const kind = exitKinds().get(name)
    if (!kind) {
      errors.push({ field: 'exit', code: 'opportunity.exit.kind', params: { kind: String(name).slice(0, 60) } })
      continue
    }
    const wrong: Refusal['errors'] = []
    for (const [field, { required }] of Object.entries(kind.input))
      if (required && !(field in input)) wrong.push({ field, code: 'field.required' })
    parseValues(ctx, kind.input as never, input, wrong)
    const fault = wrong.length === 0 ? kind.fault?.(ctx, input) : null
    for (const { code, params } of wrong) errors.push({ field: 'exit', code, ...(params ? { params } : {}) })
    if (fault) errors.push({ field: 'exit', code: fault })
  }
  refuseInvalid(errors)
}

/** Clocks by days that have changed are set apart from the act: there may be thousands. */
const markLater = (ctx: Ctx, id: string) =>
  enqueue(ctx, 'mark-opportunities', { pipeline: id }, { key: `mark ${ctx.tenant} ${id}` })

/** How many open opportunities stand in a stage. */
export async function standingIn(ctx: Ctx, id: string): Promise<number> {
  const [found] = await ctx.db.query<{ n: number }>(
    sql`select count(*)::int as n from opportunities where stage_id = ${id} and ${raw(`status = 'open'`)} and deleted_at is null`,
  )
  return found!.n
}
