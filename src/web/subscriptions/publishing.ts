import { rowsOf, useRecords } from '../api'

/** The titles, and the issues of one of them in the order in which they appear. */
export const usePublications = () =>
  rowsOf(
    useRecords('publications', {
      fields: ['name', 'frequency', 'product', 'active', 'copyDays'],
      filter: { field: 'active', op: 'ne', value: false },
      sort: 'position,name',
      limit: 200,
    }).data,
  )
export const useIssues = (publication: string | undefined) =>
  useRecords(
    'issues',
    {
      fields: ['name', 'number', 'year', 'copyDeadline', 'publishesOn', 'version'],
      filter: { field: 'publication', op: 'eq', value: publication },
      sort: 'publishesOn',
      limit: 200,
    },
    { enabled: !!publication },
  )
