import { act } from '../../core/acts/act'
import { update } from '../../core/records/write'
import { loginOf, roleIds, rolesInput } from './roleIds'
import { user } from './user'

/** Changes a user's fields; roles by code or id. */
export const updateUser = act(user, 'update', {
  label: ['修改', 'Edit'],
  input: { roles: rolesInput },
  async run(ctx, row, input) {
    const { roles, draft } = input as { roles?: unknown; draft?: Record<string, unknown> }
    const login = loginOf(draft?.login)
    await update(ctx, user, row.id, {
      ...draft,
      ...(login ? { login } : {}),
      ...(roles === undefined ? {} : { roles: await roleIds(ctx, roles) }),
    })
  },
})
