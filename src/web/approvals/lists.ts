import type { ListQuery } from '../api'

/** The four lists of the inbox. */
export type Tab = 'open' | 'sent' | 'copied' | 'done'
export const TABS: readonly Tab[] = ['open', 'sent', 'copied', 'done']
const mine = (field: string) => ({ field, op: 'eq', value: 'me' })
const TASK_FIELDS = [
  'purpose',
  'request.aboutObject',
  'title',
  'request',
  'submitter',
  'stepName',
  'status',
  'standsFor',
  'openedAt',
  'dueAt',
  'decidedAt',
]
const REQUEST_FIELDS = ['title', 'purpose', 'aboutObject', 'status', 'owner', 'waitsFor', 'submittedAt', 'dueAt']
export const lists: Record<Tab, { path: string; query: ListQuery }> = {
  open: {
    path: 'approval-tasks',
    query: {
      fields: TASK_FIELDS,
      filter: { and: [mine('owner'), { field: 'status', op: 'eq', value: 'open' }] },
      sort: 'openedAt',
      count: 'exact',
    },
  },
  sent: { path: 'approval-requests', query: { fields: REQUEST_FIELDS, filter: mine('owner'), sort: '-submittedAt' } },
  copied: {
    path: 'approval-requests',
    query: { fields: REQUEST_FIELDS, filter: mine('copied'), sort: '-submittedAt' },
  },
  done: {
    path: 'approval-tasks',
    query: {
      fields: TASK_FIELDS,
      filter: {
        and: [mine('owner'), { field: 'status', op: 'in', value: ['approved', 'rejected', 'returned', 'transferred'] }],
      },
      sort: '-decidedAt',
    },
  },
}
export const waitingForMe = lists.open
