import { act } from '../../core/acts/act'
import { refuse } from '../../core/acts/refusal'
import { ref } from '../../core/entity'
import { checkLeaving } from './conditions'
import { chancesIn, given, move, onlyOpen, placeOf, stageIn } from './moves'
import { opportunity } from './opportunity'
import { isEnd, openSteps, type Step, type Way } from './ways'
import { won } from './win'

/**
 * 阶段升迁: on to the next stage, or to a later one where all between may be skipped, once the exit conditions of the stage that it
 * leaves hold. What they still lack may be given along. Whoever comes into a stage with 100 % has won.
 */
export const advance = act(opportunity, 'advance', {
  label: ['升迁', 'Advance'],
  icon: 'chevrons-right',
  draft: true,
  input: { to: ref('stage', { label: ['升迁到', 'To'] }) },
  offer: { field: 'closedOn', op: 'isNull' },
  allow: onlyOpen,
  async run(ctx, row, input) {
    const { way, step } = await placeOf(ctx, row)
    const target = input.to ? stageIn(way, input.to) : nextOf(way, step)
    checkWay(way, step, target)
    const patch = await given(ctx, row, step, input)
    await checkLeaving(ctx, { ...row, ...patch }, step)
    if (isEnd(target)) return won(ctx, row, way, patch)
    await move(
      ctx,
      row,
      { act: 'advance', from: step.id, to: target.id },
      {
        ...chancesIn(target),
        ...patch,
      },
    )
  },
})

export function nextOf(way: Way, step: Step): Step {
  const next = openSteps(way).find(one => after(one, step))
  if (!next) throw refuse('opportunity.lastStage', { stage: step.name })
  return next
}

function checkWay(way: Way, from: Step, to: Step): void {
  if (!after(to, from)) throw refuse('opportunity.notLater', { stage: to.name })
  const kept = openSteps(way).filter(step => after(step, from) && after(to, step) && !step.skippable)
  if (kept.length > 0) throw refuse('opportunity.notSkippable', { stages: kept.map(step => step.name).join('、') })
}

export const after = (a: Step, b: Step) => a.position > b.position || (a.position === b.position && a.id > b.id)
