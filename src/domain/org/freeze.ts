import { act } from '../../core/acts/act'
import { refuse } from '../../core/acts/refusal'
import { change } from '../../core/records/write'
import { endSessions } from './credentials'
import { user } from './user'

/** Shuts a person out at once: sessions end, keys stop working, the records stay where they are. */
export const freeze = act(user, 'freeze', {
  label: ['冻结', 'Freeze'],
  icon: 'snowflake',
  batch: true,
  undo: 'unfreeze',
  allow: (ctx, row) =>
    row.id === ctx.user.id ? refuse('user.notYourself') : row.status === 'frozen' ? refuse('user.alreadyFrozen') : null,
  async run(ctx, row) {
    await change(ctx, user, row, { status: 'frozen' }, 'freeze')
    await endSessions(ctx, row.id)
  },
})

export const unfreeze = act(user, 'unfreeze', {
  label: ['恢复使用', 'Lift the freeze'],
  icon: 'sun',
  batch: true,
  undo: 'freeze',
  allow: (_, row) => (row.status === 'frozen' ? null : refuse('user.notFrozen')),
  async run(ctx, row) {
    await change(ctx, user, row, { status: 'active' }, 'unfreeze')
  },
})
