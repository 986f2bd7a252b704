import { learn } from '../../core/i18n/say'
import type { Slice } from '../../core/slice'

export { reviewActs, reviewedFields, reviewReset } from './reviewed'

learn({
  'review.own': ['自己登记的由别人审核', 'What you entered is reviewed by somebody else'],
  'review.samePerson': ['初审和复审应由两个人做', 'The two reviews are done by two people'],
  'review.notFirst': ['已通过初审', 'The first review has passed already'],
  'review.notSecond': ['先通过初审，再复审一次', 'The first review comes first; the second passes once'],
  'review.returned': ['已退回，等待核实', 'It was sent back already'],
})

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
