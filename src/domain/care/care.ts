import { choice, date, entity, flag, longText, ref, text } from '../../core/entity'

/** One occasion to be in touch with one person or customer: planned by a rule or by hand, then carried out as a task or a message. */
export const care = entity('care', {
  label: ['客户关怀', 'Care'],
  area: 'workbench',
  icon: 'hand-heart',
  owned: true,
  open: { field: 'status', op: 'eq', value: 'planned' },
  searched: false,
  belongsTo: 'account',
  title: 'subject',
  fields: {
    subject: text({ label: ['主题', 'Subject'], max: 200 }),
    contact: ref('contact', { label: ['联系人', 'Contact'] }),
    account: ref('account', { label: ['客户', 'Account'] }),
    occasion: choice({ label: ['由头', 'Occasion'], dictionary: 'careOccasion', default: 'other', filter: true }),
    occursOn: date({ label: ['日子', 'On'], filter: true }),
    dueOn: date({ label: ['执行日期', 'Due'], required: true, filter: true }),
    means: choice({ label: ['做什么', 'What'], dictionary: 'careMeans', required: true, default: 'task' }),
    channel: choice({
      label: ['渠道', 'Channel'],
      dictionary: 'messageChannel',
      hint: ['空着就按规则，选对方接受的', 'Without one the rule’s, by what the person accepts'],
    }),
    body: longText({
      label: ['内容', 'Text'],
      max: 20_000,
      hint: ['空着就用规则的模板', 'Without one the rule’s template is used'],
    }),
    status: choice({ label: ['状态', 'Status'], dictionary: 'careStatus', readOnly: true, filter: true }),
    why: choice({ label: ['原因', 'Reason'], dictionary: 'messageWhy', readOnly: true }),
    rule: ref('careRule', { label: ['关怀规则', 'Rule'], readOnly: true }),
    task: ref('task', { label: ['任务', 'Task'], readOnly: true }),
    message: ref('message', { label: ['外发消息', 'Message'], readOnly: true }),
    // Somebody changed it: planning again leaves it alone.
    edited: flag({ label: ['手工改过', 'Edited'], readOnly: true }),
    key: text({ label: ['去重标识', 'Key'], readOnly: true, max: 200, unique: true }),
  },
  list: [
    'subject',
    'contact',
    'account',
    'occasion',
    'occursOn',
    'dueOn',
    'means',
    'channel',
    'status',
    'why',
    'owner',
  ],
})
