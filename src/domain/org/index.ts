import { learn } from '../../core/i18n/say'
import type { Slice } from '../../core/slice'
import { apiKeyRoutes } from './apiKeys'
import { board } from './board'
import { boundaries } from './boundaries'
import { createUser } from './createUser'
import { department } from './department'
import { dictionaries } from './dictionaries'
import { freeze, unfreeze } from './freeze'
import { messages } from './messages'
import { peopleOf } from './people'
import { resetPassword } from './resetPassword'
import { role } from './role'
import { sessionRoutes } from './sessions'
import { setUpRoles } from './setUpRoles'
import { twoFactorRoutes } from './twoFactor'
import { updateUser } from './updateUser'
import { user } from './user'

learn(messages)

/** Tenants' boards, departments, people and roles; log-in and rights. */
export const org: Slice = {
  name: 'org',
  entities: [board, department, role, user],
  acts: [createUser, updateUser, freeze, unfreeze, resetPassword],
  reactions: boundaries,
  dictionaries,
  routes(app) {
    sessionRoutes(app)
    twoFactorRoutes(app)
    apiKeyRoutes(app)
  },
  principal: (ctx, userId) => peopleOf(ctx.database).principal(ctx.tenant, userId),
  setUp: setUpRoles,
}

export { authenticate } from './authenticate'
export { setHashed, setPassword } from './credentials'
export { hashPassword, temporaryPassword } from './password'
export { openPeople, type People, peopleChanged, peopleOf } from './people'
export { readPrincipal } from './principal'
export { SYSTEM_ADMIN } from './standardRoles'
export { board, department, role, user }
