import { learn } from '../../core/i18n/say'
import type { Slice } from '../../core/slice'
import { salesDictionaries } from './dictionaries'
import { createPack, packJob } from './makePack'
import { salesMessages } from './messages'
import { monthEndPack } from './monthEndPack'
import { printedActs, printedReactions } from './printed'
import { salesRoutes } from './routes'

learn(salesMessages)

/** What was sold (销售分析): papers of sales, figures of orders by whatever one asks, and the month in one pack. */
export const sales: Slice = {
  name: 'sales',
  entities: [monthEndPack],
  acts: [createPack, ...printedActs],
  reactions: printedReactions,
  dictionaries: salesDictionaries,
  jobs: [packJob],
  routes: salesRoutes,
}

export type { Figures, Group, Sales } from './analyse'
export type { Dimension, Time } from './asked'
export { monthEndPack }
