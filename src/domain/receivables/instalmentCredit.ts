import { entity, money, ref } from '../../core/entity'

/** How much a return takes off which instalment. */
export const instalmentCredit = entity('instalmentCredit', {
  label: ['退货冲减', 'Credit of a return'],
  icon: 'package-x',
  owned: true,
  belongsTo: 'goodsReturn',
  searched: false,
  internal: true,
  title: 'amount',
  fields: {
    goodsReturn: ref('goodsReturn', { label: ['退货单', 'Return'], required: true }),
    instalment: ref('instalment', { label: ['回款计划', 'Instalment'], required: true }),
    amount: money({ label: ['金额', 'Amount'], required: true }),
  },
})
