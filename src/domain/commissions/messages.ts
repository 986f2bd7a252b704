import type { Messages } from '../../core/i18n/messages'

export const commissionMessages: Messages = {
  'commission.rates': [
    '至少一条费率；百分比 0 到 100，最多四位小数',
    'Give at least one rate; percents from 0 to 100 with at most four decimals',
  ],
  'commission.kickers': ['奖励要有条件和金额，金额大于 0', 'A kicker needs its condition and an amount above 0'],
  'commission.otherBoard': ['只能改本版块的提成方案', 'You may change plans of your own board only'],
  'commission.endsBefore': ['结束日期不能早于开始日期', 'The end can’t lie before the beginning'],
  'commission.noSource': [
    '系统里还没有这个时点的数据，改选「成交」',
    'Nothing is recorded yet that is earned then; choose “Order”',
  ],
  'commission.noCategory': ['第 {at} 条费率的产品类别不存在', 'Rate {at} names a category that does not exist'],
  'commission.noBand': ['第 {at} 条费率的毛利上限应大于下限', 'Rate {at}: the upper margin must be above the lower'],
  'commission.month': ['月份应如 2026-11', 'Write the month like 2026-11'],
  'commission.paid': ['已发放，不能再改', 'It has been paid and stays as it is'],
  'commission.notApproved': ['审批通过后才能登记发放', 'Payment is noted once the statement is approved'],
  'commission.running': ['{month} 还没结束，月底后再提交', '{month} is not over yet; submit it afterwards'],
  'commission.empty': ['这张提成单没有明细', 'This statement has no lines'],
  'commission.changedSince': [
    '提交后合计从 {before} 变为 {now}。退回，核对后重新提交',
    'Since it was submitted the total has changed from {before} to {now}. Send it back and submit it again',
  ],
  // How a line comes to its amount
  'commission.share': ['{percent}% 分成', '{percent}% share'],
  'commission.margin': ['毛利 {percent}%', 'margin {percent}%'],
  'commission.attained': ['达成 {percent}%', '{percent}% attained'],
  'commission.ofMargin': ['毛利 {amount}', 'margin {amount}'],
  'commission.why': ['（{why}）', ' ({why})'],
  'commission.noRate': ['没有适用的费率', 'no rate applies'],
  'commission.noCost': ['成本未知，毛利不计', 'cost unknown, so no margin counts'],
  'commission.dealKicker': ['单笔满 {from}，奖励 {amount}', 'Deals from {from} earn {amount}'],
  'commission.attainmentKicker': [
    '达成 {attained}%，满 {from}%，奖励 {amount}',
    '{attained}% attained, from {from}%: {amount}',
  ],
  'commission.adjustment': [
    '{month} 应为 {due}，已发 {paid}，补 {amount}',
    '{month} comes to {due}, {paid} was paid: {amount} more',
  ],
  'commission.takenBack': [
    '{month} 应为 {due}，已发 {paid}，扣回 {amount}',
    '{month} comes to {due}, {paid} was paid: {amount} taken back',
  ],
}
