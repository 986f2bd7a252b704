import { systemPrincipal } from '../../core/context'
import type { Ctx } from '../../core/ctx'
import { literal, raw, type Sql, sql } from '../../core/db/statement'
import { columnOf, type Entity, type Field } from '../../core/entity'
import { pointsAt } from '../../core/merging/references'
import { columnSql } from '../../core/records/column'
import { filterSql } from '../../core/records/filter'
import type { Vocabulary } from '../../core/records/vocabulary'

/** One way in which records make a person responsible: as their owner, or in a field (a manager, a head, an approver). */
export interface Duty {
  entity: Entity<any>
  /** Name of the field; `owner` for the owner. */
  field: string
  declared: Field<any>
}

/**
 * Everything by which somebody may owe something, read off the vocabulary, the tenant's own fields among it: an object that is
 * declared tomorrow is handed over too. What tells of the past says so in its declaration.
 */
export const dutiesIn = (words: Pick<Vocabulary, 'entities'>): Duty[] =>
  words.entities
    .flatMap(entity =>
      Object.entries(entity.fields as Record<string, Field<any>>)
        .filter(([, f]) => (f.target === 'user' && (f.kind === 'ref' || f.kind === 'refs')) || f.names === 'user')
        .filter(([name, f]) => !f.past && !(name === 'owner' && f.system && (!entity.owned || entity.authored)))
        .map(([field, declared]) => ({ entity, field, declared })),
    )
    .sort((a, b) => depth(words, a.entity) - depth(words, b.entity))

/** How many records a record of an object follows: parents come before what belongs to them. */
function depth(words: Pick<Vocabulary, 'entities'>, entity: Entity<any>): number {
  const parent = parentOf(words, entity)
  return parent ? depth(words, parent) + 1 : 0
}

const parentOf = (words: Pick<Vocabulary, 'entities'>, entity: Entity<any>) =>
  entity.belongsTo ? words.entities.find(e => e.name === entity.fields[entity.belongsTo!]!.target) : undefined

export const isOwner = (duty: Pick<Duty, 'field' | 'declared'>) => duty.field === 'owner' && !!duty.declared.system

/** Hand-overs see whatever the person has, whoever orders them. */
export const seeingAll = (ctx: Ctx): Ctx => ({ ...ctx, user: systemPrincipal(ctx.tenant) })

/**
 * The condition, on alias t, that a record makes `person` responsible and still asks something of them. What follows another
 * record of theirs goes with it and is not meant.
 * @param board only what lies on that board
 */
export function owedBy(ctx: Ctx, duty: Duty, person: string, board: string | null): Sql {
  const { entity, field, declared } = duty
  const theirs =
    declared.names === 'user'
      ? sql`${columnSql(field, declared, 't')}::text like ${`%${person}%`}`
      : pointsAt({ from: entity, name: field, field: declared }, ctx.words.entity('user'), [person], 't')
  const open = entity.open ? filterSql(seeingAll(ctx), entity, entity.open) : raw('true')
  const there = !board
    ? raw('true')
    : entity.fields.board
      ? sql`t.${raw(columnOf('board', entity.fields.board))} = ${board}`
      : raw('false')
  return sql`${theirs} and t.deleted_at is null and ${open} and ${there} and ${alone(ctx, duty, person)}`
}

function alone(ctx: Ctx, duty: Duty, person: string): Sql {
  const parent = isOwner(duty) ? parentOf(ctx.words, duty.entity) : undefined
  if (!parent) return raw('true')
  const via = duty.entity.belongsTo!
  const link = columnSql(via, duty.entity.fields[via]!, 't')
  return sql`(${link} is null or not exists (select 1 from ${raw(parent.table)} p where p.id = ${link} and p.owner_id = ${person} and p.deleted_at is null))`
}

/** What the person has in all, duty by duty, in one statement. Where counts are 0 nothing is answered. */
export async function owed(ctx: Ctx, person: string, board: string | null): Promise<(Duty & { count: number })[]> {
  const duties = dutiesIn(ctx.words)
  const counts = await ctx.db.query<{ i: number; count: number }>(
    duties
      .map(
        (duty, i) =>
          sql`select ${i}::int as i, count(*)::int as count from ${raw(duty.entity.table)} t where ${owedBy(ctx, duty, person, board)}`,
      )
      .reduce((all, one) => sql`${all} union all ${one}`),
  )
  const found = new Map(counts.map(({ i, count }) => [i, Number(count)]))
  return duties.flatMap((duty, i) => (found.get(i) ? [{ ...duty, count: found.get(i)! }] : []))
}

/** What goes along with records that are handed over: the children of each object, counted. */
export async function following(
  ctx: Ctx,
  person: string,
  board: string | null,
): Promise<{ object: string; count: number }[]> {
  const children = ctx.words.entities.filter(
    entity => parentOf(ctx.words, entity)?.owned && !parentOf(ctx.words, entity)?.authored,
  )
  if (children.length === 0) return []
  const parts = children.map(child => {
    const parent = parentOf(ctx.words, child)!
    const via = child.belongsTo!
    return sql`select ${literal(child.name)} as object, count(*)::int as count from ${raw(child.table)} t
      where t.owner_id = ${person} and t.deleted_at is null ${board ? sql`and t.board_id = ${board}` : raw('')}
        and exists (select 1 from ${raw(parent.table)} p where p.id = ${columnSql(via, child.fields[via]!, 't')} and p.owner_id = ${person} and p.deleted_at is null)`
  })
  const rows = await ctx.db.query<{ object: string; count: number }>(
    parts.reduce((all, one) => sql`${all} union all ${one}`),
  )
  return rows.map(row => ({ ...row, count: Number(row.count) })).filter(row => row.count > 0)
}

/** Boards on which the person owns something. A person who changed boards left it behind there. */
export async function boardsOf(ctx: Ctx, person: string): Promise<{ id: string; name: string; count: number }[]> {
  const owned = dutiesIn(ctx.words).filter(isOwner)
  const parts = owned.map(
    duty => sql`select t.board_id from ${raw(duty.entity.table)} t where ${owedBy(ctx, duty, person, null)}`,
  )
  const rows = await ctx.db.query<{ id: string; name: string; count: number }>(
    sql`select b.id, b.name, count(*)::int as count from (${parts.reduce((all, one) => sql`${all} union all ${one}`)}) o
      join boards b on b.id = o.board_id group by b.id, b.name order by count(*) desc, b.name`,
  )
  return rows.map(row => ({ ...row, count: Number(row.count) }))
}
