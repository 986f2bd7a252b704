import { act } from '../../core/acts/act'
import { flag, text } from '../../core/entity'
import { create } from '../../core/records/write'
import { setPassword } from './credentials'
import { checkPassword } from './password'
import { freeLogin, loginOf, roleIds, rolesInput } from './roleIds'
import { user } from './user'

/**
 * Opens a user: the fields, roles by code or id, and a first password that its owner changes at the first log-in unless
 * `mustChangePassword` is false. Without a password nobody can sign in until one is set. Who is given no log-in name has that of
 * their own name, as it sounds.
 */
export const createUser = act(user, 'create', {
  label: ['新建用户', 'New user'],
  on: 'object',
  input: {
    roles: rolesInput,
    password: text({ label: ['初始密码', 'First password'], max: 200 }),
    mustChangePassword: flag({ label: ['首次登录改密码', 'Change at first log-in'], default: true }),
  },
  async run(ctx, _, input) {
    const { roles, password, mustChangePassword } = input
    const { draft } = input as unknown as { draft: Record<string, unknown> }
    const login = loginOf(draft.login)
    if (password !== null && password !== undefined) checkPassword(password, login ?? '')
    const given = {
      board: ctx.user.board || undefined,
      ...draft,
      login: login ?? (await freeLogin(ctx, draft.name)),
      roles: await roleIds(ctx, roles),
    }
    const created = await create(ctx, user, given)
    if (password) await setPassword(ctx, created.id, password, mustChangePassword !== false)
    return created
  },
})
