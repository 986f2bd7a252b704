import type { PoolClient } from 'pg'
import { type Host, systemContext } from '../context'
import type { Follower } from '../slice'
import { feedOf } from './feed'
import { type Change, changesAfter, type Position } from './journal'

const READER = 'followers'
const BATCH = 200
const RETRY_MS = 5_000
const LOOK_MS = 15_000
/** A change that fails so often is noted in the log and left behind, lest it hold up all that come after. */
const TRIES_MAX = 5

/**
 * Lets the followers of all slices hear every change once it is committed, in order. One process at a time reads: it holds the
 * reader's row while it works. Where it died, the next one begins again at the last change that was finished.
 */
export function startFollowers(host: Host): { stop(): Promise<void> } {
  const followers = host.program.slices.flatMap(slice => slice.followers ?? [])
  if (followers.length === 0) return { stop: async () => {} }
  let stopped = false
  let tries = 0
  let working: Promise<unknown> = Promise.resolve()
  let waiting = false

  const look = () => {
    if (waiting || stopped) return
    waiting = true
    working = working.then(async () => {
      waiting = false
      try {
        while (!stopped && (await step(host, followers, tries >= TRIES_MAX))) tries = 0
        tries = 0
      } catch (error) {
        tries++
        host.log.error(error, 'follower')
        setTimeout(look, RETRY_MS).unref()
      }
    })
  }
  const listening = feedOf(host.database).listen(look)
  listening.then(look, look)
  // Where the process that was at it died, nobody else would look before the next change.
  const again = setInterval(look, LOOK_MS)
  again.unref()
  return {
    async stop() {
      stopped = true
      clearInterval(again)
      await listening.then(
        silence => silence(),
        () => {},
      )
      await working
    },
  }
}

/** @returns whether there may be more; nothing to do also when another process is at it */
async function step(host: Host, followers: readonly Follower[], skipFailing: boolean): Promise<boolean> {
  const client = await host.database.owner.connect()
  try {
    // A row lock would give this a transaction of its own, and all readers of the journal wait for running transactions.
    const { rows: lock } = await client.query(`select pg_try_advisory_lock(hashtext('guanxi followers')) as mine`)
    if (!lock[0].mine) return false
    try {
      return await readOn(host, client, followers, skipFailing)
    } finally {
      await client.query(`select pg_advisory_unlock(hashtext('guanxi followers'))`)
    }
  } finally {
    client.release()
  }
}

async function readOn(
  host: Host,
  client: PoolClient,
  followers: readonly Follower[],
  skipFailing: boolean,
): Promise<boolean> {
  await client.query(
    'insert into journal_readers (name, xid, id) select $1, pg_snapshot_xmin(pg_current_snapshot()), -1 on conflict do nothing',
    [READER],
  )
  const { rows } = await client.query<Position>('select xid::text, id::text from journal_readers where name = $1', [
    READER,
  ])
  const from = rows[0]!
  let done = from
  const changes = await changesAfter(host.database, from, BATCH)
  try {
    for (const change of changes) {
      await tell(host, followers, change).catch(error => {
        if (!skipFailing) throw error
        host.log.error(error, `follower: change ${change.position.id} is left behind`)
      })
      done = change.position
    }
  } finally {
    if (done !== from)
      await client.query('update journal_readers set xid = $2::xid8, id = $3 where name = $1', [
        READER,
        done.xid,
        done.id,
      ])
  }
  return changes.length === BATCH
}

async function tell(host: Host, followers: readonly Follower[], change: Change): Promise<void> {
  const ours = followers.filter(f => f.object === change.object && (f.acts?.includes(change.act) ?? true))
  if (ours.length === 0) return
  const ctx = await systemContext(host, change.tenant)
  for (const follower of ours) await follower.run(ctx, change)
}
