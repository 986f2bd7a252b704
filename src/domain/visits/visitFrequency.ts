import { choice, entity, flag, number, ref } from '../../core/entity'

/** How often customers of a grade are to be visited, or at least contacted. A board's own goes before the company's. */
export const visitFrequency = entity('visitFrequency', {
  label: ['拜访频率', 'Visit frequency'],
  plural: 'visitFrequencies',
  area: 'settings',
  icon: 'calendar-clock',
  setup: true,
  title: 'level',
  fields: {
    level: choice({ label: ['客户等级', 'Account level'], dictionary: 'accountLevel', required: true }),
    board: ref('board', {
      label: ['版块', 'Board'],
      hint: ['不选时适用于所有版块', 'Without one it holds for all boards'],
    }),
    everyDays: number({ label: ['每隔', 'Every'], scale: 0, min: 1, unit: ['天', 'days'], required: true }),
    by: choice({ label: ['方式', 'By'], dictionary: 'frequencyBy', required: true, default: 'visit' }),
    active: flag({ label: ['启用', 'Active'], default: true }),
  },
  list: ['level', 'everyDays', 'by', 'board', 'active'],
})
