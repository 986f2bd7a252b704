import { choice, entity, instant, money, text } from '../../core/entity'

/** A kept sum that is not what its parts come to (对账差异); gone once it agrees again. */
export const ledgerDifference = entity('ledgerDifference', {
  label: ['对账差异', 'Sum that does not agree'],
  icon: 'triangle-alert',
  searched: false,
  internal: true,
  title: 'name',
  fields: {
    name: text({ label: ['记录', 'Record'], max: 300 }),
    sum: choice({ label: ['核对项', 'Sum'], dictionary: 'ledgerSum', filter: true }),
    aboutObject: text({ label: ['对象', 'Object'], max: 60 }),
    aboutId: text({ label: ['记录编号', 'Record id'], max: 60 }),
    kept: money({ label: ['账面', 'Kept'] }),
    computed: money({ label: ['重算', 'Added up'] }),
    difference: money({ label: ['差额', 'Difference'] }),
    foundAt: instant({ label: ['发现时间', 'Found at'], filter: true }),
    resolvedAt: instant({ label: ['消除时间', 'Gone at'], filter: true }),
  },
  list: ['name', 'sum', 'kept', 'computed', 'difference', 'foundAt', 'resolvedAt'],
})
