import type { Ctx, Principal } from '../ctx'
import { join, literal, raw, type Sql, sql } from '../db/statement'
import { columnOf, type Entity } from '../entity'
import type { FieldAccess, Scope } from './rights'

/** Whose records of one object a person reaches for one purpose. Every narrowing below `all` stays inside the person's board. */
export type Reach =
  | { kind: 'nothing' }
  | { kind: 'everything' }
  | {
      kind: 'board'
      board: string
      /** Where people are let in to single records of other boards: whose shares count too. */
      admitted?: string
    }
  | { kind: 'mine'; me: string }
  | {
      kind: 'people'
      board: string
      me: string
      people: readonly string[]
      /** What lies in these is reached too. */
      pools: readonly string[]
      level: 'read' | 'edit'
    }

export type Purpose = 'read' | 'update' | 'delete' | { act: string; needs: 'read' | 'update' }

function scopeFor(user: Principal, entity: Entity, purpose: Purpose): Scope {
  const rights = user.rights(entity.name)
  return typeof purpose === 'string' ? rights[purpose] : (rights.acts[purpose.act] ?? rights[purpose.needs])
}

/** The records of `entity` that the caller may see or use for `purpose`. */
export function reachOf(ctx: Ctx, entity: Entity, purpose: Purpose): Reach {
  const { user } = ctx
  if (user.system) return { kind: 'everything' }
  const scope = scopeFor(user, entity, purpose)
  if (scope === 'none') return { kind: 'nothing' }
  if (entity.private) return { kind: 'mine', me: user.id }
  // What nobody owns is seen by all who may see any of it: dictionaries, people, boards.
  if (!entity.owned || scope === 'all') return { kind: 'everything' }
  if (scope === 'board') return { kind: 'board', board: user.board, ...(entity.admits ? { admitted: user.id } : {}) }
  const people = scope === 'team' ? user.team : scope === 'department' ? user.departmentPeople : [user.id]
  const level = isReading(purpose) ? 'read' : 'edit'
  return { kind: 'people', board: user.board, me: user.id, people, pools: poolsFor(user, entity, purpose), level }
}

/** True for looking at a record, and for acts that whoever sees it may do. */
const isReading = (purpose: Purpose) => purpose === 'read' || (typeof purpose === 'object' && purpose.needs === 'read')

/** Pools whose records the caller may read; or, for what changes a record, those the caller administers. */
function poolsFor(user: Principal, entity: Entity, purpose: Purpose): string[] {
  if (!entity.pool || purpose === 'delete') return []
  return user.pools.filter(p => p.object === entity.name && (isReading(purpose) || p.administers)).map(p => p.id)
}

/** Pools in which a field stays hidden from the caller until the record has an owner. Whoever sees the whole board sees it all. */
export function hidingPools(ctx: Ctx, entity: Entity, field: string): string[] {
  const hiding = ctx.user.pools.filter(p => p.object === entity.name && !p.administers && p.hidden.includes(field))
  if (!entity.pool || hiding.length === 0 || reachOf(ctx, entity, 'read').kind !== 'people') return []
  return hiding.map(p => p.id)
}

/** Fields of one record that the caller may not read while it lies in its pool. */
export function hiddenFields(ctx: Ctx, entity: Entity, row: Record<string, any>): string[] {
  const pool = entity.pool && row[entity.pool]
  return pool ? Object.keys(entity.fields).filter(field => hidingPools(ctx, entity, field).includes(pool)) : []
}

/** The condition of lying in one of some pools. */
export const inPools = (entity: Entity, pools: readonly string[], alias: string): Sql =>
  sql`${raw(`${alias}.${columnOf(entity.pool!, entity.fields[entity.pool!]!)}`)} = any(${pools}::uuid[])`

/** Columns that name further people who may see the record, under `alias`. */
export const visibleToMe = (entity: Entity, me: string, alias: string): Sql[] =>
  (entity.visibleTo ?? []).map(field => {
    const column = raw(`${alias}.${columnOf(field, entity.fields[field]!)}`)
    return entity.fields[field]!.kind === 'refs' ? sql`${column} @> array[${me}::uuid]` : sql`${column} = ${me}`
  })

/** The condition that keeps a statement within `reach`: true for exactly the records of it. */
export function within(reach: Reach, entity: Entity, alias: string): Sql {
  const t = raw(alias)
  switch (reach.kind) {
    case 'nothing':
      return raw('false')
    case 'everything':
      return raw('true')
    case 'board':
      return reach.admitted
        ? sql`(${t}.board_id = ${reach.board} or ${shared(entity, alias, reach.admitted)})`
        : sql`${t}.board_id = ${reach.board}`
    case 'mine':
      return sql`${t}.owner_id = ${reach.me}`
    case 'people': {
      const open =
        entity.audience && reach.level === 'read'
          ? sql` or ${t}.${raw(columnOf(entity.audience, entity.fields[entity.audience]!))} = 'all' or (${t}.${raw(columnOf(entity.audience, entity.fields[entity.audience]!))} = 'board' and ${t}.board_id = ${reach.board})`
          : raw('')
      const ours = join(
        [sql`${t}.owner_id = any(${reach.people}::uuid[])`, ...visibleToMe(entity, reach.me, alias)],
        ' or ',
      )
      const pooled = reach.pools.length ? sql` or ${inPools(entity, reach.pools, alias)}` : raw('')
      return sql`((${t}.board_id = ${reach.board} and (${ours})) or ${shared(entity, alias, reach.me, reach.level)}${open}${pooled})`
    }
  }
}

const shared = (entity: Entity, alias: string, me: string, level: 'read' | 'edit' = 'read') =>
  sql`exists (select 1 from shares s where s.object = ${literal(entity.name)} and s.record_id = ${raw(alias)}.id and s.user_id = ${me}${raw(level === 'edit' ? ` and s.level = 'edit'` : '')})`

/** What the caller may do with a field. System columns are read; what only acts set is read too. */
export function fieldAccess(ctx: Ctx, entity: Entity, field: string): FieldAccess {
  const declared = entity.fields[field]!
  const { fields, sensitive } = ctx.user.rights(entity.name)
  const access = ctx.user.system ? 'write' : (fields[field] ?? (declared.sensitive ? sensitive : 'write'))
  return access === 'write' && (declared.readOnly || field === 'id') && !ctx.user.system ? 'read' : access
}
