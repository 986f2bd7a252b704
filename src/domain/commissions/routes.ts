import type { FastifyInstance } from 'fastify'
import { forbidden, notFound, Refusal } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { isId } from '../../core/entity'
import { type Cell, delimited, type Sheet, workbook } from '../../core/exports/sheet'
import { about } from '../../core/http/about'
import { ctxOf } from '../../core/http/request'
import { textIn } from '../../core/i18n/say'
import { note } from '../../core/records/journal'
import { commissionStatement } from './commissionStatement'
import { bases } from './earning'
import { isMonth, monthOf } from './months'
import { linesOf, type MonthOfCommission, monthOfCommission, monthsWithStatements, statementLines } from './report'
import { type Trial, trial } from './trial'

const MONTH = about('Commission of a month: its sums, and a hundred people’s statements at a time', {
  query: { period: 'YYYY-MM; the running month unless given', after: 'Id of the last statement read' },
})
const LINES = about('A statement’s lines, each with the sentence that explains it')
const TRIAL = about('What a plan would pay before it is saved: for a made-up deal, and for last month’s', {
  body: { plan: 'The plan’s fields', example: '{ amount, category?, margin?, attainment?, share? }' },
})
const EXPORT = about('A month’s commission line by line, as a spreadsheet', {
  query: { period: 'YYYY-MM', format: 'xlsx or csv' },
  answer: 'A spreadsheet',
})

/** What the pages of commission need and no list of records gives. */
export function commissionRoutes(app: FastifyInstance): void {
  app.get('/api/commissions', MONTH, async (request): Promise<MonthOfCommission> => {
    const ctx = ctxOf(request)
    const { period = monthOf(ctx.now), after } = request.query as { period?: string; after?: string }
    if (after !== undefined && !isId(after)) throw new Refusal('query.parameter', { name: 'after' }, 400)
    return monthOfCommission(ctx, monthIn(period), after ?? null)
  })
  app.get(
    '/api/commissions/months',
    about('Months that have statements, and what plans can pay for'),
    async request => {
      const ctx = ctxOf(request)
      return { items: await monthsWithStatements(ctx), bases: [...bases()] }
    },
  )
  app.get('/api/commission-statements/:id/lines', LINES, async request => {
    const { id } = request.params as { id: string }
    if (!isId(id)) throw notFound()
    return { items: await statementLines(ctxOf(request), id) }
  })
  app.post('/api/commission-plans/trial', TRIAL, async (request): Promise<Trial> => trial(ctxOf(request), request.body))
  app.get('/api/commissions/export', EXPORT, async (request, reply) => {
    const ctx = ctxOf(request)
    const { period = monthOf(ctx.now), format = 'xlsx' } = request.query as { period?: string; format?: string }
    if (format !== 'xlsx' && format !== 'csv') throw new Refusal('query.parameter', { name: 'format' }, 400)
    monthIn(period)
    if (!ctx.user.system && !ctx.user.rights(commissionStatement.name).export) throw forbidden()
    await note(ctx, commissionStatement.name, null, { act: 'export', title: period })
    const sheet = sheetOf(ctx, period)
    reply.header('content-disposition', `attachment; filename="commission-${period}.${format}"`)
    const type =
      format === 'csv' ? 'text/csv; charset=utf-8' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    return reply.type(type).send(format === 'csv' ? delimited(sheet, 'utf-8') : workbook(sheet))
  })
}

function monthIn(period: string): string {
  if (!isMonth(period)) throw new Refusal('commission.month', {}, 400)
  return period
}

function sheetOf(ctx: Ctx, period: string): Sheet {
  const say = (zh: string, en: string) => textIn(zh, en, ctx.lang)
  const status = (code: string) => {
    const item = ctx.words.dictionary('approvalStatus')?.get(code)
    return item ? textIn(item.label, item.labelEn, ctx.lang) : code
  }
  async function* rows(): AsyncIterable<Cell[]> {
    for (let after: string | null = null; ; ) {
      const page: MonthOfCommission = await monthOfCommission(ctx, period, after)
      const lines = await linesOf(
        ctx,
        page.items.map(item => item.id),
      )
      for (const item of page.items)
        for (const line of lines.filter(one => one.statement === item.id))
          yield [
            item.board.name,
            item.owner.name,
            line.period,
            line.kindLabel,
            line.plan,
            line.account?.name ?? null,
            line.title,
            line.earnedOn && new Date(`${line.earnedOn}T00:00:00Z`),
            line.sentence,
            line.amount / 100,
            item.currency,
            item.paidOn ? say('已发放', 'Paid') : status(item.approval),
          ]
      if (!page.next) return
      after = page.next
    }
  }
  return {
    name: `${say('提成', 'Commission')} ${period}`,
    columns: [
      { header: say('版块', 'Board') },
      { header: say('人员', 'Person') },
      { header: say('所属月份', 'Earned in') },
      { header: say('类型', 'Kind') },
      { header: say('提成方案', 'Plan'), width: 20 },
      { header: say('客户', 'Account'), width: 24 },
      { header: say('来源', 'What for'), width: 28 },
      { header: say('成交日期', 'Earned on'), format: 'yyyy-mm-dd', width: 12 },
      { header: say('算法', 'How'), width: 60 },
      { header: say('提成', 'Commission'), format: '#,##0.00', width: 14 },
      { header: say('币种', 'Currency'), width: 8 },
      { header: say('状态', 'State') },
    ],
    rows: rows(),
  }
}
