import { dayOf } from '../calendar/china'
import type { Ctx } from '../ctx'

/** Default of a reference to a person: whoever creates the record. */
export const me = (ctx: Ctx) => (ctx.user.system ? undefined : ctx.user.id)
/** Default of a date: today in China. */
export const today = (ctx: Ctx) => dayOf(ctx.now)
