import { choice, entity, flag, number, phone, ref, region, text } from '../../core/entity'

/**
 * One address of a dispatch: how many copies of which issue go where, as it was when the list was made; and whether they arrived. Lists
 * are made by the thousand, so lines leave no entry in the journal before somebody says something of one.
 */
export const dispatchLine = entity('dispatchLine', {
  label: ['发刊明细', 'Dispatch line'],
  icon: 'mail',
  owned: true,
  internal: true,
  belongsTo: 'dispatch',
  searched: false,
  title: 'recipient',
  fields: {
    recipient: text({ label: ['收件人', 'Recipient'], readOnly: true, max: 100 }),
    dispatch: ref('dispatch', { label: ['发刊单', 'Dispatch'], required: true, readOnly: true, filter: true }),
    subscription: ref('subscription', { label: ['征订', 'Subscription'], readOnly: true }),
    account: ref('account', { label: ['客户', 'Account'], readOnly: true }),
    issue: ref('issue', { label: ['刊期', 'Issue'], readOnly: true }),
    copies: number({ label: ['份数', 'Copies'], scale: 0, readOnly: true }),
    method: choice({ label: ['发刊方式', 'Sent by'], dictionary: 'dispatchMethod', readOnly: true }),
    region: region({ label: ['地区', 'Region'], readOnly: true }),
    address: text({ label: ['地址', 'Address'], readOnly: true, max: 300 }),
    postcode: text({ label: ['邮编', 'Postcode'], readOnly: true, max: 10 }),
    phone: phone({ label: ['电话', 'Telephone'], readOnly: true }),
    status: choice({ label: ['状态', 'Status'], dictionary: 'dispatchLineStatus', readOnly: true, default: 'listed' }),
    reason: text({ label: ['原因', 'Reason'], readOnly: true, max: 300 }),
    again: flag({ label: ['待补寄', 'To be sent again'], readOnly: true, default: false }),
    instead: ref('dispatchLine', { label: ['补寄自', 'Sent again for'], readOnly: true }),
  },
  list: ['recipient', 'copies', 'issue', 'method', 'region', 'address', 'postcode', 'phone', 'status'],
})
