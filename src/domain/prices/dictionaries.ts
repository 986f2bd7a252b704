import type { DictionarySeed } from '../../core/slice'

export const priceDictionaries: readonly DictionarySeed[] = [
  {
    name: 'promotionKind',
    label: ['优惠方式', 'Promotion kind'],
    items: [
      ['percent', '单价打折', 'Percent off the price'],
      ['amount', '单价立减', 'Amount off the price'],
      ['price', '促销价', 'Promotional price'],
      ['free', '满件免费', 'Some of them free'],
      ['order', '整单优惠', 'Off the whole'],
    ],
  },
]
