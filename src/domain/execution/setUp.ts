import type { Ctx } from '../../core/ctx'
import { insert } from '../../core/records/write'
import { orderType } from './orderType'
import { standardTypes } from './standardTypes'

/** The kinds of orders that a new company finds; it changes them or adds its own. */
export async function setUpTypes(ctx: Ctx): Promise<void> {
  for (const [i, type] of standardTypes.entries())
    await insert(ctx, orderType, { ...type, active: true, position: i + 1 })
}
