import { act } from '../../core/acts/act'
import { invalid, refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import { type Entity, isId } from '../../core/entity'
import { duplicateOf, duplicates } from '../../core/matching/duplicates'
import { change, create } from '../../core/records/write'
import { collisionRequest } from './collisionRequest'
import { deciderFor } from './deciders'
import { ruling } from './ruling'

/** A customer found by its name is meant when it is at least so likely the same. */
const SURE = 0.75

/**
 * Asks about a customer that a colleague has: the one that the duplicate check named (`aboutObject`, `aboutId`), or else the one
 * that `name` finds. It goes to the managers of both sides at once.
 */
export const createCollisionRequest = act(collisionRequest, 'create', {
  label: ['新建撞单申请', 'New collision request'],
  on: 'object',
  async run(ctx, _, input) {
    const { draft } = input as unknown as { draft: Record<string, unknown> }
    const { entity, id } = await meant(ctx, draft)
    const theirs = await stateOf(ctx, entity, id)
    if (!theirs) throw refuse('collision.none', { name: String(draft.name ?? '').slice(0, 60) })
    if (theirs.owner === ctx.user.id) throw refuse('collision.own')
    const [already] =
      await ctx.db.query(sql`select 1 from collision_requests where about_object = ${entity.name} and about_id = ${id}
      and owner_id = ${ctx.user.id} and approval = 'running' and deleted_at is null`)
    if (already) throw refuse('collision.pending')
    const shown = await duplicateOf(ctx, entity, id, { ...draft, [entity.title]: draft.name })
    const written = await create(ctx, collisionRequest, { ...draft, aboutObject: entity.name, aboutId: id })
    const complete = await change(
      ctx,
      collisionRequest,
      written,
      {
        found: [shown.name, shown.hint].filter(Boolean).join(' · '),
        likeness: shown.reasons.join('、') || null,
        theirBoard: theirs.board,
        ownDecider: await deciderFor(ctx, ctx.user.id, ctx.user.board),
        theirDecider: await deciderFor(ctx, theirs.owner, theirs.board),
      },
      'create',
    )
    await ruling.submit(ctx, complete)
    return complete
  },
})

/** Which record is meant. @throws when the name finds none that a colleague has */
async function meant(ctx: Ctx, draft: Record<string, unknown>): Promise<{ entity: Entity; id: string }> {
  if (draft.aboutId !== undefined && draft.aboutId !== null) {
    const entity = ctx.words.findEntity(String(draft.aboutObject ?? ''))
    if (!entity?.match || !entity.owned) throw invalid('aboutObject', 'collision.notCustomer')
    if (!isId(draft.aboutId)) throw invalid('aboutId', 'field.notId')
    return { entity, id: draft.aboutId.toLowerCase() }
  }
  const name = typeof draft.name === 'string' ? draft.name : ''
  const found = (await duplicates(ctx, ctx.words.entity('account'), { name })).filter(one => one.score >= SURE)
  const other = found.find(one => one.masked)
  if (other) return { entity: ctx.words.entity(other.object), id: other.id }
  throw found[0]
    ? refuse('collision.visible', { name: found[0].name })
    : refuse('collision.none', { name: name.slice(0, 60) })
}

async function stateOf(
  ctx: Ctx,
  entity: Entity,
  id: string,
): Promise<{ owner: string | null; board: string } | undefined> {
  const [found] = await ctx.db.query<{ owner: string | null; board: string }>(
    sql`select owner_id as owner, board_id as board from ${raw(entity.table)} where id = ${id} and deleted_at is null`,
  )
  return found
}
