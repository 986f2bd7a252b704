import type { Ctx } from '../../core/ctx'
import type { Label } from '../../core/entity'

/** Something that a step's day can be counted from, besides the order's own days. */
export interface Moment {
  label: Label
  /** On which day it is for an order, `YYYY-MM-DD`; null where it is not known yet. */
  dayOf(ctx: Ctx, order: string): Promise<string | null>
}

const known = new Map<string, Moment>()

/** Lets steps be due by something that another slice knows: the closing day for copy, the opening of a fair. */
export const dueFrom = (name: string, moment: Moment): void => void known.set(name, moment)
export const moments = (): ReadonlyMap<string, Moment> => known

/** The moments that every order has. */
export const OWN_MOMENTS: Readonly<Record<string, Label>> = {
  confirmed: ['订单确认', 'the order’s confirmation'],
  delivery: ['交付日期', 'the day of delivery'],
  steps: ['前面步骤完成', 'the steps before it'],
}
export const isMoment = (name: string) => name in OWN_MOMENTS || known.has(name)
