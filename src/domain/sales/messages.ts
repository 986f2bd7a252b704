import type { Messages } from '../../core/i18n/messages'

export const salesMessages: Messages = {
  'pack.month': ['月份写作 2026-10，不晚于本月', 'Give a month like 2026-10, not later than this one'],
  'pack.running': ['这个月的报表正在生成', 'The pack of this month is being made already'],
}
