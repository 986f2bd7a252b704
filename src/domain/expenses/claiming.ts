import { refuse, refuseInvalid } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import type { Row } from '../../core/entity'
import { rowSql } from '../../core/records/row'
import { change } from '../../core/records/write'
import { approvable } from '../approvals'
import { expenseClaim } from './expenseClaim'
import { expenseLine } from './expenseLine'
import { faultsOf } from './limits'

type Claim = Row<typeof expenseClaim>
type Line = Row<typeof expenseLine>

/** Claims are put to a decision once the company's rules have nothing against them, or what they have is explained. */
export const claiming = approvable(expenseClaim, {
  label: ['报销单', 'Expense claim'],
  title: (_ctx, claim) =>
    `${claim.purpose} · ¥${(claim.total! / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })}`,
  locks: true,
  withoutFlow: 'approve',
  onSubmitted: (ctx, claim) => checkClaim(ctx, claim),
  async onApproved(ctx, claim, request) {
    if (request) return
    // Where nobody has to agree the rules still hold.
    await checkClaim(ctx, claim)
    await change(ctx, expenseClaim, claim, { approval: 'approved' })
  },
})

export const linesOf = async (ctx: Ctx, claim: string): Promise<Line[]> =>
  (
    await ctx.db.query<{ row: Line }>(sql`
      select ${rowSql(expenseLine)} as row from ${raw(expenseLine.table)} t
      where t.claim_id = ${claim} and t.deleted_at is null order by t.id`)
  ).map(({ row }) => row)

/** @throws what the rules have against the claim's lines, each named by its place */
async function checkClaim(ctx: Ctx, claim: Claim): Promise<void> {
  const lines = await linesOf(ctx, claim.id)
  if (lines.length === 0) throw refuse('expense.empty')
  const faults = await faultsOf(ctx, { id: claim.owner!, board: claim.board! }, claim.id, lines)
  const errors = faults.flatMap(({ line, field, strict, message }) => {
    const at = `lines.${line}.${field}`
    if (strict) return [{ field: at, code: 'expense.against', params: { fault: message } }]
    return lines[line]!.note?.trim()
      ? []
      : [{ field: `lines.${line}.note`, code: 'expense.explain', params: { fault: message } }]
  })
  refuseInvalid(errors)
}
