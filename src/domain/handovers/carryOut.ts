import { onBehalf } from '../../core/access/behalf'
import { inTransaction } from '../../core/acts/perform'
import { Refusal } from '../../core/acts/refusal'
import { allRights } from '../../core/context'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import { refusalOf } from '../../core/http/problem'
import { isLang } from '../../core/i18n/locale'
import { say } from '../../core/i18n/say'
import { giveMany } from '../../core/records/give'
import { rowSql, sameValue } from '../../core/records/row'
import { change } from '../../core/records/write'
import type { Job } from '../../core/slice'
import { notify } from '../together'
import { dutiesIn, isOwner } from './duties'
import { handover } from './handover'
import { managersOf } from './rules'
import { objectsWithWays, wayOf } from './ways'

export const CARRY_OUT = 'hand-over'
const BATCH = 500

interface Order {
  id: string
  title: string
  person: string
  name: string
  rest: string
  owner: string
  status: 'running' | 'done' | 'undoing' | 'undone'
  froze: boolean
  board: string
}
interface Move {
  place: number
  object: string
  field: string
  id: string
  to: string | null
  /** What a field said before and after, once it was changed. */
  was: unknown
  became: unknown
}

/**
 * Carries a hand-over out, or takes it back, batch by batch: each is a transaction, and what it did is marked in it, so a run that
 * was killed goes on where it stopped.
 */
