import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { today } from '../../core/access/me'
import { forbidden, notFound, Refusal } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import { isId } from '../../core/entity'
import { type Cell, delimited, type Sheet, workbook } from '../../core/exports/sheet'
import { about } from '../../core/http/about'
import { ctxOf } from '../../core/http/request'
import { labelIn, say, textIn } from '../../core/i18n/say'
import { note } from '../../core/records/journal'
import { load } from '../../core/records/row'
import { order } from '../orders'
import { AGEING_BY, type Ageing, type AgeingBy, ageing, BUCKET_LABELS } from './ageing'
import type { Billable } from './billed'
import { invoice } from './invoice'
import { billableOf, redLeft } from './invoicing'
import { ledgerDifference } from './ledgerDifference'
import { type MoneyOfAccount, moneyOf } from './ofAccount'
import { matchingOf } from './open'
import { payment } from './payment'
import type { Basis } from './paymentMatch'
import { isDay } from './planAct'
import type { OpenInvoice, OpenItem } from './propose'
import { returnableOf } from './returning'
import { type Movement, type Statement, statement, usualPeriod } from './statement'

export interface Proposed {
  instalment: string
  invoice: string | null
  amount: number
  way: string
  /** Why, in the caller's language. */
  sentence: string
}
/** All that one needs to match a receipt. */
export interface Matching {
  account: { id: string; name: string } | null
  items: OpenItem[]
  invoices: OpenInvoice[]
  proposals: Proposed[]
}
/** A match as it stands, with what it is between and why. */
export interface MatchLine {
  id: string
  payment: { id: string; name: string | null }
  instalment: { id: string; name: string } | null
  of: { object: 'order' | 'contract'; id: string; name: string } | null
  invoice: { id: string; name: string | null } | null
  amount: number
  currency: string
  matchedOn: string
  receivedOn: string | null
  way: string
  sentence: string
  by: string | null
}

const MATCHING = about(
  'What a receipt may pay: what its customer owes, oldest first, and which of it is proposed, with why',
)
const MATCHES = about('Matches of a receipt, an instalment or an invoice, each with the sentence that says why', {
  query: { payment: 'Id of a receipt', instalment: 'or of an instalment', invoice: 'or of an invoice' },
})
const AGED = {
  by: AGEING_BY.join(', '),
  currency: 'CNY unless given',
  day: 'YYYY-MM-DD: as of the end of that day; today unless given, not later',
}
const AGEING = about('What is owed, or was on a day, by how long it has been overdue', {
  query: { ...AGED, after: 'How many groups to pass over' },
})
const AGEING_EXPORT = about('What is owed, or was on a day, by how long it has been overdue, as a spreadsheet', {
  query: { ...AGED, format: 'xlsx or csv' },
  answer: 'A spreadsheet',
})
const PERIOD = {
  account: 'Id of the customer',
  from: 'YYYY-MM-DD; the first of this year unless given',
  to: 'YYYY-MM-DD; today unless given',
  currency: 'CNY unless given',
}
const STATEMENT = about(
  'A customer’s statement of account: opening balance, movements with the balance after each, closing balance',
  {
    query: PERIOD,
  },
)
const EXPORT = about('A customer’s statement of account as a spreadsheet', {
  query: { ...PERIOD, format: 'xlsx or csv' },
  answer: 'A spreadsheet',
})

