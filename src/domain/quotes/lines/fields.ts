import { choice, flag, longText, money, number, ref, structure, text } from '../../../core/entity'
import type { Step } from '../../prices'

/** What a document with priced lines says of money and of prices; all of it follows from its lines. */
export const headFields = {
  currency: choice({ label: ['币种', 'Currency'], dictionary: 'currency', default: 'CNY', section: 'money' }),
  taxIncluded: flag({ label: ['单价含税', 'Prices with tax'], default: true, section: 'money' }),
  listAmount: money({
    label: ['折前金额', 'Before discounts'],
    readOnly: true,
    default: 0,
    section: 'money',
    hint: ['按标准价合计，未让利', 'All lines at list price'],
  }),
  net: money({ label: ['不含税金额', 'Net'], readOnly: true, default: 0, section: 'money' }),
  tax: money({ label: ['税额', 'Tax'], readOnly: true, default: 0, section: 'money' }),
  gross: money({ label: ['价税合计', 'Total'], readOnly: true, default: 0, section: 'money' }),
  largestDiscount: number({
    label: ['最大让利', 'Largest discount'],
    scale: 2,
    unit: ['%', '%'],
    readOnly: true,
    section: 'money',
    hint: ['手工让利最多的一行', 'Of the line reduced most by hand'],
  }),
  belowFloor: flag({ label: ['低于最低价', 'Below the floor'], readOnly: true, section: 'money' }),
  needsApproval: flag({ label: ['要审批', 'Needs approval'], readOnly: true, filter: true, section: 'money' }),
}

/**
 * One line: a product, a configured product, or a free text with a price of its own. `unitPrice` and `discount` may be given; what
 * else a line comes to is reckoned by its document.
 */
export const lineFields = {
  position: number({ label: ['行号', 'No.'], scale: 0, ordinal: true, min: 0 }),
  product: ref('product', { label: ['产品', 'Product'], filter: true }),
  configuration: ref('configuration', { label: ['选配单', 'Configuration'] }),
  name: text({ label: ['名称', 'Name'], max: 300, hint: ['不填则用产品名称', 'The product’s name unless given'] }),
  quantity: number({ label: ['数量', 'Quantity'], scale: 4, min: 0.0001, default: 1, required: true }),
  unit: choice({ label: ['单位', 'Unit'], dictionary: 'unit' }),
  listPrice: money({ label: ['标准价', 'List price'], readOnly: true }),
  unitPrice: money({
    label: ['单价', 'Unit price'],
    hint: ['不填则按价格规则', 'By the price rules unless given'],
  }),
  discount: number({ label: ['手工让利', 'Discount'], scale: 4, min: 0, unit: ['%', '%'] }),
  pricing: choice({ label: ['定价方式', 'Pricing'], dictionary: 'linePricing', readOnly: true, default: 'rules' }),
  freeQuantity: number({ label: ['其中免费', 'Free of them'], scale: 4, readOnly: true }),
  orderDiscount: money({ label: ['整单优惠分摊', 'Its part off the whole'], readOnly: true }),
  taxRate: choice({
    label: ['税率', 'Tax rate'],
    dictionary: 'vatRate',
    hint: ['不填则用产品的税率', 'The product’s unless given'],
  }),
  net: money({ label: ['不含税金额', 'Net'], readOnly: true, default: 0 }),
  tax: money({ label: ['税额', 'Tax'], readOnly: true, default: 0 }),
  gross: money({ label: ['价税合计', 'Total'], readOnly: true, default: 0 }),
  currency: choice({ label: ['币种', 'Currency'], dictionary: 'currency', readOnly: true, default: 'CNY' }),
  needs: structure<('belowFloor' | 'overLimit')[]>({ label: ['审批缘由', 'Why to be agreed to'], readOnly: true }),
  steps: structure<Step[]>({ label: ['价格来历', 'How the price came about'], readOnly: true }),
  note: longText({ label: ['说明', 'Note'], max: 2_000 }),
}

/**
 * How a new line is priced: as it was agreed on; by hand where it brings a price, less a percentage where it brings that, too (as files
 * of other programs do); else by the rules.
 */
export const howPriced = (row: Readonly<Record<string, any>>) => ({
  pricing:
    row.pricing === 'agreed' ? 'agreed' : row.unitPrice == null ? 'rules' : row.discount == null ? 'hand' : 'reduced',
})
