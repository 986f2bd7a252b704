import { choice, entity, files, flag, listOf, longText, number, structure, text } from '../../core/entity'

const variables = ['可以用变量，如 {客户}、{价税合计大写}', 'Variables may be used: {account}, {grossInWords}'] as const

/** Names of columns, each once. */
const checkHidden = listOf(name => typeof name === 'string' && name.length <= 60, 30, 'document.hidden')

/** What a kind of record is printed by: a Word file of the company's own, or the built-in page with the company's words on it. */
export const documentTemplate = entity('documentTemplate', {
  label: ['文件模板', 'Document template'],
  area: 'settings',
  icon: 'file-cog',
  setup: true,
  fields: {
    name: text({ label: ['模板名称', 'Name'], required: true, max: 100 }),
    object: text({ label: ['用于', 'For'], required: true, filter: true, max: 60 }),
    kind: choice({ label: ['类型', 'Kind'], dictionary: 'documentFormat', default: 'pdf', required: true }),
    file: files({
      label: ['Word 文件', 'Word file'],
      hint: ['一个 .docx 文件，变量写在花括号里', 'One .docx file with variables in braces'],
    }),
    title: text({
      label: ['标题', 'Title'],
      max: 60,
      hint: ['不填则用文件名称', 'The name of the document unless given'],
    }),
    opening: longText({ label: ['开头', 'Opening'], max: 2_000, hint: variables }),
    terms: longText({ label: ['条款', 'Terms'], max: 10_000, hint: variables }),
    hidden: structure<string[]>({
      label: ['不印的列', 'Columns left out'],
      hint: ['明细表里不印出的列', 'Of the table of lines'],
      check: checkHidden,
    }),
    stamped: flag({ label: ['印公章', 'With the stamp'], default: false }),
    lang: choice({ label: ['语言', 'Language'], dictionary: 'documentLang', default: 'zh-CN', required: true }),
    position: number({ label: ['顺序', 'Order'], scale: 0, ordinal: true, default: 0 }),
    active: flag({ label: ['启用', 'Active'], default: true }),
  },
  list: ['name', 'object', 'kind', 'lang', 'stamped', 'active', 'updatedAt'],
})
