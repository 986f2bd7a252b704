import { today } from '../../core/access/me'
import { act } from '../../core/acts/act'
import { inTransaction } from '../../core/acts/perform'
import { refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import type { Entity, Field, Row } from '../../core/entity'
import { isLang } from '../../core/i18n/locale'
import { say } from '../../core/i18n/say'
import { rowSql } from '../../core/records/row'
import { change, insert } from '../../core/records/write'
import type { Job } from '../../core/slice'
import { task } from '../activities'
import { notify } from '../together'
import { contract } from './contract'

type Contract = Row<typeof contract>
const BATCH = 200
const DAY_MS = 86_400_000
const shifted = (day: string, days: number) => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)

/** The days of the term that follows: it begins the day after and is as long. */
export function nextTerm(startsOn: string | null, endsOn: string): { startsOn: string; endsOn: string } {
  const begins = shifted(endsOn, 1)
  if (!startsOn) return { startsOn: begins, endsOn: shifted(endsOn, 365) }
  // A term of whole months or years stays one, whatever the months' lengths.
  const [a, b] = [new Date(startsOn), new Date(begins)]
  const months = (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth()
  if (a.getUTCDate() === b.getUTCDate() && months > 0) {
    const end = new Date(Date.UTC(b.getUTCFullYear(), b.getUTCMonth() + months, b.getUTCDate()))
    return { startsOn: begins, endsOn: shifted(end.toISOString().slice(0, 10), -1) }
  }
  return { startsOn: begins, endsOn: shifted(begins, (Date.parse(endsOn) - Date.parse(startsOn)) / DAY_MS) }
}

/** Draws up the contract that follows: same clauses, amounts as they are now, the next term. */
export const renew = act(contract, 'renew', {
  label: ['续签', 'Renew'],
  icon: 'refresh-cw',
  allow: (_ctx, row) =>
    ['active', 'expired'].includes(row.status!)
      ? row.endsOn
        ? null
        : refuse('contract.noEnd')
      : refuse('contract.notActive'),
  async run(ctx, row) {
    const [already] = await ctx.db.query<{ code: string }>(
      sql`select code from contracts where renewal_of_id = ${row.id} and status <> 'terminated' and deleted_at is null limit 1`,
    )
    if (already) throw refuse('contract.renewedBy', { code: already.code })
    const own = new Set(['files', 'quote'])
    const values = Object.entries<Field<any>>(contract.fields as Entity['fields'])
      .filter(([name, field]) => !field.readOnly && (!field.system || name === 'owner') && !own.has(name))
      .map(([name]) => [name, row[name as keyof Contract] ?? null])
    const made = await insert(ctx, contract, {
      ...Object.fromEntries(values),
      ...nextTerm(row.startsOn, row.endsOn!),
      baseNet: row.net,
      baseTax: row.tax,
      baseGross: row.gross,
      net: row.net,
      tax: row.tax,
      gross: row.gross,
      renewalOf: row.id,
      status: 'draft',
      approval: 'draft',
    })
    return { made: { object: contract.name, id: made.id } }
  },
})

/** Every night: contracts that end soon are somebody's task, those that ended are over, or go on where they renew themselves. */
export const contractNight: Job = { name: 'contracts', cron: '30 0 * * *', run: night }

export async function night(ctx: Ctx): Promise<void> {
  await each(
    ctx,
    sql`t.reminded_on is null and t.ends_on >= ${today(ctx)}::date and t.ends_on - coalesce(t.remind_days, 30)::int <= ${today(ctx)}::date`,
    remind,
  )
  await each(ctx, sql`t.ends_on < ${today(ctx)}::date`, end)
}

/** Runs `work` on every active contract that fits, some hundred in a transaction. It must make them fit no longer. */
async function each(
  ctx: Ctx,
  fits: ReturnType<typeof sql>,
  work: (ctx: Ctx, row: Contract) => Promise<void>,
): Promise<void> {
  for (let full = true; full; )
    full = await inTransaction(ctx, async tx => {
      const due = await tx.db.query<{ row: Contract }>(sql`
        select ${rowSql(contract)} as row from ${raw(contract.table)} t where t.status = 'active' and t.deleted_at is null and ${fits}
        order by t.ends_on, t.id limit ${raw(String(BATCH))} for update skip locked`)
      for (const { row } of due) await work(tx, row)
      return due.length === BATCH
    })
}

async function remind(ctx: Ctx, row: Contract): Promise<void> {
  await change(ctx, contract, row, { remindedOn: today(ctx) }, 'remind')
  if (!row.owner) return
  const [owner] = await ctx.db.query<{ lang: string | null }>(sql`select lang from users where id = ${row.owner}`)
  const lang = isLang(owner?.lang) ? owner.lang : 'zh-CN'
  const subject = say(
    row.autoRenews ? 'contract.renewsItself' : 'contract.renewTask',
    { name: row.name, day: row.endsOn! },
    lang,
  )
  await insert(ctx, task, {
    subject,
    type: 'todo',
    status: 'open',
    priority: 'high',
    dueAt: `${row.endsOn}T10:00:00.000Z`,
    remindAt: ctx.now.toISOString(),
    account: row.account,
    contact: row.contact,
    aboutObject: contract.name,
    aboutId: row.id,
    owner: row.owner,
    board: row.board,
  })
  await notify(ctx, { to: [row.owner], type: 'renewal', title: subject, aboutObject: contract.name, aboutId: row.id })
}

async function end(ctx: Ctx, row: Contract): Promise<void> {
  if (row.autoRenews)
    await change(ctx, contract, row, { endsOn: nextTerm(row.startsOn, row.endsOn!).endsOn, remindedOn: null }, 'extend')
  else await change(ctx, contract, row, { status: 'expired' }, 'expire')
}
