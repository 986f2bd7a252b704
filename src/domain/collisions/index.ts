import { learn } from '../../core/i18n/say'
import type { Slice } from '../../core/slice'
import { collisionRequest } from './collisionRequest'
import { createCollisionRequest } from './createRequest'
import { collisionDictionaries } from './dictionaries'
import { setUpFlows } from './flows'
import { collisionMessages } from './messages'
import { createRegistration, registering } from './registering'
import { registration } from './registration'
import { ruling } from './ruling'

export { collisionRequest, registration }

learn(collisionMessages)

/** Whose customer is it: asking for a colleague's (撞单判客), and keeping one for oneself for a while (报备). */
export const collisions: Slice = {
  name: 'collisions',
  entities: [collisionRequest, registration],
  acts: [createCollisionRequest, ...ruling.acts, createRegistration, ...registering.acts],
  reactions: [...ruling.reactions, ...registering.reactions],
  dictionaries: collisionDictionaries,
  setUp: setUpFlows,
}
