import { date, entity, instant, number, ref, text } from '../../core/entity'

/**
 * What the ERP says lies in a warehouse: a read model that only its connector fills, never a record that people keep. It is written
 * in bulk and has no history of its own.
 */
export const productStock = entity('productStock', {
  label: ['库存', 'Stock'],
  area: 'sales',
  group: 'catalogue',
  icon: 'warehouse',
  internal: true,
  searched: false,
  title: 'warehouse',
  fields: {
    product: ref('product', { label: ['产品', 'Product'], required: true, filter: true }),
    warehouse: text({ label: ['仓库', 'Warehouse'], required: true, max: 100 }),
    onHand: number({ label: ['现有', 'On hand'], scale: 4 }),
    reserved: number({ label: ['已占用', 'Reserved'], scale: 4 }),
    available: number({ label: ['可用', 'Available'], scale: 4, filter: true }),
    incoming: number({ label: ['在途', 'Incoming'], scale: 4 }),
    incomingOn: date({ label: ['到货日期', 'Incoming on'] }),
    asOf: instant({ label: ['截至', 'As of'] }),
  },
  list: ['product', 'warehouse', 'available', 'onHand', 'reserved', 'incoming', 'incomingOn', 'asOf'],
})
