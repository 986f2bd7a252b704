import type { Ctx } from '../../core/ctx'
import type { Db } from '../../core/db/types'
import { colleague } from './people'

/** Something that somebody of the company did at a moment, through the product. */
export interface Entry {
  at: Date
  /** Log-in. */
  by: string
  /** Log-in of whoever's customer it is about, where that is somebody of another department. */
  about?: string
  /** It looks at what everybody did, so all before it must be done. */
  whole?: true
  /** `ctx` is theirs, at that moment. */
  run(ctx: Ctx): Promise<unknown>
}
export type Diary = Entry[]

/** So much happens between two commits: committing each act would cost more than the acts do. */
const TOGETHER = 600

/**
 * Departments keep to their own customers, so what they do need not wait for each other; what is done in one stays in order.
 */
const LANES: readonly (readonly string[])[] = [['华东组'], ['华北组', '华南组']]
const laneOf = ({ by, about = by }: Entry) => {
  const lane = LANES.findIndex(departments => departments.includes(colleague(about).department))
  return lane < 0 ? LANES.length : lane
}

/**
 * Lets everything happen in the order of time, so that each record finds those it refers to, and history grows as it does
 * in life. What would lie in the future happens just now.
 * @param people a context of everybody's, by log-in
 */
export async function live(
  diary: Diary,
  people: ReadonlyMap<string, Ctx>,
  now: Date,
  say: (sentence: string) => void,
): Promise<void> {
  const inOrder = diary
    .map((entry, i) => ({ ...entry, at: entry.at < now ? entry.at : now, lane: laneOf(entry), i }))
    .sort((a, b) => a.at.getTime() - b.at.getTime() || a.i - b.i)
  const { database, tenant } = [...people.values()][0]!
  const percentOf = (n: number) => Math.floor((n / inOrder.length) * 100)
  let done = 0
  for (let spans = 0; done < inOrder.length; spans++) {
    const ahead = inOrder.slice(done, done + TOGETHER)
    const whole = ahead.findIndex(entry => entry.whole)
    const span = whole < 0 ? ahead : ahead.slice(0, Math.max(1, whole))
    const lane = (which: number) =>
      database.transaction(tenant, async db => {
        // The same few statements thousands of times: planning each anew would cost more than running it.
        const planned: Db = { ...db, query: statement => db.query(statement, 'general') }
        for (const { run, by, at } of span.filter(entry => entry.lane === which))
          await run({ ...people.get(by)!, now: at, db: planned })
      })
    await Promise.all([...LANES.keys(), LANES.length].map(lane))
    // Until PostgreSQL knows how large the tables have become it plans for empty ones.
    if (spans < 4) await database.owner.query('analyze')
    const before = percentOf(done)
    done += span.length
    if (percentOf(done) > before) say(`${percentOf(done)}%`)
  }
}
