import type { FastifyInstance } from 'fastify'
import { about } from '../../core/http/about'
import { ctxOf } from '../../core/http/request'
import { parseAsked, quote } from './quote'

const QUOTE = about('Price lines for a customer on a day, every step explained', {
  body: {
    'account?': 'Id; its level, region and contract prices count',
    'currency?': 'CNY unless given',
    'date?': 'YYYY-MM-DD; today unless given',
    'taxIncluded?': 'Whether prices are meant with tax; true unless given',
    lines:
      'At most 500: { product, quantity, discount? (per cent), unitPrice? (minor units), configuration? (id, or choices by option) }',
  },
})

/** POST /api/prices/quote: lines with price, tax, total, and how each price came about. */
export function priceRoutes(app: FastifyInstance): void {
  app.post('/api/prices/quote', QUOTE, async request => {
    const ctx = ctxOf(request)
    return quote(ctx, parseAsked(ctx, request.body))
  })
}
