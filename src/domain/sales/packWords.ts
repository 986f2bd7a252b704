import type { Ctx } from '../../core/ctx'
import type { Label } from '../../core/entity'
import { labelIn } from '../../core/i18n/say'
import { BUCKET_LABELS } from '../receivables'
import type { PackFigures } from './packFigures'

/** Names of the buckets of the ageing, in their order. */
export const bucketLabels = (ctx: Ctx): string[] => BUCKET_LABELS.map(label => labelIn(label, ctx.lang))

export interface Headline {
  label: string
  /** In whole units; rates as parts of one. */
  value: number | null
  before: number | null
  rate?: true
}

/** What the month comes to, in a dozen figures. */
export function headlines(ctx: Ctx, { sales, receipts, ageing }: PackFigures): Headline[] {
  const { whole, before } = sales.owner
  const word = (label: Label) => labelIn(label, ctx.lang)
  const units = (minor: number | null | undefined) => (minor === null || minor === undefined ? null : minor / 100)
  const rate = (part: number | null | undefined, of: number | null | undefined) =>
    part === null || part === undefined || !of ? null : part / of
  const line = (label: Label, value: number | null, earlier: number | null = null): Headline => ({
    label: word(label),
    value,
    before: earlier,
  })
  return [
    line(['订单数', 'Orders'], whole.orders, before?.orders ?? null),
    line(['折前金额', 'Before discounts'], units(whole.list), units(before?.list)),
    line(['销售额（不含税）', 'Sales, net'], units(whole.net), units(before?.net)),
    line(['销售额（价税合计）', 'Sales, with tax'], units(whole.gross), units(before?.gross)),
    ...(whole.target === null
      ? []
      : [
          line(['销售目标', 'Target'], units(whole.target)),
          { ...line(['达成率', 'Attained'], rate(whole.net, whole.target)), rate: true as const },
        ]),
    ...(whole.margin === null
      ? []
      : [
          line(['毛利', 'Margin'], units(whole.margin), units(before?.margin)),
          {
            ...line(
              ['毛利率', 'Margin rate'],
              rate(whole.margin, whole.costedNet),
              rate(before?.margin, before?.costedNet),
            ),
            rate: true as const,
          },
        ]),
    ...(receipts ? [line(['本月回款', 'Received'], units(receipts.amount))] : []),
    ...(ageing
      ? [
          line(['应收余额', 'Owed'], units(ageing.whole.owed)),
          line(['其中逾期', 'Of it overdue'], units(ageing.whole.overdue)),
        ]
      : []),
  ]
}
