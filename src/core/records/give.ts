import type { Given } from '../acts/act'
import type { Ctx } from '../ctx'
import { literal, name as quoted, raw, sql } from '../db/statement'
import { columnOf, type Entity } from '../entity'
import { isSearched } from '../search/document'
import { moveScopes } from '../search/rescope'
import type { Values } from './parse'
import { rowSql } from './row'
import { belongings, titleOf } from './write'

/** A record and who is to own it. */
export interface Gift {
  id: string
  to: string
}

/**
 * Gives records of one object that `from` owns to others, in a handful of statements however many there are: owner, board and
 * history of each, what belongs to them, the search documents, and what slices do when a record changes hands. When a record was
 * last changed stays as it is: nobody worked on it, and all of them would come up first in every list. For acts: rights were the
 * act's.
 * @param gifts at most some hundreds, in one transaction
 * @returns ids of those that were still `from`'s
 */
export async function giveMany(
  ctx: Ctx,
  entity: Entity<any>,
  from: string,
  gifts: readonly Gift[],
  act: string,
): Promise<string[]> {
  if (gifts.length === 0) return []
  const found = await ctx.db.query<{ row: Values }>(sql`select ${rowSql(entity)} as row from ${raw(entity.table)} t
    where t.id = any(${gifts.map(gift => gift.id)}::uuid[]) and t.owner_id = ${from} and t.deleted_at is null order by t.id for update`)
  const boards = await boardsOf(
    ctx,
    gifts.map(gift => gift.to),
  )
  const to = new Map(gifts.map(gift => [gift.id, gift.to]))
  const given = found.flatMap(({ row: before }): Given[] => {
    const owner = to.get(before.id)!
    const board = boards.get(owner)
    if (!board) return []
    return [{ before, after: { ...before, owner, board, version: before.version + 1 } }]
  })
  if (given.length === 0) return []
  await write(ctx, entity, given, act)
  const moved = given.filter(({ before, after }) => before.board !== after.board).map(({ after }) => after.id)
  // A record that moves to another board leaves behind whom it was shared with there.
  if (moved.length)
    await ctx.db.query(
      sql`delete from shares where object = ${literal(entity.name)} and record_id = any(${moved}::uuid[])`,
    )
  await moveScopes(ctx, entity, given)
  await follow(
    ctx,
    entity,
    given.map(({ after }) => after.id),
  )
  for (const reaction of ctx.program.reactions(entity.name)) {
    if (!reaction.to.includes('update')) continue
    if (reaction.many) await reaction.many(ctx, given, act)
    else for (const { before, after } of given) await reaction.run(ctx, after, before, act)
  }
  return given.map(({ after }) => after.id)
}

async function boardsOf(ctx: Ctx, people: readonly string[]): Promise<Map<string, string>> {
  const found = await ctx.db.query<{ id: string; board: string }>(
    sql`select id, board_id as board from users where id = any(${[...new Set(people)]}::uuid[]) and deleted_at is null`,
  )
  return new Map(found.map(({ id, board }) => [id, board]))
}

/** New owners and boards, with the entry that each leaves in the journal. */
async function write(ctx: Ctx, entity: Entity<any>, given: readonly Given[], act: string): Promise<void> {
  const { origin } = ctx
  const rows = given.map(({ before, after }) => ({
    id: after.id,
    owner: after.owner,
    board: after.board,
    title: titleOf(entity, after),
    changes: {
      owner: [before.owner, after.owner],
      ...(before.board === after.board ? {} : { board: [before.board, after.board] }),
    },
  }))
  await ctx.db.query(sql`
    with given as materialized (select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as g(id uuid, owner uuid, board uuid, title text, changes jsonb)),
      written as (update ${raw(entity.table)} t set owner_id = g.owner, board_id = g.board, version = t.version + 1
        from given g where t.id = g.id and t.tenant_id = ${ctx.tenant})
    insert into journal (tenant_id, at, actor_id, object, record_id, title, act, changes, board_id, owner_id, origin, request, address)
    select ${ctx.tenant}::int4, ${ctx.now.toISOString()}::timestamptz, ${ctx.user.system ? null : ctx.user.id}::uuid, ${literal(entity.name)},
      id, title, ${act}::text, changes, board, owner, ${origin.by}::text, ${origin.request ?? null}::text, ${origin.address ?? null}::text from given`)
}

/**
 * What belongs to records follows them to their owners and boards, and what belongs to that. Its own history says nothing new.
 * Live records and those in the bin are asked for apart, since each has an index of its own.
 */
export async function follow(ctx: Ctx, entity: Entity<any>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  for (const { child, via } of belongings(ctx, entity)) {
    const link = sql`c.${quoted(columnOf(via, child.fields[via]!))}`
    const moved = await ctx.db.query<{ id: string; owner: string | null; board: string }>(sql`
      with hit as materialized (select c.id, c.owner_id as was_owner, c.board_id as was_board, p.owner_id, p.board_id
        from ${raw(child.table)} c join ${raw(entity.table)} p on p.id = ${link}
        where (${link} = any(${ids}::uuid[]) and c.deleted_at is null or ${link} = any(${ids}::uuid[]) and c.deleted_at is not null)
          and (c.owner_id is distinct from p.owner_id or c.board_id is distinct from p.board_id) for update of c)
      update ${raw(child.table)} t set owner_id = hit.owner_id, board_id = hit.board_id from hit
      where t.id = hit.id and t.tenant_id = ${ctx.tenant} returning t.id, hit.was_owner as owner, hit.was_board as board`)
    const movedIds = moved.map(one => one.id)
    if (isSearched(child) && moved.length) {
      const was = new Map(moved.map(({ id, owner, board }) => [id, { owner, board }]))
      const rows = await ctx.db.query<{ row: Values }>(
        sql`select ${rowSql(child)} as row from ${raw(child.table)} t where t.id = any(${movedIds}::uuid[]) and t.deleted_at is null`,
      )
      await moveScopes(
        ctx,
        child,
        rows.map(({ row }) => ({ before: { ...row, ...was.get(row.id) }, after: row })),
      )
    }
    await follow(ctx, child, movedIds)
  }
}
