import { inTransaction, perform } from '../../core/acts/perform'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { approvalRequest } from '../approvals'
import { contract, contractAmendment } from '../contracts'
import { order } from '../orders'
import { quote } from '../quotes'
import type { Chance } from './chance'
import type { Days } from './days'
import { CIRCULATION, FAIR_OFFICE, type Ids } from './people'

/** So many of the latest sales are orders; every third went through a quote, every fourth has a contract. */
const ORDERS = 40
const QUOTED_EVERY = 3
const CONTRACTS = 12
const OPEN_QUOTES = 12
const SINCE_DAYS = 280

type As = (login: string, at: Date, work: (ctx: Ctx) => Promise<unknown>) => Promise<unknown>
interface Deal {
  /** The opportunity; null where a regular customer just ordered. */
  id: string | null
  name: string
  account: string
  customer: string
  contact: string | null
  owner: string
  board: string
  /** Days ago. */
  closed: number
}
interface Made {
  made: { id: string }
}

/** What boards sell, by the codes of products: from and to how many, and the price of a piece in yuan where none is kept. */
const GOODS: Readonly<Record<string, readonly (readonly [code: string, from: number, to: number])[]>> = {
  [FAIR_OFFICE]: [['ZW-9', 1, 4]],
  [CIRCULATION]: [['DY-MJ', 20, 120]],
  else: [
    ['AD-TJ-F2-Z', 1, 6],
    ['AD-TJ-F3-Z', 2, 6],
    ['AD-TJ-NY-Z', 2, 8],
    ['AD-TJ-FD-Z', 1, 3],
    ['AD-TJ-NY-B', 2, 6],
  ],
}
const EXTRAS: readonly (readonly [string, number])[] = [
  ['版面设计', 3_000],
  ['公众号软文一篇', 6_000],
  ['展位楣板制作', 1_200],
]
const REGULAR: Readonly<Record<string, readonly string[]>> = {
  [FAIR_OFFICE]: ['秋季糖酒会标展', '春季糖酒会标展续订'],
  [CIRCULATION]: ['《名酒渠道》续订', '《名酒渠道》加订'],
  else: ['内页加登', '封三续登', '中秋专辑版面', '年度版面续订', '新品专版'],
}
const KINDS: Readonly<Record<string, string>> = { [FAIR_OFFICE]: 'exhibition', [CIRCULATION]: 'subscription' }
const TYPES: Readonly<Record<string, string>> = { [CIRCULATION]: '期刊征订' }

