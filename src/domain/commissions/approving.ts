import { today } from '../../core/access/me'
import { act } from '../../core/acts/act'
import { type Refusal, refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { date, type Row } from '../../core/entity'
import { change, insert } from '../../core/records/write'
import { approvable, approvalFlow, type Steps } from '../approvals'
import { notify } from '../together'
import { commissionStatement } from './commissionStatement'
import { monthOf } from './months'
import { amountText } from './sentence'

type Statement = Row<typeof commissionStatement>

const steps: Steps = [
  {
    kind: 'decide',
    id: 'manager',
    name: '主管确认',
    mode: 'any',
    when: { field: 'manager', op: 'notNull' },
    approvers: [{ by: 'field', field: 'manager' }],
  },
  {
    kind: 'decide',
    id: 'finance',
    name: '财务复核',
    mode: 'any',
    approvers: [{ by: 'role', role: 'group-management', within: 'company' }],
  },
]

/** How a new company agrees to commission; an administrator redraws it. */
export const setUpFlow = (ctx: Ctx) =>
  insert(ctx, approvalFlow, {
    name: '提成发放',
    object: commissionStatement.name,
    purpose: 'submit',
    steps,
    days: 3,
    active: true,
    position: 0,
  })

async function ready(ctx: Ctx, statement: Statement): Promise<Refusal | null> {
  if (statement.paidOn) return refuse('commission.paid')
  if (statement.period >= monthOf(ctx.now)) return refuse('commission.running', { month: statement.period })
  const [line] = await ctx.db.query(
    sql`select 1 from commission_lines where statement_id = ${statement.id} and deleted_at is null limit 1`,
  )
  return line ? null : refuse('commission.empty')
}

/** A statement is put to its person's manager and then to finance once its month is over. Who agrees last agrees to the figure of the day it was submitted. */
const asked = approvable(commissionStatement, {
  label: ['提成单', 'Commission statement'],
  title: (_ctx, row) => `${row.period} · ${amountText(row.total!, row.currency ?? 'CNY')}`,
  withoutFlow: 'approve',
  async onSubmitted(ctx, row) {
    await change(ctx, commissionStatement, row, { submittedTotal: row.total })
  },
  async onApproved(ctx, row, request) {
    if (!request) {
      await change(ctx, commissionStatement, row, { approval: 'approved', submittedTotal: row.total })
      return
    }
    if (row.submittedTotal !== row.total)
      throw refuse('commission.changedSince', {
        before: amountText(row.submittedTotal ?? 0, row.currency ?? 'CNY'),
        now: amountText(row.total!, row.currency ?? 'CNY'),
      })
  },
})

const submit = asked.acts[0]!
export const approving = {
  ...asked,
  acts: [
    {
      ...submit,
      batch: true,
      async allow(ctx: Ctx, row: Statement) {
        return (await ready(ctx, row)) ?? (await submit.allow?.(ctx, row)) ?? null
      },
    },
  ],
}

/** Notes that a statement was paid out: from then on it stays as it is, and what changes comes into a later one. */
export const pay = act(commissionStatement, 'pay', {
  label: ['登记发放', 'Note payment'],
  icon: 'banknote',
  batch: true,
  offer: { field: 'paidOn', op: 'isNull' },
  input: { paidOn: date({ label: ['发放日期', 'Paid on'], hint: ['不填为今天', 'Today unless given'] }) },
  allow: (_ctx, row) =>
    row.paidOn ? refuse('commission.paid') : row.approval === 'approved' ? null : refuse('commission.notApproved'),
  async run(ctx, row, { paidOn }) {
    // A month that is being counted is not paid at the same time.
    await ctx.db.query(sql`select pg_advisory_xact_lock(hashtext(${`commission ${ctx.tenant}`}))`)
    const [now] = await ctx.db.query<{ approval: string }>(
      sql`select approval from commission_statements where id = ${row.id}`,
    )
    if (now?.approval !== 'approved') throw refuse('commission.notApproved')
    await change(
      ctx,
      commissionStatement,
      row,
      { paidOn: paidOn ?? today(ctx), paidBy: ctx.user.system ? null : ctx.user.id },
      'pay',
    )
    await notify(ctx, {
      to: [row.owner!],
      type: 'commission',
      title: row.period,
      aboutObject: commissionStatement.name,
      aboutId: row.id,
    })
  },
})
