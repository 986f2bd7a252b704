import { date, entity, money, number, ref } from '../../core/entity'

/** What one product costs on one price list from a quantity on. In the list's currency. */
export const priceEntry = entity('priceEntry', {
  label: ['价格', 'Price'],
  plural: 'priceEntries',
  area: 'sales',
  group: 'catalogue',
  icon: 'tag',
  setup: true,
  title: 'price',
  fields: {
    list: ref('priceList', { label: ['价格表', 'Price list'], required: true, filter: true }),
    product: ref('product', { label: ['产品', 'Product'], required: true, filter: true }),
    fromQuantity: number({ label: ['起订量', 'From quantity'], scale: 4, min: 0, default: 1 }),
    price: money({ label: ['单价', 'Unit price'], required: true }),
    floorPrice: money({ label: ['最低价', 'Floor price'] }),
    validFrom: date({ label: ['生效日期', 'Valid from'] }),
    validUntil: date({ label: ['失效日期', 'Valid until'] }),
  },
  list: ['list', 'product', 'fromQuantity', 'price', 'floorPrice', 'validFrom', 'validUntil'],
})
