import { learn } from '../../core/i18n/say'
import type { Slice } from '../../core/slice'
import { contractPrice } from './contractPrice'
import { priceDictionaries } from './dictionaries'
import { discountLimit } from './discountLimit'
import { exchangeRate } from './exchangeRate'
import { priceMessages } from './messages'
import { priceEntry } from './priceEntry'
import { priceList } from './priceList'
import { priceRequest } from './priceRequest'
import { promotion } from './promotion'
import { createPriceRequest, requesting, setUpPriceFlows, updatePriceRequest } from './requestPrice'
import { priceRoutes } from './routes'
import { priceRules } from './rules'

export { allocate, convert, percentOf, times, withoutPercent } from './exact'
export { type Addition, type Priced, type PricedLine, type PriceRequest, price, type Rules, type Step } from './price'
export { type Asked, type Configured, parseAsked, type Quoted, quote, whatConfigurationsAdd } from './quote'
export { type Rates, ratesOn } from './rates'
export { contractPrice, discountLimit, exchangeRate, priceEntry, priceList, priceRequest, promotion }

learn(priceMessages)

/** What things cost: price lists, contract prices, promotions, exchange rates, and special prices that somebody agrees to. */
export const prices: Slice = {
  name: 'prices',
  entities: [priceList, priceEntry, contractPrice, promotion, exchangeRate, discountLimit, priceRequest],
  acts: [createPriceRequest, updatePriceRequest, ...requesting.acts],
  reactions: [...priceRules, ...requesting.reactions],
  dictionaries: priceDictionaries,
  routes: priceRoutes,
  setUp: setUpPriceFlows,
}
