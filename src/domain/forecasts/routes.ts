import type { FastifyInstance } from 'fastify'
import { forbidden, notFound } from '../../core/acts/refusal'
import { dayOf } from '../../core/calendar/china'
import type { Ctx } from '../../core/ctx'
import { isId } from '../../core/entity'
import { delimited, workbook } from '../../core/exports/sheet'
import { about } from '../../core/http/about'
import { ctxOf } from '../../core/http/request'
import { note } from '../../core/records/journal'
import { accuracyOf } from './accuracy'
import { bad } from './bad'
import { changesOf, weeksOf } from './changes'
import { dealsOf, oddsOf } from './deals'
import type { Asked } from './figures'
import { forecastOf } from './forecast'
import { periodOf, readPeriod } from './periods'
import { sheetOf } from './sheet'
import { spreadsheetOf } from './spreadsheet'
import { LEVELS, type Level, type Subject } from './subject'

const ASKED = {
  period: '2026-11, 2026-Q4 or 2026; this quarter unless given',
  measure: 'amount or count; amount unless given',
  currency: 'CNY unless given',
  product: 'Only its opportunities, and its targets',
}
const WHOSE = {
  level: 'person, department, board or company',
  id: 'The person’s, department’s or board’s',
}
const WEEK = 'The Monday of a week of which there is a snapshot'

const FORECAST = about('Forecast and attainment of a period, by people, departments and boards', {
  query: { ...ASKED, week: `As it stood then: ${WEEK}` },
})
const EXPORT = about('The forecast of a period as a spreadsheet', {
  query: { ...ASKED, format: 'xlsx or csv' },
  answer: 'A spreadsheet',
})
const CHANGED = about('What has changed in a period since a snapshot: new, won, lost, slipped, pushed, grown, shrunk', {
  query: { ...ASKED, ...WHOSE, week: WEEK },
})
const DEALS = about('Open deals with their chance of being won within a period, and on what it rests', {
  query: { ...ASKED, ...WHOSE, offset: 'From which on; 0 unless given' },
})
const SHEET = about('The sheet of a year’s targets', {
  query: {
    year: 'This year unless given',
    measure: ASKED.measure,
    currency: ASKED.currency,
    product: 'Only its targets',
  },
})

type Given = Record<string, string | undefined>

/** What the pages of forecasts and targets need and no list of records gives. */
export function forecastRoutes(app: FastifyInstance): void {
  app.get('/api/forecasts', FORECAST, async request => {
    const ctx = ctxOf(request)
    const given = request.query as Given
    return forecastOf(ctx, { ...asked(ctx, given), ...(given.week ? await snapshot(ctx, given.week) : {}) })
  })
  app.get('/api/forecasts/export', EXPORT, async (request, reply) => {
    const ctx = ctxOf(request)
    const { format = 'xlsx', ...given } = request.query as Given
    if (format !== 'xlsx' && format !== 'csv') throw bad('query.parameter', { name: 'format' })
    if (!ctx.user.system && !ctx.user.rights('opportunity').export) throw forbidden()
    const forecast = await forecastOf(ctx, asked(ctx, given))
    await note(ctx, 'salesTarget', null, { act: 'export', title: forecast.period.text })
    const sheet = spreadsheetOf(ctx, forecast)
    reply.header('content-disposition', `attachment; filename="forecast-${forecast.period.text}.${format}"`)
    return format === 'csv'
      ? reply.type('text/csv; charset=utf-8').send(delimited(sheet, 'utf-8'))
      : reply.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet').send(workbook(sheet))
  })
  app.get('/api/forecasts/weeks', about('Weeks of which there is a snapshot, the latest first'), async request => ({
    items: await weeksOf(ctxOf(request)),
  }))
  app.get('/api/forecasts/changes', CHANGED, async request => {
    const ctx = ctxOf(request)
    const given = request.query as Given
    const { week, takenAt } = await snapshot(ctx, given.week ?? '')
    return changesOf(ctx, { ...asked(ctx, given), week }, takenAt, subject(given))
  })
  app.get('/api/forecasts/deals', DEALS, async request => {
    const ctx = ctxOf(request)
    const given = request.query as Given
    const offset = Number(given.offset ?? 0)
    if (!Number.isInteger(offset) || offset < 0 || offset > 10_000) throw bad('query.parameter', { name: 'offset' })
    return dealsOf(ctx, asked(ctx, given), subject(given), offset)
  })
  app.get(
    '/api/forecasts/accuracy',
    about('The statistical forecast against what happened, and what it has learnt'),
    async request => accuracyOf(ctxOf(request)),
  )
  app.get('/api/forecasts/odds/:id', about('What the past says of one open deal, by period'), async request => {
    const ctx = ctxOf(request)
    const { id } = request.params as { id: string }
    if (!isId(id)) throw notFound()
    const today = dayOf(ctx.now)
    return {
      items: await oddsOf(ctx, id.toLowerCase(), [
        periodOf('month', today),
        periodOf('quarter', today),
        periodOf('year', today),
      ]),
    }
  })
  app.get('/api/sales-targets/sheet', SHEET, async request => {
    const ctx = ctxOf(request)
    const { year = dayOf(ctx.now).slice(0, 4), ...given } = request.query as Given
    if (readPeriod(year)?.kind !== 'year') throw bad('query.parameter', { name: 'year' })
    const { period: _, ...rest } = asked(ctx, given)
    return sheetOf(ctx, { ...rest, year: Number(year) })
  })
}

function asked(ctx: Ctx, { period: named, measure = 'amount', currency = 'CNY', product }: Given): Asked {
  const period = named ? readPeriod(named) : periodOf('quarter', dayOf(ctx.now))
  if (!period) throw bad('forecast.period')
  if (measure !== 'amount' && measure !== 'count') throw bad('query.parameter', { name: 'measure' })
  if (!/^[A-Z]{3}$/.test(currency)) throw bad('query.parameter', { name: 'currency' })
  if (product && !isId(product)) throw bad('query.parameter', { name: 'product' })
  return { period, measure, currency, ...(product ? { product } : {}) }
}

function subject({ level = 'company', id = '' }: Given): Subject {
  if (!LEVELS.includes(level as Level)) throw bad('query.parameter', { name: 'level' })
  if (level === 'company' ? id !== '' : !isId(id)) throw bad('query.parameter', { name: 'id' })
  return { level: level as Level, id }
}

async function snapshot(ctx: Ctx, week: string): Promise<{ week: string; takenAt: string }> {
  const found = (await weeksOf(ctx)).find(one => one.week === week)
  if (!found) throw bad('forecast.noSnapshot')
  return found
}
