import { v7 as uuid } from 'uuid'
import type { Ctx } from '../../core/ctx'
import { name as quoted, raw, sql } from '../../core/db/statement'
import { columnOf, type Entity } from '../../core/entity'
import type { Other } from '../../core/matching/distinct'

interface Facts {
  object: string
  id: string
  name: string
  owner: string | null
  board: string | null
}

/** Keeps that a new record is another than some it looks like, with who said so and why: no run brings the two up again. */
export async function keepDistinct(ctx: Ctx, entity: Entity, id: string, others: readonly Other[]): Promise<void> {
  const mine = await factsOf(ctx, entity, id)
  const now = ctx.now.toISOString()
  const by = ctx.user.system ? null : ctx.user.id
  for (const { object, id: other, score, reasons, reason } of others) {
    const theirs = await factsOf(ctx, ctx.words.entity(object), other)
    if (!mine || !theirs) continue
    const [one, two] = mine.id < theirs.id ? [mine, theirs] : [theirs, mine]
    await ctx.db.query(sql`
      insert into duplicate_pairs (tenant_id, id, about_object, about_id, about_name, other_object, other_id, other_name, key, score, reasons, status, reason,
        decided_by_id, decided_at, owner_id, board_id, created_at, created_by, updated_at, updated_by)
      values (${ctx.tenant}, ${uuid()}, ${one.object}, ${one.id}, ${one.name}, ${two.object}, ${two.id}, ${two.name}, ${`${one.id} ${two.id}`}, ${score},
        ${reasons.slice(0, 300)}, 'different', ${reason}, ${by}, ${now}, ${one.owner === two.owner ? one.owner : null},
        ${one.board === two.board ? one.board : null}, ${now}, ${by}, ${now}, ${by})
      on conflict (tenant_id, key) where deleted_at is null do nothing`)
  }
}

async function factsOf(ctx: Ctx, entity: Entity, id: string): Promise<Facts | undefined> {
  const title = quoted(columnOf(entity.title, entity.fields[entity.title]!))
  const [found] = await ctx.db.query<Facts>(sql`
    select ${entity.name} as object, t.id, left(t.${title}::text, 500) as name, ${raw(entity.owned ? 't.owner_id as owner, t.board_id as board' : 'null as owner, null as board')}
    from ${raw(entity.table)} t where t.id = ${id} and t.deleted_at is null`)
  return found
}
