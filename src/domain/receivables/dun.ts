import { inTransaction } from '../../core/acts/perform'
import { dayOf } from '../../core/calendar/china'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import type { Row } from '../../core/entity'
import { insert } from '../../core/records/write'
import type { Job } from '../../core/slice'
import { task } from '../activities'
import { dayInWords, filledIn, fillingFor, type messageTemplate, queueMessage, type SendingChannel } from '../messages'
import { daysBetween } from './days'
import { dunning } from './dunning'
import type { dunningLevel } from './dunningLevel'

type Level = Row<typeof dunningLevel>

const ACCOUNTS = 200
/** So many instalments are named in a letter; the rest is in the sum. */
const NAMED = 20

/** Every morning: who owes for longer than a level allows is reminded at that level, once. */
export const dunOverdue: Job = {
  name: 'dun-overdue',
  cron: '20 8 * * *',
  run: async ctx => {
    await dunningRound(ctx)
  },
}

/**
 * One letter and one task for each customer that has come to a new level, at the highest one that any of its instalments has reached;
 * those are marked with it, so that no level is told twice. Batch by batch: a run that was killed goes on where it stopped.
 * @returns how many customers were reminded
 */
export async function dunningRound(ctx: Ctx): Promise<number> {
  const levels = await levelsOf(ctx)
  if (levels.length === 0) return 0
  let reminded = 0
  let last = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const after = last
    const accounts = await ctx.db.query<{ id: string }>(sql`
      select distinct t.account_id as id from instalments t where ${dueFor(ctx, levels)} and t.account_id > ${after}
      order by 1 limit ${raw(String(ACCOUNTS))}`)
    for (const { id } of accounts) if (await inTransaction(ctx, tx => remind(tx, id, levels))) reminded++
    if (accounts.length < ACCOUNTS) return reminded
    last = accounts.at(-1)!.id
  }
}

async function levelsOf(ctx: Ctx): Promise<Level[]> {
  const rows = await ctx.db.query<Level>(sql`
    select id, name, step, days_overdue as "daysOverdue", tone, channel, template_id as template, makes_task as "makesTask", minimum::float8 as minimum
    from dunning_levels where active and deleted_at is null order by step, days_overdue`)
  return rows.map(row => ({ ...row, step: Number(row.step), daysOverdue: Number(row.daysOverdue) }))
}

/** What has come to a level that it was not reminded at yet. */
const dueFor = (
  ctx: Ctx,
  levels: readonly Level[],
) => sql`t.status in ('open', 'partly') and t.open_amount > 0 and t.deleted_at is null
  and t.due_on is not null and coalesce(t.dunning_step, 0) < coalesce((select max(l.step) from json_to_recordset(${JSON.stringify(
    levels.map(({ step, daysOverdue }) => ({ step, days: daysOverdue })),
  )}::json) as l(step int, days int) where ${dayOf(ctx.now)}::date - t.due_on >= l.days and t.due_on < ${dayOf(ctx.now)}::date), 0)`

interface Late {
  id: string
  name: string
  dueOn: string
  open: number
  currency: string
  step: number
  owner: string | null
  board: string
  of: string | null
}

