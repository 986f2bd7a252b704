import type { Messages } from '../../core/i18n/messages'

export const receivableMessages: Messages = {
  'receivable.steps': [
    '分期写成 1 到 36 期，每期有名称、大于 0 的比例、起算事件和 0 到 3650 的天数',
    'Give 1 to 36 parts, each with a name, a share above 0, an event and 0 to 3650 days',
  ],
  'receivable.stepsSum': ['各期比例合计应为 100%', 'The shares have to come to 100 %'],
}
