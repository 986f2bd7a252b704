import { reaction } from '../../core/acts/act'
import { sql } from '../../core/db/statement'
import { about } from '../../core/http/about'
import { ctxOf } from '../../core/http/request'
import { isCreditCode } from '../../core/matching/creditCode'
import type { Slice } from '../../core/slice'
import { account } from '../customers'
import { qualityOf } from './report'

/** What of the books cannot be relied on: incomplete, stale, contradictory, unreachable. */
export const quality: Slice = {
  name: 'quality',
  reactions: [
    // A new account says so itself; a reaction to creating would bring imports in one by one.
    reaction(account, ['update'], async (ctx, after, before) => {
      if (before?.creditCode === after.creditCode) return
      const fault = after.creditCode && !isCreditCode(after.creditCode) ? true : null
      if (fault === (after.creditCodeFault ?? null)) return
      await ctx.db.query(
        sql`update accounts set credit_code_fault = ${fault} where id = ${after.id} and tenant_id = ${ctx.tenant}`,
      )
    }),
  ],
  routes(app) {
    app.get('/api/quality', about('How sound accounts and contacts are, by board and owner'), async request =>
      qualityOf(ctxOf(request)),
    )
  },
}
