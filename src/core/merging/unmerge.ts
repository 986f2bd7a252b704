import { type Act, act } from '../acts/act'
import { refuse } from '../acts/refusal'
import { systemPrincipal } from '../context'
import type { Ctx } from '../ctx'
import { literal, raw, sql } from '../db/statement'
import { type Entity, text } from '../entity'
import type { Values } from '../records/parse'
import { load, rowSql, sameValue } from '../records/row'
import { change, putBack } from '../records/write'
import { refreshFormer } from '../search/former'
import { type Attached, attached } from './merge'
import { moveBack } from './moves'

interface Kept extends Attached {
  fields: Values
}

/**
 * Takes a record's latest merge back: the records that went are there again with all that was theirs. What somebody has changed
 * since stays as it is now, and what has been added since stays with the record that it was added to.
 */
export const unmergeAct = (entity: Entity<any>): Act =>
  act(entity, 'unmerge', {
    label: ['撤销合并', 'Undo merge'],
    icon: 'split',
    input: { merge: text({ label: ['合并', 'Merge'], max: 36 }) },
    async run(ctx, row, { merge }) {
      await unmerge(ctx, ctx.words.entity(entity.name), row, merge ?? undefined)
    },
  })

/** @param asked the merge the caller means; the latest unless given, and only the latest can be taken back */
export async function unmerge(ctx: Ctx, entity: Entity, row: Values, asked?: string): Promise<void> {
  const [last] = await ctx.db.query<{ id: string; was: Kept; became: Kept }>(sql`
    select id, was, became from merges where object = ${literal(entity.name)} and into_id = ${row.id} and undone_at is null
    order by created_at desc, id desc limit 1 for update`)
  if (!last) throw refuse('merge.none')
  if (asked && asked !== last.id) throw refuse('merge.notLatest')

  // First the one that stays: it may hold a value that no two records may have.
  const kept = Object.entries(last.became.fields).filter(
    ([name, value]) => entity.fields[name] && sameValue(entity, name, value, row[name]),
  )
  const former = Object.fromEntries(kept.map(([name]) => [name, last.was.fields[name] ?? null]))
  await change(ctx, entity, row as never, former, 'unmerge')
  // Clocks that follow an owner moved once more; they are to stand where they stood.
  const standing = await load({ ...ctx, user: systemPrincipal(ctx.tenant) }, entity, row.id, 'read')
  const before: Values = await change(ctx, entity, standing, former)
  await moveBack(ctx, last.id, entity.owned ? { owner: before.owner ?? null, board: before.board } : null)
  await detach(ctx, entity, before, last.was, last.became)

  const gone = await ctx.db.query<{ row: Values; deleted: string }>(sql`
    select ${rowSql(entity)} as row, t.deleted_at as deleted from ${raw(entity.table)} t
    where t.id in (select record_id from merged_records where merge_id = ${last.id}) and t.deleted_at is not null for update`)
  await ctx.db.query(sql`delete from merged_records where merge_id = ${last.id} and tenant_id = ${ctx.tenant}`)
  for (const one of gone) {
    await putBack(ctx, entity, one.row, one.deleted, 'unmerge')
    await refreshFormer(ctx, entity, one.row.id)
  }
  await refreshFormer(ctx, entity, row.id)
  await ctx.db.query(sql`update merges set undone_at = ${ctx.now.toISOString()}, undone_by = ${ctx.user.system ? null : ctx.user.id}
    where id = ${last.id} and tenant_id = ${ctx.tenant}`)
}

/** Shares and files are again what they were, except those that somebody has changed since. */
async function detach(ctx: Ctx, entity: Entity, row: Values, was: Kept, became: Kept): Promise<void> {
  const now = await attached(ctx, entity, row.id)
  const levelIn = (all: Kept | Attached, user: string) => all.shares.find(share => share.user === user)?.level ?? null
  const people = new Set([...was.shares, ...became.shares].map(share => share.user))
  for (const user of people) {
    const level = levelIn(was, user)
    if (level === levelIn(became, user) || levelIn(now, user) !== levelIn(became, user)) continue
    await ctx.db.query(
      level === null
        ? sql`delete from shares where object = ${literal(entity.name)} and record_id = ${row.id} and user_id = ${user} and tenant_id = ${ctx.tenant}`
        : sql`insert into shares (tenant_id, object, record_id, user_id, level, sort_at, created_by)
            values (${ctx.tenant}, ${literal(entity.name)}, ${row.id}, ${user}, ${level}, ${row.updatedAt}, ${was.shares.find(s => s.user === user)?.by ?? null})
            on conflict (tenant_id, object, record_id, user_id) do update set level = excluded.level`,
    )
  }
  const added = became.files.filter(id => !was.files.includes(id))
  if (added.length)
    await ctx.db.query(sql`delete from file_holders where object = ${literal(entity.name)} and record_id = ${row.id}
      and file_id = any(${added}::uuid[]) and tenant_id = ${ctx.tenant}`)
}
