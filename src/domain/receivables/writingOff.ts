import { today } from '../../core/access/me'
import { act } from '../../core/acts/act'
import { invalid, refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { isId, type Label, listOf, type Row, structure } from '../../core/entity'
import { isObject } from '../../core/records/parse'
import { change, create, insert } from '../../core/records/write'
import { approvable, approvalFlow, type Steps } from '../approvals'
import { itemsOf } from './open'
import { keepSums, lockAll } from './sums'
import { writeOff } from './writeOff'
import { writeOffLine } from './writeOffLine'

type WriteOff = Row<typeof writeOff>

const LINES_MAX = 500
interface Given {
  instalment: string
  amount?: number
}
const checkLines = listOf(
  one => isObject(one) && isId(one.instalment) && (one.amount === undefined || Number.isSafeInteger(one.amount)),
  LINES_MAX,
  'receivable.writeOffLines',
  1,
)

/** Proposes that some of what a customer owes be written off: some instalments wholly or in part, all that is overdue unless given. */
export const createWriteOff = act(writeOff, 'create', {
  label: ['申请核销', 'Propose a write-off'],
  icon: 'file-x',
  on: 'object',
  input: {
    lines: structure<Given[], { label: Label; hint: Label; check: typeof checkLines }>({
      label: ['核销明细', 'Lines'],
      hint: ['不填为全部逾期欠款', 'All that is overdue unless given'],
      check: checkLines,
    }),
  },
  async run(ctx, _, input) {
    const { lines, draft } = input as typeof input & { draft: Record<string, unknown> }
    const row = await create(ctx, writeOff, draft)
    const items = await itemsOf(ctx, [row.account])
    const now = today(ctx)
    const wanted: Given[] =
      lines ?? items.filter(item => item.dueOn !== null && item.dueOn < now).map(({ id }) => ({ instalment: id }))
    if (wanted.length === 0) throw refuse('receivable.nothingOverdue')
    const seen = new Set<string>()
    let amount = 0
    let currency: string | null = null
    for (const [i, line] of wanted.entries()) {
      const item = items.find(one => one.id === line.instalment)
      const wrong = (field: string, code: string, params: Record<string, string> = {}) =>
        invalid(`lines.${i}.${field}`, code, params)
      if (!item || seen.has(item.id)) throw wrong('instalment', 'field.noSuchRecord')
      seen.add(item.id)
      const part = line.amount ?? item.open
      if (part <= 0) throw wrong('amount', 'receivable.positive')
      if (part > item.open)
        throw wrong('amount', 'receivable.overOpen', { name: item.name, open: (item.open / 100).toFixed(2) })
      if (currency && currency !== item.currency) throw wrong('instalment', 'receivable.otherCurrency')
      currency = item.currency
      amount += part
      await insert(ctx, writeOffLine, { writeOff: row.id, instalment: item.id, name: item.name, amount: part })
    }
    return change(ctx, writeOff, row, { amount, currency })
  },
})

const linesOf = (ctx: Ctx, id: string) =>
  ctx.db.query<{ instalment: string; amount: number }>(
    sql`select instalment_id as instalment, amount from write_off_lines where write_off_id = ${id} and deleted_at is null`,
  )

/** What is decided on is written off at once; by then nothing more may be written off than is still open. */
export const writeOffApproval = approvable(writeOff, {
  label: ['坏账核销', 'Write-off'],
  title: (_ctx, row) => `${row.name} · ¥${(row.amount! / 100).toFixed(2)}`,
  locks: true,
  withoutFlow: 'refuse',
  async onApproved(ctx, row) {
    const lines = await linesOf(ctx, row.id)
    const ids = lines.map(line => line.instalment)
    await lockAll(ctx, { instalments: ids })
    const open = new Map(
      (
        await ctx.db.query<{ id: string; name: string; open: number }>(
          sql`select id, name, open_amount as open from instalments where id = any(${ids}::uuid[]) and status in ('open', 'partly') and deleted_at is null`,
        )
      ).map(one => [one.id, one]),
    )
    for (const { instalment, amount } of lines) {
      const left = open.get(instalment)
      if (!left || amount > left.open)
        throw refuse('receivable.paidMeanwhile', { name: left?.name ?? '', open: ((left?.open ?? 0) / 100).toFixed(2) })
    }
    await change(ctx, writeOff, row, { writtenOffOn: today(ctx) }, 'writeOff')
    await keepSums(ctx, { instalments: ids }, 'writeOff')
  },
})

const steps: Steps = [
  { kind: 'decide', id: 'manager', name: '主管审批', mode: 'any', approvers: [{ by: 'manager', level: 1 }] },
  {
    kind: 'decide',
    id: 'group',
    name: '集团审批',
    mode: 'any',
    approvers: [{ by: 'role', role: 'group-management', within: 'company' }],
  },
]
/** How a new company decides on bad debts; an administrator redraws it. */
export const setUpWriteOffs = (ctx: Ctx) =>
  insert(ctx, approvalFlow, {
    name: '坏账核销',
    object: writeOff.name,
    purpose: 'submit',
    steps,
    days: 5,
    active: true,
    position: 0,
  })

/** The customer pays after all: what was written off is owed again, and what comes in can be matched to it. */
export const revoke = act(writeOff, 'revoke', {
  label: ['撤销核销', 'Take back'],
  icon: 'undo-2',
  allow: (_ctx, row: WriteOff) =>
    row.writtenOffOn && !row.revokedOn
      ? null
      : refuse(row.revokedOn ? 'receivable.revoked' : 'receivable.notWrittenOff'),
  async run(ctx, row) {
    const ids = (await linesOf(ctx, row.id)).map(line => line.instalment)
    await lockAll(ctx, { instalments: ids })
    await change(ctx, writeOff, row, { revokedOn: today(ctx) }, 'revoke')
    await keepSums(ctx, { instalments: ids }, 'revoke')
  },
})
