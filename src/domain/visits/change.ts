import { today } from '../../core/access/me'
import { act, type Reaction, reaction } from '../../core/acts/act'
import { invalid, refuse } from '../../core/acts/refusal'
import { sql } from '../../core/db/statement'
import { date, instant, text } from '../../core/entity'
import { rowSql } from '../../core/records/row'
import { change } from '../../core/records/write'
import type { Job } from '../../core/slice'
import { visit } from './visit'

/** Puts a visit on another day, or another time of the day. One that was missed is planned again. */
export const replan = act(visit, 'replan', {
  label: ['改期', 'Put off'],
  icon: 'calendar-clock',
  input: {
    plannedOn: date({ label: ['计划日期', 'Planned on'], required: true }),
    startAt: instant({ label: ['计划时间', 'Planned at'] }),
  },
  allow: (_ctx, row) => (['planned', 'missed'].includes(row.status ?? '') ? null : refuse('visit.closed')),
  async run(ctx, row, { plannedOn, startAt }) {
    if (plannedOn < today(ctx)) throw refuse('visit.past')
    await change(ctx, visit, row, { plannedOn, startAt: startAt ?? null, position: null, status: 'planned' }, 'replan')
  },
})

/** Calls a visit off. */
export const cancelVisit = act(visit, 'cancel', {
  label: ['取消拜访', 'Cancel'],
  icon: 'x',
  batch: true,
  undo: 'resume',
  input: { why: text({ label: ['原因', 'Why'], max: 300 }) },
  allow: (_ctx, row) => (row.status === 'planned' ? null : refuse('visit.notPlanned')),
  async run(ctx, row, { why }) {
    await change(ctx, visit, row, { status: 'cancelled', whyNot: why ?? null }, 'cancel')
  },
})

/** Takes a cancelled or missed visit up again. */
export const resumeVisit = act(visit, 'resume', {
  label: ['恢复计划', 'Plan again'],
  icon: 'rotate-ccw',
  allow: (_ctx, row) => (['cancelled', 'missed'].includes(row.status ?? '') ? null : refuse('visit.closed')),
  async run(ctx, row) {
    await change(ctx, visit, row, { status: 'planned', whyNot: null }, 'resume')
  },
})

/** A plan is for a day to come. */
export const plannedAhead: Reaction = reaction(visit, ['create', 'update'], async (ctx, after, before, act) => {
  const moved = before ? after.plannedOn !== before.plannedOn : act === 'create'
  if (moved && after.plannedOn < today(ctx)) throw invalid('plannedOn', 'visit.past')
})

const GRACE_DAYS = 1

/** Every night: what was planned and not reported by the end of the next day was missed. */
export const missed: Job = {
  name: 'visits-missed',
  cron: '10 0 * * *',
  async run(ctx) {
    for (let left = true; left; )
      left = await ctx.database.transaction(ctx.tenant, async db => {
        const tx = { ...ctx, db }
        const late = await db.query<{
          id: string
        }>(sql`select id from visits where status = 'planned' and deleted_at is null
          and planned_on < ${today(ctx)}::date - ${GRACE_DAYS}::int and checked_in_at is null order by planned_on, id limit 200 for update skip locked`)
        for (const { id } of late) {
          const [found] = await db.query<{ row: any }>(
            sql`select ${rowSql(visit)} as row from visits t where t.id = ${id}`,
          )
          await change(tx, visit, found!.row, { status: 'missed' }, 'miss')
        }
        return late.length === 200
      })
  },
}
