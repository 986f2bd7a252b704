import type { Label } from '../entity'
import { choice, entity, flag, number, structure, text } from '../entity'
import type { DictionarySeed } from '../slice'

/** A choice given with the field: a label, or more of an item. */
export type Option = string | { code?: string; label: string; labelEn?: string; tone?: string }

const isOption = (value: unknown) => {
  if (typeof value === 'string') return value.trim() !== '' && value.length <= 200
  const { label } = (value ?? {}) as { label?: unknown }
  return typeof label === 'string' && label.trim() !== '' && label.length <= 200
}
/** Answers the sentence code of what is wrong with the options of a field. */
export function checkOptions(value: unknown): string | null {
  if (!Array.isArray(value) || value.length > 500) return 'customField.badOptions'
  return value.every(isOption) ? null : 'customField.badOptions'
}

/** A field that an administrator added to an object on screen. Its values stand in the record's `custom` column. */
export const customField = entity('customField', {
  label: ['自定义字段', 'Custom field'],
  area: 'settings',
  icon: 'text-cursor-input',
  setup: true,
  fields: {
    object: text({ label: ['对象', 'Object'], required: true, max: 60 }),
    label: text({ label: ['名称', 'Label'], required: true, max: 60 }),
    labelEn: text({ label: ['英文名称', 'English label'], max: 60 }),
    name: text({
      label: ['标识', 'Name'],
      max: 40,
      hint: ['由名称的拼音生成，保存后不可改', 'Made from the label; can’t be changed later'],
    }),
    kind: choice({ label: ['类型', 'Kind'], dictionary: 'fieldKind', required: true }),
    dictionary: text({ label: ['字典', 'Dictionary'], max: 80 }),
    options: structure<Option[], { label: readonly ['选项', 'Options']; check: typeof checkOptions; hint: Label }>({
      label: ['选项', 'Options'],
      check: checkOptions,
      hint: ['给出选项即建一个字典', 'Options make a dictionary'],
    }),
    many: flag({ label: ['可多选', 'Several values'] }),
    target: text({ label: ['引用对象', 'Refers to'], max: 60 }),
    images: flag({ label: ['只收图片', 'Pictures only'] }),
    scale: number({ label: ['小数位数', 'Decimal places'], scale: 0, min: 0 }),
    unit: text({ label: ['单位', 'Unit'], max: 20 }),
    required: flag({ label: ['必填', 'Required'], default: false }),
    filterable: flag({ label: ['列表可筛选', 'Fast filter'], default: false }),
    searchable: flag({ label: ['可搜索', 'Searchable'], default: false }),
    section: text({ label: ['分组', 'Section'], max: 60 }),
    hint: text({ label: ['说明', 'Hint'], max: 200 }),
    position: number({ label: ['排序', 'Order'], scale: 0 }),
  },
  title: 'label',
  subtitle: ['object', 'name'],
  list: ['label', 'name', 'object', 'kind', 'required', 'filterable'],
})

/** The kinds an administrator chooses from. `structure` is not among them: a screen of its own edits it. */
export const fieldKinds: DictionarySeed = {
  name: 'fieldKind',
  label: ['字段类型', 'Field kind'],
  items: [
    ['text', '文本', 'Text'],
    ['longText', '多行文本', 'Long text'],
    ['number', '数字', 'Number'],
    ['money', '金额', 'Amount'],
    ['date', '日期', 'Date'],
    ['instant', '时间', 'Date and time'],
    ['choice', '选择', 'Choice'],
    ['tree', '树形选择', 'Tree choice'],
    ['region', '地区', 'Region'],
    ['flag', '是否', 'Yes or no'],
    ['ref', '关联', 'Reference'],
    ['refs', '多条关联', 'References'],
    ['phone', '电话', 'Telephone'],
    ['email', '邮箱', 'E-mail'],
    ['url', '网址', 'Web address'],
    ['files', '附件', 'Files'],
  ],
}
