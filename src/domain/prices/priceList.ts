import { choice, date, entity, flag, longText, number, ref, region, text } from '../../core/entity'

/** Prices that hold together: for a currency, a period, and whom it is meant for. What it leaves open it does not ask. */
export const priceList = entity('priceList', {
  label: ['价格表', 'Price list'],
  area: 'sales',
  group: 'catalogue',
  icon: 'tags',
  setup: true,
  sections: { basic: ['基本信息', 'Basics'], whom: ['适用范围', 'For whom'], period: ['有效期', 'Period'] },
  fields: {
    name: text({ label: ['价格表名称', 'Name'], required: true, unique: true, max: 100, section: 'basic' }),
    currency: choice({
      label: ['币种', 'Currency'],
      dictionary: 'currency',
      required: true,
      default: 'CNY',
      section: 'basic',
    }),
    holdsTax: flag({ label: ['含税价', 'Prices with tax'], default: true, section: 'basic' }),
    priority: number({
      label: ['优先级', 'Priority'],
      scale: 0,
      default: 0,
      section: 'basic',
      hint: ['几张价格表都适用时，数字大的先用', 'Where several fit, the higher counts first'],
    }),
    active: flag({ label: ['启用', 'In use'], default: true, filter: true, section: 'basic' }),
    note: longText({ label: ['说明', 'Note'], max: 2_000, section: 'basic' }),
    grade: choice({ label: ['客户等级', 'Customer level'], dictionary: 'accountLevel', section: 'whom' }),
    region: region({ label: ['地区', 'Region'], section: 'whom' }),
    board: ref('board', { label: ['限版块', 'Only for board'], section: 'whom' }),
    validFrom: date({ label: ['生效日期', 'Valid from'], filter: true, section: 'period' }),
    validUntil: date({ label: ['失效日期', 'Valid until'], filter: true, section: 'period' }),
  },
  list: ['name', 'currency', 'holdsTax', 'grade', 'region', 'board', 'validFrom', 'validUntil', 'priority', 'active'],
})
