import { dayOf } from '../../core/calendar/china'
import type { Ctx } from '../../core/ctx'
import { join, literal, raw, type Sql, sql } from '../../core/db/statement'
import type { Entity } from '../../core/entity'
import { instalment } from './instalment'
import { invoice } from './invoice'
import { payment } from './payment'

/** A sum that a record keeps of its parts; what keeps it and what checks it at night add it up by the same rows. */
export interface KeptSum {
  /** A code of the dictionary `ledgerSum`. */
  sum: string
  entity: Entity<any>
  column: string
  /** Rows (id, amount): what the parts of each record come to. `among` narrows by the column that names the record. */
  parts(among: (column: string) => Sql): Sql
}

const live = (alias: string) => raw(`${alias}.deleted_at is null`)

const paymentMatched: KeptSum = {
  sum: 'paymentMatched',
  entity: payment,
  column: 'matched',
  parts: among => sql`select m.payment_id as id, sum(m.amount) as amount from payment_matches m
    where ${live('m')} ${among('m.payment_id')} group by 1`,
}
const paymentRefunded: KeptSum = {
  sum: 'paymentRefunded',
  entity: payment,
  column: 'refunded',
  parts: among => sql`select r.payment_id as id, sum(r.amount) as amount from refunds r
    where ${live('r')} ${among('r.payment_id')} group by 1`,
}
const instalmentPaid: KeptSum = {
  sum: 'instalmentPaid',
  entity: instalment,
  column: 'paid',
  parts: among => sql`select m.instalment_id as id, sum(m.amount) as amount from payment_matches m
    where ${live('m')} ${among('m.instalment_id')} group by 1`,
}
const instalmentCredited: KeptSum = {
  sum: 'instalmentCredited',
  entity: instalment,
  column: 'credited',
  parts: among => sql`select c.instalment_id as id, sum(c.amount) as amount from instalment_credits c
    where ${live('c')} ${among('c.instalment_id')} group by 1`,
}
const instalmentWrittenOff: KeptSum = {
  sum: 'instalmentWrittenOff',
  entity: instalment,
  column: 'written_off',
  parts:
    among => sql`select l.instalment_id as id, sum(l.amount) as amount from write_off_lines l join write_offs w on w.id = l.write_off_id
    where ${live('l')} and ${live('w')} and w.written_off_on is not null and w.revoked_on is null ${among('l.instalment_id')} group by 1`,
}
const invoicePaid: KeptSum = {
  sum: 'invoicePaid',
  entity: invoice,
  column: 'paid',
  parts: among => sql`select m.invoice_id as id, sum(m.amount) as amount from payment_matches m
    where ${live('m')} and m.invoice_id is not null ${among('m.invoice_id')} group by 1`,
}
const invoiceRed: KeptSum = {
  sum: 'invoiceRed',
  entity: invoice,
  column: 'red_amount',
  parts: among => sql`select i.red_of_id as id, -sum(i.gross) as amount from invoices i
    where ${live('i')} and i.red_of_id is not null and i.status <> 'voided' ${among('i.red_of_id')} group by 1`,
}

export const keptSums: readonly KeptSum[] = [
  paymentMatched,
  paymentRefunded,
  instalmentPaid,
  instalmentCredited,
  instalmentWrittenOff,
  invoicePaid,
  invoiceRed,
]

/** Whose kept sums are to be added up again. */
export interface Touched {
  payments?: readonly string[]
  instalments?: readonly string[]
  invoices?: readonly string[]
}

/** Adds up again what receipts, instalments and invoices keep of their parts. The records are locked by the caller. */
export const keepSums = (ctx: Ctx, { payments = [], instalments = [], invoices = [] }: Touched, act: string) =>
  keepAll(ctx, act, { payments: addedUp(payments), instalments: addedUp(instalments), invoices: addedUp(invoices) })

