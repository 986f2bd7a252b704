import { choices, entity, flag, type Label, longText, number, structure, text } from '../../core/entity'
import { type Asked, checkAsked } from './asked'
import { checkSteps, type StepPlan } from './plan'

/**
 * A kind of order (订单类型): what it asks besides customer and lines, by which steps it is carried out, and what it can do besides.
 * A new kind is a row, not code.
 */
export const orderType = entity('orderType', {
  label: ['订单类型', 'Order type'],
  area: 'settings',
  icon: 'shapes',
  setup: true,
  fields: {
    name: text({ label: ['名称', 'Name'], required: true, unique: true, max: 60 }),
    code: text({
      label: ['标识', 'Code'],
      unique: true,
      max: 40,
      hint: ['导入和接口用', 'For imports and programs'],
    }),
    icon: text({ label: ['图标', 'Icon'], max: 40 }),
    abilities: choices({ label: ['能力', 'Abilities'], dictionary: 'orderAbility' }),
    asks: structure<Asked[], { label: Label; check: typeof checkAsked }>({
      label: ['下单时填写', 'Asks'],
      check: checkAsked,
    }),
    steps: structure<StepPlan[], { label: Label; check: typeof checkSteps }>({
      label: ['执行步骤', 'Steps'],
      check: checkSteps,
    }),
    note: longText({ label: ['说明', 'Note'], max: 2_000 }),
    active: flag({ label: ['启用', 'In use'], default: true }),
    position: number({ label: ['次序', 'Position'], scale: 0, ordinal: true, default: 0 }),
  },
  list: ['name', 'code', 'abilities', 'active'],
})
