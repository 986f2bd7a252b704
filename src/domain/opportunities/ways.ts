import { invalid } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import type { ExitCondition } from './exit'

/** A stage, with what decides how an opportunity fares in it. */
export interface Step {
  id: string
  name: string
  pipeline: string
  position: number
  /** In percent; who arrives where it is 100 has won. */
  probability: number
  forecast: string | null
  limitDays: number | null
  skippable: boolean
  active: boolean
  guidance: string | null
  exit: readonly ExitCondition[]
}
/** A pipeline with its stages in order, retired ones included. */
export interface Way {
  id: string
  name: string
  board: string | null
  preferred: boolean
  active: boolean
  quietDays: number | null
  steps: readonly Step[]
}

/** All pipelines of the company, those to be chosen first in front: there are a few, and everybody may know them. */
export const waysOf = (ctx: Ctx): Promise<Way[]> =>
  ctx.db.query<Way>(sql`
    select p.id, p.name, p.board_id as board, coalesce(p.preferred, false) as preferred, coalesce(p.active, true) as active, p.quiet_days as "quietDays",
      coalesce((select json_agg(json_build_object('id', s.id, 'name', s.name, 'pipeline', s.pipeline_id, 'position', s.position,
          'probability', coalesce(s.probability, 0), 'forecast', s.forecast, 'limitDays', s.limit_days, 'skippable', coalesce(s.skippable, false),
          'active', coalesce(s.active, true), 'guidance', s.guidance, 'exit', coalesce(s.exit, '[]')) order by s.position, s.id)
        from stages s where s.pipeline_id = p.id and s.deleted_at is null), '[]') as steps
    from pipelines p where p.deleted_at is null order by ${PREFERENCE}`)

const PREFERENCE = raw('p.preferred desc nulls last, p.position nulls last, p.id')

/** The pipeline of an opportunity that names none: the one its board prefers, else the company's, else any that is open to it. */
export const wayFor = (ways: readonly Way[], board: string | null): Way | undefined => {
  const open = ways.filter(
    way => way.active && (way.board === board || way.board === null) && way.steps.some(step => step.active),
  )
  return open.find(way => way.preferred && way.board === board) ?? open.find(way => way.preferred) ?? open[0]
}

export const stepOf = (ways: readonly Way[], id: string | null): Step | undefined =>
  ways.flatMap(way => way.steps).find(step => step.id === id)

/** Stages in which an opportunity can be, in order. */
export const openSteps = (way: Way): Step[] => way.steps.filter(step => step.active)

/** Where won opportunities of a pipeline stand, if it has a stage for them. */
export const endOf = (way: Way): Step | undefined => openSteps(way).find(isEnd)
export const isEnd = (step: Step) => step.probability >= 100

/** @throws 422 where an opportunity is to begin in a pipeline of another board */
export async function checkPipeline(ctx: Ctx, row: { pipeline: string | null; board?: string }): Promise<void> {
  const [elsewhere] = await ctx.db.query(
    sql`select 1 from pipelines where id = ${row.pipeline} and board_id is not null and board_id <> ${row.board ?? null}`,
  )
  if (elsewhere) throw invalid('pipeline', 'opportunity.pipelineNotHere')
}
