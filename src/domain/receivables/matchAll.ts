import { onBehalf } from '../../core/access/behalf'
import { reachOf, within } from '../../core/access/reach'
import { act } from '../../core/acts/act'
import { inTransaction } from '../../core/acts/perform'
import { refuse } from '../../core/acts/refusal'
import { dayOf } from '../../core/calendar/china'
import type { Ctx } from '../../core/ctx'
import { learnSize } from '../../core/db/learnSize'
import { raw, sql } from '../../core/db/statement'
import { flag } from '../../core/entity'
import { enqueue } from '../../core/jobs/enqueue'
import { insert } from '../../core/records/write'
import type { Job } from '../../core/slice'
import { settledSince } from './earned'
import { addMatches } from './matches'
import { matchRun } from './matchRun'
import { invoicesFor, itemsNamed, itemsOf } from './open'
import { payment } from './payment'
import { paymentMatch } from './paymentMatch'
import { mayMatch } from './payments'
import { numbersIn, type Proposal, proposeAll } from './propose'

const JOB = 'match-payments'
/** So many receipts are read, matched and written together. */
const CHUNK = 5_000
const ITEMS_MAX = 200_000

/** Matches everything that has come in and is not matched, in a job; what it answers is the run, whose `done` of `total` counts up. */
export const matchAll = act(payment, 'match', {
  label: ['批量匹配', 'Match all'],
  icon: 'wand-sparkles',
  on: 'object',
  input: {
    certain: flag({
      label: ['只匹配有依据的', 'Only what is certain'],
      default: false,
      hint: ['单号或金额对得上才匹配，其余留给人工', 'By number or amount; the rest is left to people'],
    }),
  },
  async run(ctx, _, { certain }) {
    mayMatch(ctx)
    // Two runs of one person at a time would look at the same receipts.
    await ctx.db.query(sql`select pg_advisory_xact_lock(hashtext(${`match ${ctx.tenant} ${ctx.user.id}`}))`)
    const [running] = await ctx.db.query<{ id: string; total: number }>(
      sql`select id, total from match_runs where owner_id = ${ctx.user.id} and status = 'running' and deleted_at is null`,
    )
    if (running) return running
    const [{ total }] = (await ctx.db.query<{ total: number }>(
      sql`select count(*)::int as total from payments t where ${waiting(ctx)}`,
    )) as [{ total: number }]
    if (total === 0) throw refuse('receivable.nothingToMatch')
    const run = await insert(ctx, matchRun, {
      name: dayOf(ctx.now),
      status: 'running',
      certain: certain ?? false,
      total,
      done: 0,
      matched: 0,
      amount: 0,
      owner: ctx.user.id,
    })
    await enqueue(ctx, JOB, { run: run.id }, { key: run.id })
    return { id: run.id, total }
  },
})

/** Receipts with something left that the caller may match. */
const waiting = (ctx: Ctx) => {
  const entity = ctx.words.entity(payment.name)
  return sql`t.status in ('unmatched', 'partly') and t.open_amount > 0 and t.deleted_at is null
    and ${within(reachOf(ctx, entity, { act: 'settle', needs: 'update' }), entity, 't')}`
}

interface Run {
  owner: string
  status: string
  certain: boolean
  last: string | null
  began: string
}

/** Carries a run out, thousands at a time: each lot is a transaction that notes how far it came, so one that was killed goes on there. */
export const matchJob: Job<{ run: string }> = {
  name: JOB,
  async run(system, { run: id }) {
    for (;;) {
      const [run] = await system.db.query<Run>(
        sql`select owner_id as owner, status, coalesce(certain, false) as certain, last, created_at as began from match_runs where id = ${id}`,
      )
      if (run?.status !== 'running') return
      const acting = await onBehalf(system, run.owner, system.origin).catch(() => null)
      if (!acting) {
        await end(system, id, 'failed')
        return
      }
      const more = await inTransaction({ ...acting, now: new Date() }, tx => step(tx, id, run))
      if (more && !run.last) await learnSize(system.database, paymentMatch.table)
      if (!more) {
        await settledSince(system, run.owner, run.began)
        await end(system, id, 'done')
        return
      }
    }
  },
}

