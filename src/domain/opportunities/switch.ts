import { act } from '../../core/acts/act'
import { refuse } from '../../core/acts/refusal'
import { ref } from '../../core/entity'
import { chancesIn, move, onlyOpen, stageIn } from './moves'
import { opportunity } from './opportunity'
import { isEnd, openSteps, waysOf } from './ways'

/** Goes on in another pipeline: at its first stage, or the one that is named. */
export const switchPipeline = act(opportunity, 'switch', {
  label: ['换流程', 'Change pipeline'],
  icon: 'git-compare-arrows',
  input: {
    pipeline: ref('pipeline', { label: ['销售流程', 'Pipeline'], required: true }),
    to: ref('stage', { label: ['从哪个阶段开始', 'Beginning with'] }),
  },
  offer: { field: 'closedOn', op: 'isNull' },
  allow: onlyOpen,
  async run(ctx, row, { pipeline, to }) {
    const way = (await waysOf(ctx)).find(one => one.id === pipeline)
    if (!way?.active || (way.board !== null && way.board !== row.board)) throw refuse('opportunity.pipelineNotHere')
    if (way.id === row.pipeline) throw refuse('opportunity.samePipeline')
    const target = to ? stageIn(way, to) : openSteps(way)[0]
    if (!target || isEnd(target)) throw refuse('opportunity.pipelineEmpty', { pipeline: way.name })
    await move(ctx, row, { act: 'switch', from: row.stage, to: target.id }, { pipeline: way.id, ...chancesIn(target) })
  },
})
