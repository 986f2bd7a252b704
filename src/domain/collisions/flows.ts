import type { Ctx } from '../../core/ctx'
import { insert } from '../../core/records/write'
import { approvalFlow, type Steps } from '../approvals'
import { collisionRequest } from './collisionRequest'
import { registration } from './registration'

const bothSides: Steps = [
  {
    kind: 'decide',
    id: 'sides',
    name: '双方主管审批',
    mode: 'all',
    approvers: [
      { by: 'field', field: 'theirDecider' },
      { by: 'field', field: 'ownDecider' },
    ],
  },
]
const group: Steps = [
  {
    kind: 'decide',
    id: 'group',
    name: '集团判客',
    mode: 'any',
    approvers: [{ by: 'role', role: 'group-management', within: 'company' }],
  },
]
const manager: Steps = [
  { kind: 'decide', id: 'manager', name: '主管审批', mode: 'any', approvers: [{ by: 'manager', level: 1 }] },
]

/** How a new company decides on collisions and registrations; an administrator redraws it. */
export async function setUpFlows(ctx: Ctx): Promise<void> {
  const flow = { purpose: 'submit', active: true }
  const kinds = (...value: string[]) => ({ field: 'kind', op: 'in', value })
  await insert(ctx, approvalFlow, {
    ...flow,
    name: '撞单：加入与移交',
    object: collisionRequest.name,
    condition: kinds('join', 'transfer'),
    steps: bothSides,
    days: 3,
    position: 0,
  })
  await insert(ctx, approvalFlow, {
    ...flow,
    name: '撞单：申诉判客',
    object: collisionRequest.name,
    condition: kinds('appeal'),
    steps: group,
    days: 5,
    position: 1,
  })
  await insert(ctx, approvalFlow, {
    ...flow,
    name: '客户报备',
    object: registration.name,
    steps: manager,
    days: 2,
    position: 0,
  })
}
