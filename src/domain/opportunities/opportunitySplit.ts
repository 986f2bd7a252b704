import { entity, number, ref, text } from '../../core/entity'

/** Whose merit a sale is, in percent. Where there are none all of it is the owner's. Written as a whole by the act `split`. */
export const opportunitySplit = entity('opportunitySplit', {
  label: ['业绩分成', 'Split'],
  internal: true,
  owned: true,
  belongsTo: 'opportunity',
  visibleTo: ['user'],
  searched: false,
  title: 'note',
  fields: {
    opportunity: ref('opportunity', { label: ['销售机会', 'Opportunity'], required: true }),
    user: ref('user', { label: ['人员', 'Person'], required: true, past: true }),
    percent: number({ label: ['比例', 'Share'], scale: 2, min: 0, unit: ['%', '%'], required: true }),
    note: text({ label: ['说明', 'Note'], max: 300 }),
  },
  list: ['user', 'percent', 'note', 'opportunity'],
})
