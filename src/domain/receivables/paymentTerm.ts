import { entity, flag, type Label, number, structure, text } from '../../core/entity'
import { isObject } from '../../core/records/parse'

/** One part of a plan: how much of the whole, and when it falls due. */
export interface TermStep {
  name: string
  /** Of the whole; all of them come to 100. */
  percent: number
  event: string
  days: number
}

export const EVENTS = ['signed', 'ordered', 'delivered', 'invoiced'] as const
const STEPS_MAX = 36

const isStep = (step: unknown): step is TermStep =>
  isObject(step) &&
  typeof step.name === 'string' &&
  step.name.trim() !== '' &&
  step.name.length <= 200 &&
  typeof step.percent === 'number' &&
  step.percent > 0 &&
  step.percent <= 100 &&
  (EVENTS as readonly unknown[]).includes(step.event) &&
  Number.isInteger(step.days) &&
  (step.days as number) >= 0 &&
  (step.days as number) <= 3_650

/** Percentages of up to four decimals that come to exactly 100. */
export const checkSteps = (value: unknown): string | null => {
  if (!Array.isArray(value) || value.length === 0 || value.length > STEPS_MAX || !value.every(isStep))
    return 'receivable.steps'
  const whole = value.reduce((sum, step) => sum + Math.round(step.percent * 10_000), 0)
  return whole === 1_000_000 ? null : 'receivable.stepsSum'
}

/** How customers pay (付款条件): 30 % on signing, the rest 30 days after delivery. A plan is drawn from it. */
export const paymentTerm = entity('paymentTerm', {
  label: ['付款条件', 'Payment terms'],
  area: 'settings',
  icon: 'list-ordered',
  setup: true,
  fields: {
    name: text({ label: ['名称', 'Name'], required: true, max: 200 }),
    steps: structure<TermStep[], { label: Label; required: true; check: typeof checkSteps }>({
      label: ['分期', 'Parts'],
      required: true,
      check: checkSteps,
    }),
    preferred: flag({ label: ['默认', 'Default'] }),
    active: flag({ label: ['启用', 'Active'], default: true }),
    position: number({ label: ['排序', 'Order'], scale: 0, ordinal: true }),
  },
  list: ['name', 'preferred', 'active', 'position'],
})
