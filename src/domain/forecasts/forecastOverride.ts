import { choice, date, entity, longText, money, ref } from '../../core/entity'

/**
 * What somebody says will come in, against what adds up from the opportunities: the person concerned, or whoever leads them. Nothing
 * is written over: the latest of each counts, one without an amount takes back those before it.
 */
export const forecastOverride = entity('forecastOverride', {
  label: ['预测调整', 'Forecast override'],
  icon: 'pencil-line',
  internal: true,
  owned: true,
  authored: true,
  searched: false,
  title: 'reason',
  fields: {
    period: choice({ label: ['期间', 'Period'], dictionary: 'periodKind', required: true, filter: true }),
    startsOn: date({ label: ['开始日期', 'From'], required: true, filter: true }),
    level: choice({ label: ['层级', 'Level'], dictionary: 'forecastLevel', required: true }),
    department: ref('department', { label: ['部门', 'Department'] }),
    amount: money({ label: ['预测金额', 'Forecast'] }),
    added: money({ label: ['汇总金额', 'Added up'] }),
    reason: longText({ label: ['理由', 'Reason'], required: true, max: 2_000 }),
  },
  list: ['startsOn', 'level', 'owner', 'amount', 'added', 'reason', 'createdBy', 'createdAt'],
})
