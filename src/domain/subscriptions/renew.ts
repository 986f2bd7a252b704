import { act } from '../../core/acts/act'
import { refuse } from '../../core/acts/refusal'
import { sql } from '../../core/db/statement'
import { number, ref } from '../../core/entity'
import { change, create } from '../../core/records/write'
import { subscription } from './subscription'

/** Goes on where a subscription ends, to the same address: for as many issues as before, unless given. */
export const renew = act(subscription, 'renew', {
  label: ['续订', 'Renew'],
  icon: 'repeat',
  batch: true,
  offer: { field: 'renewedBy', op: 'isNull' },
  input: {
    issues: number({ label: ['期数', 'Issues'], scale: 0, min: 1, hint: ['不填则同上次', 'As many as before'] }),
    copies: number({ label: ['份数', 'Copies'], scale: 0, min: 1, hint: ['不填则同上次', 'As many as before'] }),
    order: ref('order', { label: ['订单', 'Order'], hint: ['续订记在这个订单上', 'The order it belongs to'] }),
  },
  allow: (_ctx, row) =>
    row.renewedBy
      ? refuse('subscription.renewed')
      : row.status === 'cancelled'
        ? refuse('subscription.cancelled')
        : null,
  async run(ctx, row, { issues, copies, order }) {
    const [held] = await ctx.db.query<{ n: number; until: string; publication: string }>(sql`
      select count(*)::int as n, u.name as until, p.name as publication
      from issues f, issues u, publications p, issues k where f.id = ${row.fromIssue} and u.id = ${row.untilIssue} and p.id = ${row.publication}
        and k.publication_id = p.id and k.deleted_at is null and k.publishes_on between f.publishes_on and u.publishes_on group by 2, 3`)
    const wanted = issues ?? held!.n
    const next = await ctx.db.query<{
      id: string
    }>(sql`select k.id from issues k, issues u where u.id = ${row.untilIssue}
      and k.publication_id = ${row.publication} and k.deleted_at is null and k.publishes_on > u.publishes_on order by k.publishes_on limit ${wanted}`)
    if (next.length < wanted)
      throw refuse('subscription.noIssues', { publication: held!.publication, issue: held!.until, count: next.length })
    const { recipient, account, publication, contact, phone, region, address, postcode, method, gift } = row
    const fresh = await create(ctx, subscription, {
      ...Object.fromEntries(
        Object.entries({ recipient, publication, contact, phone, region, address, postcode, method, gift }).filter(
          ([, value]) => value !== null,
        ),
      ),
      ...(order ? { order } : { account }),
      copies: copies ?? row.copies,
      fromIssue: next[0]!.id,
      untilIssue: next.at(-1)!.id,
    })
    await change(ctx, subscription, row, { renewedBy: fresh.id }, 'renew')
  },
})
