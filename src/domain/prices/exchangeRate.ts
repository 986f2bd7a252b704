import { choice, date, entity, number } from '../../core/entity'

/** What one unit of a currency is worth in yuan from a day on. */
export const exchangeRate = entity('exchangeRate', {
  label: ['汇率', 'Exchange rate'],
  area: 'settings',
  icon: 'arrow-left-right',
  setup: true,
  title: 'currency',
  fields: {
    currency: choice({ label: ['币种', 'Currency'], dictionary: 'currency', required: true, filter: true }),
    rate: number({
      label: ['折合人民币', 'In yuan'],
      scale: 8,
      min: 0.00000001,
      required: true,
      hint: ['1 单位外币等于多少元人民币', 'What one unit is worth in yuan'],
    }),
    validFrom: date({ label: ['生效日期', 'From'], required: true, filter: true }),
  },
  list: ['currency', 'rate', 'validFrom'],
})
