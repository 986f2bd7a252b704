import { learn } from '../../core/i18n/say'
import type { Slice } from '../../core/slice'
import { carryOut } from './carryOut'
import { changesBoard } from './changesBoard'
import { handoverDictionaries } from './dictionaries'
import { handOver } from './handOverUser'
import { handover } from './handover'
import { handoverMessages } from './messages'
import { handoverRoutes } from './report'
import { undoHandover } from './undo'

export { dutiesIn } from './duties'
export { transferActs } from './transfer'
export { handedOverBy } from './ways'
export { handover }

learn(handoverMessages)

/**
 * What somebody owned, owed and had promised goes to others (移交): all of it when they leave, one record or a selection at any
 * time. What there is to hand over is read off the declarations of all objects.
 */
export const handovers: Slice = {
  name: 'handovers',
  entities: [handover],
  acts: [handOver, undoHandover],
  reactions: [changesBoard],
  dictionaries: handoverDictionaries,
  jobs: [carryOut],
  routes: handoverRoutes,
}
