import { act } from '../../core/acts/act'
import { forbidden, Refusal } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import { flag, isId, type Label, listOf, type Row, ref, structure } from '../../core/entity'
import { isObject } from '../../core/records/parse'
import { load, rowSql } from '../../core/records/row'
import { checkVersion, create, remove, update } from '../../core/records/write'
import { claiming } from './claiming'
import { expenseClaim } from './expenseClaim'
import { expenseLine } from './expenseLine'
import { worked } from './worked'

type Line = Row<typeof expenseLine>

export const LINES_MAX = 200

const checkLines = listOf(isObject, LINES_MAX, 'field.notStructure')

/**
 * Writes a claim with all its lines in one go, as the page that people fill in does; lines that are not named any more go, unless no
 * lines are given at all. What is
 * wrong with a line is told as `lines.2.amount`, counted from 0.
 */
export const saveClaim = act(expenseClaim, 'save', {
  label: ['填报销单', 'Fill in a claim'],
  icon: 'receipt-text',
  on: 'object',
  draft: true,
  input: {
    claim: ref('expenseClaim', { label: ['报销单', 'Expense claim'] }),
    lines: structure<Record<string, unknown>[], { label: Label; check: typeof checkLines }>({
      label: ['明细', 'Lines'],
      check: checkLines,
    }),
    submit: flag({ label: ['提交审批', 'Submit'], default: false }),
  },
  async run(ctx, _, input) {
    const { claim, lines, submit, draft } = input as typeof input & { draft: Record<string, unknown> }
    const { version, ...head } = draft
    const written = claim
      ? await mended(ctx, claim, head, typeof version === 'number' ? version : undefined)
      : await create(ctx, expenseClaim, head)
    if (lines !== undefined) await writeLines(ctx, written.id, lines ?? [])
    const row = await load(ctx, expenseClaim, written.id, 'update', true)
    if (submit) await claiming.submit(ctx, row)
    return row
  },
})

async function mended(ctx: Ctx, id: string, head: Record<string, unknown>, version: number | undefined) {
  const row = await load(ctx, expenseClaim, id, 'update', true)
  await checkVersion(ctx, expenseClaim, row, version)
  return Object.keys(head).length ? update(ctx, expenseClaim, id, head) : row
}

async function writeLines(ctx: Ctx, claim: string, lines: readonly Record<string, unknown>[]): Promise<void> {
  const standing = new Map(
    (
      await ctx.db.query<{ row: Line }>(
        sql`select ${rowSql(expenseLine)} as row from ${raw(expenseLine.table)} t where t.claim_id = ${claim} and t.deleted_at is null`,
      )
    ).map(({ row }) => [row.id, row]),
  )
  const kept = new Set(lines.map(line => line.id).filter(isId))
  if (standing.size > 0 && ctx.user.rights(expenseLine.name).update === 'none' && !ctx.user.system) throw forbidden()
  // What goes makes room first: an invoice may move from one line to another.
  for (const row of standing.values()) if (!kept.has(row.id)) await remove(ctx, expenseLine, row)
  for (const [i, { id, ...line }] of lines.entries())
    await named(i, async () => {
      if (id === undefined || id === null) await create(ctx, expenseLine, worked({ ...line, claim }))
      else if (isId(id) && standing.has(id)) await update(ctx, expenseLine, id, worked(line))
      else throw new Refusal('expense.foreignLine', {}, 422)
    })
}

/** Says of what is refused in which line it is. */
async function named(line: number, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown
    const errors = thrown.errors.length ? thrown.errors : [{ field: 'day', code: thrown.code, params: thrown.params }]
    throw new Refusal(
      'record.invalid',
      { count: errors.length },
      thrown.status,
      errors.map(error => ({ ...error, field: `lines.${line}.${error.field}` })),
    )
  }
}
