import type { DictionarySeed } from '../../core/slice'

export const quoteDictionaries: readonly DictionarySeed[] = [
  {
    name: 'quoteStatus',
    label: ['报价状态', 'Quote status'],
    items: [
      ['draft', '草稿', 'Draft'],
      ['sent', '已发出', 'Sent'],
      ['accepted', '已接受', 'Accepted', undefined, 'won'],
      ['declined', '已拒绝', 'Declined', undefined, 'lost'],
      ['expired', '已过期', 'Expired', undefined, 'risk'],
      ['superseded', '已有新版', 'Superseded'],
    ],
  },
  {
    name: 'linePricing',
    label: ['定价方式', 'Pricing'],
    items: [
      ['rules', '按价格规则', 'By the price rules'],
      ['hand', '手工定价', 'By hand'],
      ['reduced', '单价再打折', 'A price less a percentage'],
      ['agreed', '按已定价格', 'As agreed'],
    ],
  },
  {
    name: 'declineReason',
    label: ['拒绝原因', 'Reason of refusal'],
    items: [
      ['price', '价格', 'Price'],
      ['scope', '内容不合适', 'Not what was wanted'],
      ['terms', '付款或交付条件', 'Terms'],
      ['timing', '时机', 'Timing'],
      ['budget', '没有预算', 'No budget'],
      ['competitor', '选了竞争对手', 'A competitor'],
      ['other', '其他', 'Other'],
    ],
  },
]
