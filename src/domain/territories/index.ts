import { learn } from '../../core/i18n/say'
import type { Slice } from '../../core/slice'
import { boundaries } from './boundaries'
import { carryOut } from './carryOut'
import { territoryDictionaries } from './dictionaries'
import { territoryMessages } from './messages'
import { realign, undoRealignment } from './realign'
import { realignment } from './realignment'
import { territoryRoutes } from './routes'
import { territory } from './territory'

export { carryOut } from './carryOut'
export { territoryFields } from './field'
export { placeNew, territoryReactions } from './place'
export { realignment, territory }

learn(territoryMessages)

/** Parts of the market and their people: they decide who gets a new customer and who reads it; the map of China shows them. */
export const territories: Slice = {
  name: 'territories',
  entities: [territory, realignment],
  acts: [realign, undoRealignment],
  reactions: boundaries,
  dictionaries: territoryDictionaries,
  jobs: [carryOut],
  routes: territoryRoutes,
}
