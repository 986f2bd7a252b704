import type { Label } from '../../core/entity/label'
import type { Filter } from '../../core/records/filter'

/** What is wrong with a record: something lacks, nobody keeps it up, it gainsays itself, nobody can be reached by it. */
export const KINDS = ['incomplete', 'stale', 'contradictory', 'unreachable'] as const
export type Kind = (typeof KINDS)[number]

export interface Check {
  name: string
  kind: Kind
  object: 'account' | 'contact'
  label: Label
  /** Finds the records it is about: the figure of the page and the list behind it are the same filter. */
  filter: Filter
}

const empty = (field: string): Filter => ({ field, op: 'isNull' })
const filled = (field: string): Filter => ({ field, op: 'notNull' })
const is = (field: string, value: unknown): Filter => ({ field, op: 'eq', value })
const when = (field: string, value: string): Filter => ({ field, op: 'relative', value })
const CHINESE = is('country', 'CN')
const STILL_THERE: Filter = { field: 'left', op: 'ne', value: true }
const LINES = ['phone', 'officePhone', 'email', 'wechat']
const CHANNELS = ['email', 'sms', 'phone', 'wechat']

/** All that is looked at, in the order of the page. */
export const CHECKS: readonly Check[] = [
  {
    name: 'accountCreditCode',
    kind: 'incomplete',
    object: 'account',
    label: ['没有信用代码', 'No credit code'],
    filter: { and: [CHINESE, empty('creditCode')] },
  },
  {
    name: 'accountRegion',
    kind: 'incomplete',
    object: 'account',
    label: ['没有地区', 'No region'],
    filter: { and: [CHINESE, empty('region')] },
  },
  {
    name: 'accountTrade',
    kind: 'incomplete',
    object: 'account',
    label: ['没有行业和类别', 'No industry or category'],
    filter: { and: [empty('industry'), empty('productCategory')] },
  },
  {
    name: 'accountContact',
    kind: 'incomplete',
    object: 'account',
    label: ['没有联系人', 'No contact'],
    filter: { field: 'contact.account', op: 'none' },
  },
  {
    name: 'contactAccount',
    kind: 'incomplete',
    object: 'contact',
    label: ['没有所属客户', 'No account'],
    filter: empty('account'),
  },
  {
    name: 'contactPosition',
    kind: 'incomplete',
    object: 'contact',
    label: ['没有职务', 'No position'],
    filter: empty('position'),
  },
  {
    name: 'accountSilent',
    kind: 'stale',
    object: 'account',
    label: ['180 天没有联系', 'No contact for 180 days'],
    filter: { and: [when('lastContactAt', 'olderThan180days'), when('createdAt', 'olderThan180days')] },
  },
  {
    name: 'accountUnchanged',
    kind: 'stale',
    object: 'account',
    label: ['一年没有更新', 'Not updated for a year'],
    filter: when('updatedAt', 'olderThan365days'),
  },
  {
    name: 'accountFollowUp',
    kind: 'stale',
    object: 'account',
    label: ['下次跟进过期 30 天', 'Follow-up 30 days overdue'],
    filter: { and: [filled('nextFollowUpOn'), when('nextFollowUpOn', 'olderThan30days')] },
  },
  {
    name: 'contactUnchanged',
    kind: 'stale',
    object: 'contact',
    label: ['一年没有更新', 'Not updated for a year'],
    filter: { and: [STILL_THERE, when('updatedAt', 'olderThan365days')] },
  },
  {
    name: 'accountCodeFault',
    kind: 'contradictory',
    object: 'account',
    label: ['信用代码校验不过', 'Credit code fails its check'],
    filter: is('creditCodeFault', true),
  },
  {
    name: 'accountContactLeft',
    kind: 'contradictory',
    object: 'account',
    label: ['主要联系人已离职', 'Primary contact has left'],
    filter: is('primaryContact.left', true),
  },
  {
    name: 'accountAbroad',
    kind: 'contradictory',
    object: 'account',
    label: ['在国外却有国内地区', 'Abroad, with a region of China'],
    filter: {
      and: [{ field: 'country', op: 'notIn', value: ['CN', 'HK', 'MO', 'TW'] }, filled('country'), filled('region')],
    },
  },
  {
    name: 'contactBirthday',
    kind: 'contradictory',
    object: 'contact',
    label: ['生日在今天之后', 'Birthday lies ahead'],
    filter: when('birthday', 'future'),
  },
  {
    name: 'contactPreference',
    kind: 'contradictory',
    object: 'contact',
    label: ['偏好的渠道又拒绝', 'Prefers what it refuses'],
    filter: {
      or: CHANNELS.map(channel => ({ and: [is('preferredChannel', channel), is(`${channel}Consent`, 'refused')] })),
    },
  },
  {
    name: 'accountUnreachable',
    kind: 'unreachable',
    object: 'account',
    label: ['没有任何联系方式', 'No way to reach it'],
    filter: {
      and: [
        empty('phone'),
        empty('email'),
        { field: 'contact.account', op: 'none', value: { and: [STILL_THERE, { or: LINES.map(filled) }] } },
      ],
    },
  },
  {
    name: 'contactUnreachable',
    kind: 'unreachable',
    object: 'contact',
    label: ['没有任何联系方式', 'No way to reach them'],
    filter: { and: [STILL_THERE, ...LINES.map(empty)] },
  },
  {
    name: 'contactBounces',
    kind: 'unreachable',
    object: 'contact',
    label: ['邮箱退信', 'E-mail comes back'],
    filter: { and: [STILL_THERE, is('emailBounced', true)] },
  },
  {
    name: 'contactRefuses',
    kind: 'unreachable',
    object: 'contact',
    label: ['全部渠道都拒绝', 'Refuses every channel'],
    filter: { and: [STILL_THERE, ...CHANNELS.map(channel => is(`${channel}Consent`, 'refused'))] },
  },
]
