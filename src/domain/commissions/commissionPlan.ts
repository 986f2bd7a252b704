import { choice, date, entity, flag, longText, ref, refs, structure, text } from '../../core/entity'
import { checkKickers, checkRates, type Kicker, type Rate } from './rates'

/** Who earns how much of what is sold (提成方案). Plans add up: what two of them promise somebody is paid twice. */
export const commissionPlan = entity('commissionPlan', {
  label: ['提成方案', 'Commission plan'],
  area: 'settings',
  icon: 'percent',
  setup: true,
  fields: {
    name: text({ label: ['名称', 'Name'], required: true, unique: true, max: 100 }),
    board: ref('board', { label: ['版块', 'Board'], hint: ['不选则全公司', 'None: the whole company'] }),
    people: refs('user', { label: ['适用人员', 'People'] }),
    roles: refs('role', {
      label: ['适用角色', 'Roles'],
      hint: ['人员和角色都不选，则版块内全部人员', 'Neither: all on the board'],
    }),
    startsOn: date({ label: ['开始日期', 'From'], required: true }),
    endsOn: date({ label: ['结束日期', 'Until'] }),
    base: choice({ label: ['计提时点', 'Earned on'], dictionary: 'commissionBase', required: true, default: 'order' }),
    of: choice({ label: ['计提基数', 'Counted from'], dictionary: 'commissionOf', required: true, default: 'amount' }),
    attainment: choice({
      label: ['达成率按', 'Attainment by'],
      dictionary: 'attainmentPeriod',
      required: true,
      default: 'month',
    }),
    currency: choice({ label: ['币种', 'Currency'], dictionary: 'currency', required: true, default: 'CNY' }),
    rates: structure<Rate[], { label: readonly ['费率', 'Rates']; required: true; check: typeof checkRates }>({
      label: ['费率', 'Rates'],
      required: true,
      check: checkRates,
    }),
    kickers: structure<Kicker[], { label: readonly ['奖励', 'Kickers']; check: typeof checkKickers }>({
      label: ['奖励', 'Kickers'],
      check: checkKickers,
    }),
    active: flag({ label: ['启用', 'In use'], default: true }),
    note: longText({ label: ['说明', 'Note'], max: 2_000 }),
  },
  list: ['name', 'board', 'startsOn', 'endsOn', 'base', 'of', 'active'],
})