/** The latest sales as orders, some of them by way of a quote; offers that are still out; what was signed with the larger customers. */
export async function ordersAndContracts(
  system: Ctx,
  people: (login: string) => Promise<Ctx>,
  ids: Ids,
  chance: Chance,
  days: Days,
): Promise<void> {
  const logins = new Map([...ids.people].map(([login, id]) => [id, login]))
  const as: As = async (login, at, work) =>
    inTransaction({ ...(await people(login)), now: at < days.now ? at : days.now }, work)
  const products = new Map(
    (
      await system.db.query<{ id: string; code: string }>(
        sql`select id, code from products where tenant_id = ${system.tenant} and code is not null and deleted_at is null`,
      )
    ).map(({ id, code }) => [code, id]),
  )
  const deals = async (status: string, limit: number) =>
    (
      await system.db.query<Omit<Deal, 'owner'> & { owner: string }>(sql`
        select o.id, o.name, o.account_id as account, a.name as customer, o.contact_id as contact, o.owner_id as owner, b.name as board,
          (${days.day(0)}::date - coalesce(o.closed_on, ${days.day(0)}::date))::int as closed
        from opportunities o join accounts a on a.id = o.account_id and a.owner_id = o.owner_id and a.deleted_at is null
          join boards b on b.id = o.board_id join users u on u.id = o.owner_id and u.status = 'active'
        where o.tenant_id = ${system.tenant} and o.status = ${status} and o.deleted_at is null
          and (o.closed_on is null or o.closed_on >= ${days.day(SINCE_DAYS)}::date)
        order by o.closed_on desc nulls last, o.close_date, o.id limit ${limit}`)
    ).flatMap(one => {
      const owner = logins.get(one.owner)
      return owner ? [{ ...one, owner }] : []
    })
  /** Customers who order without a sale that had to be won. */
  const regulars = async (limit: number): Promise<Deal[]> => {
    const found = await system.db.query<Omit<Deal, 'id' | 'name' | 'closed'>>(sql`
      select a.id as account, a.name as customer, (select c.id from contacts c where c.account_id = a.id and c.deleted_at is null order by c.id limit 1) as contact,
        a.owner_id as owner, b.name as board
      from accounts a join boards b on b.id = a.board_id join users u on u.id = a.owner_id and u.status = 'active'
      where a.tenant_id = ${system.tenant} and a.deleted_at is null and a.type = 'customer' and a.credit_limit is null order by a.id`)
    return chance
      .some(found, limit)
      .flatMap(one => {
        const owner = logins.get(one.owner)
        const name = chance.pick(REGULAR[one.board] ?? REGULAR.else!)
        return owner ? [{ ...one, owner, id: null, name, closed: chance.whole(2, 240) }] : []
      })
      .sort((a, b) => a.closed - b.closed)
  }
  const linesFor = (deal: Deal) => {
    const goods = GOODS[deal.board] ?? GOODS.else!
    const some = chance.some(goods, chance.whole(1, Math.min(2, goods.length)))
    return [
      ...some.flatMap(([code, from, to]) => {
        const product = products.get(code)
        return product ? [{ product, quantity: chance.whole(from, to) }] : []
      }),
      ...(chance.often(0.3)
        ? [chance.pick(EXTRAS)].map(([name, yuan]) => ({ name, quantity: 1, unitPrice: yuan * 100, taxRate: '6' }))
        : []),
    ]
  }
  const headOf = ({ id, name, account, contact }: Deal) => ({
    name,
    account,
    contact,
    ...(id ? { opportunity: id } : {}),
  })

  const types = new Map(
    (
      await system.db.query<{ id: string; name: string }>(
        sql`select id, name from order_types where tenant_id = ${system.tenant} and deleted_at is null`,
      )
    ).map(({ id, name }) => [name, id]),
  )
  const ordered: { deal: Deal; id: string }[] = []
  const won = await deals('won', ORDERS)
  const sales = [...won, ...(await regulars(ORDERS - won.length))].sort((a, b) => a.closed - b.closed)
  for (const [i, deal] of sales.entries()) {
    const at = (before: number, hour: number) => days.ago(days.working(deal.closed + before), hour)
    let id = ''
    if (i % QUOTED_EVERY === 0) {
      let offer = ''
      await as(deal.owner, at(9, 10), async ctx => {
        offer = await quoted(ctx, { ...headOf(deal), lines: linesFor(deal) })
        await perform(ctx, quote, 'send', offer, {})
      })
      if (i % (2 * QUOTED_EVERY) === 0)
        await as(deal.owner, at(5, 15), async ctx => {
          offer = ((await perform(ctx, quote, 'revise', offer, {})) as Made).made.id
          const lines = await ctx.db.query<{ id: string }>(
            sql`select id from quote_lines where quote_id = ${offer} and deleted_at is null order by position`,
          )
          const discounted = (discount: number) =>
            perform(ctx, quote, 'save', null, {
              quote: offer,
              lines: lines.map((line, n) => ({ ...line, ...(n === 0 ? { discount } : {}) })),
            })
          await discounted(chance.whole(2, 7))
          if (await needsApproval(ctx, offer)) await discounted(0)
          await perform(ctx, quote, 'send', offer, {})
        })
      await as(deal.owner, at(0, 11), async ctx => {
        id = ((await perform(ctx, quote, 'order', offer, {})) as Made).made.id
      })
    } else
      await as(deal.owner, at(0, 11), async ctx => {
        const made = await perform(ctx, order, 'save', null, {
          ...headOf(deal),
          deliverOn: days.day(deal.closed - 21),
          lines: linesFor(deal),
        })
        id = (made as { id: string }).id
      })
    ordered.push({ deal, id })
    // The latest ones are still being written.
    if (i < 3) continue
    await as(deal.owner, at(0, 16), async ctx => {
      if (i % 13 === 5)
        return perform(ctx, order, 'cancel', id, { cancelReason: 'customer', cancelNote: '预算调整，明年再投' })
      const type = deal.closed < 40 ? types.get(TYPES[deal.board] ?? '') : undefined
      if (type) await perform(ctx, order, 'update', id, { type })
      return perform(ctx, order, 'confirm', id, {})
    })
    if (deal.closed > 70 && i % 13 !== 5)
      await as(deal.owner, days.ago(days.working(deal.closed - 45), 17), ctx => perform(ctx, order, 'fulfil', id, {}))
  }
  await offers((await deals('open', 40)).slice(-OPEN_QUOTES), as, chance, days, quoted, deal => ({
    ...headOf(deal),
    lines: linesFor(deal),
  }))
  await signings(system, ordered, as, logins, chance, days)
}

