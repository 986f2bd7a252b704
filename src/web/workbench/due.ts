import { dayOf, startOf } from '../../core/calendar/china'
import { shiftDay } from '../fields/format'

const all = (...clauses: unknown[]) => ({ and: clauses })
const mine = (user: string) => ({ field: 'owner', op: 'eq', value: user })
const open = { field: 'status', op: 'eq', value: 'open' }

/** Open tasks of a person that are due until the end of today, the overdue ones among them. */
export const dueTasks = (user: string, now: Date) =>
  all(mine(user), open, { field: 'dueAt', op: 'lt', value: startOf(shiftDay(dayOf(now), 1)) })
/** What stands in a person's day: tasks that begin today. */
export const plannedToday = (user: string, now: Date) =>
  all(
    mine(user),
    { field: 'startAt', op: 'gte', value: startOf(dayOf(now)) },
    { field: 'startAt', op: 'lt', value: startOf(shiftDay(dayOf(now), 1)) },
  )
/** Customers of a person whose next follow-up is today, tomorrow or past. */
export const followUpsDue = (user: string, now: Date) =>
  all(mine(user), { field: 'nextFollowUpOn', op: 'lte', value: shiftDay(dayOf(now), 1) })

export const RECYCLED_DAYS = 7
/** Customers of a person that go into the pool within a week unless something puts it off. */
export const recycledSoon = (user: string, now: Date) =>
  all(
    mine(user),
    { field: 'recycleDueAt', op: 'lt', value: startOf(shiftDay(dayOf(now), RECYCLED_DAYS + 1)) },
    { field: 'recycleExempt', op: 'isNull' },
  )

export const SILENT_DAYS = 30
/** Customers of a person nobody has spoken to for a month. */
export const silent = (user: string, now: Date) =>
  all(mine(user), { field: 'lastContactAt', op: 'lt', value: startOf(shiftDay(dayOf(now), -SILENT_DAYS)) })
/** What a person did since the month began. */
export const doneThisMonth = (user: string, now: Date) =>
  all(
    { field: 'doneBy', op: 'eq', value: user },
    { field: 'occurredAt', op: 'gte', value: startOf(`${dayOf(now).slice(0, 8)}01`) },
  )