/** What the pages of receivables need and no list of records gives. */
export function receivableRoutes(app: FastifyInstance): void {
  app.get('/api/payments/:id/matching', MATCHING, async (request): Promise<Matching> => {
    const ctx = ctxOf(request)
    const row = await load(ctx, payment, idIn(request.params), 'read')
    const { account, items, invoices, proposals } = await matchingOf(ctx, row)
    const [of] = account
      ? await ctx.db.query<{ id: string; name: string }>(sql`select id, name from accounts where id = ${account}`)
      : []
    return {
      account: of ?? null,
      items,
      invoices,
      proposals: proposals.map(({ basis, payment: _, ...one }) => ({ ...one, sentence: sentenceOf(ctx, basis) })),
    }
  })
  app.get('/api/receivables/matches', MATCHES, async request => {
    const ctx = ctxOf(request)
    const query = request.query as Record<string, string | undefined>
    const by = (['payment', 'instalment', 'invoice'] as const).find(name => query[name] !== undefined)
    if (!by) throw new Refusal('query.parameter', { name: 'payment' }, 400)
    if (!isId(query[by])) throw new Refusal('query.parameter', { name: by }, 400)
    await load(ctx, ctx.words.entity(by), query[by], 'read')
    return { items: await matchLines(ctx, by, query[by]) }
  })
  app.get('/api/receivables/ageing', AGEING, async (request): Promise<Ageing> => {
    const ctx = ctxOf(request)
    const { after = '0' } = request.query as Record<string, string>
    if (!/^\d{1,6}$/.test(after)) throw new Refusal('query.parameter', { name: 'after' }, 400)
    const { by, currency, day } = agedIn(ctx, request.query)
    return ageing(ctx, by, currency, day, { after: Number(after) })
  })
  app.get('/api/receivables/ageing/export', AGEING_EXPORT, async (request, reply) => {
    const ctx = ctxOf(request)
    const { by, currency, day } = agedIn(ctx, request.query)
    if (!ctx.user.system && !ctx.user.rights('instalment').export) throw forbidden()
    const made = await ageing(ctx, by, currency, day, { most: EXPORTED })
    return sendSheet(request, reply, ageingSheet(ctx, by, made), `ageing-${by}-${day}`)
  })
  app.get('/api/receivables/statement', STATEMENT, async (request): Promise<Statement> => {
    const ctx = ctxOf(request)
    const { account, from, to, currency } = periodIn(ctx, request.query)
    return statement(ctx, account, from, to, currency)
  })
  app.get('/api/receivables/statement/export', EXPORT, async (request, reply) => {
    const ctx = ctxOf(request)
    const { account, from, to, currency } = periodIn(ctx, request.query)
    if (!ctx.user.system && ctx.user.rights('instalment').read === 'none') throw forbidden()
    const made = await statement(ctx, account, from, to, currency)
    await note(ctx, 'account', account, { act: 'exportStatement', title: made.account.name })
    return sendSheet(request, reply, sheetOf(ctx, made), `${made.account.name}-${from}-${to}`, 'statement')
  })
  app.get(
    '/api/receivables/of/:id',
    about('A customer’s money at a glance: owed, overdue, advance, credit, what is due next'),
    async (request): Promise<MoneyOfAccount> => moneyOf(ctxOf(request), idIn(request.params)),
  )
  app.get(
    '/api/orders/:id/billable',
    about('What is left to invoice and what can come back of an order’s lines'),
    async (request): Promise<{ billable: Billable[]; returnable: Billable[] }> => {
      const ctx = ctxOf(request)
      const { id } = await load(ctx, order, idIn(request.params), 'read')
      return { billable: await billableOf(ctx, id), returnable: await returnableOf(ctx, id) }
    },
  )
  app.get(
    '/api/invoices/:id/red',
    about('What red-letter invoices have left of an invoice’s lines'),
    async (request): Promise<{ lines: Billable[] }> => {
      const ctx = ctxOf(request)
      const { id } = await load(ctx, invoice, idIn(request.params), 'read')
      return { lines: await redLeft(ctx, id) }
    },
  )
  app.get(
    '/api/receivables/checks',
    about('When the sums were last added up again, and which do not agree'),
    async request => {
      const ctx = ctxOf(request)
      const rights = ctx.user.rights(ledgerDifference.name)
      if (!ctx.user.system && rights.read !== 'all' && rights.read !== 'board')
        throw forbidden('right.read', { object: ledgerDifference.name })
      const [last] = await ctx.db.query(sql`
      select ran_at as "ranAt", checked, found, sums from ledger_checks where deleted_at is null order by ran_at desc limit 1`)
      const items = await ctx.db.query(sql`
      select id, name, sum, about_object as "aboutObject", about_id as "aboutId", kept, computed, difference, found_at as "foundAt" from ledger_differences
      where resolved_at is null and deleted_at is null order by abs(difference) desc, id limit ${raw('500')}`)
      return { last: last ?? null, items }
    },
  )
}

