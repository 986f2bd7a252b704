import { reachOf, within } from '../../core/access/reach'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import { type Asked, among, checkReads, source, worth } from './figures'
import { belongingTo, type Subject } from './subject'

/** What befell an opportunity since a week's snapshot, as far as it moves a period's figures. */
export const CHANGES = [
  'new',
  'pulledIn',
  'received',
  'grew',
  'shrank',
  'won',
  'lost',
  'slipped',
  'hastened',
  'pushed',
  'given',
  'omitted',
  'removed',
  'same',
] as const
export type ChangeKind = (typeof CHANGES)[number]

export interface Changes {
  week: string
  takenAt: string
  /** What stood in the period then and stands in it now: won and open, without what is omitted. Kinds add up to both. */
  was: number
  now: number
  kinds: { kind: ChangeKind; count: number; was: number; now: number }[]
  /** The largest first. A name is there where the caller may see the opportunity today. */
  items: {
    id: string | null
    name: string | null
    account: string | null
    owner: string | null
    kind: ChangeKind
    was: number
    now: number
    dueThen: string | null
    dueNow: string | null
  }[]
}

const ITEMS_MAX = 200

/** What has changed in a subject's period since the snapshot of a week: one statement, in the caller's reach. */
export async function changesOf(
  ctx: Ctx,
  asked: Asked & { week: string },
  takenAt: string,
  whose: Subject,
): Promise<Changes> {
  checkReads(ctx)
  const { from, to } = asked.period
  const value = worth(asked.measure)
  const counted = sql`coalesce(t.forecast, 'pipeline') <> 'omitted' or t.status = 'won'`
  const due = sql`case t.status when 'won' then t.closed_on else t.close_date end`
  const half = (week: string | undefined) => sql`
    select t.id, t.owner_id, t.status, ${value} as value, ${due} as due from ${source(week)} t
    where ${due} between ${from}::date and ${to}::date and (${counted}) and ${among(ctx, asked)} and ${belongingTo(whose, 't')}`
  const entity = ctx.words.entity('opportunity')
  const sums = raw(
    `count(*)::int as count, sum(coalesce(b.was, 0))::float8 as was, sum(coalesce(b.is_now, 0))::float8 as now`,
  )
  const largest = raw('abs(coalesce(b.is_now, 0) - coalesce(b.was, 0)) desc, coalesce(b.is_now, 0) desc, b.id')
  const [found] = await ctx.db.query<Pick<Changes, 'kinds' | 'items'>>(sql`
    with past as materialized (${half(asked.week)}), present as materialized (${half(undefined)}),
    both_sides as materialized (
      select coalesce(n.id, w.id) as id, w.value as was, n.value as is_now, w.due as due_then, n.due as due_now,
        case
          when w.id is not null and n.id is not null then case
            when n.status = 'won' and w.status <> 'won' then 'won' when n.value > w.value then 'grew' when n.value < w.value then 'shrank'
            when n.due > w.due then 'pushed' when n.due < w.due then 'hastened' else 'same' end
          when n.id is not null then case
            when s.opportunity_id is null then case when o.created_at < ${takenAt}::timestamptz then 'pulledIn' else 'new' end
            when s.owner_id is distinct from n.owner_id then 'received' else 'pulledIn' end
          else case
            when o.id is null or o.deleted_at is not null then 'removed' when o.status = 'lost' then 'lost'
            when (case o.status when 'won' then o.closed_on else o.close_date end between ${from}::date and ${to}::date) is not true then 'slipped'
            when o.status = 'open' and o.forecast = 'omitted' then 'omitted' else 'given' end
        end as kind
      from past w full join present n on n.id = w.id left join opportunities o on o.id = coalesce(n.id, w.id)
        left join forecast_states s on w.id is null and s.opportunity_id = n.id and s.from_week <= ${asked.week}::date and s.until_week > ${asked.week}::date)
    select (select coalesce(json_agg(k), '[]') from (select b.kind, ${sums} from both_sides b group by 1) k) as kinds,
      (select coalesce(json_agg(i), '[]') from (
        select t.id, t.name, a.name as account, u.name as owner, b.kind, coalesce(b.was, 0)::float8 as was, coalesce(b.is_now, 0)::float8 as now, b.due_then as "dueThen",
          coalesce(b.due_now, case t.status when 'open' then t.close_date else t.closed_on end) as "dueNow"
        from (select * from both_sides b where b.kind <> 'same' order by ${largest} limit ${ITEMS_MAX}) b
          left join opportunities t on t.id = b.id and t.deleted_at is null and ${within(reachOf(ctx, entity, 'read'), entity, 't')}
          left join users u on u.id = t.owner_id
          left join accounts a on a.id = t.account_id and a.deleted_at is null and ${within(reachOf(ctx, ctx.words.entity('account'), 'read'), ctx.words.entity('account'), 'a')}
        order by ${largest}) i) as items`)
  const kinds = found!.kinds.toSorted((a, b) => CHANGES.indexOf(a.kind) - CHANGES.indexOf(b.kind))
  const total = (name: 'was' | 'now') => kinds.reduce((sum, one) => sum + one[name], 0)
  return { week: asked.week, takenAt, was: total('was'), now: total('now'), kinds, items: found!.items }
}

/** The weeks of which there is a snapshot, the latest first. */
export const weeksOf = (ctx: Ctx): Promise<{ week: string; takenAt: string }[]> =>
  ctx.db.query(
    sql`select to_char(week, 'YYYY-MM-DD') as week, taken_at as "takenAt" from forecast_snapshots where deleted_at is null order by week desc limit 160`,
  )
