import { onBehalf } from '../../core/access/behalf'
import { inTransaction } from '../../core/acts/perform'
import { Refusal } from '../../core/acts/refusal'
import { allRights } from '../../core/context'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import { isLang } from '../../core/i18n/locale'
import { say } from '../../core/i18n/say'
import { giveMany } from '../../core/records/give'
import { rowSql } from '../../core/records/row'
import { setMany } from '../../core/records/set'
import { change } from '../../core/records/write'
import type { Job } from '../../core/slice'
import { notify } from '../together'
import { realignment } from './realignment'

export const CARRY_OUT = 'realign-territories'
const BATCH = 500

interface Move {
  place: number
  object: string
  id: string
  was: string | null
  becomes: string | null
  owner: string | null
  heir: string | null
}

/**
 * Carries a realignment out, or takes it back, batch by batch: each is a transaction, and what it did is marked in it, so a run that
 * was killed goes on where it stopped.
 */
export const carryOut: Job<{ realignment: string }> = {
  name: CARRY_OUT,
  async run(ctx, { realignment: id }) {
    const [order] = await ctx.db.query<{ owner: string; status: string }>(
      sql`select owner_id as owner, status from realignments where id = ${id}`,
    )
    if (order?.status !== 'running' && order?.status !== 'undoing') return
    const back = order.status === 'undoing'
    const acting = await withAuthority(ctx, order.owner)
    while (await inTransaction(acting, tx => step(tx, id, back)));
    await inTransaction(acting, tx => conclude(tx, id, back))
  },
}

/** Whoever ordered it is who did it; what it moves is beyond most people's own rights. */
async function withAuthority(ctx: Ctx, owner: string): Promise<Ctx> {
  const asked = await onBehalf(ctx, owner, ctx.origin).catch(error => {
    if (error instanceof Refusal) return ctx
    throw error
  })
  return asked.user.system ? asked : { ...asked, user: { ...asked.user, rights: () => allRights } }
}

/** @returns false when nothing is left */
async function step(ctx: Ctx, id: string, back: boolean): Promise<boolean> {
  const moves = await ctx.db.query<Move>(sql`
    select place::int as place, object, record_id as id, was_id as was, becomes_id as becomes, owner_id as owner, heir_id as heir from realignment_moves
    where realignment_id = ${id} and state = ${back ? 'done' : 'planned'} order by place limit ${raw(String(BATCH))} for update`)
  if (moves.length === 0) return false
  const done = new Set<number>()
  for (const object of new Set(moves.map(move => move.object)))
    for (const place of await settle(
      ctx,
      moves.filter(move => move.object === object),
      back,
    ))
      done.add(place)
  const [did, didNot] = back ? ['returned', 'stays'] : ['done', 'left']
  await ctx.db.query(sql`update realignment_moves set state = case when place = any(${[...done]}::int8[]) then ${did}::text else ${didNot}::text end
    where realignment_id = ${id} and tenant_id = ${ctx.tenant} and place = any(${moves.map(move => move.place)}::int8[])`)
  await ctx.db.query(sql`update realignments set done = done ${raw(back ? '-' : '+')} ${done.size}::int, left_out = coalesce(left_out, 0) + ${moves.length - done.size}::int
    where id = ${id} and tenant_id = ${ctx.tenant}`)
  return true
}

/** Moves records of one object. @returns places of those that could be: what has another owner or territory by now stays as somebody made it */
async function settle(ctx: Ctx, moves: readonly Move[], back: boolean): Promise<number[]> {
  const entity = ctx.words.entity(moves[0]!.object)
  const from = (move: Move) =>
    back ? { owner: move.heir ?? move.owner, territory: move.becomes } : { owner: move.owner, territory: move.was }
  const to = (move: Move) =>
    back ? { owner: move.owner, territory: move.was } : { owner: move.heir ?? move.owner, territory: move.becomes }
  const found = await ctx.db.query<{
    row: Record<string, any>
  }>(sql`select ${rowSql(entity)} as row from ${raw(entity.table)} t
    where t.id = any(${moves.map(move => move.id)}::uuid[]) and t.deleted_at is null order by t.id for update`)
  const rows = new Map(found.map(({ row }) => [row.id as string, row]))
  const sound = moves.filter(move => {
    const row = rows.get(move.id)
    const expected = from(move)
    return (
      row &&
      (row.territory ?? null) === (expected.territory ?? null) &&
      (!move.heir || (row.owner ?? null) === (expected.owner ?? null))
    )
  })
  await setMany(
    ctx,
    entity,
    'territory',
    sound.map(move => ({ id: move.id, value: to(move).territory })),
    'realign',
  )
  const given = sound.filter(move => move.heir)
  for (const owner of new Set(given.map(move => from(move).owner))) {
    const theirs = given.filter(move => from(move).owner === owner)
    if (owner && theirs.every(move => to(move).owner)) {
      await giveMany(
        ctx,
        entity,
        owner,
        theirs.map(move => ({ id: move.id, to: to(move).owner! })),
        'realign',
      )
      continue
    }
    // What nobody owned, or nobody shall own again, is rare: each by itself.
    for (const move of theirs) {
      const [fresh] = await ctx.db.query<{ row: any }>(
        sql`select ${rowSql(entity)} as row from ${raw(entity.table)} t where t.id = ${move.id}`,
      )
      await change(ctx, entity, fresh!.row, { owner: to(move).owner }, 'realign')
    }
  }
  return sound.map(move => move.place)
}

/** Ends it and tells those whose records they are now, and who ordered it. */
async function conclude(ctx: Ctx, id: string, back: boolean): Promise<void> {
  const [found] = await ctx.db.query<{ row: any }>(
    sql`select ${rowSql(realignment)} as row from ${raw(realignment.table)} t where t.id = ${id} for update`,
  )
  const record = found!.row
  await change(
    ctx,
    realignment,
    record,
    { status: back ? 'undone' : 'done', endedAt: ctx.now.toISOString() },
    back ? 'undo' : 'finish',
  )
  const about = { type: 'realignment', title: record.title, aboutObject: realignment.name, aboutId: id }
  const heirs = await ctx.db.query<{ id: string; lang: string | null; count: number }>(sql`
    select u.id, u.lang, count(*)::int as count from realignment_moves m join users u on u.id = m.heir_id
    where m.realignment_id = ${id} and m.state = ${back ? 'returned' : 'done'} group by u.id, u.lang`)
  for (const { id: person, lang, count } of heirs)
    await notify(ctx, {
      ...about,
      to: [person],
      text: say(
        back ? 'territory.backFromYou' : 'territory.toYou',
        { count: Number(count) },
        isLang(lang) ? lang : ctx.lang,
      ),
    })
}
