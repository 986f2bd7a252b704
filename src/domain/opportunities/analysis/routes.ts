import type { FastifyInstance } from 'fastify'
import { about } from '../../../core/http/about'
import { ctxOf } from '../../../core/http/request'
import { asked } from './asked'
import { funnel } from './funnel'
import { outcomes } from './outcomes'
import { standing } from './standing'
import { velocity } from './velocity'

const FILTER = { 'filter?': 'As lists take it' }
const PERIOD = { 'period?': 'all, thisQuarter, last90days …, or two days: 2026-01-01/2026-03-31' }
const PIPELINE = { 'pipeline?': 'Id' }

/** How selling goes: drawn from the stage log and from what was decided, always within the caller's scope. */
export function analysisRoutes(app: FastifyInstance): void {
  app.post(
    '/api/opportunities/analysis/standing',
    about('What opportunities come to, weighted by probability, and how many are stalled or overdue', { body: FILTER }),
    async request => {
      const ctx = ctxOf(request)
      return standing(ctx, asked(ctx, request.body).filter)
    },
  )
  app.post(
    '/api/opportunities/analysis/funnel',
    about('How many opportunities of a period came how far in a pipeline, their amounts, conversion and days', {
      body: { ...FILTER, ...PERIOD, 'pipeline?': 'Id; else the one preferred' },
    }),
    async request => {
      const ctx = ctxOf(request)
      return funnel(ctx, asked(ctx, request.body))
    },
  )
  app.post(
    '/api/opportunities/analysis/velocity',
    about('Count × win rate × average amount ÷ cycle, compared with the period before, and how long sales take', {
      body: { ...FILTER, ...PERIOD, ...PIPELINE, 'by?': 'owner, board, pipeline, product or source' },
    }),
    async request => {
      const ctx = ctxOf(request)
      return velocity(ctx, asked(ctx, request.body))
    },
  )
  app.post(
    '/api/opportunities/analysis/outcomes',
    about('Won and lost by reason, competitor, source, product, person or month, with rates', {
      body: { ...FILTER, ...PERIOD, ...PIPELINE, 'by?': 'endReason, competitor, source, product, owner, month …' },
    }),
    async request => {
      const ctx = ctxOf(request)
      return outcomes(ctx, asked(ctx, request.body))
    },
  )
}
