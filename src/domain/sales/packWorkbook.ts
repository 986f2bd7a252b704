import { writeXlsx } from 'hucre'
import type { Ctx } from '../../core/ctx'
import type { Label } from '../../core/entity'
import { columnsOf } from '../../core/exports/run'
import type { Cell, Sheet } from '../../core/exports/sheet'
import { labelIn } from '../../core/i18n/say'
import type { Filter } from '../../core/records/filter'
import { LIMITS } from '../../core/records/limits'
import { type Page, page } from '../../core/records/query'
import { PARTS, type PackFigures, reads } from './packFigures'
import { bucketLabels, headlines } from './packWords'
import { groupName, spreadsheetOf } from './spreadsheet'

/** A sheet holds so many records; what is beyond them is said in its last row. */
const ROWS_MAX = 50_000

/** The workbook of a month: headlines, sales by everything, orders, receipts, ageing, what is open, margin. */
export async function workbookOf(
  ctx: Ctx,
  figures: PackFigures,
  told: (part: number) => Promise<void>,
): Promise<Buffer> {
  const { period, currency, sales } = figures
  const word = (label: Label) => labelIn(label, ctx.lang)
  const inMonth = (field: string): Filter => ({ field, op: 'between', value: [period.from, period.to] })
  const money: Filter = { field: 'currency', op: 'eq', value: currency }
  const sheets: Sheet[] = [summary(ctx, figures)]
  for (const by of PARTS.filter(one => one !== 'product')) sheets.push(spreadsheetOf(ctx, sales[by]))
  // What is earned of what is sold, product by product.
  sheets.push({ ...spreadsheetOf(ctx, sales.product), name: word(['毛利', 'Margin']) })
  const lists: [string, Label, Filter, string[], string][] = [
    [
      'order',
      ['订单', 'Orders'],
      { and: [inMonth('orderedOn'), money, { field: 'status', op: 'in', value: ['confirmed', 'fulfilled'] }] },
      ['code', 'name', 'account', 'owner', 'orderedOn', 'status', 'listAmount', 'net', 'tax', 'gross'],
      'orderedOn',
    ],
    [
      'payment',
      ['回款', 'Receipts'],
      { and: [inMonth('receivedOn'), money] },
      ['code', 'account', 'receivedOn', 'amount', 'matched', 'method', 'payer', 'status', 'owner'],
      'receivedOn',
    ],
    [
      'instalment',
      ['未收款', 'Open instalments'],
      { and: [{ field: 'status', op: 'in', value: ['open', 'partly'] }, money] },
      ['name', 'account', 'order', 'contract', 'dueOn', 'amount', 'paid', 'openAmount', 'owner'],
      'dueOn',
    ],
  ]
  if (figures.ageing) sheets.push(ages(ctx, figures))
  for (const [i, [object, label, filter, fields, sort]] of lists.entries()) {
    if (reads(ctx, object)) sheets.push(records(ctx, object, word(label), filter, fields, sort))
    await told((i + 1) / (lists.length + 1))
  }
  const written = []
  for (const sheet of sheets) written.push(await filled(sheet))
  return Buffer.from(await writeXlsx({ sheets: written }))
}

async function filled({ name, columns, rows }: Sheet) {
  const all: Cell[][] = [columns.map(column => column.header)]
  for await (const row of rows) all.push(row)
  return {
    name: name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31),
    rows: all,
    columns: columns.map(({ width, format }) => ({ width: width ?? 16, ...(format ? { numFmt: format } : {}) })),
    freezePane: { rows: 1 },
  }
}

function summary(ctx: Ctx, figures: PackFigures): Sheet {
  const word = (label: Label) => labelIn(label, ctx.lang)
  async function* rows(): AsyncIterable<Cell[]> {
    for (const { label, value, before } of headlines(ctx, figures)) yield [label, value, before]
  }
  const money = { format: '#,##0.00', width: 18 }
  return {
    name: word(['汇总', 'Summary']),
    columns: [
      { header: word(['指标', 'Figure']), width: 24 },
      { header: `${figures.period.text} (${figures.currency})`, ...money },
      { header: word(['上月', 'Month before']), ...money },
    ],
    rows: rows(),
  }
}

function ages(ctx: Ctx, { ageing, currency }: PackFigures): Sheet {
  const word = (label: Label) => labelIn(label, ctx.lang)
  async function* rows(): AsyncIterable<Cell[]> {
    for (const one of ageing!.items)
      yield [groupName(ctx, one), one.owed / 100, one.overdue / 100, one.oldestDays, ...one.buckets.map(n => n / 100)]
    const { whole } = ageing!
    yield [
      word(['合计', 'Total']),
      whole.owed / 100,
      whole.overdue / 100,
      whole.oldestDays,
      ...whole.buckets.map(n => n / 100),
    ]
  }
  const money = { format: '#,##0.00', width: 14 }
  return {
    name: `${word(['账龄', 'Ageing'])} ${currency}`,
    columns: [
      { header: word(['客户', 'Customer']), width: 28 },
      { header: word(['应收', 'Owed']), ...money },
      { header: word(['逾期', 'Overdue']), ...money },
      { header: word(['最长逾期天数', 'Oldest, days']), format: '0' },
      ...bucketLabels(ctx).map(header => ({ header, ...money })),
    ],
    rows: rows(),
  }
}

/** Records as their list shows them, in the caller's scope. */
function records(ctx: Ctx, object: string, name: string, filter: Filter, wanted: string[], sort: string): Sheet {
  const entity = ctx.words.entity(object)
  const readable = wanted.filter(field => entity.fields[field])
  const { names, columns } = columnsOf(ctx, entity, readable)
  async function* rows(): AsyncIterable<Cell[]> {
    let cursor: string | null = null
    let count = 0
    do {
      const found: Page = await page(ctx, entity, { fields: names, filter, sort, limit: LIMITS.page, cursor })
      for (const record of JSON.parse(`[${found.items}]`)) yield columns.map(column => column.cell(record))
      cursor = found.nextCursor
      count += LIMITS.page
    } while (cursor && count < ROWS_MAX)
    if (cursor) yield [labelIn([`只列前 ${ROWS_MAX} 条`, `Only the first ${ROWS_MAX} are listed`], ctx.lang)]
  }
  return { name, columns, rows: rows() }
}
