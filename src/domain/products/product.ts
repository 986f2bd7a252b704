import { choice, date, entity, files, flag, longText, money, number, text, tree } from '../../core/entity'

/** What the company sells: goods, a service, a title, space for an advertisement or a stand. */
export const product = entity('product', {
  label: ['产品', 'Product'],
  area: 'sales',
  icon: 'package',
  numbering: 'CP-{00000}',
  subtitle: ['code'],
  sections: {
    basic: ['基本信息', 'Basics'],
    price: ['价格', 'Price'],
    life: ['生命周期', 'Life'],
  },
  fields: {
    name: text({ label: ['产品名称', 'Name'], required: true, search: true, max: 300, section: 'basic' }),
    code: text({ label: ['产品编码', 'Code'], unique: true, search: true, max: 60, section: 'basic' }),
    category: tree({ label: ['产品类别', 'Category'], dictionary: 'productLine', filter: true, section: 'basic' }),
    specification: text({ label: ['规格', 'Specification'], search: true, max: 300, section: 'basic' }),
    unit: choice({ label: ['单位', 'Unit'], dictionary: 'unit', default: 'piece', section: 'basic' }),
    listPrice: money({ label: ['标准价', 'List price'], section: 'price' }),
    cost: money({ label: ['成本', 'Cost'], sensitive: true, section: 'price' }),
    taxRate: number({ label: ['税率', 'Tax rate'], scale: 2, min: 0, unit: ['%', '%'], section: 'price' }),
    active: flag({ label: ['在售', 'On sale'], default: true, filter: true, section: 'life' }),
    onSaleFrom: date({ label: ['上市日期', 'On sale from'], section: 'life' }),
    onSaleUntil: date({ label: ['停售日期', 'On sale until'], section: 'life' }),
    images: files({ label: ['图片', 'Pictures'], images: true, section: 'basic' }),
    description: longText({ label: ['说明', 'Description'], section: 'basic' }),
  },
  list: ['name', 'code', 'category', 'specification', 'unit', 'listPrice', 'active', 'updatedAt'],
})
