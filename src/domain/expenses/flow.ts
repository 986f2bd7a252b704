import type { Ctx } from '../../core/ctx'
import { insert } from '../../core/records/write'
import { approvalFlow, type Steps } from '../approvals'
import { expenseClaim } from './expenseClaim'

/** From this total on somebody of the group looks too, in fen. */
const SECOND_LOOK_FROM = 2_000_00

const steps: Steps = [
  { kind: 'decide', id: 'manager', name: '主管审批', mode: 'any', approvers: [{ by: 'manager', level: 1 }] },
  {
    kind: 'decide',
    id: 'finance',
    name: '财务复核',
    mode: 'any',
    when: { field: 'total', op: 'gte', value: SECOND_LOOK_FROM },
    approvers: [{ by: 'role', role: 'group-management', within: 'company' }],
  },
]

/** How a new company decides on expense claims; an administrator redraws it. */
export const setUpFlow = (ctx: Ctx) =>
  insert(ctx, approvalFlow, {
    name: '费用报销',
    object: expenseClaim.name,
    purpose: 'submit',
    steps,
    days: 3,
    active: true,
    position: 0,
  })
