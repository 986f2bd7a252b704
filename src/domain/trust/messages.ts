import type { Messages } from '../../core/i18n/messages'

export const trustMessages: Messages = {
  'review.own': ['自己登记的由别人审核', 'What you entered is reviewed by somebody else'],
  'review.samePerson': ['初审和复审应由两个人做', 'The two reviews are done by two people'],
  'review.notFirst': ['已通过初审', 'The first review has passed already'],
  'review.notSecond': ['先通过初审，再复审一次', 'The first review comes first; the second passes once'],
  'review.returned': ['已退回，等待核实', 'It was sent back already'],
}
