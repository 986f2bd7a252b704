import { today } from '../../core/access/me'
import { reachOf, within } from '../../core/access/reach'
import { forbidden, notFound } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { type Sql, sql } from '../../core/db/statement'
import { account } from '../customers'
import { booking } from './booking'

interface Named {
  id: string
  name: string
}
/** A booking as whoever looks at the calendar may see it: that a place is taken, and by whom where it is theirs to know. */
export interface Booked {
  id: string
  space: string
  issue: string | null
  place: number
  status: 'held' | 'sold'
  heldUntil: string | null
  owner: Named | null
  /** Null where the caller may not see the booking. */
  account: Named | null
  order: Named | null
  version: number | null
}
export interface CalendarIssue extends Named {
  number: number | null
  year: number | null
  copyDeadline: string | null
  publishesOn: string
}
export interface CalendarSpace extends Named {
  kind: string
  size: string | null
  places: number
  active: boolean
}
/** The spaces of a publication against its issues, and who has what. */
export interface SpaceCalendar {
  issues: CalendarIssue[]
  spaces: CalendarSpace[]
  bookings: Booked[]
}
export interface Stand extends CalendarSpace {
  x: number
  y: number
  width: number
  depth: number
}
/** A hall with its stands, and who has which. */
export interface HallPlan {
  hall: Named & { width: number; depth: number; exhibition: Named; startsOn: string; endsOn: string }
  stands: Stand[]
  bookings: Booked[]
}

const ISSUES_MAX = 60
const SPACES_MAX = 600

/** Everybody sees which places are free; whose the others are only those who may see the booking. */
export async function calendarOf(ctx: Ctx, publication: string, from: string, to: string): Promise<SpaceCalendar> {
  const issues =
    await ctx.db.query<CalendarIssue>(sql`select id, name, number::int, year::int, copy_deadline::text as "copyDeadline", publishes_on::text as "publishesOn"
    from issues where publication_id = ${publication} and publishes_on between ${from}::date and ${to}::date and deleted_at is null
    order by publishes_on limit ${ISSUES_MAX}`)
  const spaces =
    await ctx.db.query<CalendarSpace>(sql`select id, name, kind, size, coalesce(places, 1)::int as places, active
    from spaces s where publication_id = ${publication} and deleted_at is null and (active or exists (select 1 from bookings b where b.space_id = s.id
      and b.issue_id = any(${issues.map(one => one.id)}::uuid[]) and b.status in ('held', 'sold') and b.deleted_at is null))
    order by position, name limit ${SPACES_MAX}`)
  return { issues, spaces, bookings: await booked(ctx, sql`b.issue_id = any(${issues.map(one => one.id)}::uuid[])`) }
}

export async function hallPlan(ctx: Ctx, id: string): Promise<HallPlan> {
  const [hall] = await ctx.db.query<HallPlan['hall']>(sql`select h.id, h.name, h.width::float8, h.depth::float8,
      json_build_object('id', e.id, 'name', e.name) as exhibition, e.starts_on::text as "startsOn", e.ends_on::text as "endsOn"
    from halls h join exhibitions e on e.id = h.exhibition_id where h.id = ${id} and h.deleted_at is null`)
  if (!hall) throw notFound()
  const stands =
    await ctx.db.query<Stand>(sql`select id, name, kind, size, 1 as places, active, x::float8, y::float8, width::float8, depth::float8
    from spaces where hall_id = ${id} and deleted_at is null order by position, name limit ${SPACES_MAX}`)
  return {
    hall,
    stands,
    bookings: await booked(ctx, sql`b.space_id = any(${stands.map(one => one.id)}::uuid[])`),
  }
}

async function booked(ctx: Ctx, where: Sql): Promise<Booked[]> {
  const bookings = ctx.words.entity(booking.name)
  const accounts = ctx.words.entity(account.name)
  const reach = reachOf(ctx, bookings, 'read')
  if (reach.kind === 'nothing') throw forbidden('right.read', { object: booking.name })
  return ctx.db.query<Booked>(sql`
    select b.id, b.space_id as space, b.issue_id as issue, b.place::int, b.status, b.held_until::text as "heldUntil",
      case when u.id is not null then json_build_object('id', u.id, 'name', u.name) end as owner,
      case when v.mine and a.id is not null then json_build_object('id', a.id, 'name', a.name) end as account,
      case when v.mine and o.id is not null then json_build_object('id', o.id, 'name', o.name) end as "order",
      case when v.mine then b.version end as version
    from bookings b cross join lateral (select ${within(reach, bookings, 'b')} as mine) v
      left join users u on u.id = b.owner_id left join orders o on o.id = b.order_id
      left join accounts a on a.id = b.account_id and ${within(reachOf(ctx, accounts, 'read'), accounts, 'a')}
    where ${where} and b.deleted_at is null and (b.status = 'sold' or b.status = 'held' and (b.held_until is null or b.held_until >= ${today(ctx)}::date))
    order by b.place`)
}

/** One line of what appears in an issue: which space, for whom, and how far its copy is. */
export interface Planned {
  id: string
  space: Named & { kind: string; size: string | null }
  place: number
  status: 'held' | 'sold'
  heldUntil: string | null
  account: Named | null
  order: Named | null
  owner: Named | null
  /** The order's steps that are still open, in their order. */
  open: { name: string; dueOn: string | null; status: string }[]
  note: string | null
}

/** What appears in an issue, in the order of its spaces: what the caller may see of it. */
export function planOf(ctx: Ctx, issue: string): Promise<Planned[]> {
  const bookings = ctx.words.entity(booking.name)
  const accounts = ctx.words.entity(account.name)
  return ctx.db.query<Planned>(sql`
    select b.id, json_build_object('id', s.id, 'name', s.name, 'kind', s.kind, 'size', s.size) as space, b.place::int, b.status,
      b.held_until::text as "heldUntil", b.note,
      case when a.id is not null then json_build_object('id', a.id, 'name', a.name) end as account,
      case when o.id is not null then json_build_object('id', o.id, 'name', o.name) end as "order",
      case when u.id is not null then json_build_object('id', u.id, 'name', u.name) end as owner,
      coalesce((select json_agg(json_build_object('name', e.name, 'dueOn', e.due_on, 'status', e.status) order by e.position) from execution_steps e
        where e.order_id = b.order_id and e.status in ('ready', 'waiting') and e.deleted_at is null), '[]') as open
    from bookings b join spaces s on s.id = b.space_id left join users u on u.id = b.owner_id left join orders o on o.id = b.order_id
      left join accounts a on a.id = b.account_id and ${within(reachOf(ctx, accounts, 'read'), accounts, 'a')}
    where b.issue_id = ${issue} and b.status in ('held', 'sold') and b.deleted_at is null and ${within(reachOf(ctx, bookings, 'read'), bookings, 'b')}
    order by s.position, s.name, b.place limit 1000`)
}
