import type { Messages } from '../../core/i18n/messages'

export const salesMessages: Messages = {
  'statement.instalment': ['应收', 'Charge'],
  'statement.payment': ['回款', 'Receipt'],
  'statement.reversal': ['回款冲销', 'Receipt reversed'],
  'statement.refund': ['退款', 'Refund'],
  'statement.return': ['退货冲减', 'Return credited'],
  'statement.writeOff': ['坏账核销', 'Written off'],
  'statement.writeOffRevoked': ['撤销核销', 'Write-off taken back'],
  'pack.month': ['月份写作 2026-10，不晚于本月', 'Give a month like 2026-10, not later than this one'],
  'pack.running': ['这个月的报表正在生成', 'The pack of this month is being made already'],
}
