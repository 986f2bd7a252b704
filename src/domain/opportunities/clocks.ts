import { reaction } from '../../core/acts/act'
import { raw, sql } from '../../core/db/statement'
import { account } from '../customers'
import { basis, exemption, wind } from '../ownership'
import { opportunity } from './opportunity'

basis(
  account,
  'opportunity',
  t =>
    sql`(select max(greatest(o.created_at, o.closed_on::timestamptz)) from opportunities o where o.account_id = ${raw(`${t}.id`)} and o.deleted_at is null)`,
)
exemption(
  account,
  'openDeal',
  t =>
    sql`exists (select 1 from opportunities o where o.account_id = ${raw(`${t}.id`)} and o.status = 'open' and o.deleted_at is null)`,
)

/** A customer's recycling waits while there is an opportunity, and counts from its end. What an import brings is seen to at night. */
export const winding = reaction(
  opportunity,
  ['create', 'update'],
  async (ctx, after, before) => {
    if (before && before.status === after.status && before.account === after.account) return
    const accounts = [...new Set([after.account, before?.account])].filter(id => typeof id === 'string')
    await wind(ctx, account, accounts)
  },
  async () => {},
  async () => {},
)
