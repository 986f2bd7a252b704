import { queryClient, type Row, refresh } from '../api'
import { daysUntil, todayInChina } from '../fields/format'

export const STEP_FIELDS = [
  'name',
  'order',
  'account',
  'status',
  'assignee',
  'dueOn',
  'doneAt',
  'doneBy',
  'skipReason',
  'note',
  'files',
  'guidance',
  'needsFiles',
  'asks',
  'answers',
  'version',
] as const

/** A step moved on: its order may be fulfilled, and what comes after it can begin. */
export function refreshSteps(): void {
  refresh('execution-steps')
  refresh('orders')
  void queryClient.invalidateQueries({ queryKey: ['record', 'orders'] })
  void queryClient.invalidateQueries({ queryKey: ['overview'] })
}

export const isOpen = (step: Row) => step.status === 'ready' || step.status === 'waiting'

/** Days by which an open step is late; 0 where it is not. */
export const lateBy = (step: Row): number =>
  isOpen(step) && typeof step.dueOn === 'string' && step.dueOn < todayInChina() ? -daysUntil(step.dueOn) : 0

export type Group = 'late' | 'today' | 'week' | 'later' | 'none'
export function groupOf(step: Row): Group {
  if (typeof step.dueOn !== 'string') return 'none'
  const days = daysUntil(step.dueOn)
  return days < 0 ? 'late' : days === 0 ? 'today' : days <= 7 ? 'week' : 'later'
}
