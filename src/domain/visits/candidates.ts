import { today } from '../../core/access/me'
import { fieldAccess, type Reach, reachOf, within } from '../../core/access/reach'
import { forbidden, Refusal } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { raw, type Sql, sql } from '../../core/db/statement'
import { isId } from '../../core/entity'
import { readSql } from '../../core/records/column'
import { filterSql } from '../../core/records/filter'
import { dueSql } from './frequencies'
import { centreOf } from './places'
import type { Point } from './route'

/** A customer that one might go and see. */
export interface Candidate {
  id: string
  name: string
  level: string | null
  region: string | null
  address: string | null
  lastVisitAt: string | null
  lastContactAt: string | null
  /** By the frequency of its grade; null where there is none. */
  dueOn: string | null
  /** Where it is, or, `approximate`, where its city is. */
  latitude: number | null
  longitude: number | null
  approximate: boolean
  /** Its next planned visit. */
  planned: { id: string; on: string } | null
}
/** A customer near by. */
export interface Near extends Candidate {
  owner: { id: string; name: string } | null
  metres: number
}

export const WHICH = ['due', 'overdue', 'silent', 'all'] as const
export interface CandidateQuery {
  /** Whose customers; the caller's own. */
  person?: string
  which?: string
  region?: string
  level?: string
  text?: string
  after?: string
  limit?: string
}

const AHEAD_DAYS = 7
const SILENT_DAYS = 30
const PAGE_MAX = 100
const bad = (name: string) => new Refusal('query.parameter', { name }, 400)

/** A field of the account under t as the caller may read it; nothing where that is closed, masked, or hidden by its pool. */
function seen(ctx: Ctx, name: string): Sql {
  const account = ctx.words.entity('account')
  const open = ['read', 'write'].includes(fieldAccess(ctx, account, name))
  return open ? readSql(ctx, account, name, account.fields[name]!, 't') : raw('null')
}

const columnsOf = (
  ctx: Ctx,
) => sql`t.id, coalesce(${seen(ctx, 'shortName')}::text, ${seen(ctx, 'name')}::text) as name, ${seen(ctx, 'level')}::text as level,
    ${seen(ctx, 'region')}::text as region, ${seen(ctx, 'address')}::text as address, ${seen(ctx, 'lastVisitAt')}::timestamptz as "lastVisitAt",
    ${seen(ctx, 'lastContactAt')}::timestamptz as "lastContactAt", to_char(d.due_on, 'YYYY-MM-DD') as "dueOn",
    ${seen(ctx, 'latitude')}::float8 as latitude, ${seen(ctx, 'longitude')}::float8 as longitude, ${plannedSql(ctx)} as planned`

/** The next planned visit of the account under t that the caller may see. */
function plannedSql(ctx: Ctx): Sql {
  const visit = ctx.words.entity('visit')
  return sql`(select json_build_object('id', v.id, 'on', to_char(v.planned_on, 'YYYY-MM-DD')) from visits v
    where v.account_id = t.id and v.status = 'planned' and v.deleted_at is null and ${within(reachOf(ctx, visit, 'read'), visit, 'v')}
    order by v.planned_on, v.id limit 1)`
}

function accountsIn(ctx: Ctx): { account: ReturnType<Ctx['words']['entity']>; reach: Reach } {
  const account = ctx.words.entity('account')
  const reach = reachOf(ctx, account, 'read')
  if (reach.kind === 'nothing') throw forbidden('right.read', { object: 'account' })
  return { account, reach }
}

