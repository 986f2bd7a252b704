import type { FastifyInstance } from 'fastify'
import { forbidden, Refusal } from '../../core/acts/refusal'
import { delimited, workbook } from '../../core/exports/sheet'
import { disposition } from '../../core/files/fileName'
import { about } from '../../core/http/about'
import { ctxOf } from '../../core/http/request'
import { note } from '../../core/records/journal'
import { isObject } from '../../core/records/parse'
import { order } from '../orders'
import { salesBy } from './analyse'
import { asked } from './asked'
import { spreadsheetOf } from './spreadsheet'

const ASKED = {
  'by?': 'product, category, account, level, region, owner, department, board, type, month, quarter or year',
  'across?': 'month, quarter or year: each group apart, too',
  'period?': 'thisMonth, last90days, 2026-11, 2026-Q4, 2026, 2026-01-01/2026-03-31, all; thisYear unless given',
  'currency?': 'CNY unless given',
  'filter?': 'A Filter of orders',
  'product?': 'Only its lines',
}
const SALES = about('What was sold: orders confirmed or carried out, taken apart, against targets', { body: ASKED })
const EXPORT = about('The same as a spreadsheet', {
  body: { ...ASKED, 'format?': 'xlsx or csv' },
  answer: 'A spreadsheet',
})

/** POST /api/sales/analysis and its export. */
export function salesRoutes(app: FastifyInstance): void {
  app.post('/api/sales/analysis', SALES, async request => {
    const ctx = ctxOf(request)
    return salesBy(ctx, asked(ctx, request.body))
  })
  app.post('/api/sales/analysis/export', EXPORT, async (request, reply) => {
    const ctx = ctxOf(request)
    if (!isObject(request.body)) throw new Refusal('body.notObject', {}, 400)
    const { format = 'xlsx', ...rest } = request.body
    if (format !== 'xlsx' && format !== 'csv') throw new Refusal('query.parameter', { name: 'format' }, 400)
    if (!ctx.user.system && !ctx.user.rights(order.name).export) throw forbidden('right.export', { object: order.name })
    const sales = await salesBy(ctx, asked(ctx, rest))
    const sheet = spreadsheetOf(ctx, sales)
    await note(ctx, order.name, null, { act: 'export', title: sheet.name })
    reply.header('content-disposition', disposition('attachment', `sales-${sales.by}.${format}`))
    return format === 'csv'
      ? reply.type('text/csv; charset=utf-8').send(delimited(sheet, 'utf-8'))
      : reply.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet').send(workbook(sheet))
  })
}
