import { inTransaction, perform } from '../../core/acts/perform'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { account } from '../customers'
import { dunningRound, invoice, overdueNight, payment } from '../receivables'
import type { Chance } from './chance'
import type { Days } from './days'
import type { Ids } from './people'

const FINANCE = 'qianpeilan'
/** Numbers of the company's invoices begin with these digits. */
const INVOICES_FROM = 25_320_000_000_000_000n
/** Of the customers that owe most so many have a credit limit. */
const LIMITED = 8

interface Owed {
  id: string
  instalment: string
  code: string
  account: string
  customer: string
  owner: string
  open: number
  /** Days ago; below zero what is not due yet. */
  ordered: number
  due: number
}

/**
 * What became of the money for the orders: most invoiced and paid, some late, some in part, some not yet; a few receipts that nobody
 * has matched, an advance, and credit limits. Matched as people do it, by what the bank says.
 */
export async function receipts(
  system: Ctx,
  people: (login: string) => Promise<Ctx>,
  ids: Ids,
  chance: Chance,
  days: Days,
): Promise<void> {
  const logins = new Map([...ids.people].map(([login, id]) => [id, login]))
  const [finance, ctxOf] = [await people(FINANCE), new Map<string, Ctx>()]
  const as = async (login: string, at: Date, work: (ctx: Ctx) => Promise<unknown>) => {
    const ctx = login === FINANCE ? finance : (ctxOf.get(login) ?? (await people(login)))
    ctxOf.set(login, ctx)
    return inTransaction({ ...ctx, now: at < days.now ? at : days.now }, work)
  }
  const owed = await system.db.query<Owed>(sql`
    select o.id, i.id as instalment, o.code, a.id as account, a.name as customer, i.owner_id as owner, i.open_amount as open,
      (${days.day(0)}::date - o.ordered_on)::int as ordered, (${days.day(0)}::date - coalesce(i.due_on, o.ordered_on))::int as due
    from instalments i join orders o on o.id = i.order_id join accounts a on a.id = i.account_id
    where i.tenant_id = ${system.tenant} and i.status in ('open', 'partly') and i.deleted_at is null order by o.ordered_on, o.id, i.position`)
  for (const [i, one] of owed.entries()) {
    const owner = logins.get(one.owner)
    if (!owner) continue
    if (i % 6 !== 5) await invoiced(one, i, owner, as, days)
    const paidAgo = one.due + chance.whole(-6, 18)
    // Every fourth of what is due lately is still waited for; what was due long ago came in, but for one.
    const waits = i % 4 === 3 && (one.due < 60 || i === 3)
    if (waits || one.due < 0 || paidAgo < 1) continue
    const part = i % 7 === 4 ? Math.floor(one.open / 2_00) * 1_00 : one.open
    const over = i === 8 ? 2_000_00 : 0
    await as(FINANCE, days.ago(Math.max(0, Math.round(paidAgo)), 15), async ctx => {
      const { id } = (await perform(ctx, payment, 'create', null, {
        account: one.account,
        payer: one.customer,
        amount: part + over,
        receivedOn: days.day(Math.max(0, Math.round(paidAgo))),
        reference: chance.pick([`货款 ${one.code}`, `${one.code} 广告款`, '广告费', '货款']),
        bankReference: `B${days.day(Math.round(paidAgo)).replaceAll('-', '')}${String(1_000 + i)}`,
      })) as { id: string }
      await perform(ctx, payment, 'settle', id, { matches: [{ instalment: one.instalment, amount: part }] })
    })
  }
  await unmatched(owed, as, chance, days)
  await overdueNight(system)
  await dunningRound(system)
  const late = await system.db.query<{ id: string; owed: number }>(sql`
    select account_id as id, sum(open_amount)::bigint as owed from instalments where tenant_id = ${system.tenant} and status in ('open', 'partly') and deleted_at is null
    group by 1 order by 2 desc, 1 limit ${LIMITED}`)
  for (const [i, one] of late.entries())
    await as('shenlixin', days.ago(5, 10), ctx =>
      perform(ctx, account, 'update', one.id, {
        creditLimit: (Math.ceil(Number(one.owed) / 100_000_00) + (i % 3)) * 100_000_00,
      }),
    )
}

type As = (login: string, at: Date, work: (ctx: Ctx) => Promise<unknown>) => Promise<unknown>

async function invoiced(one: Owed, i: number, owner: string, as: As, days: Days): Promise<void> {
  const asked = Math.max(0, one.ordered - 4)
  let id = ''
  await as(owner, days.ago(asked, 10), async ctx => {
    const made = await perform(ctx, invoice, 'create', null, {
      order: one.id,
      kind: i % 5 === 0 ? 'ordinary' : 'special',
    })
    id = (made as { id: string }).id
  })
  // The latest requests wait for finance.
  if (asked < 3) return
  await as(FINANCE, days.ago(asked - 1, 11), ctx =>
    perform(ctx, invoice, 'issue', id, { number: String(INVOICES_FROM + BigInt(1_046 + i * 7)) }),
  )
}

/** What came in these days, as the bank sent it: some of it names its order, some only the customer, one nobody. */
async function unmatched(owed: readonly Owed[], as: As, chance: Chance, days: Days): Promise<void> {
  const open = owed.filter((one, i) => i % 4 === 3 && one.due < 60).slice(-4)
  const came = [
    ...open.map((one, i) => ({
      payer: one.customer,
      amount: i === 1 ? Math.floor(one.open / 3_00) * 1_00 : one.open,
      reference: i % 2 === 0 ? `${one.code} 尾款` : '往来款',
    })),
    { payer: '王建国', amount: 8_600_00, reference: '展位费' },
  ]
  for (const [i, one] of came.entries())
    await as(FINANCE, days.ago(chance.whole(0, 1), 9), ctx =>
      perform(ctx, payment, 'create', null, {
        ...one,
        receivedOn: days.day(0),
        bankReference: `B${days.day(0).replaceAll('-', '')}${String(9_000 + i)}`,
      }),
    )
}