/** What a new match takes, and the day its money came. */
export interface Taken {
  payment: string
  instalment: string
  invoice: string | null
  amount: number
  on: string | null
}

/**
 * Adds new matches to what their records keep. What was matched before is not read again: a hundred thousand receipts can be matched
 * in one go, long before PostgreSQL knows how large the table of matches has become.
 */
export const addToSums = (ctx: Ctx, matches: readonly Taken[], act: string) =>
  keepAll(ctx, act, {
    payments: added(matches, one => one.payment),
    instalments: added(matches, one => one.instalment),
    invoices: added(matches, one => one.invoice),
  })

/** How the sums of some records of one object come about: rows (id, the sums by their columns, arrived). */
type Source = ((entity: Entity<any>, sums: readonly KeptSum[]) => Sql) | null

const addedUp = (ids: readonly string[]): Source =>
  ids.length === 0
    ? null
    : (entity, sums) => {
        const among = (column: string) => sql`and ${raw(column)} = any(${ids}::uuid[])`
        const columns = sums.map(({ column }, i) => raw(`coalesce(p${i}.amount, 0)::bigint as ${column}`))
        const parts = sums.map((sum, i) => sql`left join (${sum.parts(among)}) ${raw(`p${i} on p${i}.id = t.id`)}`)
        return sql`select t.id, null::date as arrived, ${join(columns)} from ${raw(entity.table)} t ${join(parts, ' ')} where t.id = any(${ids}::uuid[])`
      }

/** Of an object's sums the first is that of its matches. */
function added(matches: readonly Taken[], of: (match: Taken) => string | null): Source {
  const sums = new Map<string, { id: string; amount: number; arrived: string | null }>()
  for (const match of matches) {
    const id = of(match)
    if (id === null) continue
    const sum = sums.get(id) ?? { id, amount: 0, arrived: null }
    sum.amount += match.amount
    if (match.on && match.on > (sum.arrived ?? '')) sum.arrived = match.on
    sums.set(id, sum)
  }
  if (sums.size === 0) return null
  return (entity, [first, ...others]) => sql`
    select t.id, a.arrived, ${raw(`coalesce(t.${first!.column}, 0)`)} + a.amount as ${raw(first!.column)}, ${raw(others.map(({ column }) => `coalesce(t.${column}, 0) as ${column}`).join(', '))}
    from json_to_recordset(${JSON.stringify([...sums.values()])}::json) as a(id uuid, amount bigint, arrived date) join ${raw(entity.table)} t on t.id = a.id`
}

/**
 * Writes sums of receipts, instalments and invoices, and what follows from them: what is open, their status. One statement for each
 * object, however many there are; only what differs is written, with its entry in the journal.
 */
async function keepAll(ctx: Ctx, act: string, of: Record<'payments' | 'instalments' | 'invoices', Source>) {
  const day = sql`${dayOf(ctx.now)}::date`
  await keep(ctx, payment, of.payments, act, {
    sums: [paymentMatched, paymentRefunded],
    follows: {
      open_amount: raw(`case when t.reversed_on is null then t.amount - s.matched - s.refunded else 0 end`),
      status:
        raw(`case when t.reversed_on is not null then 'reversed' when t.amount - s.matched - s.refunded = 0 then 'matched'
        when s.matched + s.refunded > 0 then 'partly' else 'unmatched' end`),
    },
  })
  const asks = 't.amount - s.paid - s.credited - s.written_off'
  await keep(ctx, instalment, of.instalments, act, {
    sums: [instalmentPaid, instalmentCredited, instalmentWrittenOff],
    follows: {
      open_amount: raw(`case when t.status = 'cancelled' then 0 else ${asks} end`),
      status:
        raw(`case when t.status in ('planned', 'cancelled') then t.status when ${asks} = 0 and s.written_off > 0 then 'writtenOff'
        when ${asks} = 0 then 'paid' when s.paid + s.written_off > 0 then 'partly' else 'open' end`),
      paid_on: sql`case when t.status not in ('planned', 'cancelled') and ${raw(asks)} = 0 then coalesce(case when s.arrived is not null and coalesce(t.paid, 0) = 0 then s.arrived
        else (select max(p.received_on) from payment_matches m join payments p on p.id = m.payment_id where m.instalment_id = t.id and m.deleted_at is null) end, t.paid_on, ${day}) end`,
      overdue: sql`coalesce(t.status not in ('planned', 'cancelled') and ${raw(asks)} > 0 and t.due_on < ${day}, false)`,
    },
  })
  await keep(ctx, invoice, of.invoices, act, {
    sums: [invoicePaid, invoiceRed],
    follows: {
      open_amount: raw(
        `case when t.status = 'issued' and t.red_of_id is null then t.gross - s.red_amount - s.paid else 0 end`,
      ),
    },
  })
}

