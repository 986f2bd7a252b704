import { reaction } from '../../core/acts/act'
import { refuse } from '../../core/acts/refusal'
import { raw, sql } from '../../core/db/statement'
import { account } from '../customers'
import { basis, wind } from '../ownership'
import { order } from './order'

basis(
  account,
  'order',
  t =>
    sql`(select max(o.confirmed_at) from orders o where o.account_id = ${raw(`${t}.id`)} and o.confirmed_at is not null and o.deleted_at is null)`,
)

/** What keeps orders whole: what stands or was carried out is cancelled, not deleted. A customer's recycling counts from a confirmed one. */
export const keepOrder = reaction(
  order,
  ['update', 'delete'],
  async (ctx, after, before) => {
    if (after === before) {
      if (after.status === 'confirmed' || after.status === 'fulfilled') throw refuse('order.keepConfirmed')
      return
    }
    if (after.status !== before?.status && (after.status === 'confirmed' || after.status === 'cancelled'))
      await wind(ctx, account, [after.account])
  },
  async () => {},
)
