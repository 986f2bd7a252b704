import { me } from '../../core/access/me'
import {
  choice,
  date,
  entity,
  files,
  instant,
  type Label,
  longText,
  number,
  ref,
  refs,
  structure,
  text,
} from '../../core/entity'
import { fromOpportunity } from './fromOpportunity'
import { checkLocation, type Location } from './location'

/** A contact with a customer (一般行动, 跟进): what was said on which channel, by whom, with whom. */
export const activity = entity('activity', {
  label: ['跟进', 'Activity'],
  plural: 'activities',
  area: 'customers',
  icon: 'message-square-text',
  owned: true,
  searched: false,
  belongsTo: 'account',
  visibleTo: ['doneBy', 'companions'],
  timeline: 'occurredAt',
  title: 'subject',
  subtitle: ['type'],
  prepare: fromOpportunity,
  fields: {
    type: choice({
      label: ['方式', 'Kind'],
      dictionary: 'activityType',
      required: true,
      default: 'note',
      filter: true,
    }),
    subject: text({ label: ['主题', 'Subject'], required: true, max: 500 }),
    body: longText({ label: ['内容', 'Content'] }),
    occurredAt: instant({
      label: ['时间', 'When'],
      required: true,
      default: () => new Date().toISOString(),
      filter: true,
    }),
    durationMinutes: number({ label: ['时长', 'Duration'], scale: 0, min: 0, unit: ['分钟', 'min'] }),
    account: ref('account', { label: ['客户', 'Account'] }),
    opportunity: ref('opportunity', { label: ['销售机会', 'Opportunity'] }),
    contact: ref('contact', { label: ['联系人', 'Contact'] }),
    contacts: refs('contact', { label: ['其他在场的人', 'Others present'] }),
    doneBy: ref('user', { label: ['跟进人', 'Done by'], default: me, past: true }),
    companions: refs('user', { label: ['同行', 'Companions'], past: true }),
    outcome: choice({ label: ['结果', 'Outcome'], dictionary: 'activityOutcome' }),
    place: text({ label: ['地点', 'Place'], max: 300 }),
    location: structure<Location, { label: Label; check: typeof checkLocation }>({
      label: ['签到定位', 'Location'],
      check: checkLocation,
    }),
    photos: files({ label: ['照片', 'Photos'], images: true }),
    files: files({ label: ['附件', 'Files'] }),
    nextFollowUpOn: date({ label: ['下次跟进', 'Next follow-up'] }),
    aboutObject: text({ label: ['所属对象', 'About object'], max: 60 }),
    aboutId: text({ label: ['所属记录', 'About record'], max: 36, filter: true }),
  },
  list: ['subject', 'type', 'account', 'contact', 'occurredAt', 'doneBy', 'outcome', 'nextFollowUpOn'],
})
