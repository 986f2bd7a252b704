import { centreOf as middleOf } from '../../core/vocabulary/chinaMap'
import type { Point } from './route'

/** About where a customer is whose own place nobody knows: the middle of its city, else of its province. */
export function centreOf(region: string | null): Point | null {
  const centre = middleOf(region)
  return centre && { longitude: centre[0], latitude: centre[1] }
}