const end = (ctx: Ctx, id: string, status: string) =>
  ctx.db.query(sql`update match_runs set status = ${status}, ended_at = ${new Date().toISOString()}::timestamptz, done = case when ${status}::text = 'done' then total else done end
    where id = ${id} and tenant_id = ${ctx.tenant}`)

interface Waiting {
  id: string
  account: string | null
  currency: string
  left: number
  text: string
  payer: string | null
  on: string | null
}

const NOBODY = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/**
 * One lot, customer by customer: what a customer owes is read once, and its receipts are matched in the order in which they came.
 * @returns false when nothing is left
 */
async function step(ctx: Ctx, run: string, { last, certain }: Run): Promise<boolean> {
  const [account, id] = last?.split(' ') ?? []
  const lot = await ctx.db.query<Waiting>(sql`
    select t.id, t.account_id as account, coalesce(t.currency, 'CNY') as currency, t.open_amount as left, concat_ws(' ', t.reference, t.note) as text, t.payer,
      to_char(t.received_on, 'YYYY-MM-DD') as "on"
    from payments t where ${waiting(ctx)} and ${last ? sql`(coalesce(t.account_id, ${NOBODY}::uuid), t.id) > (${account}::uuid, ${id}::uuid)` : raw('true')}
    order by coalesce(t.account_id, ${NOBODY}::uuid), t.id limit ${raw(String(CHUNK))}`)
  if (lot.length === 0) return false
  const made = await addMatches(ctx, await proposalsFor(ctx, lot, !certain), false)
  const matched = new Set(made.map(one => one.payment)).size
  const amount = made.reduce((sum, one) => sum + one.amount, 0)
  const end = lot.at(-1)!
  await ctx.db.query(sql`update match_runs set last = ${`${end.account ?? NOBODY} ${end.id}`}, done = coalesce(done, 0) + ${lot.length}::int, matched = coalesce(matched, 0) + ${matched}::int,
    amount = coalesce(amount, 0) + ${amount}::bigint, version = version + 1 where id = ${run} and tenant_id = ${ctx.tenant}`)
  return lot.length === CHUNK
}

/** What a lot of receipts pays, by the same rules as one: the books are read once. */
async function proposalsFor(ctx: Ctx, lot: readonly Waiting[], oldest: boolean): Promise<Proposal[]> {
  const payers = await accountsOfPayers(ctx, lot)
  const receipts = lot
    .map(({ payer, on, ...row }) => ({ ...row, on, account: row.account ?? payers.get(payer ?? '') ?? null }))
    .sort((a, b) => ((a.on ?? '') < (b.on ?? '') ? -1 : (a.on ?? '') > (b.on ?? '') ? 1 : a.id < b.id ? -1 : 1))
  const known = await itemsOf(ctx, [...new Set(receipts.flatMap(one => one.account ?? []))], ITEMS_MAX)
  const strangers = receipts.filter(one => !one.account)
  const named = await itemsNamed(ctx, [...new Set(strangers.flatMap(one => numbersIn(one.text)))])
  const items = [...new Map([...known, ...named].map(item => [item.id, item])).values()]
  const invoices = await invoicesFor(ctx, items)
  return proposeAll(receipts, items, invoices, { oldest })
}

/** Customers by the names that payers bear, those that only one customer has. */
async function accountsOfPayers(ctx: Ctx, lot: readonly Waiting[]): Promise<Map<string, string>> {
  const payers = [...new Set(lot.flatMap(one => (one.account || !one.payer ? [] : one.payer)))]
  if (payers.length === 0) return new Map()
  const found = await ctx.db.query<{ name: string; id: string }>(sql`
    select name, (array_agg(id))[1] as id from accounts where name = any(${payers}::text[]) and deleted_at is null group by name having count(*) = 1`)
  return new Map(found.map(one => [one.name, one.id]))
}
