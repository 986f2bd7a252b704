import type { Messages } from '../../core/i18n/messages'

export const messages: Messages = {
  'approval.alreadyApproved': ['已经通过，不能再改变结果', 'It is approved already; that stands'],
  'approval.alreadyRejected': [
    '已经拒绝。要再申请，重新提交一次',
    'It was rejected already. To ask again, submit anew',
  ],
  'approval.notRunning': ['没有在审批中', 'Nothing is being decided here'],
  'approval.alreadyRunning': [
    '已在审批中，等待结果或先撤回',
    'It is being decided already; wait, or withdraw it first',
  ],
  'approval.cantSubmit': [
    '已在审批中或已有结果，不能再提交',
    'It is being decided, or has been; it can’t be submitted again',
  ],
  'approval.taskClosed': [
    '这一步已经处理过，不用再审批',
    'This step has been decided meanwhile; nothing is left to do',
  ],
  'approval.notYourTurn': ['还没轮到你，先等前面的人同意', 'It is not your turn yet; others have to agree first'],
  'approval.notYours': ['不是由你审批', 'You are not asked to decide this'],
  'approval.notTakingPart': [
    '只有提交人和审批人可以抄送',
    'Only who submitted it and who decides may copy it to others',
  ],
  'approval.delegateDays': ['结束日期不能早于开始日期', 'It can’t end before it begins'],
  'approval.delegateSelf': ['不能委托给自己，换一个人', 'Nobody delegates to themself; choose somebody else'],
  'approval.notSubmitter': ['只有提交人可以这样做', 'Only who submitted it may do this'],
  'approval.notBefore': ['只能退回到自己之前已完成的步骤', 'It can only go back to a step before yours that is done'],
  'approval.nobodyAdded': [
    '选的人已经在审批这一步，换一个人',
    'They are deciding this step already; choose somebody else',
  ],
  'approval.submitterDecides': [
    '提交人不能审批自己的申请，换一个人',
    'Nobody decides on their own request; choose somebody else',
  ],
  'approval.alreadyTheirs': ['已经由这个人审批，换一个人', 'They are asked already; choose somebody else'],
  'approval.urgedLately': ['一小时内已经催办过，稍后再催', 'You urged within the hour; try again later'],
  'approval.locked': [
    '审批中，不能修改。要修改，先撤回或请审批人退回',
    'It is being decided and can’t be changed. Withdraw it first, or ask for it to be sent back',
  ],
  'approval.recordGone': ['记录已删除，只能拒绝或撤回', 'The record was deleted; reject or withdraw the request'],
  'approval.noFlow': [
    '没有适用的审批流，请管理员启用一个',
    'No approval flow fits; ask an administrator to set one up',
  ],
  'approval.needsRecord': ['要先有记录才能审批', 'There must be a record to decide on'],
  'approval.malformed': ['步骤的格式不对', 'The steps are not well formed'],
  'approval.noSuchPurpose': ['这个对象没有这种审批', 'This object knows no such approval'],
  'approval.noSteps': ['至少加一个步骤', 'Add a step'],
  'approval.nameless': ['给步骤起个名字', 'Give the step a name'],
  'approval.sameStep': ['「{step}」出现了两次，删掉一个', '“{step}” stands there twice; remove one'],
  'approval.noApprovers': ['「{step}」还没有指定人', '“{step}” names nobody yet'],
  'approval.personGone': [
    '「{step}」指定的「{name}」已冻结或不存在，换一个人',
    '“{step}” names {name}, who is frozen or gone; choose somebody else',
  ],
  'approval.noSuchRole': ['「{step}」指定的角色「{role}」不存在', '“{step}” names a role “{role}” that does not exist'],
  'approval.notPersonField': [
    '「{step}」指定的字段「{field}」不是人员',
    '“{step}” names a field “{field}” that holds no person',
  ],
  'approval.noSuchField': [
    '「{step}」设置了不存在的字段「{field}」',
    '“{step}” sets rights on a field “{field}” that does not exist',
  ],
  'approval.badFlowCondition': [
    '适用条件看不懂，重新设置',
    'The condition of the flow can’t be understood; set it again',
  ],
  'approval.badCondition': [
    '「{step}」的条件看不懂，重新设置',
    'The condition of “{step}” can’t be understood; set it again',
  ],
  'approval.emptyBranch': ['分支「{step}」里至少加一个步骤', 'Add a step to the branch “{step}”'],
  'approval.fewBranches': ['「{step}」至少要有两个分支', '“{step}” needs two branches or more'],
  'approval.mayPassUnseen': [
    '每一步都有条件：条件都不成立时，不经任何人就通过',
    'Every step has a condition: where none holds it passes with nobody asked',
  ],
}
