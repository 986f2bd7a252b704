import { choice, entity, instant, number, ref, text } from '../../core/entity'

/**
 * One line of the stage log: an opportunity comes into a stage, goes on, is won, lost or taken up again. `from` is the stage that
 * it left (empty where it was in none: new, or taken up again), `to` the one that it came into (empty where it was lost, or won in
 * a pipeline without a stage for that), `days` how long it was where it was before, so that the days of an opportunity's lines and
 * the time since the last of them add up to its age. Written by acts in their transaction, never changed.
 */
export const stageMove = entity('stageMove', {
  label: ['阶段记录', 'Stage move'],
  internal: true,
  owned: true,
  belongsTo: 'opportunity',
  searched: false,
  title: 'act',
  fields: {
    opportunity: ref('opportunity', { label: ['销售机会', 'Opportunity'], required: true, readOnly: true }),
    pipeline: ref('pipeline', { label: ['销售流程', 'Pipeline'], readOnly: true }),
    from: ref('stage', { label: ['离开阶段', 'From'], readOnly: true }),
    to: ref('stage', { label: ['进入阶段', 'To'], readOnly: true }),
    act: choice({ label: ['动作', 'Act'], dictionary: 'stageAct', required: true, readOnly: true }),
    at: instant({ label: ['时间', 'At'], required: true, readOnly: true, filter: true }),
    by: ref('user', { label: ['经办人', 'By'], readOnly: true, past: true }),
    days: number({ label: ['停留天数', 'Days before'], scale: 3, readOnly: true }),
    reason: text({ label: ['原因', 'Reason'], max: 300, readOnly: true }),
  },
  list: ['opportunity', 'act', 'from', 'to', 'at', 'days', 'by'],
})
