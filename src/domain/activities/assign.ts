import { reaction } from '../../core/acts/act'
import { notify } from '../together'
import { task } from './task'

/** Whoever is given a task by somebody else hears of it; who gave it hears when it is done. */
export const assignment = reaction(
  task,
  ['create', 'update'],
  async (ctx, row, before) => {
    const about = { aboutObject: 'task', aboutId: row.id, title: row.subject }
    if (row.owner && row.owner !== ctx.user.id && row.owner !== before?.owner)
      await notify(ctx, { to: [row.owner], type: 'task', ...about })
    if (before && before.status !== 'done' && row.status === 'done' && row.createdBy && row.createdBy !== ctx.user.id)
      await notify(ctx, { to: [row.createdBy], type: 'done', ...about })
  },
  // Hundreds at once are told of as one, by whoever gives them.
  async () => {},
)
