import { setTimeout as wait } from 'node:timers/promises'
import type { Database } from '../db/types'
import { type Change, changesAfter, endOfJournal, type Position } from './journal'

export type Listener = (changes: readonly Change[]) => void

/** What happens in the whole company, told to whoever listens in this process. */
export interface Feed {
  /** From now on `listener` hears every change, in order, until what is returned is called. */
  listen(listener: Listener): Promise<() => void>
  /** Something was just committed here: look at once. */
  wake(): void
}

/** Other processes' changes are seen so much later at most. NOTIFY in every transaction would cost more than this look does. */
const LOOK_MS = 250
const AFTER_FAILURE_MS = 2_000
const BATCH = 1_000

const feeds = new WeakMap<Database, Feed>()

/** The one feed of a database in this process; it reads the journal only while somebody listens. */
export function feedOf(database: Database): Feed {
  let feed = feeds.get(database)
  if (!feed) feeds.set(database, (feed = createFeed(database)))
  return feed
}

function createFeed(database: Database): Feed {
  const listeners = new Set<Listener>()
  let begun: Promise<Position> | null = null
  let woken = () => {}

  async function run(from: Position): Promise<void> {
    let position = from
    while (listeners.size > 0) {
      let full = false
      try {
        const changes = await changesAfter(database, position, BATCH)
        if (changes.length > 0) {
          position = changes.at(-1)!.position
          for (const listener of [...listeners]) listener(changes)
        }
        full = changes.length === BATCH
      } catch {
        // The database is away; what is missed meanwhile is read when it is back.
        await wait(AFTER_FAILURE_MS, undefined, { ref: false })
      }
      if (!full) await pause()
    }
    begun = null
  }

  const pause = () =>
    new Promise<void>(resolve => {
      const timer = setTimeout(resolve, LOOK_MS)
      timer.unref()
      woken = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  return {
    async listen(listener) {
      listeners.add(listener)
      try {
        if (!begun) {
          begun = endOfJournal(database)
          begun.then(run, () => (begun = null))
        }
        await begun
      } catch (error) {
        listeners.delete(listener)
        throw error
      }
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) woken()
      }
    },
    wake: () => woken(),
  }
}
