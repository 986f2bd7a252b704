import { choice, choices, entity, flag, money, number, ref, text } from '../../core/entity'

/** What an expense may come to and what it must be shown with (报销标准); its sentence is what people read who go beyond. */
export const expenseRule = entity('expenseRule', {
  label: ['报销标准', 'Expense rule'],
  area: 'settings',
  icon: 'scale',
  setup: true,
  fields: {
    name: text({ label: ['名称', 'Name'], required: true, max: 100 }),
    kinds: choices({ label: ['适用类别', 'Kinds'], dictionary: 'expenseKind', hint: ['不选则全部', 'None: all'] }),
    board: ref('board', { label: ['限版块', 'Only for board'] }),
    limit: money({ label: ['限额', 'Limit'] }),
    per: choice({ label: ['口径', 'Per'], dictionary: 'expensePer', required: true, default: 'day' }),
    receiptFrom: money({
      label: ['多少起须附票据', 'Receipt needed from'],
      hint: ['0 为每笔都要', '0: always'],
    }),
    needsAccount: flag({ label: ['须写明客户', 'Must name the customer'], default: false }),
    strict: flag({
      label: ['超标不能提交', 'Refuses'],
      default: false,
      hint: ['不勾选时，写明说明就能提交，由审批人判断', 'Else it may be submitted with a word of explanation'],
    }),
    sentence: text({
      label: ['提示语', 'Sentence'],
      required: true,
      max: 200,
      hint: ['超标时告诉填报人的话', 'What whoever goes beyond is told'],
    }),
    active: flag({ label: ['启用', 'In use'], default: true }),
    position: number({ label: ['顺序', 'Order'], scale: 0, ordinal: true, default: 0 }),
  },
  list: ['name', 'kinds', 'limit', 'per', 'receiptFrom', 'needsAccount', 'strict', 'sentence', 'active'],
})