async function quoted(ctx: Ctx, body: object): Promise<string> {
  return ((await perform(ctx, quote, 'save', null, body)) as { id: string }).id
}

async function needsApproval(ctx: Ctx, id: string): Promise<boolean> {
  const [found] = await ctx.db.query<{ needs: boolean | null }>(
    sql`select needs_approval as needs from quotes where id = ${id}`,
  )
  return found?.needs === true
}

/** Offers of these weeks: sent, declined, run out, in a second version, waiting for the superior. */
async function offers(
  deals: readonly Deal[],
  as: As,
  chance: Chance,
  days: Days,
  save: typeof quoted,
  bodyOf: (deal: Deal) => { lines: object[] },
): Promise<void> {
  for (const [i, deal] of deals.entries()) {
    const ago = days.working(2 + i * 2)
    await as(deal.owner, days.ago(ago, 10), async ctx => {
      const body = bodyOf(deal)
      const [first, ...rest] = body.lines
      const dear = i % 6 === 2
      const id = await save(ctx, {
        ...body,
        lines: [{ ...first, ...('product' in first! ? { discount: dear ? 12 : chance.whole(0, 6) } : {}) }, ...rest],
      })
      if (i % 6 === 3) return
      if (await needsApproval(ctx, id)) {
        await perform(ctx, quote, 'submit', id, {})
        return
      }
      await perform(ctx, quote, 'send', id, {})
      if (i % 6 === 4)
        await perform(ctx, quote, 'decline', id, { declineReason: 'budget', declineNote: '今年预算用完了' })
    })
  }
}

/** Contracts of the largest orders: agreed to, signed, some amended; two are still being written. */
async function signings(
  system: Ctx,
  ordered: readonly { deal: Deal; id: string }[],
  as: As,
  logins: ReadonlyMap<string, string>,
  chance: Chance,
  days: Days,
): Promise<void> {
  const large = await system.db.query<{ id: string }>(sql`
    select id from orders where id = any(${ordered.map(one => one.id)}::uuid[]) and status in ('confirmed', 'fulfilled') and tenant_id = ${system.tenant}
    order by gross desc, id limit ${CONTRACTS}`)
  for (const [i, { id }] of large.entries()) {
    const { deal } = ordered.find(one => one.id === id)!
    const day = days.working(deal.closed)
    let made = ''
    await as(deal.owner, days.ago(day, 17), async ctx => {
      made = ((await perform(ctx, order, 'contract', id, { kind: KINDS[deal.board] ?? 'advertising' })) as Made).made.id
      if (i < 2) return
      await perform(ctx, contract, 'update', made, {
        startsOn: days.day(day),
        endsOn: days.day(day - (i === 4 ? day + 18 : 364)),
        theirSignatory: '采购部',
      })
      await perform(ctx, contract, 'submit', made, {})
    })
    if (i < 2) continue
    for (let step = 0; step < 3; step++) {
      const [next] = await system.db.query<{ request: string; person: string }>(sql`
        select t.request_id as request, t.owner_id as person from approval_tasks t join approval_requests r on r.id = t.request_id
        where r.about_id = ${made} and t.status = 'open' and t.deleted_at is null and t.tenant_id = ${system.tenant} limit 1`)
      const login = next && logins.get(next.person)
      if (!login) break
      await as(login, days.ago(day, 18, step * 10), ctx =>
        perform(ctx, approvalRequest, 'approve', next.request, { comment: '同意' }),
      )
    }
    const signedAgo = Math.max(0, day - 3)
    await as(deal.owner, days.ago(signedAgo, 10), ctx => perform(ctx, contract, 'sign', made, {}))
    if (i % 4 !== 3) continue
    await as(deal.owner, days.ago(Math.max(0, signedAgo - 20), 10), async ctx => {
      const { id: change } = (await perform(ctx, contractAmendment, 'create', null, {
        contract: made,
        name: chance.pick(['加登一期内页', '增加两个推广位', '减少一期，改投电子刊']),
        reason: '客户调整投放计划',
        gross: chance.whole(4, 20) * 1_000_00,
        taxRate: '6',
      })) as { id: string }
      await perform(ctx, contractAmendment, 'sign', change, {})
    })
  }
}
