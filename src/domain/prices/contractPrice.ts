import { date, entity, flag, money, number, ref, text, tree } from '../../core/entity'

/** A price, or a percentage off, agreed with one customer: for a product, or for a category of them. */
export const contractPrice = entity('contractPrice', {
  label: ['协议价', 'Contract price'],
  area: 'sales',
  group: 'catalogue',
  icon: 'handshake',
  owned: true,
  belongsTo: 'account',
  searched: false,
  fields: {
    name: text({ label: ['协议', 'Agreement'], required: true, max: 200 }),
    account: ref('account', { label: ['客户', 'Account'], required: true, filter: true }),
    product: ref('product', { label: ['产品', 'Product'], filter: true }),
    category: tree({
      label: ['产品类别', 'Category'],
      dictionary: 'productLine',
      hint: ['不指定产品时，对整个类别打折', 'Without a product: off all of a category'],
    }),
    fromQuantity: number({ label: ['起订量', 'From quantity'], scale: 4, min: 0, default: 1 }),
    price: money({ label: ['协议单价', 'Agreed price'] }),
    percent: number({ label: ['折让', 'Percent off'], scale: 2, min: 0, unit: ['%', '%'] }),
    holdsTax: flag({ label: ['含税价', 'With tax'], default: true }),
    validFrom: date({ label: ['生效日期', 'Valid from'], filter: true }),
    validUntil: date({ label: ['失效日期', 'Valid until'], filter: true }),
  },
  list: [
    'name',
    'account',
    'product',
    'category',
    'fromQuantity',
    'price',
    'percent',
    'validFrom',
    'validUntil',
    'owner',
  ],
})
