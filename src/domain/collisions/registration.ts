import { choice, date, entity, instant, longText, phone, text } from '../../core/entity'
import { approvalField } from '../approvals'

/** A customer that somebody is working on is kept for them for a period (报备): who enters it meanwhile is told. */
export const registration = entity('registration', {
  label: ['报备', 'Registration'],
  area: 'customers',
  icon: 'flag',
  owned: true,
  sections: { basic: ['报备', 'Registration'], progress: ['进度', 'Progress'] },
  fields: {
    name: text({ label: ['客户名称', 'Customer'], required: true, max: 500, section: 'basic' }),
    creditCode: text({ label: ['统一社会信用代码', 'Credit code'], max: 40, section: 'basic' }),
    phone: phone({ label: ['电话', 'Phone'], section: 'basic' }),
    months: choice({
      label: ['报备期', 'For'],
      dictionary: 'registrationPeriod',
      required: true,
      default: '3',
      section: 'basic',
    }),
    reason: longText({ label: ['跟进情况', 'What was done so far'], required: true, max: 2_000, section: 'basic' }),
    approval: { ...approvalField, section: 'progress' },
    from: date({ label: ['生效', 'From'], readOnly: true, filter: true, section: 'progress' }),
    to: date({ label: ['到期', 'Until'], readOnly: true, filter: true, section: 'progress' }),
    doneAt: instant({ label: ['办结时间', 'Done'], readOnly: true, section: 'progress' }),
  },
  told: ['to'],
  matchUntil: 'to',
  match: { name: 'company', creditCode: 'code', phone: 'phone' },
  list: ['name', 'months', 'owner', 'approval', 'from', 'to', 'createdAt'],
})
