import { learn } from '../../core/i18n/say'
import type { Slice } from '../../core/slice'
import { bomRules } from './bom'
import { bomLine } from './bomLine'
import { competitorProduct } from './competitorProduct'
import { productDictionaries } from './dictionaries'
import { generateVariants } from './generateVariants'
import { literature } from './literature'
import { productMessages } from './messages'
import { product } from './product'
import { productStock } from './productStock'
import { productRoutes } from './routes'

export { type Bom, type BomNode, bomOf } from './bom'
export { receiveStock, type StockAnswer } from './stock'
export { bomLine, competitorProduct, literature, product, productStock }

learn(productMessages)

/** What there is to sell: products, their variants, what they consist of, what is in stock, and what helps to sell them. */
export const products: Slice = {
  name: 'products',
  entities: [product, bomLine, productStock, competitorProduct, literature],
  acts: [generateVariants],
  reactions: bomRules,
  dictionaries: productDictionaries,
  routes: productRoutes,
}
