import { reaction } from '../../core/acts/act'
import { invalid, refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { order } from '../orders'
import { issue } from './issue'
import { publication } from './publication'
import { statusWith, subscription } from './subscription'

/** What keeps publications, issues and subscriptions whole. */
export const keep = [
  reaction(publication, ['delete'], async (ctx, row) => {
    const [used] = await ctx.db.query<{ n: number }>(
      sql`select count(*)::int as n from (select 1 from subscriptions where publication_id = ${row.id} and deleted_at is null limit 1000) s`,
    )
    if (used!.n > 0) throw refuse('publication.used', { count: used!.n })
  }),
  reaction(issue, ['create', 'update', 'restore'], async (_ctx, row) => {
    if (row.copyDeadline && row.copyDeadline > row.publishesOn) throw invalid('copyDeadline', 'issue.noDate')
  }),
  reaction(issue, ['delete'], async (ctx, row) => {
    const [used] = await ctx.db.query<{ n: number }>(
      sql`select count(*)::int as n from (select 1 from subscriptions where ${row.id} in (from_issue_id, until_issue_id) and deleted_at is null
        union all select 1 from dispatches where issue_id = ${row.id} and deleted_at is null limit 1000) s`,
    )
    if (used!.n > 0) throw refuse('issue.used', { count: used!.n })
  }),
  reaction(
    subscription,
    ['create', 'update', 'restore'],
    async (ctx, row, before) => {
      const moved = (['publication', 'fromIssue', 'untilIssue', 'orderLine'] as const).some(
        name => !before || before[name] !== row[name],
      )
      if (moved) await checkPlaces(ctx, row)
    },
    async () => {},
  ),
  // A subscription stands as its order does; what somebody paused stays paused.
  reaction(
    order,
    ['update'],
    async (ctx, after, before) => {
      if (!before || before.status === after.status) return
      const status = statusWith(after.status!)
      await ctx.db.query(sql`update subscriptions set status = ${status}, version = version + 1
        where order_id = ${after.id} and deleted_at is null and tenant_id = ${ctx.tenant}
          and status <> ${status} and (status <> 'paused' or ${status} = 'cancelled')`)
    },
    async () => {},
  ),
]

interface Placed {
  publication: string
  fromIssue: string
  untilIssue: string
  order: string | null
  orderLine: string | null
}

async function checkPlaces(ctx: Ctx, row: Placed): Promise<void> {
  const found = await ctx.db.query<{ id: string; publication: string; day: string }>(
    sql`select id, publication_id as publication, publishes_on::text as day from issues where id = any(${[row.fromIssue, row.untilIssue]}::uuid[])`,
  )
  const of = (id: string) => found.find(one => one.id === id)
  for (const field of ['fromIssue', 'untilIssue'] as const)
    if (of(row[field])?.publication !== row.publication) throw invalid(field, 'subscription.otherTitle')
  if (of(row.fromIssue)!.day > of(row.untilIssue)!.day) throw invalid('untilIssue', 'subscription.backwards')
  if (!row.orderLine) return
  const [line] = await ctx.db.query(
    sql`select 1 from order_lines where id = ${row.orderLine} and order_id = ${row.order} and deleted_at is null`,
  )
  if (!line) throw invalid('orderLine', 'subscription.otherOrder')
}
