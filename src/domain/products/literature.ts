import { choice, entity, files, flag, longText, refs, text, tree, url } from '../../core/entity'

/** One page of the marketing encyclopedia (营销百科): what helps to sell a product, at hand where the product is. */
export const literature = entity('literature', {
  label: ['营销百科', 'Literature'],
  plural: 'literature',
  area: 'sales',
  group: 'catalogue',
  icon: 'book-open',
  subtitle: ['kind'],
  fields: {
    name: text({ label: ['标题', 'Title'], required: true, search: true, max: 200 }),
    kind: choice({
      label: ['资料类型', 'Kind'],
      dictionary: 'literatureKind',
      required: true,
      default: 'brochure',
      filter: true,
    }),
    products: refs('product', { label: ['相关产品', 'Products'], filter: true }),
    category: tree({ label: ['产品类别', 'Category'], dictionary: 'productLine', filter: true }),
    body: longText({ label: ['内容', 'Text'], search: true, max: 20_000 }),
    papers: files({ label: ['文件', 'Files'] }),
    link: url({ label: ['网址', 'Link'] }),
    forCustomers: flag({ label: ['可发给客户', 'For customers'], default: false, filter: true }),
  },
  list: ['name', 'kind', 'products', 'category', 'forCustomers', 'updatedAt'],
})
