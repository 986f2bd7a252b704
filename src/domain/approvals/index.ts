import { learn } from '../../core/i18n/say'
import type { Slice } from '../../core/slice'
import { handedOverBy } from '../handovers'
import { addSigner } from './addSigner'
import { approvalDelegation } from './approvalDelegation'
import { approvalEvent } from './approvalEvent'
import { approvalFlow } from './approvalFlow'
import { approvalFlowVersion } from './approvalFlowVersion'
import { approvalRequest } from './approvalRequest'
import { approvalTask } from './approvalTask'
import { approve } from './approve'
import { copyTo } from './copyTo'
import { approvalDictionaries } from './dictionaries'
import { handOn, handOnTo } from './handOn'
import { keepVersions } from './keepVersions'
import { messages } from './messages'
import { overdue } from './overdue'
import { approvalRoutes } from './progress'
import { reject } from './reject'
import { remark } from './remark'
import { resubmit } from './resubmit'
import { sendBack } from './sendBack'
import { delegate, leave, standIn } from './standIn'
import { urge } from './urge'
import { withdraw } from './withdraw'
import './duties'

learn(messages)
handedOverBy(approvalTask, handOnTo)

/**
 * One engine for everything that somebody has to agree to (审批流). Another slice says `approvable(entity, { onApproved })` and
 * lists what it answers; or wraps an act, `gated(act)`. Flows are rows that an administrator draws; engine.ts alone knows how they
 * run, proceed.ts keeps it.
 */
export const approvals: Slice = {
  name: 'approvals',
  entities: [approvalFlow, approvalFlowVersion, approvalRequest, approvalTask, approvalEvent, approvalDelegation],
  acts: [approve, reject, sendBack, handOn, addSigner, withdraw, resubmit, urge, copyTo, remark],
  reactions: [keepVersions, leave, delegate],
  dictionaries: approvalDictionaries,
  jobs: [overdue, standIn],
  routes: approvalRoutes,
}

export { approvable, approvalField, gated } from './approvable'
export type { Step, Steps } from './definition'
export type { Approvable, Request } from './registry'
export { submit } from './submit'
export { approvalDelegation, approvalFlow, approvalRequest, approvalTask }
