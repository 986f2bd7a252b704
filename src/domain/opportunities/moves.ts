import type { Act } from '../../core/acts/act'
import { invalid, type Refusal, refuse, refuseInvalid } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import type { Row } from '../../core/entity'
import { checkReferences, parseDraft, parseValues, type Values } from '../../core/records/parse'
import { change } from '../../core/records/write'
import { giftsOf, give } from './conditions'
import { logMove, type Move } from './log'
import { opportunity } from './opportunity'
import { type Step, stepOf, type Way, waysOf } from './ways'

export type Opportunity = Row<typeof opportunity>

/** Changes an opportunity together with its place in the pipeline: one entry in the journal, one line in the stage log. */
export async function move(ctx: Ctx, row: Opportunity, { act, to, ...line }: Move, patch: Values): Promise<void> {
  await logMove(ctx, row, { act, to, ...line })
  await change(
    ctx,
    opportunity,
    row,
    { ...patch, ...(to ? { stage: to, stageEnteredAt: ctx.now.toISOString() } : {}) },
    act,
  )
}

/** What a stage says of whoever stands in it. */
export const chancesIn = ({ probability, forecast }: Step) => ({ probability, forecast })

/** The pipeline and the stage that an opportunity is in. */
export async function placeOf(ctx: Ctx, row: Opportunity): Promise<{ way: Way; step: Step }> {
  const ways = await waysOf(ctx)
  const step = stepOf(ways, row.stage)
  const way = ways.find(one => one.id === step?.pipeline)
  if (!way || !step) throw refuse('opportunity.noStage')
  return { way, step }
}

/** A stage that somebody named, which must be one of the opportunity's pipeline and in use. */
export function stageIn(way: Way, id: string): Step {
  const found = way.steps.find(step => step.id === id && step.active)
  if (!found) throw invalid('to', 'opportunity.otherPipeline')
  return found
}

/**
 * Takes what came with an act that leaves a stage: fields of the opportunity, as the caller may set them, and what the stage's
 * conditions ask for beside them, which is written at once.
 */
export async function given(ctx: Ctx, row: Opportunity, step: Step, input: unknown): Promise<Values> {
  const entity = ctx.words.entity(opportunity.name)
  const draft = Object.entries(((input as { draft?: unknown }).draft ?? {}) as Record<string, unknown>)
  const asked = giftsOf(ctx, step)
  const patch = parseDraft(
    ctx,
    entity,
    Object.fromEntries(draft.filter(([name]) => !(name in asked))),
    false,
    row.owner === ctx.user.id,
  )
  await checkReferences(ctx, entity.fields, patch)
  const errors: Refusal['errors'] = []
  const gifts = parseValues(ctx, asked, Object.fromEntries(draft.filter(([name]) => name in asked)), errors)
  refuseInvalid(errors)
  await checkReferences(ctx, asked, gifts)
  await give(ctx, row, step, gifts)
  return patch
}

type Allow = NonNullable<Act['allow']>
export const onlyOpen: Allow = (_ctx, row) =>
  (row as Opportunity).status === 'open' ? null : refuse('opportunity.closed')
export const onlyClosed: Allow = (_ctx, row) =>
  (row as Opportunity).status === 'open' ? refuse('opportunity.open') : null
