import { refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import { columnOf, type Entity } from '../../core/entity'
import { insert } from '../../core/records/write'
import { type Approvable, approvable, approvalFlow, type Steps } from '../approvals'
import { quote } from './quote'

/** How documents with priced lines are put to a decision: as drafts, with lines that all have a price; locked while it is being decided. */
export function priceDecision<E extends Entity<any>>(
  entity: E,
  line: string,
  options: Pick<Approvable<E>, 'label' | 'onApproved'>,
): ReturnType<typeof approvable<E>> {
  const declared = approvable(entity, {
    ...options,
    title: (_ctx, row: any) =>
      `${row.name} · ${row.currency ?? 'CNY'} ${(Number(row.gross) / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })}`,
    locks: true,
    withoutFlow: 'refuse',
    onSubmitted: (ctx, row) => checkComplete(ctx, entity, line, row.id),
  })
  return {
    ...declared,
    acts: declared.acts.map(one => ({
      ...one,
      allow: async (ctx, row: any) =>
        row.status === 'draft' ? ((await one.allow?.(ctx, row)) ?? null) : refuse(`${entity.name}.notDraft`),
    })),
  }
}

/** @throws what keeps a document from going out: no lines, or lines without a price */
export async function checkComplete(ctx: Ctx, entity: Entity<any>, line: string, id: string): Promise<void> {
  const lines = ctx.words.entity(line)
  const [found] = await ctx.db.query<{ n: number; open: number; first: string | null }>(sql`
    select count(*)::int as n, count(*) filter (where t.unit_price is null)::int as open,
      (array_agg(t.name order by t.position) filter (where t.unit_price is null))[1] as first
    from ${raw(lines.table)} t where ${raw(`t.${columnOf(entity.name, lines.fields[entity.name]!)}`)} = ${id} and t.deleted_at is null`)
  if (found!.n === 0) throw refuse('lines.none')
  if (found!.open > 0) throw refuse('lines.unpriced', { count: found!.open, name: found!.first ?? '' })
}

export const quoting = priceDecision(quote, 'quoteLine', { label: ['报价审批', 'Quote approval'] })

const decide = (id: string, name: string, approvers: unknown) => ({ kind: 'decide', id, name, mode: 'any', approvers })

/** From this discount on the head of the board looks too, in per cent. */
const SECOND_LOOK_FROM = 10

/** How a new company decides on prices made by hand: the direct superior what is small, the board's head too what is large or below the floor. */
export async function setUpPriceDecision(ctx: Ctx, entity: Entity<any>, label: string): Promise<void> {
  const manager = decide('manager', '直接上级审批', [{ by: 'manager', level: 1 }])
  const head = decide('head', '版块负责人审批', [{ by: 'role', role: 'board-head', within: 'board' }])
  const flow = (name: string, steps: unknown[], position: number, condition: unknown) =>
    insert(ctx, approvalFlow, {
      name,
      object: entity.name,
      purpose: 'submit',
      condition,
      steps: steps as Steps,
      days: 2,
      active: true,
      position,
    })
  await flow(`${label}：让利超过 ${SECOND_LOOK_FROM}% 或低于最低价`, [manager, head], 0, {
    or: [
      { field: 'largestDiscount', op: 'gt', value: SECOND_LOOK_FROM },
      { field: 'belowFloor', op: 'eq', value: true },
    ],
  })
  await flow(`${label}：手工定价`, [manager], 1, null)
}
