import type { Messages } from '../../core/i18n/messages'

export const expenseMessages: Messages = {
  'expense.locked': [
    '报销单已提交，不能改明细。要改，先撤回或请审批人退回',
    'The claim has been submitted, so its lines stay as they are. Withdraw it or have it sent back first',
  ],
  'expense.approved': ['报销单已通过，不能再改', 'The claim has been approved and stays as it is'],
  'expense.otherBoard': ['只能改本版块的报销标准', 'You may change the rules of your own board only'],
  'expense.empty': ['至少填一笔费用', 'Enter at least one expense'],
  'expense.notApproved': ['审批通过后才能登记付款', 'Payment is noted once the claim is approved'],
  'expense.paid': ['已经登记过付款', 'Payment has been noted already'],
  'expense.notPaid': ['还没有登记付款', 'Payment has not been noted yet'],
  'expense.positive': ['金额应大于 0', 'Enter an amount above 0'],
  'expense.future': ['日期不能晚于今天', 'The day can’t lie ahead'],
  'expense.foreign': [
    '外币、外币金额和汇率要一起填',
    'Give foreign currency, foreign amount and exchange rate together',
  ],
  'expense.invoiceUsed': [
    '发票 {number} 已在报销单 {claim} 中报销，不能重复报销',
    'Invoice {number} is in claim {claim} already; it can’t be claimed twice',
  ],
  'expense.lines': ['明细应为一组费用，最多 {max} 笔', 'Give a list of expenses, at most {max}'],
  'expense.foreignLine': ['这笔明细不属于这张报销单', 'This line does not belong to the claim'],
  'expense.over': [
    '{sentence}（{rule}：{per} {limit}，现在 {amount}）',
    '{sentence} ({rule}: {per} {limit}, now {amount})',
  ],
  'expense.receipt': ['{sentence}（{rule}：须附票据）', '{sentence} ({rule}: a receipt is needed)'],
  'expense.account': ['{sentence}（{rule}：须写明客户）', '{sentence} ({rule}: name the customer)'],
  'expense.against': ['{fault}', '{fault}'],
  'expense.explain': ['{fault}。在说明里写明原因后再提交', '{fault}. Say why under “what for”, then submit'],
  'expense.period': [
    '期间最长 {max} 天，开始不能晚于结束',
    'A period of at most {max} days that begins before it ends',
  ],
}
