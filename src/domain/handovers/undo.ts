import { act } from '../../core/acts/act'
import { perform } from '../../core/acts/perform'
import { forbidden, refuse } from '../../core/acts/refusal'
import { sql } from '../../core/db/statement'
import { enqueue } from '../../core/jobs/enqueue'
import { change } from '../../core/records/write'
import { user } from '../org'
import { CARRY_OUT } from './carryOut'
import { handover } from './handover'
import { mayHandOver } from './rules'

/** Takes a hand-over back: whatever is still with its heir returns. What has gone elsewhere since stays there. */
export const undoHandover = act(handover, 'undo', {
  label: ['撤销移交', 'Undo'],
  icon: 'undo-2',
  needs: 'read',
  allow: (ctx, row) =>
    row.status !== 'done'
      ? refuse('handover.notDone')
      : row.owner === ctx.user.id || mayHandOver(ctx, row.person, row.board!)
        ? null
        : forbidden('handover.outOfReach'),
  async run(ctx, row) {
    const [person] = await ctx.db.query<{ status: string }>(sql`select status from users where id = ${row.person}`)
    if (row.froze && person?.status === 'frozen') await perform(ctx, user, 'unfreeze', row.person, {})
    await change(ctx, handover, row, { status: 'undoing', leftOut: 0 }, 'undo')
    await enqueue(ctx, CARRY_OUT, { handover: row.id }, { key: row.id })
  },
})
