import { reaction } from '../../core/acts/act'
import { invalid } from '../../core/acts/refusal'
import type { Entity } from '../../core/entity'
import { learn } from '../../core/i18n/say'
import type { Slice } from '../../core/slice'
import { competitorSpend } from './competitorSpend'
import { marketMessages } from './messages'
import { need } from './need'

export { competitorSpend, need }

learn(marketMessages)

/** A period ends no earlier than it begins. */
const inOrder = (entity: Entity<any>, from: string, to: string) =>
  reaction<Entity<any>>(entity, ['create', 'update'], async (_ctx, row) => {
    if (row[from] && row[to] && row[to] < row[from]) throw invalid(to, 'market.endsEarly')
  })

/** What customers look for and offer, and what they spend with others. */
export const market: Slice = {
  name: 'market',
  entities: [need, competitorSpend],
  reactions: [
    inOrder(need, 'validFrom', 'validTo'),
    inOrder(competitorSpend, 'startsOn', 'endsOn'),
    reaction(competitorSpend, ['create', 'update'], async (_ctx, row) => {
      if (row.account && row.account === row.competitor) throw invalid('competitor', 'market.sameCustomer')
    }),
  ],
  dictionaries: [
    {
      name: 'needKind',
      label: ['供求种类', 'Kind of need'],
      items: [
        ['demand', '求购', 'Demand'],
        ['supply', '供应', 'Supply'],
      ],
    },
    {
      name: 'spendMedium',
      label: ['投放媒体', 'Advertising medium'],
      items: [
        ['magazine', '期刊', 'Magazine'],
        ['newspaper', '报纸', 'Newspaper'],
        ['web', '网站', 'Website'],
        ['social', '新媒体', 'Social media'],
        ['fair', '展会', 'Fair'],
        ['outdoor', '户外', 'Outdoor'],
        ['other', '其他', 'Other'],
      ],
    },
  ],
}
