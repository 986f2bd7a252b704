import { choice, email, entity, instant, longText, phone, ref, refs, text } from '../../core/entity'
import { approvalField } from '../approvals'

/** Somebody asks that a user be opened, changed or closed (开户、变更、注销). Once approved it is done, within one working day. */
export const userRequest = entity('userRequest', {
  label: ['用户申请', 'User request'],
  area: 'together',
  icon: 'user-round-cog',
  owned: true,
  open: { field: 'approval', op: 'in', value: ['draft', 'running', 'returned'] },
  subtitle: ['kind'],
  sections: {
    request: ['申请', 'Request'],
    person: ['基本信息', 'Person'],
    place: ['组织', 'Organisation'],
    progress: ['进度', 'Progress'],
  },
  fields: {
    kind: choice({
      label: ['申请类型', 'Kind'],
      dictionary: 'userRequestKind',
      required: true,
      default: 'open',
      filter: true,
      section: 'request',
    }),
    subject: ref('user', {
      past: true,
      label: ['用户', 'User'],
      section: 'request',
      hint: ['变更、注销时选择', 'For a change or a closing'],
    }),
    name: text({
      label: ['姓名', 'Name'],
      search: true,
      max: 100,
      section: 'request',
      hint: ['开户时填写；变更时只填要改的', 'For an opening; for a change fill in only what changes'],
    }),
    login: text({ label: ['登录名', 'Log-in name'], max: 64, section: 'request' }),
    roles: refs('role', { label: ['角色', 'Roles'], section: 'request' }),
    reason: longText({ label: ['申请原因', 'Reason'], required: true, max: 2_000, section: 'request' }),
    gender: choice({ label: ['性别', 'Gender'], dictionary: 'gender', section: 'person' }),
    phone: phone({ label: ['手机', 'Mobile'], section: 'person' }),
    email: email({ label: ['邮箱', 'E-mail'], section: 'person' }),
    userBoard: ref('board', { label: ['所在版块', 'User’s board'], section: 'place' }),
    department: ref('department', { label: ['部门', 'Department'], section: 'place' }),
    position: text({ label: ['职务', 'Position'], max: 100, section: 'place' }),
    manager: ref('user', { label: ['直接上级', 'Manager'], section: 'place' }),
    approval: { ...approvalField, section: 'progress' },
    dueAt: instant({ label: ['办理期限', 'Due'], readOnly: true, filter: true, section: 'progress' }),
    completedAt: instant({ label: ['办结时间', 'Done'], readOnly: true, section: 'progress' }),
  },
  title: 'name',
  list: ['name', 'kind', 'subject', 'userBoard', 'owner', 'approval', 'dueAt', 'completedAt'],
})
