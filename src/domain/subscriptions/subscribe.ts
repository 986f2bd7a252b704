import { act } from '../../core/acts/act'
import { Refusal, refuse } from '../../core/acts/refusal'
import { raw, sql } from '../../core/db/statement'
import { isId, type Label, listOf, type Row, structure } from '../../core/entity'
import { isObject } from '../../core/records/parse'
import { rowSql } from '../../core/records/row'
import { create, remove, update } from '../../core/records/write'
import { order } from '../orders'
import { subscription } from './subscription'

const LINES_MAX = 500

const checkLines = listOf(isObject, LINES_MAX, 'field.notStructure')

/**
 * Writes all the titles and addresses of an order in one go; those that are not named any more go. What is wrong with one is told as
 * `lines.2.address`, counted from 0.
 */
export const subscribe = act(order, 'subscribe', {
  label: ['填征订地址', 'Enter subscriptions'],
  icon: 'mailbox',
  input: {
    lines: structure<Record<string, unknown>[], { label: Label; required: true; check: typeof checkLines }>({
      label: ['征订明细', 'Subscriptions'],
      required: true,
      check: checkLines,
    }),
  },
  allow: (_ctx, row) => (row.status === 'cancelled' ? refuse('subscription.orderOver') : null),
  async run(ctx, row, { lines }) {
    const standing = new Map(
      (
        await ctx.db.query<{ row: Row<typeof subscription> }>(
          sql`select ${rowSql(subscription)} as row from ${raw(subscription.table)} t where t.order_id = ${row.id} and t.deleted_at is null`,
        )
      ).map(one => [one.row.id, one.row]),
    )
    const kept = new Set(lines.map(line => line.id).filter(isId))
    for (const one of standing.values()) if (!kept.has(one.id)) await remove(ctx, subscription, one)
    for (const [i, { id, ...line }] of lines.entries())
      await named(i, async () => {
        if (id === undefined || id === null) await create(ctx, subscription, { ...line, order: row.id })
        else if (isId(id) && standing.has(id)) await update(ctx, subscription, id, line)
        else throw new Refusal('subscription.foreignLine', {}, 422)
      })
  },
})

/** Says of what is refused in which line it is. */
async function named(line: number, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown
    const errors = thrown.errors.length
      ? thrown.errors
      : [{ field: 'recipient', code: thrown.code, params: thrown.params }]
    throw new Refusal(
      'record.invalid',
      { count: errors.length },
      thrown.status,
      errors.map(error => ({ ...error, field: `lines.${line}.${error.field}` })),
    )
  }
}
