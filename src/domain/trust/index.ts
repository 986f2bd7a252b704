import { learn } from '../../core/i18n/say'
import type { Slice } from '../../core/slice'
import { trustMessages } from './messages'

export { reviewActs, reviewedFields, reviewReset } from './reviewed'

learn(trustMessages)

/** Whether a record is true: two people vouch for it. */
export const trust: Slice = {
  name: 'trust',
  dictionaries: [
    {
      name: 'reviewStatus',
      label: ['审核', 'Review'],
      items: [
        ['none', '未审核', 'Not reviewed'],
        ['first', '初审通过', 'First review passed', undefined, 'due'],
        ['second', '复审通过', 'Second review passed', undefined, 'won'],
        ['returned', '退回核实', 'Sent back', undefined, 'over'],
      ],
    },
  ],
}
