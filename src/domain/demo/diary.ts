import type { Ctx } from '../../core/ctx'

/** Something that somebody of the company did at a moment, through the product. */
export interface Entry {
  at: Date
  /** Log-in. */
  by: string
  /** `ctx` is theirs, at that moment. */
  run(ctx: Ctx): Promise<unknown>
}
export type Diary = Entry[]

const SAY_EVERY = 1_500

/**
 * Lets everything happen in the order of time, so that each record finds those it refers to, and history grows as it does
 * in life. What would lie in the future happens just now.
 */
export async function live(
  diary: Diary,
  as: (login: string, at: Date) => Ctx,
  now: Date,
  say: (sentence: string) => void,
): Promise<void> {
  const inOrder = diary
    .map((entry, i) => ({ ...entry, at: entry.at < now ? entry.at : now, i }))
    .sort((a, b) => a.at.getTime() - b.at.getTime() || a.i - b.i)
  for (const [done, { run, by, at }] of inOrder.entries()) {
    await run(as(by, at))
    if ((done + 1) % SAY_EVERY === 0) say(`${Math.round(((done + 1) / inOrder.length) * 100)}%`)
  }
}
