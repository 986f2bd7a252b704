import { refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { literal, raw, sql } from '../../core/db/statement'
import type { Entity, Row } from '../../core/entity'
import { note } from '../../core/records/journal'
import { rowSql } from '../../core/records/row'
import { change, titleOf } from '../../core/records/write'
import { approvable } from '../approvals'
import { notify } from '../together'
import { collisionRequest } from './collisionRequest'

type Asked = Row<typeof collisionRequest>

/** Joining and transfers are decided by the managers of both sides, appeals by the group; what was asked for is then done. */
export const ruling = approvable(collisionRequest, {
  label: ['撞单申请', 'Collision request'],
  locks: true,
  withoutFlow: 'refuse',
  async onSubmitted(ctx, asked) {
    const { entity, record } = await recordOf(ctx, asked)
    if (record.owner) await tell(ctx, asked, entity, record, record.owner)
  },
  async onApproved(ctx, asked) {
    const { entity, record } = await recordOf(ctx, asked)
    const asker = asked.owner!
    if (asked.kind === 'join') await letIn(ctx, entity, record, asker)
    else if (record.owner !== asker) await change(ctx, entity, record as never, { owner: asker }, asked.kind)
    await change(ctx, collisionRequest, asked, { doneAt: ctx.now.toISOString() })
  },
  async onRejected(ctx, asked) {
    await change(ctx, collisionRequest, asked, { doneAt: ctx.now.toISOString() })
  },
})

async function recordOf(ctx: Ctx, asked: Asked): Promise<{ entity: Entity; record: Record<string, any> }> {
  const entity = ctx.words.entity(asked.aboutObject!)
  const [found] = await ctx.db.query<{ row: Record<string, any> }>(sql`
    select ${rowSql(entity)} as row from ${raw(entity.table)} t where t.id = ${asked.aboutId}::uuid and t.deleted_at is null for update`)
  if (!found) throw refuse('collision.gone')
  return { entity, record: found.row }
}

/** Whoever joins reads and edits the record from now on, in whatever board they are. */
async function letIn(ctx: Ctx, entity: Entity, record: Record<string, any>, person: string): Promise<void> {
  const [joined] = await ctx.db.query<{ name: string }>(sql`
    with shared as (insert into shares (tenant_id, object, record_id, user_id, level, sort_at, created_by)
      values (${ctx.tenant}, ${literal(entity.name)}, ${record.id}, ${person}, 'edit', ${record.updatedAt}, ${ctx.user.system ? null : ctx.user.id})
      on conflict (tenant_id, object, record_id, user_id) do update set level = 'edit')
    select name from users where id = ${person}`)
  await note(ctx, entity.name, record.id, {
    act: 'share',
    title: titleOf(entity, record),
    changes: { sharedWith: [null, `${joined?.name}:edit`] },
    board: record.board,
    owner: record.owner,
  })
}

const tell = (ctx: Ctx, asked: Asked, entity: Entity, record: Record<string, any>, owner: string) =>
  notify(ctx, {
    to: [owner],
    type: 'collision',
    title: titleOf(entity, record) ?? asked.name,
    text: asked.reason,
    aboutObject: entity.name,
    aboutId: record.id,
  })
