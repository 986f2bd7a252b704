import { choice, date, entity, type Label, money, ref, structure } from '../../core/entity'

/** Why a match is as it is: a sentence and what it names. */
export interface Basis {
  code: string
  params: Record<string, string | number>
}

/** How much of a receipt pays how much of an instalment and of an invoice, and why (回款匹配). */
export const paymentMatch = entity('paymentMatch', {
  label: ['回款匹配', 'Match'],
  plural: 'paymentMatches',
  icon: 'link-2',
  owned: true,
  belongsTo: 'payment',
  searched: false,
  internal: true,
  title: 'matchedOn',
  fields: {
    payment: ref('payment', { label: ['回款', 'Receipt'], required: true }),
    instalment: ref('instalment', { label: ['回款计划', 'Instalment'] }),
    invoice: ref('invoice', { label: ['发票', 'Invoice'] }),
    account: ref('account', { label: ['客户', 'Account'] }),
    amount: money({ label: ['金额', 'Amount'], required: true }),
    currency: choice({ label: ['币种', 'Currency'], dictionary: 'currency', default: 'CNY' }),
    matchedOn: date({ label: ['匹配日期', 'Matched on'] }),
    way: choice({ label: ['匹配方式', 'How'], dictionary: 'matchWay' }),
    basis: structure<Basis, { label: Label }>({ label: ['依据', 'Why'] }),
  },
  list: ['matchedOn', 'payment', 'account', 'instalment', 'invoice', 'amount', 'way'],
})
