import type { FastifyInstance } from 'fastify'
import { Refusal } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { isId } from '../../core/entity'
import { about } from '../../core/http/about'
import { ctxOf } from '../../core/http/request'
import { say } from '../../core/i18n/say'
import { load } from '../../core/records/row'
import type { Step } from '../prices'
import { compare } from './compare'
import { quoteDocument } from './document'
import { linesOf, type PricedDocument, preview } from './lines/priced'

const LINES =
  'As `save` takes them: { id?, product?, configuration?, name?, quantity, unitPrice?, discount?, taxRate? … }'

const told = (ctx: Ctx, steps: readonly Step[]) =>
  steps.map(step => ({ ...step, text: say(step.code, step.params, ctx.lang) }))

/** What the pages of a document with priced lines need: what it would come to, and its lines with every step told. */
export function pricedRoutes(app: FastifyInstance, document: PricedDocument): void {
  const { head } = document
  app.post(
    `/api/${head.path}/price`,
    about(`${head.label[1]}: what it would come to with lines as they are typed; nothing is written`, {
      body: {
        [`${document.via}?`]: 'Id, once it is saved',
        'account?': 'Id',
        'currency?': 'CNY unless given',
        lines: LINES,
      },
    }),
    async request => {
      const ctx = ctxOf(request)
      const sheet = await preview(ctx, document, request.body)
      return {
        ...sheet,
        cost: undefined,
        lines: sheet.lines.map(({ cost: _, ...line }) => ({ ...line, steps: told(ctx, line.steps) })),
      }
    },
  )
  app.get<{ Params: { id: string } }>(
    `/api/${head.path}/:id/prices`,
    about(`${head.label[1]}: how the prices of its lines came about, step by step`),
    async request => {
      const ctx = ctxOf(request)
      const { id } = request.params
      await load(ctx, head, isId(id) ? id : '00000000-0000-0000-0000-000000000000', 'read')
      const lines = await linesOf(ctx, document, id)
      return {
        items: lines.map(line => ({ id: line.id, steps: told(ctx, line.steps ?? []), needs: line.needs ?? [] })),
      }
    },
  )
}

export function quoteRoutes(app: FastifyInstance): void {
  pricedRoutes(app, quoteDocument)
  app.get<{ Params: { id: string }; Querystring: { with?: string } }>(
    '/api/quotes/:id/compare',
    about('Two quotes side by side: which lines came, went and changed', { query: { with: 'Id of the later one' } }),
    async request => {
      const other = request.query.with
      if (!isId(other)) throw new Refusal('query.parameter', { name: 'with' }, 400)
      return compare(ctxOf(request), isId(request.params.id) ? request.params.id : other, other)
    },
  )
}
