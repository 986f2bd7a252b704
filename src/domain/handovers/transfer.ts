import { type Act, act } from '../../core/acts/act'
import { refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { join, literal, name as quoted, raw, sql } from '../../core/db/statement'
import { columnOf, type Entity, isId, listOf, ref, structure } from '../../core/entity'
import { say } from '../../core/i18n/say'
import { load } from '../../core/records/row'
import { belongings, change, checkOwner } from '../../core/records/write'

const IDS_MAX = 500

/** What follows records to a new owner, and what they leave behind. */
export interface Consequence {
  count: number
  /** From which boards to which; empty where they stay on theirs. */
  boards: { from: string; to: string; count: number }[]
  /** What belongs to them and goes along. */
  follows: { object: string; count: number }[]
  /** Shares that end, since a share stays within its board. */
  sharesEnding: number
  /** Those that are the person's already. */
  already: number
  /** The same in words. */
  sentences: string[]
}

/** Gives records to another person, across boards where the giver reaches all of them; one or a selection, with a look ahead. */
export const transferActs = (entity: Entity<any>): Act[] => [
  act(entity, 'handOver', {
    label: ['移交', 'Hand over'],
    icon: 'arrow-right-left',
    batch: true,
    foresee: 'foreseeHandOver',
    input: { owner: ref('user', { label: ['移交给', 'Hand over to'], required: true }) },
    offer: { field: 'owner', op: 'notNull' },
    async run(ctx, record, { owner }) {
      const heir = await heirOf(ctx, owner)
      if ((record as Record<string, any>).owner === owner) throw refuse('transfer.alreadyTheirs', { name: heir.name })
      await checkOwner(ctx, entity, owner)
      await change(ctx, entity, record, { owner }, 'handOver')
    },
  }),
  act(entity, 'foreseeHandOver', {
    label: ['移交前查看', 'Foresee a hand-over'],
    on: 'object',
    input: {
      ids: structure<string[]>({
        label: ['记录', 'Records'],
        required: true,
        check: listOf(isId, IDS_MAX, 'transfer.ids', 1),
      }),
      owner: ref('user', { label: ['移交给', 'Hand over to'], required: true }),
    },
    async run(ctx, _, { ids, owner }): Promise<Consequence> {
      const heir = await heirOf(ctx, owner)
      await checkOwner(ctx, entity, owner)
      const rows: Record<string, any>[] = []
      for (const id of new Set(ids))
        rows.push((await load(ctx, entity, id, { act: 'handOver', needs: 'update' })) as Record<string, any>)
      return foresee(ctx, entity, rows, heir)
    },
  }),
]

interface Heir {
  id: string
  name: string
  board: string
}

async function heirOf(ctx: Ctx, id: string): Promise<Heir> {
  const [found] = await ctx.db.query<Heir & { status: string }>(
    sql`select id, name, board_id as board, status from users where id = ${id} and deleted_at is null`,
  )
  if (!found) throw refuse('handover.nobodySuch')
  if (found.status !== 'active') throw refuse('handover.heirFrozen', { name: found.name })
  return found
}

async function foresee(
  ctx: Ctx,
  entity: Entity<any>,
  rows: readonly Record<string, any>[],
  heir: Heir,
): Promise<Consequence> {
  const moving = rows.filter(row => row.owner !== heir.id)
  const crossing = moving.filter(row => row.board !== heir.board).map(row => row.id as string)
  const boards = await ctx.db.query<{ from: string; to: string; count: number }>(sql`
    select f.name as "from", t.name as "to", count(*)::int as count from ${raw(entity.table)} r join boards f on f.id = r.board_id join boards t on t.id = ${heir.board}
    where r.id = any(${crossing}::uuid[]) group by 1, 2 order by 3 desc`)
  const [shares] = await ctx.db.query<{ count: number }>(
    sql`select count(*)::int as count from shares where object = ${literal(entity.name)} and record_id = any(${crossing}::uuid[])`,
  )
  const found = {
    count: moving.length,
    boards,
    follows: await followers(
      ctx,
      entity,
      moving.map(row => row.id as string),
    ),
    sharesEnding: shares!.count,
    already: rows.length - moving.length,
  }
  return { ...found, sentences: inWords(ctx, found, heir) }
}

/** The consequences as a person reads them before saying yes. */
function inWords(ctx: Ctx, found: Omit<Consequence, 'sentences'>, heir: Heir): string[] {
  const tell = (code: string, params: Record<string, string | number>) => say(code, params, ctx.lang)
  const label = (object: string) => ctx.words.entity(object).label[ctx.lang === 'en' ? 1 : 0]
  return [
    tell('transfer.gives', { count: found.count, name: heir.name }),
    ...found.boards.map(({ from, to, count }) => tell('transfer.moves', { from, to, count })),
    ...(found.follows.length
      ? [tell('transfer.alongWith', { what: found.follows.map(one => `${label(one.object)} ${one.count}`).join('、') })]
      : []),
    ...(found.sharesEnding ? [tell('transfer.sharesEnd', { count: found.sharesEnding })] : []),
    ...(found.already ? [tell('transfer.already', { count: found.already, name: heir.name })] : []),
  ]
}

/** What belongs to records, and what belongs to that, counted by object. */
async function followers(ctx: Ctx, entity: Entity<any>, ids: readonly string[]): Promise<Consequence['follows']> {
  const children = belongings(ctx, entity)
  if (children.length === 0 || ids.length === 0) return []
  const found = await ctx.db.query<{ object: string; ids: string[] }>(
    join(
      children.map(
        ({
          child,
          via,
        }) => sql`select ${literal(child.name)} as object, coalesce(array_agg(id), '{}') as ids from ${raw(child.table)}
          where ${quoted(columnOf(via, child.fields[via]!))} = any(${ids}::uuid[]) and deleted_at is null`,
      ),
      ' union all ',
    ),
  )
  const counts: Consequence['follows'] = []
  for (const { object, ids: theirs } of found) {
    if (theirs.length === 0) continue
    counts.push({ object, count: theirs.length }, ...(await followers(ctx, ctx.words.entity(object), theirs)))
  }
  return counts
}