const idIn = (params: unknown): string => {
  const { id } = params as { id: string }
  if (!isId(id)) throw notFound()
  return id
}

function currencyIn(ctx: Ctx, currency: string): string {
  if (!ctx.words.dictionary('currency')?.has(currency)) throw new Refusal('query.parameter', { name: 'currency' }, 400)
  return currency
}

function periodIn(ctx: Ctx, query: unknown) {
  const usual = usualPeriod(ctx)
  const { account, from = usual.from, to = usual.to, currency = 'CNY' } = query as Record<string, string>
  if (!isId(account)) throw new Refusal('query.parameter', { name: 'account' }, 400)
  if (!isDay(from)) throw new Refusal('query.parameter', { name: 'from' }, 400)
  if (!isDay(to) || to < from) throw new Refusal('query.parameter', { name: 'to' }, 400)
  return { account, from, to, currency: currencyIn(ctx, currency) }
}

function agedIn(ctx: Ctx, query: unknown) {
  const now = today(ctx)
  const { by = 'account', currency = 'CNY', day = now } = query as Record<string, string>
  if (!AGEING_BY.includes(by as AgeingBy)) throw new Refusal('query.parameter', { name: 'by' }, 400)
  if (!isDay(day)) throw new Refusal('query.parameter', { name: 'day' }, 400)
  if (day > now) throw new Refusal('receivable.future', {}, 400)
  return { by: by as AgeingBy, currency: currencyIn(ctx, currency), day }
}

/** So many groups go into one spreadsheet. */
const EXPORTED = 50_000

/** Answers a spreadsheet as a file to be saved. @param name of the file, in whatever language; @param plain for what reads no other */
function sendSheet(request: FastifyRequest, reply: FastifyReply, sheet: Sheet, name: string, plain = name) {
  const { format = 'xlsx' } = request.query as { format?: string }
  if (format !== 'xlsx' && format !== 'csv') throw new Refusal('query.parameter', { name: 'format' }, 400)
  const type =
    format === 'csv' ? 'text/csv; charset=utf-8' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  reply.header(
    'content-disposition',
    `attachment; filename="${plain}.${format}"; filename*=UTF-8''${encodeURIComponent(`${name}.${format}`)}`,
  )
  return reply.type(type).send(format === 'csv' ? delimited(sheet, 'utf-8') : workbook(sheet))
}

function ageingSheet(ctx: Ctx, by: AgeingBy, made: Ageing): Sheet {
  const word = (zh: string, en: string) => textIn(zh, en, ctx.lang)
  const line = (name: string, one: Ageing['whole']): Cell[] => [
    name,
    one.count,
    one.owed / 100,
    one.overdue / 100,
    ...one.buckets.map(amount => amount / 100),
    one.oldestDays,
    one.advance === null ? null : one.advance / 100,
  ]
  async function* rows(): AsyncIterable<Cell[]> {
    for (const one of made.items)
      yield line(
        one.name ?? (one.key ? word('看不到的记录', 'A record you can’t see') : word('没有负责人', 'Nobody')),
        one,
      )
    yield line(word('合计', 'Together'), made.whole)
  }
  const money = { format: '#,##0.00', width: 14 }
  const target = ctx.words.entity(by === 'owner' ? 'user' : by)
  return {
    name: `${word('账龄', 'Ageing')} ${made.day}`,
    columns: [
      { header: labelIn(target.label, ctx.lang), width: 30 },
      { header: word('期数', 'Instalments') },
      { header: `${word('应收', 'Owed')} (${made.currency})`, ...money },
      { header: word('逾期', 'Overdue'), ...money },
      ...BUCKET_LABELS.map(label => ({ header: labelIn(label, ctx.lang), ...money })),
      { header: word('最长逾期天数', 'Oldest, days overdue'), width: 14 },
      { header: word('预收', 'Paid in advance'), ...money },
    ],
    rows: rows(),
  }
}

