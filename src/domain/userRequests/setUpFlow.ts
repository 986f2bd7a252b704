import type { Ctx } from '../../core/ctx'
import { insert } from '../../core/records/write'
import { approvalFlow, type Steps } from '../approvals'
import { userRequest } from './userRequest'

const steps: Steps = [
  {
    kind: 'decide',
    id: 'board',
    name: '版块负责人审批',
    mode: 'any',
    approvers: [{ by: 'role', role: 'board-head', within: 'board' }],
  },
  {
    kind: 'decide',
    id: 'group',
    name: '集团复核',
    mode: 'any',
    approvers: [
      { by: 'role', role: 'group-management', within: 'company' },
      { by: 'role', role: 'system-admin', within: 'company' },
    ],
    fields: { login: 'write', roles: 'write', department: 'write', manager: 'write' },
  },
]

/** A new company begins with the way that a group's rules of use prescribe: the board, then the group, within one working day. */
export async function setUpFlow(ctx: Ctx): Promise<void> {
  await insert(ctx, approvalFlow, {
    name: '用户开户、变更与注销',
    object: userRequest.name,
    purpose: 'submit',
    steps,
    days: 1,
    active: true,
    position: 0,
  })
}
