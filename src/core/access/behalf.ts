import { Refusal } from '../acts/refusal'
import type { Ctx } from '../ctx'

/**
 * The context of work that goes on after its request, with the rights of whoever asked for it as they are now.
 * @param ctx a job's own context
 * @throws Refusal when the person has left or was frozen meanwhile
 */
export async function onBehalf(ctx: Ctx, userId: string, origin: Ctx['origin']): Promise<Ctx> {
  for (const slice of ctx.program.slices) {
    const user = await slice.principal?.(ctx, userId)
    if (user) return { ...ctx, user, lang: user.lang, origin }
  }
  throw new Refusal('job.personGone', {}, 403)
}
