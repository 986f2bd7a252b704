import type { FastifyInstance } from 'fastify'
import { notFound, Refusal } from '../../core/acts/refusal'
import { isId } from '../../core/entity'
import { about } from '../../core/http/about'
import { ctxOf } from '../../core/http/request'
import { bomOf } from './bom'
import { receiveStock } from './stock'

const BOM = about(
  'A product’s bill of materials in full depth with costs from the bottom up, and what the product goes into',
  {
    query: { quantity: 'How many of the product; 1 unless given' },
  },
)
const STOCK = about('What an ERP has in stock, by product code: the latest count of each product and warehouse stays', {
  body: {
    'asOf?': 'When it was counted, RFC 3339; now unless given. What is older than what is there changes nothing',
    items:
      'At most 5,000: { code, warehouse?, onHand, reserved?, incoming?, incomingOn?, leadDays? }; `unknown` in the answer lists codes that no product has',
    'complete?': 'true: the whole stock, so what it does not name is no longer there',
  },
})

/** GET /api/products/{id}/bom: what it is made of, at what cost, and where it is used. POST /api/stock: what an ERP has in stock. */
export function productRoutes(app: FastifyInstance): void {
  app.get('/api/products/:id/bom', BOM, async request => {
    const { id } = request.params as { id: string }
    if (!isId(id)) throw notFound()
    const { quantity = '1' } = request.query as { quantity?: string }
    const many = Number(quantity)
    if (!(many > 0 && many <= 1e9)) throw new Refusal('query.parameter', { name: 'quantity' }, 400)
    return bomOf(ctxOf(request), id.toLowerCase(), many)
  })
  app.post('/api/stock', STOCK, async request => receiveStock(ctxOf(request), request.body))
}
