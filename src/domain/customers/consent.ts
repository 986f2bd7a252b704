import { reaction } from '../../core/acts/act'
import { dayOf } from '../../core/calendar/china'
import { sql } from '../../core/db/statement'
import { choice, date, type Field } from '../../core/entity'
import type { DictionarySeed } from '../../core/slice'

/** Roads by which a person is reached; codes of the dictionary `channel`. */
export const CHANNELS = ['email', 'sms', 'phone', 'wechat'] as const
export type Channel = (typeof CHANNELS)[number]

/** The field of a contact that says what the contact said of a channel: `allowed`, `refused`, or nothing. */
export const consentField = <C extends Channel>(channel: C) => `${channel}Consent` as const

// A refusal outlives a merge, whichever of the records has it.
const said = { dictionary: 'consent', section: 'consent', merge: { prefer: 'refused' } } as const

/** What a person said of being written to and called, and which road they like best. What was refused is never used. */
export const consentFields = {
  emailConsent: choice({ label: ['接受邮件', 'E-mail'], ...said }),
  smsConsent: choice({ label: ['接受短信', 'Text messages'], ...said }),
  phoneConsent: choice({ label: ['接受电话', 'Calls'], ...said }),
  wechatConsent: choice({ label: ['接受微信', 'WeChat'], ...said }),
  preferredChannel: choice({ label: ['偏好渠道', 'Preferred channel'], dictionary: 'channel', section: 'consent' }),
  consentOn: date({ label: ['表态日期', 'Said on'], section: 'consent' }),
  consentSource: choice({ label: ['表态来源', 'Said how'], dictionary: 'consentSource', section: 'consent' }),
} satisfies Record<string, Field<any>>

/** When a new contact said so: the day it was entered, where nobody gave another. */
export const consentOfNew = (row: Readonly<Record<string, any>>) =>
  !row.consentOn && CHANNELS.some(channel => row[consentField(channel)])
    ? { consentOn: dayOf(new Date(row.createdAt)) }
    : {}

/** When a known one changed its mind: today, where nobody gave another day together with it. */
export const consentDated = (contact: Parameters<typeof reaction>[0]) =>
  reaction(contact, ['update'], async (ctx, after: any, before: any) => {
    const spoke = CHANNELS.some(
      channel =>
        after[consentField(channel)] !== (before?.[consentField(channel)] ?? null) && after[consentField(channel)],
    )
    if (spoke && (after.consentOn ?? null) === (before?.consentOn ?? null))
      await ctx.db.query(
        sql`update contacts set consent_on = ${dayOf(ctx.now)} where id = ${after.id} and tenant_id = ${ctx.tenant}`,
      )
  })

export const consentDictionaries: readonly DictionarySeed[] = [
  {
    name: 'channel',
    label: ['渠道', 'Channel'],
    items: [
      ['email', '邮件', 'E-mail'],
      ['sms', '短信', 'Text message'],
      ['phone', '电话', 'Call'],
      ['wechat', '微信', 'WeChat'],
    ],
  },
  {
    name: 'consent',
    label: ['联络意愿', 'Consent'],
    items: [
      ['allowed', '接受', 'Accepts', undefined, 'won'],
      ['refused', '拒绝', 'Refuses', undefined, 'over'],
    ],
  },
  {
    name: 'consentSource',
    label: ['表态来源', 'How it was said'],
    items: [
      ['spoken', '口头', 'In person'],
      ['card', '名片', 'Business card'],
      ['contract', '合同', 'Contract'],
      ['form', '网页表单', 'Web form'],
      ['reply', '回复', 'Reply'],
      ['complaint', '投诉', 'Complaint'],
      ['unsubscribe', '退订', 'Unsubscribed'],
    ],
  },
]
