import { reaction } from '../../core/acts/act'
import { invalid, refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { raw, type Sql, sql } from '../../core/db/statement'
import { rowSql } from '../../core/records/row'
import { change } from '../../core/records/write'
import { dueFrom, reschedule } from '../execution'
import { order } from '../orders'
import { issue } from '../subscriptions'
import { booking } from './booking'
import { untilDay } from './hold'
import type { Booking } from './places'

/** @returns true where the order has been confirmed, so that it buys what is booked for it. @throws when the order can't have it */
export async function checkOrder(ctx: Ctx, id: string, account: string, line: string | null): Promise<boolean> {
  const [found] = await ctx.db.query<{ account: string; status: string; fits: boolean }>(sql`
    select o.account_id as account, o.status, ${line}::uuid is null
      or exists (select 1 from order_lines l where l.id = ${line}::uuid and l.order_id = o.id and l.deleted_at is null) as fits
    from orders o where o.id = ${id} and o.deleted_at is null`)
  if (found?.account !== account) throw invalid('order', 'booking.otherAccount')
  if (found.status !== 'draft' && found.status !== 'confirmed') throw refuse('booking.orderOver')
  if (!found.fits) throw invalid('orderLine', 'subscription.otherOrder')
  return found.status === 'confirmed'
}

const bookingsOf = async (ctx: Ctx, where: Sql): Promise<Booking[]> =>
  (
    await ctx.db.query<{ row: Booking }>(sql`select ${rowSql(booking)} as row from ${raw(booking.table)} t
      where ${where} and t.status in ('held', 'sold') and t.deleted_at is null order by t.id for update`)
  ).map(({ row }) => row)

/** A confirmed order buys what is held for it, a cancelled one lets it go; what is a draft again holds it for a while. */
export const followOrder = reaction(
  order,
  ['update', 'delete'],
  async (ctx, after, before) => {
    const gone = after === before
    if (!gone && before?.status === after.status) return
    const status = gone || after.status === 'cancelled' ? 'released' : after.status === 'draft' ? 'held' : 'sold'
    for (const row of await bookingsOf(ctx, sql`t.order_id = ${after.id}`))
      if (row.status !== status)
        await change(
          ctx,
          booking,
          row,
          { status, heldUntil: status === 'held' ? untilDay(ctx, null) : null },
          status === 'sold' ? 'sell' : status === 'held' ? 'hold' : 'release',
        )
  },
  // Who owns the order says nothing about its bookings: they have owners of their own.
  async () => {},
)

/** Steps that are due by an issue's days follow them. */
export const followIssue = reaction(issue, ['update'], async (ctx, after, before) => {
  if (before && after.copyDeadline === before.copyDeadline && after.publishesOn === before.publishesOn) return
  const orders = await ctx.db.query<{
    id: string
  }>(sql`select distinct b.order_id as id from bookings b join orders o on o.id = b.order_id
    where b.issue_id = ${after.id} and b.status = 'sold' and b.deleted_at is null and o.status = 'confirmed' limit 2000`)
  for (const { id } of orders) await reschedule(ctx, id)
})

const earliest = (column: Sql) => async (ctx: Ctx, id: string) => {
  const [found] = await ctx.db.query<{ day: string | null }>(sql`select min(${column})::text as day
    from bookings b left join issues i on i.id = b.issue_id left join spaces s on s.id = b.space_id left join halls h on h.id = s.hall_id
      left join exhibitions e on e.id = h.exhibition_id
    where b.order_id = ${id} and b.status in ('held', 'sold') and b.deleted_at is null`)
  return found?.day ?? null
}
dueFrom('copyDeadline', { label: ['截稿日期', 'the copy deadline'], dayOf: earliest(raw('i.copy_deadline')) })
dueFrom('publication', { label: ['出刊日期', 'the day it appears'], dayOf: earliest(raw('i.publishes_on')) })
dueFrom('exhibition', { label: ['开展日期', 'the exhibition’s opening'], dayOf: earliest(raw('e.starts_on')) })
