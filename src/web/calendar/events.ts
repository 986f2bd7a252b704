import type { EventInput } from '@fullcalendar/react'
import type { Row } from '../api'
import { clockOf } from '../fields/format'

const HALF_HOUR_MS = 30 * 60_000

export interface Span {
  from: string
  to: string
}
const within = (field: string, { from, to }: Span) => ({
  and: [
    { field, op: 'gte', value: from },
    { field, op: 'lt', value: to },
  ],
})

/** Tasks planned or due in a span; `whose` is a person's id or `me`. */
export const tasksIn = (span: Span, whose: string) => ({
  fields: ['subject', 'type', 'status', 'startAt', 'endAt', 'dueAt', 'account', 'version'],
  filter: {
    and: [
      { field: 'owner', op: 'eq', value: whose },
      { field: 'status', op: 'ne', value: 'cancelled' },
      { or: [within('startAt', span), { and: [{ field: 'startAt', op: 'isNull' }, within('dueAt', span)] }] },
    ],
  },
  sort: 'dueAt',
  limit: 500,
})

/** What a person did with customers in a span. */
export const activitiesIn = (span: Span, whose: string) => ({
  fields: ['subject', 'type', 'occurredAt', 'durationMinutes', 'account'],
  filter: { and: [{ field: 'doneBy', op: 'eq', value: whose }, within('occurredAt', span)] },
  sort: 'occurredAt',
  limit: 500,
})

const titleOf = (row: Row) => [row.subject, (row.account as { name?: string } | null)?.name].filter(Boolean).join(' · ')

/** A task as the calendar shows it: from its start, else at the time it is due; due at midnight means that day. */
export function taskEvent(row: Row): EventInput {
  const start = (row.startAt ?? row.dueAt) as string
  const at = new Date(start)
  const allDay = !row.startAt && clockOf(at) === '00:00'
  const end = (row.endAt as string | null) ?? new Date(at.getTime() + HALF_HOUR_MS).toISOString()
  const done = row.status === 'done'
  const late = !done && Date.parse((row.dueAt ?? end) as string) < Date.now()
  return {
    id: `tasks/${row.id}`,
    title: titleOf(row),
    start,
    ...(allDay ? {} : { end }),
    allDay,
    editable: !done,
    className: `day-event${done ? ' done' : late ? ' late' : ''}`,
    extendedProps: { row, path: 'tasks' },
  }
}

export function activityEvent(row: Row): EventInput {
  const start = row.occurredAt as string
  const minutes = Number(row.durationMinutes ?? 30)
  return {
    id: `activities/${row.id}`,
    title: titleOf(row),
    start,
    end: new Date(Date.parse(start) + Math.max(minutes, 15) * 60_000).toISOString(),
    editable: false,
    className: 'day-event past',
    extendedProps: { row, path: 'activities' },
  }
}

/** The changes that put a task where it was dragged: its times move together, a stretched one gets a new end. */
export function movedTask(row: Row, start: Date, end: Date | null): Record<string, string> {
  const from = Date.parse((row.startAt ?? row.dueAt) as string)
  const byMs = start.getTime() - from
  const shifted = (value: unknown) => new Date(Date.parse(String(value)) + byMs).toISOString()
  const stretched =
    end && row.startAt && end.getTime() - start.getTime() !== Date.parse(String(row.endAt ?? row.startAt)) - from
  return {
    ...(row.startAt ? { startAt: start.toISOString() } : {}),
    ...(stretched ? { endAt: end.toISOString() } : row.endAt ? { endAt: shifted(row.endAt) } : {}),
    ...(row.dueAt && byMs !== 0 ? { dueAt: shifted(row.dueAt) } : {}),
  }
}