/** Whom one should go and see: the most overdue first, then whom nobody has spoken to for longest. Page by page. */
export async function candidates(
  ctx: Ctx,
  { person, which = 'due', region, level, text, after, limit = '50' }: CandidateQuery,
): Promise<{ items: Candidate[]; next: string | null }> {
  const { account, reach } = accountsIn(ctx)
  if (person !== undefined && !isId(person)) throw bad('person')
  if (!(WHICH as readonly string[]).includes(which)) throw bad('which')
  if (region !== undefined && !/^\d{2}(\d{2}){0,2}$/.test(region)) throw bad('region')
  const size = Number(limit)
  if (!Number.isInteger(size) || size < 1 || size > PAGE_MAX) throw new Refusal('query.limit', { max: PAGE_MAX }, 400)
  if (after !== undefined && !/^\d{1,7}$/.test(after)) throw bad('after')
  const skip = Number(after ?? 0)
  const filter = filterSql(ctx, account, {
    and: [
      { field: 'owner', op: 'eq', value: person ?? ctx.user.id },
      {
        or: [
          { field: 'status', op: 'isNull' },
          { field: 'status', op: 'ne', value: 'closed' },
        ],
      },
      ...(region ? [{ field: 'region', op: 'under', value: region }] : []),
      ...(level ? [{ field: 'level', op: 'eq', value: level }] : []),
      ...(text
        ? [{ or: ['name', 'shortName'].map(field => ({ field, op: 'contains', value: text.slice(0, 100) })) }]
        : []),
    ],
  })
  const day = sql`${today(ctx)}::date`
  const chosen = {
    due: sql`and d.due_on <= ${day} + ${AHEAD_DAYS}::int`,
    overdue: sql`and d.due_on < ${day}`,
    silent: sql`and (t.last_contact_at is null or t.last_contact_at < ${day} - ${SILENT_DAYS}::int)`,
    all: raw(''),
  }[which as (typeof WHICH)[number]]
  const rows = await ctx.db.query<Omit<Candidate, 'approximate'>>(sql`
    select ${columnsOf(ctx)} from ${raw(account.table)} t ${await dueSql(ctx, 't')}
    where t.deleted_at is null and ${filter} and ${within(reach, account, 't')} ${chosen}
    order by d.due_on nulls last, t.last_contact_at nulls first, t.id limit ${raw(String(size))} offset ${raw(String(skip))}`)
  return { items: rows.map(placed), next: rows.length === size ? String(skip + size) : null }
}

const METRES_PER_DEGREE = 111_320
const NEAR_MAX_METRES = 200_000

/** Customers within so many metres of a point, nearest first: a box by its index, then the real distance. */
export async function nearBy(ctx: Ctx, here: Point, metres: number, limit: number): Promise<Near[]> {
  const { account, reach } = accountsIn(ctx)
  const radius = Math.min(metres, NEAR_MAX_METRES)
  const high = radius / METRES_PER_DEGREE
  const wide = high / Math.max(0.05, Math.cos((here.latitude * Math.PI) / 180))
  const user = ctx.words.entity('user')
  const rows = await ctx.db.query<Omit<Near, 'approximate'>>(sql`
    select ${columnsOf(ctx)}, n.metres, case when u.id is not null then json_build_object('id', u.id, 'name', u.name) end as owner
    from (select t.id, 2 * 6371000 * asin(least(1, sqrt(power(sin(radians(t.latitude::float8 - ${here.latitude}::float8) / 2), 2)
          + cos(radians(${here.latitude}::float8)) * cos(radians(t.latitude::float8)) * power(sin(radians(t.longitude::float8 - ${here.longitude}::float8) / 2), 2)))) as metres
        from ${raw(account.table)} t
        where ${seen(ctx, 'latitude')} between ${here.latitude - high}::numeric and ${here.latitude + high}::numeric
          and ${seen(ctx, 'longitude')} between ${here.longitude - wide}::numeric and ${here.longitude + wide}::numeric
          and t.deleted_at is null and ${within(reach, account, 't')}) n
      join ${raw(account.table)} t on t.id = n.id left join ${raw(user.table)} u on u.id = t.owner_id ${await dueSql(ctx, 't')}
    where n.metres <= ${radius}::float8 order by n.metres, t.id limit ${raw(String(limit))}`)
  return rows.map(row => ({ ...placed(row), owner: row.owner, metres: Math.round(row.metres) }))
}

/** A customer whose own place nobody knows lies about where its city does. */
function placed<R extends Omit<Candidate, 'approximate'>>(row: R): R & { approximate: boolean } {
  if (row.latitude !== null && row.longitude !== null) return { ...row, approximate: false }
  const centre = centreOf(row.region)
  return { ...row, latitude: centre?.latitude ?? null, longitude: centre?.longitude ?? null, approximate: true }
}
