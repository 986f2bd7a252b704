import { today } from '../../core/access/me'
import { reachOf, within } from '../../core/access/reach'
import { act } from '../../core/acts/act'
import { forbidden, invalid, refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { choice, date, isId, type Label, listOf, money, type Row, structure, text } from '../../core/entity'
import { isObject } from '../../core/records/parse'
import { change, insert } from '../../core/records/write'
import { settled } from './earned'
import { addMatches, dropMatches, type Match, matchesOf } from './matches'
import { matchingOf } from './open'
import { payment } from './payment'
import { onInvoices } from './propose'
import { refund } from './refund'
import { keepSums, lockAll } from './sums'

type Payment = Row<typeof payment>

const MATCHES_MAX = 500

interface Ordered {
  instalment: string
  invoice?: string | null
  amount: number
}
const isOrdered = (one: unknown): one is Ordered =>
  isObject(one) &&
  isId(one.instalment) &&
  (one.invoice === undefined || one.invoice === null || isId(one.invoice)) &&
  Number.isSafeInteger(one.amount) &&
  (one.amount as number) > 0
const checkOrdered = listOf(isOrdered, MATCHES_MAX, 'receivable.matches', 1)
const checkIds = listOf(isId, MATCHES_MAX, 'receivable.matches', 1)

const gone = (row: Payment) => (row.reversedOn ? refuse('receivable.reversed') : null)

/**
 * Matches a receipt to instalments, as proposed or as somebody chose: partly, to several, or with something left over as an advance. A
 * match that says nothing of an invoice pays the open ones of the same order or contract, the oldest first; with `null` it pays none.
 */
export const settle = act(payment, 'settle', {
  label: ['匹配', 'Match'],
  icon: 'link-2',
  screen: '/payment-matching?payment={id}',
  input: {
    matches: structure<Ordered[], { label: Label; required: true; check: typeof checkOrdered }>({
      label: ['匹配到', 'Match to'],
      required: true,
      check: checkOrdered,
    }),
  },
  allow: (_ctx, row) => gone(row) ?? (row.openAmount! > 0 ? null : refuse('receivable.nothingLeft')),
  async run(ctx, row, { matches }) {
    await mayRead(
      ctx,
      'instalment',
      matches.map(one => one.instalment),
    )
    await mayRead(
      ctx,
      'invoice',
      matches.flatMap(one => one.invoice ?? []),
    )
    const { items, invoices, proposals } = await matchingOf(ctx, row)
    const left = new Map(invoices.map(one => [one.id, one.open]))
    const because = ({ instalment, invoice, amount }: Pick<Match, 'instalment' | 'invoice' | 'amount'>) =>
      proposals.find(one => one.instalment === instalment && one.invoice === invoice && one.amount === amount) ??
      BY_HAND
    await addMatches(
      ctx,
      matches.flatMap(({ instalment, invoice, amount }) => {
        const item = invoice === undefined && items.find(one => one.id === instalment)
        const parts = item ? onInvoices(item, amount, invoices, left, null) : [{ invoice: invoice ?? null, amount }]
        return parts.map(part => {
          const match = { instalment, ...part }
          const { way, basis } = because(match)
          return { payment: row.id, ...match, way, basis }
        })
      }),
      true,
      'settle',
    )
    await settled(ctx, [row.id])
  },
})

const BY_HAND = { way: 'manual', basis: { code: 'receivable.because.manual', params: {} } } as const

/** What somebody names must be theirs to see. */
async function mayRead(ctx: Ctx, object: 'instalment' | 'invoice', ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const entity = ctx.words.entity(object)
  const found = await ctx.db.query(
    sql`select 1 from ${object === 'instalment' ? sql`instalments` : sql`invoices`} t where t.id = any(${ids}::uuid[]) and t.deleted_at is null
      and ${within(reachOf(ctx, entity, 'read'), entity, 't')}`,
  )
  if (found.length !== new Set(ids).size) throw invalid('matches', 'field.noSuchRecord')
}

/** Takes matches of a receipt back, all unless some are named; what they took is open again. */
export const unmatch = act(payment, 'unmatch', {
  label: ['取消匹配', 'Unmatch'],
  icon: 'unlink',
  batch: true,
  input: {
    matches: structure<string[], { label: Label; check: typeof checkIds }>({
      label: ['哪些匹配', 'Which'],
      check: checkIds,
      hint: ['不填为全部', 'All unless given'],
    } as never),
  },
  allow: (_ctx, row) => gone(row) ?? (row.matched ? null : refuse('receivable.notMatched')),
  async run(ctx, row, { matches: chosen }) {
    const standing = await matchesOf(ctx, 'payment', row.id)
    if (chosen?.some(id => !standing.some(match => match.id === id))) throw refuse('receivable.foreignMatch')
    await dropMatches(
      ctx,
      standing.filter(match => !chosen || chosen.includes(match.id)),
    )
  },
})

/** Strikes out a receipt that was none: a cheque that bounced, money that the bank called back, an entry made twice. */
export const reverse = act(payment, 'reverse', {
  label: ['冲销', 'Reverse'],
  icon: 'ban',
  input: { reason: text({ label: ['冲销原因', 'Reason'], required: true, max: 300 }) },
  allow: (_ctx, row) => gone(row) ?? (row.refunded ? refuse('receivable.refunded') : null),
  async run(ctx, row, { reason }) {
    await dropMatches(ctx, await matchesOf(ctx, 'payment', row.id), 'reverse')
    const fresh = { ...row, ...(await standing(ctx, row.id)) }
    await change(
      ctx,
      payment,
      fresh,
      { reversedOn: today(ctx), reverseReason: reason, status: 'reversed', openAmount: 0 },
      'reverse',
    )
  },
})

/** Gives back what of a receipt is matched to nothing. */
export const giveBack = act(payment, 'refund', {
  label: ['退款', 'Refund'],
  icon: 'undo-2',
  input: {
    amount: money({ label: ['退款金额', 'Amount'], hint: ['不填为全部未匹配', 'All that is left unless given'] }),
    refundedOn: date({ label: ['退款日期', 'Refunded on'] }),
    method: choice({ label: ['退款方式', 'Method'], dictionary: 'paymentMethod', default: 'transfer' }),
    reason: text({ label: ['退款原因', 'Reason'], max: 300 }),
  },
  allow: (_ctx, row) => gone(row) ?? (row.openAmount! > 0 ? null : refuse('receivable.nothingLeft')),
  async run(ctx, row, { amount, refundedOn, method, reason }) {
    await refundFrom(ctx, row, amount ?? row.openAmount!, { refundedOn, method, reason })
  },
})

interface Terms {
  refundedOn?: string | null
  method?: string | null
  reason?: string | null
  goodsReturn?: string | null
}

/** Notes that some of what is left of a receipt went back. @throws where more is asked than is left */
export async function refundFrom(ctx: Ctx, row: Payment, amount: number, terms: Terms): Promise<void> {
  await lockAll(ctx, { payments: [row.id] })
  const { left } = await standing(ctx, row.id)
  if (amount <= 0) throw refuse('receivable.positive')
  if (amount > left) throw refuse('receivable.overLeft', { left: (left / 100).toFixed(2) })
  await insert(
    ctx,
    refund,
    {
      ...terms,
      payment: row.id,
      account: row.account,
      amount,
      currency: row.currency,
      refundedOn: terms.refundedOn ?? today(ctx),
    },
    'refund',
  )
  await keepSums(ctx, { payments: [row.id] }, 'refund')
}

/** What sums have made of a receipt since it was loaded. */
async function standing(ctx: Ctx, id: string) {
  const [found] = await ctx.db.query<{
    version: number
    updatedAt: string
    left: number
    openAmount: number
    matched: number
    status: string
  }>(sql`
    select version, updated_at as "updatedAt", open_amount as left, open_amount as "openAmount", matched, status from payments where id = ${id}`)
  return found!
}

/** Whoever matches the money of all changes it; asked before a job begins that does it in their name. */
export const mayMatch = (ctx: Ctx): void => {
  if (reachOf(ctx, ctx.words.entity(payment.name), { act: 'settle', needs: 'update' }).kind === 'nothing')
    throw forbidden()
}
