import { refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { change, insert } from '../../core/records/write'
import { approvable, approvalFlow, type Steps } from '../approvals'
import { contract } from './contract'

const declared = approvable(contract, {
  label: ['合同审批', 'Contract approval'],
  title: (_ctx, row) =>
    `${row.name} · ${(row as { currency?: string }).currency ?? 'CNY'} ${(Number(row.gross ?? 0) / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })}`,
  locks: true,
  withoutFlow: 'approve',
  async onApproved(ctx, row, request) {
    if (!request) await change(ctx, contract, row, { approval: 'approved' }, 'submit')
  },
})

/** Contracts are signed once they are agreed to; where the company has drawn no flow, submitting is enough. */
export const contracting = {
  ...declared,
  acts: declared.acts.map(one => ({
    ...one,
    allow: async (ctx: Ctx, row: any) =>
      row.status !== 'draft' || row.signedOn
        ? refuse('contract.signed')
        : ((await one.allow?.(ctx, row as never)) ?? null),
  })),
}

/** From this total on the head of the board looks too, in fen. */
const SECOND_LOOK_FROM = 200_000_00

const steps: Steps = [
  { kind: 'decide', id: 'manager', name: '直接上级审批', mode: 'any', approvers: [{ by: 'manager', level: 1 }] },
  {
    kind: 'decide',
    id: 'head',
    name: '版块负责人审批',
    mode: 'any',
    when: { field: 'gross', op: 'gte', value: SECOND_LOOK_FROM },
    approvers: [{ by: 'role', role: 'board-head', within: 'board' }],
  },
]

/** How a new company decides on contracts; an administrator redraws it. */
export const setUpFlow = (ctx: Ctx) =>
  insert(ctx, approvalFlow, {
    name: '合同审批',
    object: contract.name,
    purpose: 'submit',
    steps,
    days: 3,
    active: true,
    position: 0,
  })
