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
      open?: Readers
    }
  | { kind: 'mine'; me: string }
  | {
      kind: 'people'
      board: string
      me: string
      people: readonly string[]
      /** What lies in these is reached too. */
      pools: readonly string[]
      /** And what lies in these on the person's board. */
      realms: readonly string[]
      level: 'read' | 'edit'
      open?: Readers
    }

/** To which groups of readers a person belongs, where records say which may read them. */
export interface Readers {
  board: string
  /** The person's department and those above it: what is for a department is for the ones below it too. */
  departments: readonly string[]
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
  const open =
    entity.audience && isReading(purpose) ? { open: { board: user.board, departments: user.departments } } : {}
  if (scope === 'board')
    return { kind: 'board', board: user.board, ...(entity.admits ? { admitted: user.id } : {}), ...open }
  const people = scope === 'team' ? user.team : scope === 'department' ? user.departmentPeople : [user.id]
  const level = isReading(purpose) ? 'read' : 'edit'
  return {
    kind: 'people',
    board: user.board,
    me: user.id,
    people,
    pools: poolsFor(user, entity, purpose),
    realms: realmsFor(user, entity, purpose),
    level,
    ...open,
  }
}

/** True for looking at a record, and for acts that whoever sees it may do. */
const isReading = (purpose: Purpose) => purpose === 'read' || (typeof purpose === 'object' && purpose.needs === 'read')

/** Pools whose records the caller may read; or, for what changes a record, those the caller administers. */
function poolsFor(user: Principal, entity: Entity, purpose: Purpose): string[] {
  if (!entity.pool || purpose === 'delete') return []
  return user.pools.filter(p => p.object === entity.name && (isReading(purpose) || p.administers)).map(p => p.id)
}

/** Realms whose records the caller may read; or, for what changes a record, those whose people do that. */
function realmsFor(user: Principal, entity: Entity, purpose: Purpose): string[] {
  if (!entity.realm || purpose === 'delete') return []
  return user.realms.filter(realm => isReading(purpose) || realm.edits).map(realm => realm.id)
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

/** The condition of lying in one of some realms. */
export const inRealms = (entity: Entity, realms: readonly string[], alias: string): Sql =>
  sql`${raw(`${alias}.${columnOf(entity.realm!, entity.fields[entity.realm!]!)}`)} = any(${realms}::uuid[])`

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
    case 'board': {
      const ways = [
        sql`${t}.board_id = ${reach.board}`,
        ...(reach.admitted ? [shared(entity, alias, reach.admitted)] : []),
        ...(reach.open ? openTo(entity, reach.open, alias) : []),
      ]
      return ways.length === 1 ? ways[0]! : sql`(${join(ways, ' or ')})`
    }
    case 'mine':
      return sql`(${join([sql`${t}.owner_id = ${reach.me}`, ...visibleToMe(entity, reach.me, alias)], ' or ')})`
    case 'people': {
      const open = reach.open ? sql` or ${join(openTo(entity, reach.open, alias), ' or ')}` : raw('')
      const ours = join(
        [
          sql`${t}.owner_id = any(${reach.people}::uuid[])`,
          ...visibleToMe(entity, reach.me, alias),
          ...(reach.realms.length ? [inRealms(entity, reach.realms, alias)] : []),
        ],
        ' or ',
      )
      const pooled = reach.pools.length ? sql` or ${inPools(entity, reach.pools, alias)}` : raw('')
      return sql`((${t}.board_id = ${reach.board} and (${ours})) or ${shared(entity, alias, reach.me, reach.level)}${open}${pooled})`
    }
  }
}

/** The conditions of being meant by a record that says which groups may read it. */
function openTo(entity: Entity, readers: Readers, alias: string): Sql[] {
  const t = raw(alias)
  const audience = raw(`${alias}.${columnOf(entity.audience!, entity.fields[entity.audience!]!)}`)
  return [
    sql`${audience} = 'all'`,
    sql`(${audience} = 'board' and ${t}.board_id = ${readers.board})`,
    ...('department' in entity.fields
      ? [sql`(${audience} = 'department' and ${t}.department_id = any(${readers.departments}::uuid[]))`]
      : []),
  ]
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