interface Keeping {
  sums: readonly KeptSum[]
  /** Further columns, by what they come to: `t` is the record as it stands, `s` the sums by their columns. */
  follows: Record<string, Sql>
}

const camel = (column: string) => column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

async function keep(
  ctx: Ctx,
  entity: Entity<any>,
  source: Source,
  act: string,
  { sums, follows }: Keeping,
): Promise<void> {
  if (!source) return
  const columns = [...sums.map(sum => sum.column), ...Object.keys(follows)]
  const list = (alias: string) => raw(columns.map(column => `${alias}.${column}`).join(', '))
  const changes = raw(
    columns
      .map(
        column =>
          `case when t.${column} is distinct from n.${column} then jsonb_build_object('${camel(column)}', jsonb_build_array(t.${column}, n.${column})) else '{}' end`,
      )
      .join(' || '),
  )
  const { origin } = ctx
  const author = ctx.user.system ? null : ctx.user.id
  const now = ctx.now.toISOString()
  const title = raw(`t.${entity.title}`)
  await ctx.db.query(sql`
    with s as materialized (${source(entity, sums)}),
      n as materialized (select t.id, ${join([
        ...sums.map(({ column }) => raw(`s.${column}`)),
        ...Object.entries(follows).map(([column, value]) => sql`${value} as ${raw(column)}`),
      ])} from s join ${raw(entity.table)} t on t.id = s.id),
      changed as materialized (select t.id, ${title} as title, t.board_id, t.owner_id, ${changes} as changes, ${list('n')}
        from n join ${raw(entity.table)} t on t.id = n.id where (${list('t')}) is distinct from (${list('n')})),
      written as (update ${raw(entity.table)} t set ${raw(columns.map(column => `${column} = c.${column}`).join(', '))}, version = t.version + 1,
          updated_at = greatest(${now}::timestamptz, t.updated_at + interval '1 ms'), updated_by = ${author}::uuid
        from changed c where t.id = c.id and t.tenant_id = ${ctx.tenant})
    insert into journal (tenant_id, at, actor_id, object, record_id, title, act, changes, board_id, owner_id, origin, request, address)
    select ${ctx.tenant}::int4, ${now}::timestamptz, ${author}::uuid, ${literal(entity.name)}, c.id, left(c.title, 300), ${act}::text, c.changes, c.board_id, c.owner_id,
      ${origin.by}::text, ${origin.request ?? null}::text, ${origin.address ?? null}::text from changed c`)
}

/**
 * Locks records until the act is over, always receipts before instalments before invoices and each by id, so that two who match at
 * once wait for each other and neither for ever.
 */
export async function lockAll(ctx: Ctx, { payments = [], instalments = [], invoices = [] }: Touched): Promise<void> {
  for (const [table, ids] of [
    [payment.table, payments],
    [instalment.table, instalments],
    [invoice.table, invoices],
  ] as const)
    if (ids.length > 0)
      await ctx.db.query(
        sql`select 1 from ${raw(table)} where id = any(${[...new Set(ids)]}::uuid[]) order by id for no key update`,
      )
}
