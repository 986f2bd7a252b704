import { act } from '../../core/acts/act'
import { refuse } from '../../core/acts/refusal'
import { sql } from '../../core/db/statement'
import { date, number } from '../../core/entity'
import { insert } from '../../core/records/write'
import { issue } from './issue'
import { publication } from './publication'

const ISSUES_MAX = 60

/** Plans the issues to come, one behind the other as often as the publication appears. */
export const planIssues = act(publication, 'planIssues', {
  label: ['排刊期', 'Plan issues'],
  icon: 'calendar-plus',
  input: {
    firstOn: date({ label: ['第一期出刊日期', 'First appears on'], required: true }),
    firstNumber: number({ label: ['第一期期号', 'First number'], scale: 0, min: 1, required: true, default: 1 }),
    count: number({ label: ['期数', 'How many'], scale: 0, min: 1, required: true, default: 12 }),
  },
  async run(ctx, row, { firstOn, firstNumber, count }) {
    if (count > ISSUES_MAX) throw refuse('issue.plan')
    const days = publishingDays(firstOn, row.frequency, count)
    let year = Number(firstOn.slice(0, 4))
    let next = firstNumber
    for (const day of days) {
      // Numbers begin anew with each year.
      if (Number(day.slice(0, 4)) !== year) {
        year = Number(day.slice(0, 4))
        next = 1
      }
      const [twice] = await ctx.db.query<{ name: string }>(sql`select name from issues
        where publication_id = ${row.id} and (publishes_on = ${day} or (year = ${year} and number = ${next})) and deleted_at is null`)
      if (twice) throw refuse('issue.planTwice', { name: twice.name })
      await insert(ctx, issue, {
        name: `${row.name} ${year} 年第 ${next} 期`,
        publication: row.id,
        year,
        number: next++,
        publishesOn: day,
        copyDeadline: shifted(day, -(row.copyDays ?? 0)),
      })
    }
    return { planned: days.length }
  },
})

const DAY_MS = 86_400_000
export const shifted = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

const MONTHS: Record<string, number> = { monthly: 1, bimonthly: 2, quarterly: 3, halfyearly: 6, yearly: 12 }

/** The days on which `count` issues appear. What comes out twice a month keeps two days of it, half a month apart. */
export function publishingDays(first: string, frequency: string, count: number): string[] {
  if (frequency === 'weekly') return Array.from({ length: count }, (_, i) => shifted(first, i * 7))
  if (frequency === 'semimonthly') {
    const day = Number(first.slice(8))
    const early = day <= 15
    return Array.from({ length: count }, (_, i) => {
      const half = i + (early ? 0 : 1)
      return inMonth(first, Math.floor(half / 2), half % 2 === 0 ? (early ? day : day - 15) : early ? day + 15 : day)
    })
  }
  const months = MONTHS[frequency] ?? 1
  return Array.from({ length: count }, (_, i) => inMonth(first, i * months, Number(first.slice(8))))
}

/** A day of the month so many months after `first`'s; the last of it where there is no such day. */
function inMonth(first: string, months: number, day: number): string {
  const [year, month] = first.split('-').map(Number) as [number, number]
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0))
  return `${last.toISOString().slice(0, 8)}${String(Math.min(day, last.getUTCDate())).padStart(2, '0')}`
}
