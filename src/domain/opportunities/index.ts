import type { Slice } from '../../core/slice'
import { transferActs } from '../handovers'
import { followActs, news } from '../together'
import { opportunityDictionaries } from './dictionaries'
import { opportunity } from './opportunity'
import { pipeline } from './pipeline'
import { stage } from './stage'

export { opportunity, pipeline, stage }

/** Possible sales on their way through a pipeline. */
export const opportunities: Slice = {
  name: 'opportunities',
  entities: [pipeline, stage, opportunity],
  acts: [...followActs(opportunity), ...transferActs(opportunity)],
  reactions: [news(opportunity)],
  dictionaries: opportunityDictionaries,
}
