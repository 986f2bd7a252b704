import type { Ctx } from '../ctx'

export interface JobOptions {
  runAt?: Date
  /** A waiting job with the same name and key is replaced instead of joined by a second. */
  key?: string
}

/** Asks for a job of some slice. Inside an act it exists only if the act commits. `payload` is JSON. */
export async function enqueue(ctx: Pick<Ctx, 'db'>, job: string, payload: unknown, { runAt, key }: JobOptions = {}) {
  await ctx.db.query({
    name: 'enqueue',
    text: 'select enqueue($1, $2::json, $3::timestamptz, $4)',
    values: [job, JSON.stringify(payload ?? null), runAt ?? null, key ?? null],
  })
}
