import { act } from '../../core/acts/act'
import { forbidden, invalid } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { isId, listOf, type Row, structure } from '../../core/entity'
import { checkReferences, isObject, parseDraft } from '../../core/records/parse'
import { rowSql, sameValue } from '../../core/records/row'
import { change, insert, remove } from '../../core/records/write'
import { administers, mayManage } from './boundaries'
import { pool } from './pool'
import { poolRule } from './poolRule'

type Rule = Row<typeof poolRule>
const RULES_MAX = 50
/** Who administers a pool is decided by whoever manages those of the board. */
const NOT_THEIRS = ['administrators', 'board', 'object']

/**
 * A pool and its rules of recycling, as one settles them together: fields as in any change, and in `rules` all rules in their order;
 * one without `id` is new, one that is not named goes. For whoever manages the board's pools, and for the pool's own administrators.
 */
export const keepPool = act(pool, 'keep', {
  label: ['修改公海规则', 'Change the pool'],
  icon: 'sliders-horizontal',
  needs: 'read',
  draft: true,
  screen: '/settings/pools?pool={id}',
  input: {
    rules: structure<Record<string, unknown>[]>({
      label: ['收回规则', 'Recycling rules'],
      check: listOf(isObject, RULES_MAX, 'pool.rules'),
    }),
  },
  allow: (ctx, row) => (manages(ctx, row) || administers(ctx, row.id) ? null : forbidden('pool.notYours')),
  async run(ctx, row, input) {
    const declared = ctx.words.entity(pool.name)
    const { rules, draft } = input as { rules: Record<string, unknown>[] | null; draft: Record<string, unknown> }
    if (!manages(ctx, row) && NOT_THEIRS.some(field => field in draft)) throw forbidden('pool.notYours')
    const patch = parseDraft(ctx, declared, draft, false, true)
    const changed = Object.fromEntries(
      Object.entries(patch).filter(
        ([field, value]) => !sameValue(declared, field, value, row[field as keyof typeof row]),
      ),
    )
    await checkReferences(ctx, pool.fields, changed)
    if (Object.keys(changed).length > 0) await change(ctx, pool, row, changed, 'update')
    if (rules) await settleRules(ctx, row.id, rules)
  },
})

const manages = (ctx: Ctx, row: Row<typeof pool>) =>
  ctx.user.system || (ctx.user.rights(pool.name).update !== 'none' && mayManage(ctx, row))

async function settleRules(ctx: Ctx, poolId: string, given: readonly Record<string, unknown>[]): Promise<void> {
  const declared = ctx.words.entity(poolRule.name)
  const there = await ctx.db.query<{ row: Rule }>(
    sql`select ${rowSql(poolRule)} as row from pool_rules t where t.pool_id = ${poolId} and t.deleted_at is null for update`,
  )
  const old = new Map(there.map(({ row }) => [row.id, row]))
  for (const [i, { id, version: _, ...fields }] of given.entries()) {
    const before = isId(id) ? old.get(id.toLowerCase()) : undefined
    if (id !== undefined && !before) throw invalid('rules', 'field.noSuchRecord')
    const draft = parseDraft(ctx, declared, { ...fields, pool: poolId, position: i + 1 }, !before, true)
    if (!before) {
      await insert(ctx, poolRule, draft)
      continue
    }
    old.delete(before.id)
    const changed = Object.fromEntries(
      Object.entries(draft).filter(([field, value]) => !sameValue(declared, field, value, before[field as keyof Rule])),
    )
    if (Object.keys(changed).length > 0) await change(ctx, poolRule, before, changed, 'update')
  }
  for (const gone of old.values()) await remove(ctx, poolRule, gone)
}
