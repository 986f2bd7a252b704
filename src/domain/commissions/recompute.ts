import { inTransaction } from '../../core/acts/perform'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import type { Row } from '../../core/entity'
import { enqueue } from '../../core/jobs/enqueue'
import { rowSql } from '../../core/records/row'
import { change, insert } from '../../core/records/write'
import type { Job } from '../../core/slice'
import { notify } from '../together'
import { commissionStatement } from './commissionStatement'
import { dueFor, purse } from './compute'
import { adjustments, type Line } from './earn'
import { around, isMonth, monthAfter, monthOf, months } from './months'

type Statement = Row<typeof commissionStatement>

const JOB = 'compute-commissions'
/** Changes that come in together are counted once. */
const QUIET_MS = 2_000
/** So many months back a night's count goes; what changes further back is counted when it changes. */
const NIGHTLY_MONTHS = 3

/** Has a month counted anew once the act is committed. Asked many times it is done once. */
export const recomputeSoon = (ctx: Ctx, month: string): Promise<void> =>
  enqueue(ctx, JOB, { month }, { key: `${ctx.tenant}:${JOB}:${month}`, runAt: new Date(Date.now() + QUIET_MS) })

/** Counts the months that something changed in; every night the latest ones, whatever changed. */
export const computeJob: Job<{ month?: string } | null> = {
  name: JOB,
  cron: '40 3 * * *',
  async run(ctx, payload) {
    const now = monthOf(ctx.now)
    await recompute(ctx, isMonth(payload?.month) ? payload.month : monthAfter(now, 1 - NIGHTLY_MONTHS))
  },
}

/**
 * Brings statements to what plans, deals, splits and targets say now, from a month on: a statement that is not paid is written anew,
 * and what a paid one should have come to stands as an adjustment in the first one after it that is not paid yet. Done twice it
 * changes nothing more.
 * @param from a month that something changed in; later ones of its year follow, since attainment may run through it
 * @returns how many statements changed
 */
export async function recompute(ctx: Ctx, from: string): Promise<number> {
  const now = monthOf(ctx.now)
  const last = [now, from].sort().at(-1)!
  const through = [around(from, 'year').last, last].sort()[0]!
  let changed = 0
  for (const month of months(from, through))
    changed += await inTransaction(ctx, async tx => {
      await tx.db.query(sql`select pg_advisory_xact_lock(hashtext(${`commission ${tx.tenant}`}))`)
      return settle(tx, month, now)
    })
  return changed
}

interface Kept extends Line {
  statement: string
  /** Month of its statement. */
  of: string
  person: string
  currency: string
  paid: boolean
}

async function settle(ctx: Ctx, month: string, now: string): Promise<number> {
  const due = await dueFor(ctx, month)
  const kept = await linesOf(ctx, month)
  const purses = [...new Set([...due.keys(), ...kept.map(line => purse(line.person, line.currency))])]
  if (purses.length === 0) return 0
  const statements = await statementsOf(ctx, [...new Set(purses.map(one => one.split(' ')[0]!))], month)
  let changed = 0
  for (const one of purses) {
    const [person, currency] = one.split(' ') as [string, string]
    const mine = statements.filter(row => row.owner === person && row.currency === currency)
    const own = mine.find(row => row.period === month)
    const before = kept.filter(line => line.person === person && line.currency === currency)
    const wanted = own?.paidOn ? adjustments(due.get(one) ?? [], paidFor(before)) : (due.get(one) ?? [])
    const target = own?.paidOn ? firstUnpaid(mine, month, now) : month
    const standing = before.filter(line => !line.paid)
    if (standing.every(line => line.of === target) && sameLines(standing, wanted)) continue
    await rewrite(ctx, {
      person,
      currency,
      month,
      target,
      wanted,
      standing,
      statement: mine.find(row => row.period === target),
    })
    changed++
  }
  return changed
}

/** What has been paid for a month up to now, by source: the lines themselves and their adjustments, added up. */
function paidFor(lines: readonly Kept[]): Map<string, Line> {
  const paid = new Map<string, Line>()
  for (const line of lines)
    if (line.paid) {
      const before = paid.get(line.key)
      paid.set(line.key, before ? { ...before, amount: before.amount + line.amount } : line)
    }
  return paid
}

/** The first month after a paid one whose statement can still take an adjustment; not before the month that runs, unless it is there. */
function firstUnpaid(mine: readonly Statement[], month: string, now: string): string {
  const open = mine.find(row => row.period > month && !row.paidOn)
  if (open) return open.period
  let next = [monthAfter(month), now].sort().at(-1)!
  while (mine.some(row => row.period === next && row.paidOn)) next = monthAfter(next)
  return next
}

const plain = ({ key, kind, plan, object, id, title, account, on, amount, basis }: Line) =>
  JSON.stringify([key, kind, plan, object, id, title, account, on, amount, sorted(basis)])
