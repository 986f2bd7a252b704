import { act } from '../../core/acts/act'
import { refuse } from '../../core/acts/refusal'
import type { Row } from '../../core/entity'
import { announcement } from './announcement'
import { receive } from './readReceipt'

const aboutOf = (row: Row<typeof announcement>) => ({ object: 'announcement', id: row.id, tells: [row.owner!] })

export const readAnnouncement = act(announcement, 'read', {
  label: ['标为已读', 'Mark read'],
  needs: 'read',
  async run(ctx, row) {
    if (row.owner !== ctx.user.id) await receive(ctx, aboutOf(row))
  },
})

/** Says that one has taken note of what has to be confirmed. */
export const confirm = act(announcement, 'confirm', {
  label: ['确认知悉', 'Confirm'],
  icon: 'check-check',
  needs: 'read',
  allow: (ctx, row) => (row.mustConfirm && row.owner !== ctx.user.id ? null : refuse('announcement.noConfirmation')),
  async run(ctx, row) {
    await receive(ctx, aboutOf(row), { confirm: true })
  },
})
