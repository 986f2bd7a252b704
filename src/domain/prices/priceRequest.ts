import { date, entity, flag, longText, money, number, ref, text } from '../../core/entity'
import { approvalField } from '../approvals'

/** Asks for a price below what one may give (特价申请). Once approved it is the customer's contract price. */
export const priceRequest = entity('priceRequest', {
  label: ['特价申请', 'Price request'],
  area: 'sales',
  icon: 'badge-japanese-yen',
  owned: true,
  numbering: 'TJ-{yyyy}-{00000}',
  title: 'code',
  subtitle: ['account.name', 'product.name'],
  open: { field: 'approval', op: 'in', value: ['draft', 'running', 'returned'] },
  sections: { asked: ['申请', 'Request'], price: ['价格', 'Price'], progress: ['进度', 'Progress'] },
  fields: {
    code: text({ label: ['申请编号', 'Code'], readOnly: true, unique: true, search: true, max: 60, section: 'asked' }),
    account: ref('account', { label: ['客户', 'Account'], required: true, filter: true, section: 'asked' }),
    product: ref('product', { label: ['产品', 'Product'], required: true, filter: true, section: 'asked' }),
    quantity: number({
      label: ['数量', 'Quantity'],
      scale: 4,
      min: 0.0001,
      required: true,
      default: 1,
      section: 'asked',
    }),
    reason: longText({ label: ['申请原因', 'Reason'], required: true, max: 2_000, section: 'asked' }),
    price: money({ label: ['申请单价', 'Asked price'], required: true, section: 'price' }),
    holdsTax: flag({ label: ['含税价', 'With tax'], default: true, section: 'price' }),
    validUntil: date({ label: ['有效期至', 'Valid until'], section: 'price' }),
    regularPrice: money({ label: ['正常单价', 'Regular price'], readOnly: true, section: 'price' }),
    discount: number({ label: ['让利', 'Discount'], scale: 2, unit: ['%', '%'], readOnly: true, section: 'price' }),
    belowFloor: flag({ label: ['低于最低价', 'Below the floor'], readOnly: true, section: 'price' }),
    approval: { ...approvalField, section: 'progress' },
    contractPrice: ref('contractPrice', { label: ['协议价', 'Contract price'], readOnly: true, section: 'progress' }),
  },
  list: [
    'code',
    'account',
    'product',
    'quantity',
    'price',
    'regularPrice',
    'discount',
    'belowFloor',
    'approval',
    'owner',
  ],
})