export const carryOut: Job<{ handover: string }> = {
  name: CARRY_OUT,
  async run(ctx, { handover: id }) {
    const [order] = await ctx.db.query<Order>(sql`
      select h.id, h.title, h.person_id as person, u.name, h.rest_id as rest, h.owner_id as owner, h.status, coalesce(h.froze, false) as froze, h.board_id as board
      from handovers h join users u on u.id = h.person_id where h.id = ${id}`)
    if (!order || order.status === 'done' || order.status === 'undone') return
    const acting = await withAuthority(ctx, order.owner)
    while (await inTransaction(acting, tx => step(tx, order)));
    await inTransaction(acting, tx => conclude(tx, order))
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

/** One batch of one duty. @returns false when nothing is left */
async function step(ctx: Ctx, order: Order): Promise<boolean> {
  const back = order.status === 'undoing'
  const moves = await ctx.db.query<Move>(sql`
    select place::int as place, object, field, record_id as id, to_id as to, was, became from handover_moves
    where handover_id = ${order.id} and state = ${back ? 'given' : 'planned'}
    order by place ${raw(back ? 'desc' : 'asc')} limit ${raw(String(BATCH))} for update`)
  const [first] = moves
  if (!first) return false
  const together = moves.filter(move => move.object === first.object && move.field === first.field)
  await settle(ctx, order, together)
  return true
}

/** What has a way of its own, at once and inside the act that orders it. */
export async function doNow(ctx: Ctx, id: string, person: string): Promise<void> {
  const acting = ctx.user.system ? ctx : { ...ctx, user: { ...ctx.user, rights: () => allRights } }
  const moves = await ctx.db.query<Move>(sql`
    select place::int as place, object, field, record_id as id, to_id as to, was, became from handover_moves
    where handover_id = ${id} and object = any(${objectsWithWays()}::text[]) order by place`)
  for (const object of new Set(moves.map(move => move.object)))
    await settle(
      acting,
      { id, person, status: 'running' },
      moves.filter(move => move.object === object),
    )
}

async function settle(
  ctx: Ctx,
  { id, person, status }: Pick<Order, 'id' | 'person' | 'status'>,
  moves: readonly Move[],
): Promise<void> {
  const { object, field } = moves[0]!
  const entity = ctx.words.findEntity(object)
  const back = status === 'undoing'
  const done = new Set<string>()
  const way = wayOf(object)
  if (way) {
    for (const move of moves)
      if (!back && move.to && (await apart(ctx, () => way(ctx, move.id, move.to!)))) done.add(move.id)
  } else if (entity?.owned && field === 'owner') {
    const give = async (some: readonly Move[]) => {
      for (const from of back ? new Set(some.map(move => move.to!)) : [person]) {
        const gifts = some
          .filter(move => !back || move.to === from)
          .map(move => ({ id: move.id, to: back ? person : move.to! }))
        for (const given of await giveMany(ctx, entity, from, gifts, 'handOver')) done.add(given)
      }
    }
    // Where one of them is refused each goes by itself, and only that one stays.
    if (!(await apart(ctx, () => give(moves)))) {
      done.clear()
      for (const move of moves) await apart(ctx, () => give([move]))
    }
  } else if (entity) {
    for (const move of moves)
      if (await apart(ctx, () => (back ? putBack(ctx, move) : replace(ctx, id, move, person)))) done.add(move.id)
  }
  const ended = moves.filter(move => done.has(move.id)).map(move => move.place)
  const [did, didNot] = back ? ['returned', 'stays'] : ['given', 'left']
  // What somebody has given elsewhere meanwhile stays there.
  await ctx.db.query(sql`update handover_moves set state = case when place = any(${ended}::int8[]) then ${did}::text else ${didNot}::text end
    where handover_id = ${id} and tenant_id = ${ctx.tenant} and place = any(${moves.map(move => move.place)}::int8[])`)
  await ctx.db.query(sql`update handovers set done = done ${raw(back ? '-' : '+')} ${done.size}::int, left_out = coalesce(left_out, 0) + ${moves.length - done.size}::int
    where id = ${id} and tenant_id = ${ctx.tenant}`)
}

const recordOf = async (ctx: Ctx, { object, id }: Move) => {
  const entity = ctx.words.entity(object)
  const [found] = await ctx.db.query<{ row: any }>(
    sql`select ${rowSql(entity)} as row from ${raw(entity.table)} t where t.id = ${id} and t.deleted_at is null for update`,
  )
  return found && { entity, row: found.row }
}

/** Puts the heir into a field in the person's place. @returns false where the field says something else by now */
async function replace(ctx: Ctx, handover: string, move: Move, person: string): Promise<boolean> {
  const found = await recordOf(ctx, move)
  const was = found?.row[move.field] ?? null
  const became = exchanged(was, person, move.to)
  if (!found || became === was) return false
  await change(ctx, found.entity, found.row, { [move.field]: became }, 'handOver')
  await ctx.db.query(sql`update handover_moves set was = ${JSON.stringify(was)}::jsonb, became = ${JSON.stringify(became)}::jsonb
    where handover_id = ${handover} and tenant_id = ${ctx.tenant} and place = ${move.place}`)
  return true
}

/** Makes a field say what it said before, unless it has been changed since. */
async function putBack(ctx: Ctx, move: Move): Promise<boolean> {
  const found = await recordOf(ctx, move)
  if (!found || !sameValue(found.entity, move.field, found.row[move.field], move.became)) return false
  await change(ctx, found.entity, found.row, { [move.field]: move.was }, 'handOver')
  return true
}

/** The same value with one person in another's place: alone, in a list, or inside a structure. */
function exchanged(was: unknown, from: string, to: string | null): unknown {
  if (typeof was === 'string') return was === from ? to : was
  if (Array.isArray(was) && was.every(one => typeof one === 'string')) {
    if (!was.includes(from)) return was
    const people = [...new Set(was.flatMap(one => (one === from ? (to ? [to] : []) : [one])))]
    return people.length ? people : null
  }
  const text = JSON.stringify(was)
  return to && text.includes(from) ? JSON.parse(text.replaceAll(from, to)) : was
}

/** Does one thing under a savepoint: what is refused is left out and undoes nothing else. */
async function apart(ctx: Ctx, work: () => Promise<unknown>): Promise<boolean> {
  await ctx.db.query(raw('savepoint one_move'))
  try {
    const did = await work()
    await ctx.db.query(raw('release savepoint one_move'))
    return did !== false
  } catch (error) {
    if (!refusalOf(error)) throw error
    await ctx.db.query(raw('rollback to savepoint one_move'))
    return false
  }
}

/** Ends it and tells those concerned: the heirs, the managers of both sides, and who ordered it. */
async function conclude(ctx: Ctx, order: Order): Promise<void> {
  const [row] = await ctx.db.query<{ row: any }>(
    sql`select ${rowSql(handover)} as row from ${raw(handover.table)} t where t.id = ${order.id} for update`,
  )
  const record = row!.row
  const back = order.status === 'undoing'
  if (!back) await passRemains(ctx, order)
  await change(
    ctx,
    handover,
    record,
    { status: back ? 'undone' : 'done', endedAt: ctx.now.toISOString() },
    back ? 'undo' : 'finish',
  )
  const gained = await ctx.db.query<{ id: string; name: string; lang: string | null; count: number }>(sql`
    select u.id, u.name, u.lang, count(*)::int as count from handover_moves m join users u on u.id = m.to_id
    where m.handover_id = ${order.id} and m.state = ${back ? 'returned' : 'given'} group by u.id, u.name, u.lang order by count(*) desc`)
  const about = { type: 'handover', title: order.title, aboutObject: handover.name, aboutId: order.id }
  const total = gained.reduce((sum, one) => sum + Number(one.count), 0)
  const heirs = new Set(gained.map(one => one.id))
  const others = [...(await managersOf(ctx, [order.person, ...heirs])), order.owner]
  // Who ordered it waits for word of it, too.
  const telling: Ctx = { ...ctx, user: { ...ctx.user, id: order.person } }
  for (const heir of back ? [] : gained)
    await notify(telling, {
      ...about,
      to: [heir.id],
      text: say(
        'handover.toYou',
        { name: order.name, count: Number(heir.count) },
        isLang(heir.lang) ? heir.lang : ctx.lang,
      ),
    })
  const people = await ctx.db.query<{ id: string; lang: string | null }>(
    sql`select id, lang from users where id = any(${others.filter(id => back || !heirs.has(id))}::uuid[])`,
  )
  for (const one of people) {
    const lang = isLang(one.lang) ? one.lang : ctx.lang
    const text = back
      ? say('handover.undone', { name: order.name, count: total }, lang)
      : say(
          'handover.report',
          { name: order.name, count: total, people: gained.map(heir => heir.name).join('、') },
          lang,
        )
    await notify(telling, { ...about, to: [one.id], text })
  }
}

/**
 * Whoever leaves needs no shares and import templates; the one who gets the rest may. A share stays within its board. What lies in
 * the recycle bin comes out of it as theirs too.
 */
async function passRemains(ctx: Ctx, { person, rest }: Order): Promise<void> {
  const [gone] = await ctx.db.query(sql`select 1 from users where id = ${person} and status <> 'active'`)
  if (!gone) return
  const admitting = ctx.words.entities.filter(entity => entity.admits).map(entity => entity.name)
  await ctx.db.query(sql`with gone as (delete from shares where user_id = ${person} and not (object = any(${admitting}::text[])) returning *)
    insert into shares (tenant_id, object, record_id, user_id, level, sort_at, created_by)
    select g.tenant_id, g.object, g.record_id, ${rest}::uuid, g.level, g.sort_at, g.created_by from gone g
    where (select board_id from users where id = ${rest}) = (select board_id from users where id = ${person})
    on conflict (tenant_id, object, record_id, user_id) do nothing`)
  await ctx.db.query(sql`update import_templates t set user_id = ${rest} where t.user_id = ${person} and t.tenant_id = ${ctx.tenant}
    and not exists (select 1 from import_templates o where o.user_id = ${rest} and o.object = t.object and o.name = t.name)`)
  for (const { entity } of dutiesIn(ctx.words).filter(isOwner))
    await ctx.db.query(sql`update ${raw(entity.table)} set owner_id = ${rest}, board_id = (select board_id from users where id = ${rest})
      where owner_id = ${person} and deleted_at is not null and tenant_id = ${ctx.tenant}`)
}
