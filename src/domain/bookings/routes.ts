import type { FastifyInstance } from 'fastify'
import { today } from '../../core/access/me'
import { Refusal } from '../../core/acts/refusal'
import { isId } from '../../core/entity'
import { isDay } from '../../core/entity/kinds/date'
import { about } from '../../core/http/about'
import { ctxOf } from '../../core/http/request'
import { calendarOf, hallPlan, type Planned, planOf } from './calendar'

const CALENDAR = about('Which spaces of a publication are free, held and sold in its issues', {
  query: {
    publication: 'Id of the publication',
    from: 'YYYY-MM-DD; today unless given',
    to: 'YYYY-MM-DD; a year later unless given',
  },
})
const HALL = about('A hall with its stands: free, held and sold', { query: { hall: 'Id of the hall' } })
const PLAN = about('What appears in an issue, and how far each advertisement is', {
  query: { issue: 'Id of the issue' },
})
const YEAR_MS = 366 * 86_400_000
const DAYS_MAX = 1_100

const bad = (name: string) => new Refusal('query.parameter', { name }, 400)
const idIn = (value: string | undefined, name: string) => {
  if (!isId(value)) throw bad(name)
  return value
}

/** What the calendar of spaces, the plan of a hall and the plan of an issue show. */
export function bookingRoutes(app: FastifyInstance): void {
  app.get('/api/bookings/calendar', CALENDAR, async request => {
    const ctx = ctxOf(request)
    const query = request.query as Record<string, string | undefined>
    const { from = today(ctx) } = query
    if (!isDay(from)) throw bad('from')
    const { to = new Date(Date.parse(from) + YEAR_MS).toISOString().slice(0, 10) } = query
    if (!isDay(to) || to < from || Date.parse(to) - Date.parse(from) > DAYS_MAX * 86_400_000) throw bad('to')
    return calendarOf(ctx, idIn(query.publication, 'publication'), from, to)
  })
  app.get('/api/bookings/hall', HALL, async request =>
    hallPlan(ctxOf(request), idIn((request.query as Record<string, string | undefined>).hall, 'hall')),
  )
  app.get(
    '/api/bookings/plan',
    PLAN,
    async (request): Promise<{ items: Planned[] }> => ({
      items: await planOf(ctxOf(request), idIn((request.query as Record<string, string | undefined>).issue, 'issue')),
    }),
  )
}
