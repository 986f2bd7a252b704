import { today } from '../../core/access/me'
import { choice, date, entity, files, longText, number, ref, text } from '../../core/entity'
import { approvalField } from '../approvals'
import { headFields } from './lines/fields'

/** For so many days an offer holds unless it says otherwise. */
export const VALID_DAYS = 30

export const daysAfter = (day: string, days: number) =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)

/** An offer to a customer: lines with prices that hold until a day, in versions, and what became of it. */
export const quote = entity('quote', {
  label: ['报价', 'Quote'],
  area: 'sales',
  group: 'selling',
  icon: 'file-text',
  numbering: 'BJ-{yyyy}-{00000}',
  subtitle: ['account.name', 'code'],
  owned: true,
  open: { field: 'status', op: 'in', value: ['draft', 'sent'] },
  sections: {
    basic: ['报价', 'Quote'],
    money: ['金额', 'Amounts'],
    terms: ['条款', 'Terms'],
    progress: ['进展', 'Progress'],
  },
  complete: row => (row.validUntil ? {} : { validUntil: daysAfter(row.quotedOn, VALID_DAYS) }),
  fields: {
    name: text({ label: ['报价名称', 'Name'], required: true, search: true, max: 300, section: 'basic' }),
    code: text({ label: ['报价编号', 'Code'], readOnly: true, unique: true, search: true, max: 60, section: 'basic' }),
    account: ref('account', { label: ['客户', 'Account'], required: true, filter: true, section: 'basic' }),
    contact: ref('contact', { label: ['联系人', 'Contact'], section: 'basic' }),
    opportunity: ref('opportunity', { label: ['销售机会', 'Opportunity'], filter: true, section: 'basic' }),
    quotedOn: date({ label: ['报价日期', 'Quoted on'], default: today, filter: true, section: 'basic' }),
    validUntil: date({ label: ['有效期至', 'Valid until'], filter: true, section: 'basic' }),
    ...headFields,
    paymentTerms: longText({ label: ['付款条件', 'Terms of payment'], max: 2_000, section: 'terms' }),
    deliveryTerms: longText({ label: ['交付条件', 'Terms of delivery'], max: 2_000, section: 'terms' }),
    note: longText({ label: ['备注', 'Note'], max: 5_000, section: 'terms' }),
    files: files({ label: ['附件', 'Files'], section: 'terms' }),
    status: choice({
      label: ['状态', 'Status'],
      dictionary: 'quoteStatus',
      default: 'draft',
      readOnly: true,
      filter: true,
      section: 'progress',
    }),
    approval: { ...approvalField, section: 'progress' },
    revision: number({
      label: ['报价版本', 'Revision'],
      scale: 0,
      ordinal: true,
      default: 1,
      readOnly: true,
      section: 'progress',
    }),
    // The first version, whichever was revised: all versions of an offer are found by it.
    revisionOf: ref('quote', { label: ['首版报价', 'First version'], readOnly: true, section: 'progress' }),
    sentOn: date({ label: ['发出日期', 'Sent on'], readOnly: true, section: 'progress' }),
    acceptedOn: date({ label: ['接受日期', 'Accepted on'], readOnly: true, filter: true, section: 'progress' }),
    declineReason: choice({
      label: ['拒绝原因', 'Reason of refusal'],
      dictionary: 'declineReason',
      readOnly: true,
      section: 'progress',
    }),
    declineNote: longText({
      label: ['拒绝说明', 'What the customer said'],
      readOnly: true,
      max: 2_000,
      section: 'progress',
    }),
  },
  list: ['name', 'code', 'account', 'gross', 'status', 'approval', 'validUntil', 'revision', 'owner', 'quotedOn'],
})
