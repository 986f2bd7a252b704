import { choices, entity, flag, longText, number, text } from '../../core/entity'

/** A clause ready to be put into contracts; new contracts of its kinds begin with the usual ones. */
export const clauseTemplate = entity('clauseTemplate', {
  label: ['合同条款模板', 'Clause template'],
  area: 'settings',
  icon: 'scroll-text',
  setup: true,
  fields: {
    name: text({ label: ['条款标题', 'Heading'], required: true, search: true, max: 200 }),
    text: longText({ label: ['条款内容', 'Text'], required: true, max: 10_000 }),
    kinds: choices({
      label: ['适用合同类型', 'Kinds of contract'],
      dictionary: 'contractKind',
      hint: ['不选则全部', 'None: all'],
    }),
    usual: flag({
      label: ['默认写入', 'In every new one'],
      default: false,
      hint: ['新合同自动带上这一条', 'New contracts begin with it'],
    }),
    position: number({ label: ['排序', 'Position'], scale: 0, ordinal: true, default: 0 }),
    active: flag({ label: ['启用', 'In use'], default: true }),
  },
  list: ['name', 'kinds', 'usual', 'position', 'active'],
})
