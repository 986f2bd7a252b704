import { today } from '../../core/access/me'
import { refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import type { Row } from '../../core/entity'
import { rowSql } from '../../core/records/row'
import { change } from '../../core/records/write'
import { booking } from './booking'

export type Booking = Row<typeof booking>

/** A space, locked against others who book it at the same time, and where it lies. */
export interface Place {
  id: string
  name: string
  publication: string | null
  places: number
  endsOn: string | null
}

/** @throws when it is not on offer */
export async function lockSpace(ctx: Ctx, id: string): Promise<Place> {
  const [found] = await ctx.db.query<Place & { active: boolean }>(sql`
    select s.id, s.name, s.publication_id as publication, coalesce(s.places, 1)::int as places, s.active,
      (select e.ends_on::text from halls h join exhibitions e on e.id = h.exhibition_id where h.id = s.hall_id) as "endsOn"
    from spaces s where s.id = ${id} and s.deleted_at is null for no key update of s`)
  if (!found) throw refuse('field.noSuchRecord')
  if (!found.active) throw refuse('booking.notOffered', { space: found.name })
  return found
}

interface Issue {
  id: string
  name: string
  publication: string
  day: string
}

/** The issues in which a space is to be booked; one that is none, for a stand. */
export async function issuesFor(ctx: Ctx, place: Place, ids: readonly string[]): Promise<(Issue | null)[]> {
  if (!place.publication) {
    if (place.endsOn && place.endsOn < today(ctx)) throw refuse('booking.opened')
    return [null]
  }
  if (ids.length === 0) throw refuse('booking.issueNeeded')
  const found =
    await ctx.db.query<Issue>(sql`select id, name, publication_id as publication, publishes_on::text as day from issues
    where id = any(${ids}::uuid[]) and deleted_at is null order by publishes_on`)
  for (const issue of found) {
    if (issue.publication !== place.publication) throw refuse('booking.otherTitle', { issue: issue.name })
    if (issue.day < today(ctx)) throw refuse('booking.closed', { issue: issue.name })
  }
  return found
}

/**
 * The first free place of a locked space in an issue; what was held only until a day before today makes room.
 * @throws when all are taken
 */
export async function freePlace(ctx: Ctx, place: Place, issue: Issue | null): Promise<number> {
  const taken = await ctx.db.query<{ row: Booking }>(sql`select ${rowSql(booking)} as row from ${raw(booking.table)} t
    where t.space_id = ${place.id} and t.issue_id is not distinct from ${issue?.id ?? null}::uuid and t.status in ('held', 'sold') and t.deleted_at is null
    order by t.place for update`)
  const used = new Set<number>()
  for (const { row } of taken)
    if (row.status === 'held' && row.heldUntil && row.heldUntil < today(ctx))
      await change(ctx, booking, row, { status: 'expired' }, 'expire')
    else used.add(Number(row.place))
  for (let n = 1; n <= place.places; n++) if (!used.has(n)) return n
  throw issue
    ? refuse('booking.taken', { space: place.name, issue: issue.name })
    : refuse('booking.standTaken', { space: place.name })
}
