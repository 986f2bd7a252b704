import { choice, email, entity, instant, longText, phone, ref, refs, text } from '../../core/entity'

/** A colleague who works in the system. How they prove who they are stands apart, in `credentials`. */
export const user = entity('user', {
  label: ['用户', 'User'],
  area: 'settings',
  group: 'organisation',
  icon: 'user-round',
  subtitle: ['position'],
  actor: true,
  named: true,
  sections: {
    person: ['基本信息', 'Person'],
    place: ['组织', 'Organisation'],
    use: ['使用', 'Use'],
  },
  fields: {
    name: text({ label: ['姓名', 'Name'], required: true, search: true, max: 100, section: 'person' }),
    gender: choice({ label: ['性别', 'Gender'], dictionary: 'gender', section: 'person' }),
    phone: phone({ label: ['手机', 'Mobile'], search: true, section: 'person' }),
    email: email({ label: ['邮箱', 'E-mail'], search: true, section: 'person' }),
    board: ref('board', { label: ['版块', 'Board'], required: true, filter: true, section: 'place' }),
    department: ref('department', { label: ['部门', 'Department'], section: 'place' }),
    position: text({ label: ['职务', 'Position'], max: 100, section: 'place' }),
    manager: ref('user', { label: ['直接上级', 'Manager'], section: 'place' }),
    login: text({
      label: ['登录名', 'Log-in name'],
      required: true,
      unique: true,
      search: true,
      max: 64,
      section: 'use',
    }),
    roles: refs('role', { label: ['角色', 'Roles'], section: 'use' }),
    status: choice({
      label: ['状态', 'Status'],
      dictionary: 'userStatus',
      default: 'active',
      readOnly: true,
      filter: true,
      section: 'use',
    }),
    lang: choice({ label: ['语言', 'Language'], dictionary: 'language', section: 'use' }),
    lastSeenAt: instant({ label: ['最近使用', 'Last seen'], readOnly: true, section: 'use' }),
    note: longText({ label: ['备注', 'Note'], section: 'use' }),
  },
  list: ['name', 'login', 'board', 'department', 'position', 'roles', 'status', 'lastSeenAt'],
})
