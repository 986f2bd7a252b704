import { act } from '../../core/acts/act'
import { inTransaction } from '../../core/acts/perform'
import type { Ctx } from '../../core/ctx'
import { literal, raw, type Sql, sql } from '../../core/db/statement'
import { isLang } from '../../core/i18n/locale'
import { say } from '../../core/i18n/say'
import { enqueue } from '../../core/jobs/enqueue'
import { insert } from '../../core/records/write'
import type { Job } from '../../core/slice'
import { notify } from '../together'
import { ledgerCheck, type SumChecked } from './ledgerCheck'
import { keptSums } from './sums'

const JOB = 'check-sums'
/** More differences than this of one kind say that something is broken, not which; the rest is counted. */
const KEPT = 1_000

/** One sum that the books keep: which records, what they keep, what it comes to when it is added up again. */
interface Check {
  sum: string
  object: string
  /** Rows (id, name, kept, computed) of all records that keep it. */
  rows: Sql
}

const checks = (): Check[] => [
  ...keptSums.map(({ sum, entity, column, parts }) => ({
    sum,
    object: entity.name,
    rows: sql`select t.id, ${raw(`t.${entity.title}`)} as name, ${raw(`coalesce(t.${column}, 0)`)} as kept, coalesce(p.amount, 0) as computed
      from ${raw(entity.table)} t left join (${parts(() => raw(''))}) p on p.id = t.id where t.deleted_at is null`,
  })),
  {
    sum: 'paymentOpen',
    object: 'payment',
    rows: raw(`select t.id, t.code as name, coalesce(t.open_amount, 0) as kept, case when t.reversed_on is null then t.amount - coalesce(t.matched, 0) - coalesce(t.refunded, 0) else 0 end as computed
      from payments t where t.deleted_at is null`),
  },
  {
    sum: 'instalmentOpen',
    object: 'instalment',
    rows: raw(`select t.id, t.name, coalesce(t.open_amount, 0) as kept, case when t.status = 'cancelled' then 0
        else t.amount - coalesce(t.paid, 0) - coalesce(t.credited, 0) - coalesce(t.written_off, 0) end as computed from instalments t where t.deleted_at is null`),
  },
  {
    sum: 'invoiceLines',
    object: 'invoice',
    rows: raw(`select t.id, coalesce(t.number, t.code) as name, coalesce(t.gross, 0) as kept, coalesce(s.gross, 0) as computed from invoices t
      left join (select invoice_id as id, sum(net) + sum(tax) as gross from invoice_lines where deleted_at is null group by 1) s on s.id = t.id where t.deleted_at is null`),
  },
  ...(['net', 'tax', 'gross'] as const).map(column => ({
    sum: 'orderLines',
    object: 'order',
    rows: raw(`select t.id, t.code as name, coalesce(t.${column}, 0) as kept, coalesce(s.amount, 0) as computed from orders t
      left join (select order_id as id, sum(${column}) as amount from order_lines where deleted_at is null group by 1) s on s.id = t.id where t.deleted_at is null`),
  })),
  {
    sum: 'orderPlan',
    object: 'order',
    rows: raw(`select t.id, t.code as name, coalesce(t.gross, 0) as kept, s.amount as computed from orders t
      join (select order_id as id, sum(amount) as amount from instalments where deleted_at is null and status <> 'cancelled' group by 1) s on s.id = t.id
      where t.deleted_at is null and t.status in ('confirmed', 'fulfilled')`),
  },
  {
    sum: 'overInvoiced',
    object: 'order',
    rows: raw(`select o.id, o.code as name, l.gross as kept, greatest(l.gross, s.gross) as computed from order_lines l join orders o on o.id = l.order_id
      join (select x.order_line_id as id, sum(x.gross) as gross from invoice_lines x join invoices v on v.id = x.invoice_id
        where x.order_line_id is not null and x.deleted_at is null and v.deleted_at is null and v.status <> 'voided' group by 1) s on s.id = l.id
      where l.deleted_at is null and o.deleted_at is null`),
  },
  {
    sum: 'writeOffLines',
    object: 'writeOff',
    rows: raw(`select t.id, t.code as name, coalesce(t.amount, 0) as kept, coalesce(s.amount, 0) as computed from write_offs t
      left join (select write_off_id as id, sum(amount) as amount from write_off_lines where deleted_at is null group by 1) s on s.id = t.id where t.deleted_at is null`),
  },
  {
    sum: 'returnLines',
    object: 'goodsReturn',
    rows: raw(`select t.id, t.code as name, coalesce(t.gross, 0) as kept, coalesce(s.amount, 0) as computed from goods_returns t
      left join (select goods_return_id as id, sum(gross) as amount from goods_return_lines where deleted_at is null group by 1) s on s.id = t.id where t.deleted_at is null`),
  },
]

