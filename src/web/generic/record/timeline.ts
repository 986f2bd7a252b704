import { dayOf } from '../../fields/format'

export interface TimelineItem {
  /** The object of what happened, or 'change' for a change of the record itself. */
  kind: string
  object: string
  id: string
  at: string
  actor: { id: string; name: string | null } | null
  title: string | null
  record?: Record<string, unknown>
  act?: string
  changes?: Change[]
  /** The record a change is of, where it was merged into this one later. */
  of?: { id: string; name: string | null }
}
export interface Change {
  field: string
  from: unknown
  to: unknown
}

/** Items of one calendar day, in the order given (newest first). */
export function byDay<T extends { at: string }>(items: T[]): { day: string; items: T[] }[] {
  const days: { day: string; items: T[] }[] = []
  for (const item of items) {
    const day = dayOf(new Date(item.at))
    const last = days.at(-1)
    if (last?.day === day) last.items.push(item)
    else days.push({ day, items: [item] })
  }
  return days
}
