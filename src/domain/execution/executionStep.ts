import { choice, date, entity, files, flag, instant, longText, number, ref, structure, text } from '../../core/entity'
import type { Answers, Asked } from './asked'
import type { Due } from './plan'

/**
 * One step by which an order is carried out (执行步骤): what its type planned, for whom and until when, and what came of it. It keeps
 * what the type asked when the order was confirmed; a type that changes later changes no order under way.
 */
export const executionStep = entity('executionStep', {
  label: ['执行步骤', 'Execution step'],
  area: 'sales',
  group: 'carryingOut',
  icon: 'list-checks',
  internal: true,
  owned: true,
  belongsTo: 'order',
  visibleTo: ['assignee'],
  searched: false,
  subtitle: ['order.name'],
  open: { field: 'status', op: 'in', value: ['waiting', 'ready'] },
  fields: {
    name: text({ label: ['步骤', 'Step'], required: true, readOnly: true, max: 100 }),
    order: ref('order', { label: ['订单', 'Order'], required: true, readOnly: true, filter: true }),
    account: ref('account', { label: ['客户', 'Account'], readOnly: true, filter: true }),
    status: choice({
      label: ['状态', 'Status'],
      dictionary: 'executionStatus',
      readOnly: true,
      default: 'waiting',
      filter: true,
    }),
    assignee: ref('user', { label: ['执行人', 'Assignee'], readOnly: true, filter: true }),
    dueOn: date({ label: ['期限', 'Due on'], readOnly: true, filter: true }),
    doneAt: instant({ label: ['完成时间', 'Done'], readOnly: true }),
    doneBy: ref('user', { label: ['完成人', 'Done by'], readOnly: true, past: true }),
    skipReason: text({ label: ['跳过原因', 'Why skipped'], readOnly: true, max: 300 }),
    note: longText({ label: ['备注', 'Note'], readOnly: true, max: 2_000 }),
    files: files({ label: ['附件', 'Files'], readOnly: true }),
    guidance: longText({ label: ['做法', 'Guidance'], readOnly: true, max: 2_000 }),
    needsFiles: flag({ label: ['须附文件', 'Needs files'], readOnly: true, default: false }),
    asks: structure<Asked[]>({ label: ['完成时填写', 'Asks'], readOnly: true }),
    answers: structure<Answers>({ label: ['填写内容', 'Answers'], readOnly: true }),
    key: text({ label: ['标识', 'Key'], readOnly: true, max: 40 }),
    after: structure<string[]>({ label: ['先完成', 'Waits for'], readOnly: true }),
    due: structure<Due>({ label: ['期限规则', 'Due rule'], readOnly: true }),
    dueFixed: flag({ label: ['期限已改', 'Due day set by hand'], readOnly: true, default: false }),
    position: number({ label: ['次序', 'Position'], scale: 0, ordinal: true, readOnly: true }),
  },
  list: ['name', 'order', 'account', 'status', 'dueOn', 'assignee', 'doneAt'],
})
