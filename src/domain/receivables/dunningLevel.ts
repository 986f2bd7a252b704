import { choice, entity, flag, number, ref, text } from '../../core/entity'

/** From how many days overdue on a customer is written to, with which letter, and in which tone (催款级别). */
export const dunningLevel = entity('dunningLevel', {
  label: ['催款级别', 'Dunning level'],
  area: 'settings',
  icon: 'bell-ring',
  setup: true,
  fields: {
    name: text({ label: ['名称', 'Name'], required: true, max: 200 }),
    step: number({ label: ['第几级', 'Step'], required: true, scale: 0, min: 1 }),
    daysOverdue: number({ label: ['逾期天数', 'Days overdue'], required: true, scale: 0, min: 0 }),
    tone: choice({ label: ['语气', 'Tone'], dictionary: 'dunningTone', default: 'friendly' }),
    channel: choice({ label: ['渠道', 'Channel'], dictionary: 'messageChannel' }),
    template: ref('messageTemplate', { label: ['消息模板', 'Template'] }),
    makesTask: flag({ label: ['给负责人建任务', 'Task for the owner'], default: true }),
    minimum: number({
      label: ['起催金额', 'From amount'],
      scale: 2,
      min: 0,
      unit: ['元', 'yuan'],
      hint: ['欠款不到这个数不催', 'Nobody is written to for less'],
    }),
    active: flag({ label: ['启用', 'Active'], default: true }),
  },
  list: ['name', 'step', 'daysOverdue', 'tone', 'channel', 'template', 'makesTask', 'active'],
})
