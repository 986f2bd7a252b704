import type { FastifyInstance } from 'fastify'
import { forbidden, Refusal } from '../../core/acts/refusal'
import { dayOf } from '../../core/calendar/china'
import type { Ctx } from '../../core/ctx'
import { isId } from '../../core/entity'
import { type Cell, delimited, workbook } from '../../core/exports/sheet'
import { about } from '../../core/http/about'
import { ctxOf } from '../../core/http/request'
import { note } from '../../core/records/journal'
import { type Asked, PERIOD_MAX_DAYS, type Report, reportOf } from './report'

const REPORT = {
  from: 'First day; the first of this month unless given',
  to: 'Last day; today unless given',
  board: 'Only its people',
  department: 'Only its people and those below',
  person: 'Only this person',
}
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** GET /api/supervision/report: how people keep the rules of use. GET /api/supervision/export: the same as a spreadsheet. */
export function supervisionRoutes(app: FastifyInstance): void {
  app.get('/api/supervision/report', about('How people keep the rules of use', { query: REPORT }), async request => {
    const ctx = ctxOf(request)
    return reportOf(ctx, asked(ctx, request.query as Record<string, string>))
  })
  app.get(
    '/api/supervision/export',
    about('How people keep the rules of use, as a spreadsheet', {
      query: { ...REPORT, format: 'xlsx or csv' },
      answer: 'A spreadsheet',
    }),
    async (request, reply) => {
      const ctx = ctxOf(request)
      const { format = 'xlsx', ...query } = request.query as Record<string, string>
      if (format !== 'xlsx' && format !== 'csv') throw new Refusal('query.parameter', { name: 'format' }, 400)
      if (!ctx.user.system && !ctx.user.rights('activity').export) throw forbidden()
      const report = await reportOf(ctx, asked(ctx, query))
      await note(ctx, 'useRule', null, { act: 'export', title: `${report.from} – ${report.to}` })
      const sheet = sheetOf(ctx, report)
      const type =
        format === 'csv'
          ? 'text/csv; charset=utf-8'
          : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
      reply.header('content-disposition', `attachment; filename="supervision-${report.from}-${report.to}.${format}"`)
      return reply.type(type).send(format === 'csv' ? delimited(sheet, 'utf-8') : workbook(sheet))
    },
  )
}

function asked(ctx: Ctx, query: Record<string, string | undefined>): Asked {
  const today = dayOf(ctx.now)
  const { from = `${today.slice(0, 8)}01`, to = today } = query
  const sound = (day: string) => DAY.test(day) && !Number.isNaN(Date.parse(day)) && day >= '2000-01-01'
  if (
    !sound(from) ||
    !sound(to) ||
    to > '2999-12-31' ||
    from > to ||
    Date.parse(to) - Date.parse(from) > PERIOD_MAX_DAYS * 86_400_000
  )
    throw new Refusal('supervision.period', { max: PERIOD_MAX_DAYS }, 400)
  const ids = Object.fromEntries(
    (['board', 'department', 'person'] as const).flatMap(name => {
      const id = query[name]
      if (id === undefined || id === '') return []
      if (!isId(id)) throw new Refusal('query.parameter', { name }, 400)
      return [[name, id]]
    }),
  )
  return { from, to, ...ids }
}

function sheetOf(ctx: Ctx, report: Report) {
  const en = ctx.lang === 'en'
  const say = (zh: string, english: string) => (en ? english : zh)
  const objects = [
    ...new Map(report.people.flatMap(one => one.contact).map(one => [`${one.object} ${one.days}`, one])).values(),
  ]
  const label = (object: string) => ctx.words.entity(object).label[en ? 1 : 0]
  const figures = (one: { done: number; target: number } | null): Cell[] =>
    one ? [one.done, one.target] : [null, null]
  async function* rows(): AsyncIterable<Cell[]> {
    for (const one of report.people)
      yield [
        one.board.name,
        one.department?.name ?? null,
        one.person.name,
        Math.round(one.share * 1000) / 1000,
        ...figures(one.logIn),
        one.idleDays,
        ...figures(one.calls),
        ...figures(one.visits),
        ...objects.map(of => {
          const mine = one.contact.filter(c => c.object === of.object && c.days === of.days)
          return mine.length ? mine.reduce((sum, c) => sum + c.overdue, 0) : null
        }),
      ]
  }
  return {
    name: `${report.from} – ${report.to}`,
    columns: [
      { header: say('版块', 'Board') },
      { header: say('部门', 'Department') },
      { header: say('姓名', 'Name') },
      { header: say('达标率', 'Kept'), format: '0.0%' },
      { header: say('登录天数', 'Days logged in') },
      { header: say('应登录天数', 'Working days') },
      { header: say('未登录天数', 'Days since log-in') },
      { header: say('电话', 'Calls') },
      { header: say('电话目标', 'Calls asked for') },
      { header: say('拜访', 'Visits') },
      { header: say('拜访目标', 'Visits asked for') },
      ...objects.map(one => ({
        header: say(
          `${label(one.object)}超 ${one.days} 天未跟进`,
          `${label(one.object)}: no contact for ${one.days} days`,
        ),
      })),
    ],
    rows: rows(),
  }
}
