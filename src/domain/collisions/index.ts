import { learn } from '../../core/i18n/say'
import type { Slice } from '../../core/slice'
import { account, contact } from '../customers'
import { lead } from '../leads'
import { collisionRequest } from './collisionRequest'
import { createCollisionRequest } from './createRequest'
import { askAgain, follow, keepApart } from './deciding'
import { collisionDictionaries } from './dictionaries'
import { keepDistinct } from './distinct'
import { duplicatePair } from './duplicatePair'
import { findPairs } from './findPairs'
import { setUpFlows } from './flows'
import { collisionMessages } from './messages'
import { createRegistration, registering } from './registering'
import { registration } from './registration'
import { collisionRoutes } from './routes'
import { ruling } from './ruling'

export { collisionRequest, duplicatePair, findPairs, registration }

learn(collisionMessages)

/** Whose customer is it: asking for a colleague's (撞单判客), and keeping one for oneself for a while (报备). */
export const collisions: Slice = {
  name: 'collisions',
  entities: [collisionRequest, registration, duplicatePair],
  acts: [createCollisionRequest, ...ruling.acts, createRegistration, ...registering.acts, keepApart, askAgain],
  reactions: [...ruling.reactions, ...registering.reactions, follow(account), follow(contact), follow(lead)],
  dictionaries: collisionDictionaries,
  jobs: [findPairs],
  routes: collisionRoutes,
  distinct: keepDistinct,
  setUp: setUpFlows,
}