/** PostgreSQL keeps a structure's keys in an order of its own. */
const sorted = (value: unknown): unknown =>
  typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .toSorted(([a], [b]) => a.localeCompare(b))
          .map(([key, one]) => [key, sorted(one)]),
      )
    : value

function sameLines(a: readonly Line[], b: readonly Line[]): boolean {
  const sort = (lines: readonly Line[]) => lines.map(plain).sort()
  return a.length === b.length && JSON.stringify(sort(a)) === JSON.stringify(sort(b))
}

interface Rewriting {
  person: string
  currency: string
  month: string
  target: string
  wanted: readonly Line[]
  standing: readonly Kept[]
  statement: Statement | undefined
}

/** Puts the lines that a month has brought into the one statement they belong to now. */
async function rewrite(ctx: Ctx, { person, currency, month, target, wanted, standing, statement }: Rewriting) {
  const touched = new Set(standing.map(line => line.statement))
  await ctx.db.query(
    sql`delete from commission_lines where period = ${month} and statement_id = any(${[...touched]}::uuid[]) and tenant_id = ${ctx.tenant}`,
  )
  if (wanted.length) {
    const into = statement ?? (await open(ctx, person, currency, target))
    touched.add(into.id)
    await ctx.db.query(sql`
      insert into commission_lines (tenant_id, id, created_at, updated_at, statement_id, owner_id, board_id, period, currency, key, kind, plan_id, about_object, about_id, title, account_id, earned_on, amount, basis)
      select ${ctx.tenant}, gen_random_uuid(), ${ctx.now.toISOString()}, ${ctx.now.toISOString()}, ${into.id}, ${into.owner}, ${into.board}, ${month}, ${currency},
        l.key, l.kind, l.plan::uuid, l.object, l.id, l.title, l.account::uuid, l."on"::date, l.amount, l.basis
      from json_to_recordset(${JSON.stringify(wanted)}::json) as l(key text, kind text, plan text, object text, id text, title text, account text, "on" text, amount bigint, basis jsonb)`)
  }
  for (const id of touched) await total(ctx, id)
}

async function open(ctx: Ctx, person: string, currency: string, month: string): Promise<Statement> {
  const [found] = await ctx.db.query<{ manager: string | null; board: string }>(
    sql`select manager_id as manager, board_id as board from users where id = ${person}`,
  )
  return insert(
    ctx,
    commissionStatement,
    {
      period: month,
      currency,
      owner: person,
      board: found!.board,
      manager: found!.manager,
      total: 0,
      approval: 'draft',
      computedAt: ctx.now.toISOString(),
    },
    'compute',
  )
}

/** Adds a statement up. One that had been agreed to and comes to something else now has to be agreed to again; its person is told. */
async function total(ctx: Ctx, id: string): Promise<void> {
  const [found] = await ctx.db.query<{ row: Statement; total: number }>(sql`
    select ${rowSql(commissionStatement)} as row, (select coalesce(sum(l.amount), 0)::bigint from commission_lines l where l.statement_id = t.id and l.deleted_at is null) as total
    from ${raw(commissionStatement.table)} t where t.id = ${id} for update`)
  const { row, total: sum } = found!
  const again = row.approval === 'approved' && sum !== row.total
  await change(
    ctx,
    commissionStatement,
    row,
    { total: sum, computedAt: ctx.now.toISOString(), ...(again ? { approval: 'draft' } : {}) },
    'compute',
  )
  if (again && row.owner)
    await notify(ctx, {
      to: [row.owner],
      type: 'commission',
      title: row.period,
      aboutObject: commissionStatement.name,
      aboutId: row.id,
    })
}

const linesOf = (ctx: Ctx, month: string): Promise<Kept[]> =>
  ctx.db.query<Kept>(sql`
    select l.statement_id as statement, s.period as of, s.owner_id as person, s.currency, s.paid_on is not null as paid, l.key, l.kind, l.plan_id as plan,
      l.about_object as object, l.about_id as id, l.title, l.account_id as account, to_char(l.earned_on, 'YYYY-MM-DD') as "on", l.amount, l.basis
    from commission_lines l join commission_statements s on s.id = l.statement_id
    where l.period = ${month} and l.deleted_at is null and s.deleted_at is null order by s.period, l.id`)

async function statementsOf(ctx: Ctx, people: readonly string[], from: string): Promise<Statement[]> {
  const rows = await ctx.db.query<{ row: Statement }>(sql`
    select ${rowSql(commissionStatement)} as row from ${raw(commissionStatement.table)} t
    where t.owner_id = any(${people}::uuid[]) and t.period >= ${from} and t.deleted_at is null order by t.period`)
  return rows.map(({ row }) => row)
}
