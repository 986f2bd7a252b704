import { type Reach, type Readers, reachOf } from '../access/reach'
import { STANDARD_ACTS } from '../acts/perform'
import type { Ctx } from '../ctx'
import { join, literal, raw, type Sql, sql } from '../db/statement'
import { columnOf, type Entity } from '../entity'
import type { Change } from './journal'

/** Who sees a record beside its owner's people and its board's: by a share, because a field of it names them, because it is open or lies in a pool. */
interface Beside {
  shared: Set<string>
  named: Set<string>
  open: Set<string>
  /** The department it is for. */
  department: Set<string>
  pooled: Set<string>
  /** The realm it lies in. */
  realm: Set<string>
}
const beside = (): Beside => ({
  shared: new Set(),
  named: new Set(),
  open: new Set(),
  department: new Set(),
  pooled: new Set(),
  realm: new Set(),
})
const nobody = beside()

/** The changes among `changes` that the caller may see. */
export async function seenBy(
  ctx: Ctx,
  changes: readonly Change[],
  besides: () => Promise<Map<string, Beside>>,
): Promise<Change[]> {
  const reaches = new Map<string, Reach>()
  const reach = (object: string): Reach => {
    const entity = ctx.words.findEntity(object)
    const known = reaches.get(object) ?? (entity ? reachOf(ctx, entity, 'read') : { kind: 'nothing' as const })
    reaches.set(object, known)
    return known
  }
  const mine = changes.filter(
    change => change.tenant === ctx.tenant && isEvent(ctx, change) && reach(change.object).kind !== 'nothing',
  )
  const beside = mine.some(change => reach(change.object).kind !== 'everything')
    ? await besides()
    : new Map<string, Beside>()
  return mine.filter(change => within(reach(change.object), change, beside.get(change.record) ?? nobody))
}

/** The journal also notes what changes nothing: who logged in, who exported. That is for the audit, not for colleagues. */
const isEvent = (ctx: Ctx, { object, act, fields }: Change) =>
  fields !== null || (STANDARD_ACTS as readonly string[]).includes(act) || ctx.program.act(object, act) !== undefined

function within(reach: Reach, change: Change, beside: Beside): boolean {
  switch (reach.kind) {
    case 'nothing':
      return false
    case 'everything':
      return true
    case 'board':
      return (
        change.board === reach.board ||
        (reach.admitted !== undefined && beside.shared.has(reach.admitted)) ||
        isOpen(reach.open, change, beside)
      )
    case 'mine':
      return change.owner === reach.me || beside.named.has(reach.me)
    case 'people': {
      const ourBoard = change.board === reach.board
      const ours =
        (change.owner !== null && reach.people.includes(change.owner)) ||
        beside.named.has(reach.me) ||
        reach.realms.some(realm => beside.realm.has(realm))
      return (
        (ourBoard && ours) ||
        beside.shared.has(reach.me) ||
        isOpen(reach.open, change, beside) ||
        reach.pools.some(pool => beside.pooled.has(pool))
      )
    }
  }
}

const isOpen = (readers: Readers | undefined, change: Change, { open, department }: Beside): boolean =>
  readers !== undefined &&
  (open.has('all') ||
    (open.has('board') && change.board === readers.board) ||
    (open.has('department') && readers.departments.some(id => department.has(id))))

/** Who else sees the records of these changes, asked once for all listeners of a tenant. */
export async function peopleBeside(ctx: Ctx, changes: readonly Change[]): Promise<Map<string, Beside>> {
  const entities = [...new Set(changes.filter(c => c.tenant === ctx.tenant).map(c => c.object))]
    .flatMap(o => ctx.words.findEntity(o) ?? [])
    .filter(e => e.owned)
  const parts = entities.flatMap((entity): Sql[] => {
    const ids = [
      ...new Set(changes.filter(c => c.tenant === ctx.tenant && c.object === entity.name).map(c => c.record)),
    ]
    const shared = sql`select record_id as record, user_id::text as reader, 'shared' as how from shares where object = ${literal(entity.name)} and record_id = any(${ids}::uuid[])`
    const open = entity.audience ? [readers(entity, entity.audience, 'open', ids)] : []
    if (entity.audience && 'department' in entity.fields) open.push(readers(entity, 'department', 'department', ids))
    const realm = entity.realm ? [readers(entity, entity.realm, 'realm', ids)] : []
    const pooled = entity.pool ? [readers(entity, entity.pool, 'pooled', ids), leftBehind(entity, changes)] : []
    return [
      shared,
      ...open,
      ...pooled,
      ...realm,
      ...(entity.visibleTo ?? []).map(field => readers(entity, field, 'named', ids)),
    ]
  })
  const found = new Map<string, Beside>()
  if (parts.length === 0) return found
  for (const { record, reader, how } of await ctx.db.query<{ record: string; reader: string; how: keyof Beside }>(
    join(parts, ' union all '),
  )) {
    const readers = found.get(record) ?? beside()
    found.set(record, readers)
    readers[how].add(reader)
  }
  return found
}

/** Whoever saw a record in a pool hears that it has left. */
function leftBehind(entity: Entity, changes: readonly Change[]): Sql {
  const moved = changes.filter(c => c.object === entity.name && c.fields?.includes(entity.pool!))
  const left = raw(`changes->'${entity.pool}'->>0`)
  return sql`select record_id, ${left}, 'pooled' from journal where id = any(${moved.map(c => c.position.id)}::int8[]) and ${left} is not null`
}

function readers(entity: Entity, field: string, how: keyof Beside, ids: readonly string[]): Sql {
  const column = raw(`t.${columnOf(field, entity.fields[field]!)}`)
  const reader = entity.fields[field]!.kind === 'refs' ? sql`unnest(${column})` : column
  return sql`select t.id, (${reader})::text, ${literal(how)} from ${raw(entity.table)} t where t.id = any(${ids}::uuid[]) and ${column} is not null`
}
