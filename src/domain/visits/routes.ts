import type { FastifyInstance } from 'fastify'
import { today } from '../../core/access/me'
import { Refusal } from '../../core/acts/refusal'
import { isId } from '../../core/entity'
import { about } from '../../core/http/about'
import { ctxOf } from '../../core/http/request'
import { type CandidateQuery, candidates, nearBy } from './candidates'
import { coverageOf } from './coverage'
import { routeOf } from './day'

const CANDIDATES = about('Customers that one should go and see, the most overdue first', {
  query: {
    person: 'Whose customers; the caller’s own',
    which: 'due (within a week), overdue, silent (30 days) or all',
    region: 'Only inside this division',
    level: 'Only of this grade',
    text: 'Part of the name',
    after: '`next` of the page before',
    limit: 'At most 100',
  },
})
const NEARBY = about('Customers near a point, nearest first', {
  query: { latitude: 'Degrees', longitude: 'Degrees', metres: 'At most 200,000; 5,000', limit: 'At most 100' },
})
const ROUTE = about('A day’s planned visits in their order, with the way between them', {
  query: { day: 'YYYY-MM-DD; today', person: 'Who goes; the caller' },
})
const COVERAGE = about('Whether customers are seen as often as their grade asks for, by board, person and grade', {
  query: { from: 'First day of the period; the first of this month', to: 'Last day; today' },
})
const DAY = /^\d{4}-\d{2}-\d{2}$/
const bad = (name: string) => new Refusal('query.parameter', { name }, 400)

/** What the pages of visits need and no list of records gives. */
export function visitRoutes(app: FastifyInstance): void {
  app.get('/api/visits/candidates', CANDIDATES, async request =>
    candidates(ctxOf(request), request.query as CandidateQuery),
  )
  app.get('/api/visits/nearby', NEARBY, async request => {
    const { latitude, longitude, metres = '5000', limit = '50' } = request.query as Record<string, string | undefined>
    const here = { latitude: degrees(latitude, 90, 'latitude'), longitude: degrees(longitude, 180, 'longitude') }
    if (!/^\d{1,6}$/.test(metres) || Number(metres) > 200_000) throw bad('metres')
    if (!/^\d{1,3}$/.test(limit) || Number(limit) < 1 || Number(limit) > 100)
      throw new Refusal('query.limit', { max: 100 }, 400)
    return { items: await nearBy(ctxOf(request), here, Number(metres), Number(limit)) }
  })
  app.get('/api/visits/route', ROUTE, async request => {
    const ctx = ctxOf(request)
    const { day, person } = request.query as { day?: string; person?: string }
    if (person !== undefined && !isId(person)) throw bad('person')
    return routeOf(ctx, dayIn(day, 'day') ?? today(ctx), person ?? ctx.user.id)
  })
  app.get('/api/visits/coverage', COVERAGE, async request => {
    const ctx = ctxOf(request)
    const { from, to } = request.query as { from?: string; to?: string }
    const now = today(ctx)
    const [first, last] = [dayIn(from, 'from') ?? `${now.slice(0, 8)}01`, dayIn(to, 'to') ?? now]
    if (first > last) throw bad('to')
    return coverageOf(ctx, first, last)
  })
}

function dayIn(text: string | undefined, name: string): string | undefined {
  if (text === undefined || text === '') return undefined
  const at = DAY.test(text) ? Date.parse(text) : Number.NaN
  // The thirtieth of February is read as a day of March.
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text) throw bad(name)
  return text
}

function degrees(text: string | undefined, most: number, name: string): number {
  const value = text === undefined || text.trim() === '' ? Number.NaN : Number(text)
  if (!Number.isFinite(value) || Math.abs(value) > most) throw bad(name)
  return value
}
