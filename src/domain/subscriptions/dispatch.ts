import { choice, date, entity, flag, longText, number, ref, text } from '../../core/entity'

/** The list by which an issue goes out to its subscribers (发刊单). It holds the subscriptions that whoever made it may see. */
export const dispatch = entity('dispatch', {
  label: ['发刊单', 'Dispatch'],
  plural: 'dispatches',
  area: 'sales',
  group: 'carryingOut',
  icon: 'send',
  numbering: 'FK-{yyyy}-{00000}',
  owned: true,
  subtitle: ['code'],
  fields: {
    name: text({ label: ['名称', 'Name'], readOnly: true, search: true, max: 200 }),
    code: text({ label: ['发刊单号', 'Code'], readOnly: true, unique: true, search: true, max: 60 }),
    issue: ref('issue', { label: ['刊期', 'Issue'], required: true, readOnly: true, filter: true }),
    publication: ref('publication', { label: ['期刊', 'Publication'], readOnly: true, filter: true }),
    status: choice({
      label: ['状态', 'Status'],
      dictionary: 'dispatchStatus',
      readOnly: true,
      default: 'working',
      filter: true,
    }),
    backIssues: flag({ label: ['补发已出的期', 'Back issues too'], readOnly: true, default: false }),
    addresses: number({ label: ['地址数', 'Addresses'], scale: 0, readOnly: true, default: 0 }),
    copies: number({ label: ['份数', 'Copies'], scale: 0, readOnly: true, default: 0 }),
    resent: number({ label: ['其中补寄', 'Sent again'], scale: 0, readOnly: true, default: 0 }),
    total: number({ label: ['要核对', 'To go through'], scale: 0, readOnly: true, default: 0 }),
    done: number({ label: ['已核对', 'Gone through'], scale: 0, readOnly: true, default: 0 }),
    sentOn: date({ label: ['发出日期', 'Sent on'], readOnly: true, filter: true }),
    note: longText({ label: ['备注', 'Note'], max: 2_000 }),
  },
  list: ['name', 'code', 'issue', 'status', 'addresses', 'copies', 'resent', 'sentOn', 'owner'],
})