/** Every night, and when somebody asks: all sums of the books are added up again; what does not agree is listed and told of. */
export const checkSums: Job = {
  name: JOB,
  cron: '50 2 * * *',
  run: async ctx => {
    await checkAll(ctx)
  },
}

/** Adds every kept sum up again. @returns how many were looked at, and how many did not agree */
export async function checkAll(ctx: Ctx): Promise<{ checked: number; found: number }> {
  const sums: SumChecked[] = []
  const began = ctx.now.toISOString()
  for (const check of checks()) {
    const { checked, found } = await inTransaction(ctx, tx => checkOne(tx, check, began))
    const before = sums.find(one => one.sum === check.sum)
    if (before) {
      before.checked += checked
      before.found += found
    } else sums.push({ sum: check.sum, checked, found })
  }
  const total = (of: 'checked' | 'found') => sums.reduce((sum, one) => sum + one[of], 0)
  const run = { checked: total('checked'), found: total('found') }
  await inTransaction(ctx, async tx => {
    // What this run did not find again agrees by now.
    await tx.db.query(sql`update ledger_differences set resolved_at = ${began}::timestamptz, version = version + 1
      where resolved_at is null and updated_at < ${began}::timestamptz and deleted_at is null and tenant_id = ${tx.tenant}`)
    await insert(tx, ledgerCheck, { name: began.slice(0, 16), ranAt: began, ...run, sums }, 'check')
    if (run.found > 0) await tell(tx, run.found)
  })
  return run
}

async function checkOne(ctx: Ctx, { sum, object, rows }: Check, began: string): Promise<SumChecked> {
  const [counted] = await ctx.db.query<{ checked: number; found: number }>(sql`
    with r as materialized (${rows}),
      bad as materialized (select id, max(name) as name, sum(kept) as kept, sum(computed) as computed from r where kept is distinct from computed group by id limit ${raw(String(KEPT))}),
      known as (update ledger_differences d set kept = bad.kept, computed = bad.computed, difference = bad.kept - bad.computed, updated_at = ${began}::timestamptz, version = d.version + 1
        from bad where d.sum = ${sum} and d.about_id = bad.id::text and d.resolved_at is null and d.deleted_at is null and d.tenant_id = ${ctx.tenant} returning d.about_id),
      added as (insert into ledger_differences (tenant_id, id, created_at, updated_at, name, sum, about_object, about_id, kept, computed, difference, currency, found_at)
        select ${ctx.tenant}::int4, gen_random_uuid(), ${began}::timestamptz, ${began}::timestamptz, left(bad.name, 300), ${sum}::text, ${literal(object)}, bad.id::text, bad.kept, bad.computed,
          bad.kept - bad.computed, 'CNY', ${began}::timestamptz
        from bad where not exists (select 1 from ledger_differences d where d.sum = ${sum} and d.about_id = bad.id::text and d.resolved_at is null and d.deleted_at is null))
    select count(*)::int as checked, count(*) filter (where kept is distinct from computed)::int as found from r`)
  return { sum, ...counted! }
}

/** Whoever may see to all of the books hears of it. */
async function tell(ctx: Ctx, count: number): Promise<void> {
  const people = await ctx.db.query<{ id: string; lang: string | null }>(sql`
    select distinct u.id, u.lang from users u join roles r on r.id = any(u.roles) where r.code in ('system-admin', 'group-management') and u.status = 'active' and u.deleted_at is null`)
  for (const { id, lang } of people)
    await notify(ctx, {
      to: [id],
      type: 'ledgerDifference',
      title: say('receivable.differences', { count }, isLang(lang) ? lang : ctx.lang),
    })
}

/** Has the sums added up now. */
export const runCheck = act(ledgerCheck, 'run', {
  label: ['立即核对', 'Check now'],
  icon: 'list-checks',
  on: 'object',
  async run(ctx) {
    await enqueue(ctx, JOB, null, { key: `${ctx.tenant}:${JOB}` })
    return { started: true }
  },
})
