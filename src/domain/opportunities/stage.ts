import { choice, entity, flag, type Label, longText, number, ref, structure, text } from '../../core/entity'
import { checkExit, type ExitCondition } from './exit'

/** One step of a pipeline: how likely the sale is there, how long one may stay, what must hold before one goes on. */
export const stage = entity('stage', {
  label: ['阶段', 'Stage'],
  icon: 'milestone',
  setup: true,
  fields: {
    name: text({ label: ['阶段名称', 'Name'], required: true, max: 100 }),
    pipeline: ref('pipeline', { label: ['销售流程', 'Pipeline'], required: true, filter: true }),
    position: number({ label: ['次序', 'Position'], scale: 0, ordinal: true, required: true }),
    probability: number({ label: ['成交概率', 'Probability'], scale: 0, min: 0, unit: ['%', '%'], default: 0 }),
    forecast: choice({ label: ['预测类别', 'Forecast category'], dictionary: 'forecastCategory', default: 'pipeline' }),
    limitDays: number({ label: ['时限', 'Time limit'], scale: 0, min: 0, unit: ['天', 'days'] }),
    skippable: flag({ label: ['可跳过', 'May be skipped'], default: false }),
    active: flag({ label: ['启用', 'In use'], default: true }),
    guidance: longText({ label: ['做法', 'Guidance'] }),
    exit: structure<ExitCondition[], { label: Label; check: typeof checkExit }>({
      label: ['升迁条件', 'Exit conditions'],
      check: checkExit,
    }),
  },
  list: ['pipeline', 'position', 'name', 'probability', 'limitDays'],
})
