import { act } from '../../core/acts/act'
import { sql } from '../../core/db/statement'
import { text } from '../../core/entity'
import { note } from '../../core/records/journal'
import { mayManage } from './boundaries'
import { endSessions, setPassword } from './credentials'
import { checkPassword, temporaryPassword } from './password'
import { user } from './user'

/**
 * An administrator's help for whoever forgot the password or lost the phone: a new password that must be changed at the next log-in,
 * two-factor off, sessions ended. Answers the password, this once.
 */
export const resetPassword = act(user, 'resetPassword', {
  label: ['重置密码', 'Reset password'],
  icon: 'key-round',
  input: { password: text({ label: ['新密码（留空则生成）', 'New password (blank: made up)'], max: 200 }) },
  async run(ctx, row, input) {
    await mayManage(ctx, row)
    const password = input.password ? checkPassword(input.password, row.login) : temporaryPassword()
    await setPassword(ctx, row.id, password, true)
    await ctx.db.query(
      sql`update credentials set otp_on = false, otp_secret = null, otp_step = null, recovery = null where user_id = ${row.id}`,
    )
    await endSessions(ctx, row.id)
    await note(ctx, 'user', row.id, { act: 'resetPassword', title: row.name, board: row.board })
    return { password }
  },
})