/** @returns whether there was anything to remind the customer of */
async function remind(ctx: Ctx, account: string, levels: readonly Level[]): Promise<boolean> {
  const now = dayOf(ctx.now)
  const late = await ctx.db.query<Late>(sql`
    select t.id, t.name, to_char(t.due_on, 'YYYY-MM-DD') as "dueOn", t.open_amount as open, coalesce(t.currency, 'CNY') as currency, coalesce(t.dunning_step, 0)::int as step,
      t.owner_id as owner, t.board_id as board, coalesce((select o.code from orders o where o.id = t.order_id), (select c.code from contracts c where c.id = t.contract_id)) as of
    from instalments t where t.account_id = ${account} and t.status in ('open', 'partly') and t.open_amount > 0 and t.due_on < ${now}::date and t.deleted_at is null
    order by t.due_on, t.id for no key update of t`)
  const currency = late[0]?.currency
  const same = late.filter(one => one.currency === currency)
  const levelOf = (one: Late) => levels.findLast(level => daysBetween(one.dueOn, now) >= level.daysOverdue)
  const risen = same.filter(one => (levelOf(one)?.step ?? 0) > one.step)
  const level = risen.map(levelOf).sort((a, b) => b!.step - a!.step)[0]
  if (!level) return false
  const amount = same.reduce((sum, one) => sum + one.open, 0)
  if (amount < (level.minimum ?? 0) * 100) return false
  const { owner, board } = same.find(one => one.owner) ?? same[0]!
  const row = await insert(
    ctx,
    dunning,
    {
      name: level.name,
      account,
      level: level.id,
      step: level.step,
      dunnedOn: now,
      amount,
      currency,
      instalments: same.map(one => one.id),
      owner,
      board,
    },
    'dun',
  )
  const message = await write(ctx, level, { id: row.id, account, owner, board, amount, late: same })
  const todo = level.makesTask && owner ? await ask(ctx, level, { account, owner, board, amount, now }) : null
  await ctx.db.query(
    sql`update dunnings set message_id = ${message}::uuid, task_id = ${todo}::uuid where id = ${row.id} and tenant_id = ${ctx.tenant}`,
  )
  await ctx.db.query(sql`update instalments set dunning_step = greatest(coalesce(dunning_step, 0), ${level.step}::int), dunned_on = ${now}::date, version = version + 1
    where id = any(${risen.map(one => one.id)}::uuid[]) and tenant_id = ${ctx.tenant}`)
  return true
}

interface Reminder {
  id: string
  account: string
  owner: string | null
  board: string
  amount: number
  late: readonly Late[]
}

const yuan = (amount: number) => (amount / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })

/** The letter, through the outbox; null where the level has none. Whom nobody can write to is left to the task. */
async function write(
  ctx: Ctx,
  level: Level,
  { id, account, owner, board, amount, late }: Reminder,
): Promise<string | null> {
  if (!level.template || !level.channel) return null
  const [template] = await ctx.db.query<Pick<Row<typeof messageTemplate>, 'subject' | 'body' | 'shortText'>>(
    sql`select subject, body, short_text as "shortText" from message_templates where id = ${level.template} and active and deleted_at is null`,
  )
  const [of] = await ctx.db.query<{ contact: string | null }>(sql`
    select coalesce(a.primary_contact_id, (select c.id from contacts c where c.account_id = a.id and c.deleted_at is null and c.left is not true order by c.created_at limit 1)) as contact
    from accounts a where a.id = ${account}`)
  const text = level.channel === 'sms' ? (template?.shortText ?? template?.body) : template?.body
  if (!text || !of?.contact) return null
  const filling = {
    ...(await fillingFor(ctx, { contact: of.contact, account, owner })),
    amount: yuan(amount),
    details: late
      .slice(0, NAMED)
      .map(one => `${[one.of, one.name].filter(Boolean).join(' ')}：${yuan(one.open)} 元，${dayInWords(one.dueOn)}到期`)
      .join('\n'),
    overdueDays: String(daysBetween(late[0]!.dueOn, dayOf(ctx.now))),
  }
  const message = await queueMessage(ctx, {
    channel: level.channel as SendingChannel,
    purpose: 'service',
    contact: of.contact,
    subject: template?.subject ? filledIn(template.subject, filling) : null,
    body: filledIn(text, filling),
    template: level.template,
    owner,
    board,
    aboutObject: dunning.name,
    aboutId: id,
    key: `dunning:${id}`,
  })
  return message.id
}

async function ask(
  ctx: Ctx,
  level: Level,
  {
    account,
    owner,
    board,
    amount,
    now,
  }: Pick<Reminder, 'account' | 'amount' | 'board'> & { owner: string; now: string },
): Promise<string> {
  const row = await insert(ctx, task, {
    subject: `催款（${level.name}）：逾期 ${yuan(amount)} 元`,
    type: 'call',
    status: 'open',
    priority: level.tone === 'friendly' ? 'normal' : 'high',
    dueAt: `${now}T10:00:00.000Z`,
    account,
    owner,
    board,
    aboutObject: 'account',
    aboutId: account,
  })
  return row.id
}
