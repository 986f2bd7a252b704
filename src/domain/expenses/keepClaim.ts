import { today } from '../../core/access/me'
import { reaction } from '../../core/acts/act'
import { forbidden, invalid, refuse, refuseInvalid } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import type { Entity, Field, Row } from '../../core/entity'
import { load, sameValue } from '../../core/records/row'
import { expenseClaim } from './expenseClaim'
import { expenseLine } from './expenseLine'
import { expenseRule } from './expenseRule'
import { halfForeign } from './worked'

type Line = Row<typeof expenseLine>
type Claim = Row<typeof expenseClaim>

/** A claim that nobody has to decide on, and that nobody has agreed to. */
const OPEN = new Set(['draft', 'returned', 'rejected', 'withdrawn'])

/** Lines are written while their claim is open, by whoever may change it; its period and total follow them. */
export const keepClaim = reaction(
  expenseLine,
  ['create', 'update', 'delete', 'restore'],
  async (ctx, after, before) => {
    const deleted = after === before
    for (const claim of new Set([after.claim, ...(before ? [before.claim] : [])])) {
      const [standing] = await ctx.db.query<{ approval: string; deleted: boolean }>(
        sql`select approval, deleted_at is not null as deleted from expense_claims where id = ${claim} for update`,
      )
      // What goes into the bin with its claim leaves nothing to keep.
      if (!standing || standing.deleted) continue
      await load(ctx, expenseClaim, claim, 'update')
      if (!OPEN.has(standing.approval)) throw refuse('expense.locked')
      if (!deleted && claim === after.claim) await check(ctx, after)
      await ctx.db.query(sql`
      update expense_claims c set total = s.total, starts_on = s.starts_on, ends_on = s.ends_on, version = c.version + 1,
        updated_at = greatest(${ctx.now.toISOString()}::timestamptz, c.updated_at + interval '1 ms')
      from (select coalesce(sum(amount), 0) as total, min(day) as starts_on, max(day) as ends_on from expense_lines
        where claim_id = ${claim} and deleted_at is null) s
      where c.id = ${claim} and c.tenant_id = ${ctx.tenant}`)
    }
  },
)

/** @throws what is wrong with a line by itself, or that its invoice has been claimed before */
async function check(ctx: Ctx, line: Line): Promise<void> {
  refuseInvalid([
    ...(line.amount > 0 ? [] : [{ field: 'amount', code: 'expense.positive' }]),
    ...(line.day > today(ctx) ? [{ field: 'day', code: 'expense.future' }] : []),
    ...(halfForeign(line as never) ? [{ field: 'foreignAmount', code: 'expense.foreign' }] : []),
  ])
  const { invoiceNumber } = line
  if (!invoiceNumber) return
  // Two people who claim the same invoice at once wait for each other here.
  await ctx.db.query(sql`select pg_advisory_xact_lock(hashtext(${`invoice ${ctx.tenant} ${invoiceNumber}`}))`)
  const [used] = await ctx.db.query<{ code: string }>(sql`
    select c.code from expense_lines l join expense_claims c on c.id = l.claim_id
    where l.invoice_number = ${invoiceNumber} and l.deleted_at is null and l.claim_id <> ${line.claim} limit 1`)
  if (used) throw invalid('invoiceNumber', 'expense.invoiceUsed', { number: invoiceNumber, claim: used.code })
}

/** What has been agreed to stays as it was agreed to. */
export const agreed = reaction(expenseClaim, ['update', 'delete'], async (_ctx, after, before) => {
  if (before?.approval !== 'approved') return
  const changed = (name: string) =>
    !sameValue(expenseClaim as Entity<any>, name, after[name as keyof Claim], before[name as keyof Claim])
  const typed = Object.entries<Field<any>>(expenseClaim.fields).filter(([, field]) => !field.readOnly && !field.system)
  if (after === before || typed.some(([name]) => changed(name))) throw refuse('expense.approved')
})

/** Whoever may not change the rules of all boards changes those of the own. */
export const ownRules = reaction(expenseRule, ['create', 'update', 'delete', 'restore'], async (ctx, after, before) => {
  for (const rule of before ? [before, after] : [after])
    if (!ctx.user.system && ctx.user.rights(expenseRule.name).update !== 'all' && rule.board !== ctx.user.board)
      throw forbidden('expense.otherBoard')
})
