import { entity, flag, number, text } from '../entity'

/** One value of a dictionary. Records hold its code; people read its label. */
export const dictionaryItem = entity('dictionaryItem', {
  label: ['字典项', 'Dictionary item'],
  area: 'settings',
  icon: 'list',
  setup: true,
  fields: {
    dictionary: text({ label: ['字典', 'Dictionary'], required: true, max: 80 }),
    code: text({
      label: ['编码', 'Code'],
      max: 60,
      hint: ['不填则由名称生成；定下后不能修改', 'Made from the label when left empty; can’t be changed later'],
    }),
    label: text({ label: ['名称', 'Label'], required: true, max: 200 }),
    labelEn: text({ label: ['英文名称', 'English label'], max: 200 }),
    parent: text({ label: ['上级编码', 'Parent code'], max: 60 }),
    position: number({ label: ['排序', 'Order'], scale: 0 }),
    active: flag({ label: ['启用', 'Active'], default: true }),
    tone: text({ label: ['颜色', 'Tone'], max: 20 }),
  },
  title: 'label',
  subtitle: ['dictionary', 'code'],
  list: ['label', 'code', 'dictionary', 'parent', 'position', 'active'],
})
