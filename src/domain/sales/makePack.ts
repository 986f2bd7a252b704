import { Readable } from 'node:stream'
import { onBehalf } from '../../core/access/behalf'
import { act } from '../../core/acts/act'
import { inTransaction } from '../../core/acts/perform'
import { invalid, Refusal, refuse } from '../../core/acts/refusal'
import { dayOf } from '../../core/calendar/china'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import { choice, type Row, text } from '../../core/entity'
import { upload } from '../../core/files/upload'
import { say } from '../../core/i18n/say'
import { enqueue } from '../../core/jobs/enqueue'
import { note } from '../../core/records/journal'
import { rowSql } from '../../core/records/row'
import { change, insert } from '../../core/records/write'
import type { Job } from '../../core/slice'
import { press } from '../documents'
import { periodLabel, readPeriod } from '../forecasts'
import { monthEndPack } from './monthEndPack'
import { gather } from './packFigures'
import { summaryOf } from './packSummary'
import { workbookOf } from './packWorkbook'

const JOB = 'month-end-pack'
type Pack = Row<typeof monthEndPack>

/** Asks for a month's pack; it is made apart, and shows how far it is. */
export const createPack = act(monthEndPack, 'create', {
  label: ['生成月结报表', 'Make a month-end pack'],
  icon: 'file-archive',
  on: 'object',
  input: {
    month: text({ label: ['月份', 'Month'], required: true, max: 7, hint: ['如 2026-10', 'Like 2026-10'] }),
    currency: choice({ label: ['币种', 'Currency'], dictionary: 'currency', default: 'CNY' }),
  },
  async run(ctx, _, { month, currency }) {
    const period = readPeriod(month)
    if (period?.kind !== 'month' || period.from > dayOf(ctx.now)) throw invalid('month', 'pack.month')
    const [other] = await ctx.db.query(sql`
      select 1 from ${raw(monthEndPack.table)} where owner_id = ${ctx.user.id} and month = ${month} and currency = ${currency ?? 'CNY'}
        and status in ('queued', 'running') and created_at > now() - interval '1 hour' and deleted_at is null limit 1`)
    if (other) throw refuse('pack.running')
    const pack = await insert(ctx, monthEndPack, {
      name: periodLabel(period, ctx.lang === 'en'),
      month,
      currency: currency ?? 'CNY',
      status: 'queued',
      progress: 0,
    })
    await enqueue(ctx, JOB, { id: pack.id })
    return pack
  },
})

/** Makes a pack with the rights that its owner has now. Run twice it is made once. */
export const packJob: Job<{ id: string }> = {
  name: JOB,
  async run(system, { id }) {
    const pack = await find(system, id)
    if (!pack || pack.status === 'done' || pack.status === 'failed') return
    try {
      const ctx = await onBehalf(system, pack.owner!, { by: 'job' })
      const [workbook, summary] = await write(ctx, pack)
      await inTransaction(ctx, async tx => {
        await change(
          tx,
          monthEndPack,
          (await find(tx, id, true))!,
          { status: 'done', progress: 100, files: [workbook, summary], finishedAt: tx.now.toISOString() },
          'finish',
        )
        await note(tx, 'order', null, { act: 'export', title: pack.name ?? '' })
      })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      await inTransaction(system, async tx => {
        const failure = say(error.code, error.params, tx.lang)
        await change(tx, monthEndPack, (await find(tx, id, true))!, { status: 'failed', failure }, 'finish')
      })
    }
  },
}

async function find(ctx: Ctx, id: string, lock = false): Promise<Pack | null> {
  const [found] = await ctx.db.query<{ row: Pack }>(
    sql`select ${rowSql(monthEndPack)} as row from ${raw(monthEndPack.table)} t where t.id = ${id} and t.deleted_at is null ${raw(lock ? 'for update' : '')}`,
  )
  return found?.row ?? null
}

/** Writes both files. @returns their ids */
async function write(ctx: Ctx, { id, month, currency }: Pack): Promise<[string, string]> {
  const told = async (progress: number) => {
    await ctx.db.query(sql`
      update ${raw(monthEndPack.table)} set status = 'running', progress = ${progress}, version = version + 1, updated_at = now()
      where id = ${id} and tenant_id = ${ctx.tenant} and status in ('queued', 'running')`)
  }
  const period = readPeriod(month!)!
  const figures = await gather(ctx, period, currency!, part => told(Math.round(part * 60)))
  const workbook = await workbookOf(ctx, figures, part => told(60 + Math.round(part * 25)))
  const kept = await upload(ctx, `${periodLabel(period, ctx.lang === 'en')}.xlsx`, Readable.from(workbook))
  await told(90)
  const page = await press({
    kind: 'pdf',
    ...summaryOf(ctx, figures),
    numbers: ctx.lang === 'en' ? 'english' : 'chinese',
  })
  const summary = await upload(ctx, `${periodLabel(period, ctx.lang === 'en')}.pdf`, Readable.from(Buffer.from(page)))
  return [kept.id, summary.id]
}
