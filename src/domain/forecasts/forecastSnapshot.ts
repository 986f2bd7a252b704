import { date, entity, instant, number } from '../../core/entity'

/** That the state of all open and won opportunities was kept in a week; what they said stands in `forecast_states`. */
export const forecastSnapshot = entity('forecastSnapshot', {
  label: ['预测快照', 'Forecast snapshot'],
  icon: 'camera',
  internal: true,
  setup: true,
  title: 'week',
  fields: {
    week: date({ label: ['周（周一）', 'Week from'], required: true, unique: true }),
    takenAt: instant({ label: ['时间', 'Taken'], required: true }),
    opportunities: number({ label: ['机会数', 'Opportunities'], scale: 0 }),
    changed: number({ label: ['有变化', 'Changed'], scale: 0 }),
  },
  list: ['week', 'takenAt', 'opportunities', 'changed'],
})
