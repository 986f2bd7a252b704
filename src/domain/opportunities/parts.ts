import { reaction } from '../../core/acts/act'
import { invalid } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import type { Row } from '../../core/entity'
import { rowSql } from '../../core/records/row'
import { change } from '../../core/records/write'
import { opportunity } from './opportunity'
import { opportunityCompetitor } from './opportunityCompetitor'
import { opportunityContact } from './opportunityContact'
import { amountOf, opportunityLine } from './opportunityLine'

/** What lines of products come to; null where an opportunity has none. */
async function sumOfLines(ctx: Ctx, id: string): Promise<number | null> {
  const [found] = await ctx.db.query<{ sum: number | null }>(
    sql`select sum(amount)::int8 as sum from opportunity_lines where opportunity_id = ${id} and deleted_at is null`,
  )
  return found!.sum === null ? null : Number(found!.sum)
}

/** What keeps what belongs to an opportunity whole, and the opportunity in step with it. */
export const parts = [
  reaction(opportunityContact, ['create', 'update', 'restore'], async (ctx, row) => {
    if (row.influence !== null && (row.influence < 1 || row.influence > 5))
      throw invalid('influence', 'opportunity.influence')
    if (await twice(ctx, 'opportunity_contacts', 'contact_id', row, row.contact))
      throw invalid('contact', 'opportunity.contactTwice')
  }),
  reaction(opportunityCompetitor, ['create', 'update', 'restore'], async (ctx, row) => {
    if (await twice(ctx, 'opportunity_competitors', 'competitor_id', row, row.competitor))
      throw invalid('competitor', 'opportunity.competitorTwice')
    const [self] = await ctx.db.query(
      sql`select 1 from opportunities where id = ${row.opportunity} and account_id = ${row.competitor}`,
    )
    if (self) throw invalid('competitor', 'opportunity.competitorSelf')
  }),
  reaction(opportunityLine, ['create', 'update', 'delete', 'restore'], async (ctx, row) => {
    if (row.discount !== null && row.discount > 100) throw invalid('discount', 'opportunity.discount')
    await ctx.db.query(
      sql`update opportunity_lines set amount = ${amountOf(row)} where id = ${row.id} and tenant_id = ${ctx.tenant}`,
    )
    await sumUp(ctx, row.opportunity)
  }),
  reaction(
    opportunity,
    ['update'],
    async (ctx, after, before) => {
      if (after.amount === before?.amount) return
      const sum = await sumOfLines(ctx, after.id)
      if (sum !== null && sum !== after.amount) throw invalid('amount', 'opportunity.amountOfLines')
    },
    async () => {},
  ),
]

async function twice(
  ctx: Ctx,
  table: string,
  column: string,
  row: { id: string; opportunity: string },
  value: string,
): Promise<boolean> {
  const [found] = await ctx.db.query(sql`select 1 from ${raw(table)} where opportunity_id = ${row.opportunity}
    and ${raw(column)} = ${value} and id <> ${row.id} and deleted_at is null`)
  return !!found
}

/** The amount of an opportunity is what its lines come to; without any it stays as somebody estimated it. */
async function sumUp(ctx: Ctx, id: string): Promise<void> {
  const sum = await sumOfLines(ctx, id)
  if (sum === null) return
  const [found] = await ctx.db.query<{ row: Row<typeof opportunity> }>(
    sql`select ${rowSql(opportunity)} as row from opportunities t where t.id = ${id} and t.deleted_at is null for update`,
  )
  if (found) await change(ctx, opportunity, found.row, { amount: sum })
}
