import { choice, entity, longText, text } from '../../core/entity'

/** Text that somebody writes again and again, for its owner, the board or everybody; {客户} and the like are filled in where it is used. */
export const template = entity('template', {
  label: ['模板', 'Template'],
  icon: 'notepad-text',
  area: 'settings',
  owned: true,
  open: { field: 'scope', op: 'in', value: ['board', 'all'] },
  searched: false,
  audience: 'scope',
  title: 'name',
  fields: {
    name: text({ label: ['名称', 'Name'], required: true, max: 60 }),
    body: longText({
      label: ['内容', 'Content'],
      required: true,
      max: 10_000,
      hint: ['用到时填入：{客户} {联系人} {今天} {我}', 'Filled in where it is used: {account} {contact} {today} {me}'],
    }),
    scope: choice({ label: ['谁能用', 'For whom'], dictionary: 'viewScope', default: 'me', required: true }),
  },
  list: ['name', 'body', 'scope', 'owner', 'updatedAt'],
})
