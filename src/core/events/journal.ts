import type { Database } from '../db/types'

/** Where a reader of the journal stands. Ids alone are given out before their transactions commit, so (xid, id) orders it. */
export interface Position {
  xid: string
  id: string
}

/** One change, as the journal tells it. Values stay in the journal. */
export interface Change {
  position: Position
  tenant: number
  object: string
  record: string
  act: string
  /** Names of the fields that changed; null where nothing is said of them. */
  fields: string[] | null
  actor: string | null
  at: string
  board: string | null
  owner: string | null
}

/** The end of the journal: what commits from now on comes after it. */
export async function endOfJournal(database: Database): Promise<Position> {
  const { rows } = await database.owner.query('select pg_snapshot_xmin(pg_current_snapshot())::text as xid')
  return { xid: rows[0].xid, id: '-1' }
}

/**
 * Changes after a position, in order, none left out: only what is older than every transaction still running is read, for a
 * slow one may yet commit between two that are done.
 */
export async function changesAfter(
  database: Database,
  { xid, id }: Position,
  limit: number,
  tenant?: number,
): Promise<Change[]> {
  const { rows } = await database.owner.query({
    name: tenant === undefined ? 'changes' : 'changes of tenant',
    text: `select xid::text, id::text, tenant_id as tenant, object, record_id as record, act, actor_id as actor, at, board_id as board, owner_id as owner,
        case when jsonb_typeof(changes) = 'object' then array(select jsonb_object_keys(changes)) end as fields
      from journal
      where (xid, id) > ($1::xid8, $2::int8) and xid < pg_snapshot_xmin(pg_current_snapshot()) and record_id is not null
        ${tenant === undefined ? '' : 'and tenant_id = $4'}
      order by xid, id limit $3`,
    values: [xid, id, limit, ...(tenant === undefined ? [] : [tenant])],
  })
  return rows.map(({ xid, id, at, ...change }) => ({
    ...change,
    at: new Date(at).toISOString(),
    position: { xid, id },
  }))
}
