import { act, type Reaction, reaction } from '../../core/acts/act'
import { refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import type { Entity } from '../../core/entity'
import { change } from '../../core/records/write'
import { duplicatePair } from './duplicatePair'

const decided = (ctx: Ctx, status: string) => ({
  status,
  decidedBy: ctx.user.system ? null : ctx.user.id,
  decidedAt: ctx.now.toISOString(),
})

/** They are two: the pair never comes up again. */
export const keepApart = act(duplicatePair, 'keepApart', {
  label: ['不是同一个', 'Not the same'],
  icon: 'split',
  batch: true,
  undo: 'askAgain',
  allow: (_ctx, row) => (row.status === 'open' ? null : refuse('pair.decided')),
  async run(ctx, row) {
    await change(ctx, duplicatePair, row, decided(ctx, 'different'), 'keepApart')
  },
})

export const askAgain = act(duplicatePair, 'askAgain', {
  label: ['重新判断', 'Decide again'],
  icon: 'undo-2',
  batch: true,
  allow: (_ctx, row) => (row.status === 'different' ? null : refuse('pair.notApart')),
  async run(ctx, row) {
    await change(ctx, duplicatePair, row, { status: 'open', decidedBy: null, decidedAt: null }, 'askAgain')
  },
})

/** A merge decides the pair of the two; its undoing opens it again, and a record in the bin takes its pairs out of the list. */
export const follow = (entity: Entity<any>): Reaction =>
  reaction(entity, ['delete', 'restore'], async (ctx, row: { id: string }) => {
    await ctx.db.query(sql`update duplicate_pairs p set status = case
        when p.about_id = p.other_id then 'merged'
        when exists (select 1 from merged_records m where m.record_id::text in (p.about_id, p.other_id)) then 'merged'
        else 'open' end,
        decided_by_id = ${ctx.user.system ? null : ctx.user.id}, decided_at = ${ctx.now.toISOString()}
      where p.tenant_id = ${ctx.tenant} and p.status in ('open', 'merged') and p.about_object = ${entity.name}
        and (p.about_id = p.other_id or ${row.id} in (p.about_id, p.other_id) or p.status = 'merged')`)
  })
