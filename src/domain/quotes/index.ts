import type { Slice } from '../../core/slice'
import { quoteDictionaries } from './dictionaries'
import { quote } from './quote'
import { quoteLine } from './quoteLine'

/** Offers to customers (报价): lines priced step by step, in versions, for a time. */
export const quotes: Slice = {
  name: 'quotes',
  entities: [quote, quoteLine],
  dictionaries: quoteDictionaries,
}

export { headFields, lineFields } from './lines/fields'
export { quote, quoteLine }
