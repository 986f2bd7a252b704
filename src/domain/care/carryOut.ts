import { inTransaction } from '../../core/acts/perform'
import { dayOf } from '../../core/calendar/china'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import { say } from '../../core/i18n/say'
import { rowSql } from '../../core/records/row'
import { change, insert } from '../../core/records/write'
import type { Job } from '../../core/slice'
import { task } from '../activities'
import { contactOf, queueMessage } from '../messages'
import { care } from './care'
import { DATED, planCare } from './plan'
import { type Care, type CareRule, channelFor, refusedBy, ruleOf, textOf } from './text'

const BATCH = 100
/** A greeting that could not be sent by then would only embarrass. */
const LATE_MS = 36 * 3_600_000

/** Every morning: what is due becomes a task of its owner, or a message. */
export const careJob: Job = {
  name: 'carry-out-care',
  cron: '0 9 * * *',
  async run(ctx) {
    await planCare(ctx)
    await carryOut(ctx)
  },
}

/** Does what is due. Each batch is a transaction in which what is done is also marked as done, so twice has the effect of once. */
export async function carryOut(ctx: Ctx): Promise<void> {
  const today = dayOf(ctx.now)
  for (let more = true; more; ) {
    more = await inTransaction(ctx, async tx => {
      const due = await tx.db.query<{
        row: Care
      }>(sql`select ${rowSql(care)} as row from cares t where t.status = 'planned' and t.due_on <= ${today}::date
        and t.deleted_at is null order by t.due_on, t.id limit ${raw(String(BATCH))} for update skip locked`)
      for (const { row } of due) await fulfil(tx, row, today)
      return due.length === BATCH
    })
  }
}

async function fulfil(ctx: Ctx, row: Care, today: string): Promise<void> {
  const end = (patch: Record<string, unknown>) => change(ctx, care, row, patch, 'carryOut')
  if (DATED.has(row.occasion ?? '') && row.occursOn && row.occursOn < today)
    return void (await end({ status: 'missed' }))
  const contact = await contactOf(ctx, row.contact)
  if (row.contact && (!contact || contact.left)) return void (await end({ status: 'refused', why: 'gone' }))
  const rule = await ruleOf(ctx, row)
  if (row.means !== 'message')
    return void (await end({ status: 'done', task: await giveTask(ctx, row, rule, contact) }))

  const channel = contact && (await channelFor(ctx, row, rule, contact))
  const { subject, body } = await textOf(ctx, row, rule, channel)
  const message =
    channel && body
      ? await queueMessage(ctx, {
          channel,
          purpose: 'care',
          contact: row.contact,
          subject,
          body,
          template: rule?.template ?? null,
          owner: row.owner,
          board: row.board,
          aboutObject: 'care',
          aboutId: row.id,
          key: `care:${row.id}`,
          expiresAt: new Date(ctx.now.getTime() + LATE_MS).toISOString(),
        })
      : null
  if (message && message.status !== 'refused')
    return void (await end({ status: 'done', channel, subject: subject.slice(0, 200), body, message: message.id }))
  const why = message?.why ?? 'noChannel'
  if (rule?.otherwiseTask === false || !row.owner)
    return void (await end({ status: 'refused', why, message: message?.id ?? null }))
  await end({ status: 'done', why, message: message?.id ?? null, task: await giveTask(ctx, row, rule, contact) })
}

/** A task for whoever the customer belongs to, which says by what road the person is not to be reached. */
async function giveTask(
  ctx: Ctx,
  row: Care,
  rule: CareRule | null,
  contact: Awaited<ReturnType<typeof contactOf>>,
): Promise<string> {
  const { subject, body } = await textOf(ctx, row, rule, null)
  const refused = contact ? refusedBy(ctx, contact) : []
  const note = refused.length ? say('care.refuses', { channels: refused.join('、') }, ctx.lang) : null
  const made = await insert(ctx, task, {
    subject: (row.subject || subject).slice(0, 500),
    body: [body, note].filter(Boolean).join('\n\n') || null,
    type: 'todo',
    status: 'open',
    priority: 'normal',
    dueAt: `${row.occursOn && row.occursOn > row.dueOn ? row.occursOn : dayOf(ctx.now)}T10:00:00.000Z`,
    account: row.account,
    contact: row.contact,
    owner: row.owner,
    board: row.board,
    aboutObject: 'care',
    aboutId: row.id,
  })
  return made.id
}
