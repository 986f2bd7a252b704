import type { Ctx } from '../ctx'

/** Default of a reference to a person: whoever creates the record. */
export const me = (ctx: Ctx) => (ctx.user.system ? undefined : ctx.user.id)
/** Default of a date: today in China. */
export const today = (ctx: Ctx) => new Date(ctx.now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
