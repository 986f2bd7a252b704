import { choice, entity, instant, longText, ref, text } from '../../core/entity'
import { approvalField } from '../approvals'

/**
 * Somebody finds that a customer is a colleague's already (撞单) and asks to work on it too, to have it, or for a ruling whose it is
 * (判客). Its owner is who asks; the managers of both sides decide.
 */
export const collisionRequest = entity('collisionRequest', {
  label: ['撞单申请', 'Collision request'],
  area: 'customers',
  icon: 'users-round',
  owned: true,
  open: { field: 'approval', op: 'in', value: ['draft', 'running', 'returned'] },
  subtitle: ['kind'],
  sections: { request: ['申请', 'Request'], found: ['撞到的客户', 'The customer'], progress: ['进度', 'Progress'] },
  fields: {
    name: text({
      label: ['客户名称', 'Customer'],
      required: true,
      search: true,
      max: 500,
      section: 'request',
      hint: ['按名称找出同事名下的客户', 'The colleague’s customer is found by its name'],
    }),
    kind: choice({
      label: ['申请', 'Asks for'],
      dictionary: 'collisionKind',
      required: true,
      default: 'join',
      filter: true,
      section: 'request',
    }),
    reason: longText({ label: ['理由', 'Reason'], required: true, max: 2_000, section: 'request' }),
    aboutObject: text({ label: ['所属对象', 'About object'], once: true, max: 60 }),
    aboutId: text({ label: ['所属记录', 'About record'], once: true, max: 36, filter: true }),
    found: text({ label: ['已有', 'Already there'], readOnly: true, max: 300, section: 'found' }),
    likeness: text({ label: ['相同之处', 'In common'], readOnly: true, max: 300, section: 'found' }),
    theirBoard: ref('board', { label: ['对方版块', 'Their board'], readOnly: true, section: 'found' }),
    ownDecider: ref('user', { label: ['本方主管', 'Own manager'], readOnly: true, section: 'progress' }),
    theirDecider: ref('user', { label: ['对方主管', 'Their manager'], readOnly: true, section: 'progress' }),
    approval: { ...approvalField, section: 'progress' },
    doneAt: instant({ label: ['办结时间', 'Done'], readOnly: true, section: 'progress' }),
  },
  list: ['name', 'kind', 'theirBoard', 'owner', 'approval', 'createdAt', 'doneAt'],
})