export const sentenceOf = (ctx: Ctx, basis: Basis | null): string =>
  basis ? say(basis.code, basis.params, ctx.lang) : ''

async function matchLines(ctx: Ctx, by: 'payment' | 'instalment' | 'invoice', id: string): Promise<MatchLine[]> {
  const rows = await ctx.db.query<Omit<MatchLine, 'sentence'> & { basis: Basis | null }>(sql`
    select m.id, json_build_object('id', p.id, 'name', p.code) as payment, case when i.id is not null then json_build_object('id', i.id, 'name', i.name) end as instalment,
      case when o.id is not null then json_build_object('object', 'order', 'id', o.id, 'name', o.name) when c.id is not null then json_build_object('object', 'contract', 'id', c.id, 'name', c.name) end as of,
      case when v.id is not null then json_build_object('id', v.id, 'name', coalesce(v.number, v.code)) end as invoice, m.amount, coalesce(m.currency, 'CNY') as currency,
      to_char(m.matched_on, 'YYYY-MM-DD') as "matchedOn", to_char(p.received_on, 'YYYY-MM-DD') as "receivedOn", m.way, m.basis, u.name as by
    from payment_matches m join payments p on p.id = m.payment_id left join instalments i on i.id = m.instalment_id left join orders o on o.id = i.order_id
      left join contracts c on c.id = i.contract_id and i.order_id is null left join invoices v on v.id = m.invoice_id left join users u on u.id = m.created_by
    where ${raw(`m.${by}_id`)} = ${id} and m.deleted_at is null order by m.created_at, m.id limit ${raw('1000')}`)
  return rows.map(({ basis, ...row }) => ({ ...row, sentence: sentenceOf(ctx, basis) }))
}

const KINDS: Record<Movement['kind'], readonly [string, string]> = {
  instalment: ['应收', 'Charge'],
  payment: ['回款', 'Receipt'],
  reversal: ['回款冲销', 'Receipt reversed'],
  refund: ['退款', 'Refund'],
  return: ['退货冲减', 'Return credited'],
  writeOff: ['坏账核销', 'Written off'],
  writeOffRevoked: ['撤销核销', 'Write-off taken back'],
}

function sheetOf(ctx: Ctx, made: Statement): Sheet {
  const word = (zh: string, en: string) => textIn(zh, en, ctx.lang)
  const day = (text: string | null) => text && new Date(`${text}T00:00:00Z`)
  async function* rows(): AsyncIterable<Cell[]> {
    yield [day(made.from), word('期初余额', 'Opening balance'), null, null, null, null, made.opening / 100]
    for (const { on, kind, title, dueOn, amount, balance } of made.movements)
      yield [
        day(on),
        word(...KINDS[kind]),
        title,
        day(dueOn),
        amount > 0 ? amount / 100 : null,
        amount > 0 ? null : -amount / 100,
        balance / 100,
      ]
    yield [day(made.to), word('期末余额', 'Closing balance'), null, null, null, null, made.closing / 100]
  }
  const money = { format: '#,##0.00', width: 14 }
  return {
    name: `${word('对账单', 'Statement')} ${made.account.name}`,
    columns: [
      { header: word('日期', 'Date'), format: 'yyyy-mm-dd', width: 12 },
      { header: word('类型', 'Kind') },
      { header: word('摘要', 'What for'), width: 36 },
      { header: word('应收日期', 'Due on'), format: 'yyyy-mm-dd', width: 12 },
      { header: word('应收', 'Charged'), ...money },
      { header: word('已收', 'Received'), ...money },
      { header: `${word('余额', 'Balance')} (${made.currency})`, ...money },
    ],
    rows: rows(),
  }
}
