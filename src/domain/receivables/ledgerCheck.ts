import { entity, instant, type Label, number, structure, text } from '../../core/entity'

/** How many sums of one kind were added up again, and how many did not agree. */
export interface SumChecked {
  sum: string
  checked: number
  found: number
}

/** One run of the check that adds every kept sum up again (账目核对). */
export const ledgerCheck = entity('ledgerCheck', {
  label: ['账目核对', 'Check of sums'],
  icon: 'list-checks',
  searched: false,
  internal: true,
  title: 'name',
  fields: {
    name: text({ label: ['核对', 'Check'], max: 60 }),
    ranAt: instant({ label: ['核对时间', 'Ran at'] }),
    checked: number({ label: ['核对笔数', 'Sums checked'], scale: 0 }),
    found: number({ label: ['不符笔数', 'Not agreeing'], scale: 0 }),
    sums: structure<SumChecked[], { label: Label }>({ label: ['分项', 'By kind'] }),
  },
  list: ['ranAt', 'checked', 'found'],
})
