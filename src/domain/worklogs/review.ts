import { type Act, act } from '../../core/acts/act'
import { refuse } from '../../core/acts/refusal'
import { choice, type Entity, instant, longText, ref } from '../../core/entity'
import { change } from '../../core/records/write'
import { notify } from '../together'

/** What a manager says to it. */
export const reviewed = {
  mark: choice({ label: ['评分', 'Mark'], dictionary: 'workMark', readOnly: true }),
  review: longText({ label: ['批阅', 'Review'], readOnly: true, max: 5_000 }),
  reviewedBy: ref('user', { label: ['批阅人', 'Reviewed by'], readOnly: true, past: true }),
  reviewedAt: instant({ label: ['批阅时间', 'Reviewed'], readOnly: true }),
}

/** Lets whoever may change somebody's log or plan mark it and say something; its author hears of it. Nobody reviews their own. */
export const review = (entity: Entity<any>): Act =>
  act(entity, 'review', {
    label: ['批阅', 'Review'],
    icon: 'signature',
    input: {
      mark: choice({ label: ['评分', 'Mark'], dictionary: 'workMark' }),
      review: longText({ label: ['批阅', 'Review'], max: 5_000 }),
    },
    allow: (ctx, record) => {
      const { owner, status } = record as Record<string, unknown>
      if (owner === ctx.user.id) return refuse('workLog.ownReview')
      return status === 'draft' ? refuse('workLog.notSubmitted') : null
    },
    async run(ctx, record, input) {
      const { mark = null, review: said = null } = input as { mark?: string | null; review?: string | null }
      if (!mark && !said?.trim()) throw refuse('workLog.emptyReview')
      const row = record as Record<string, any>
      const at = ctx.now.toISOString()
      await change(ctx, entity, record, { mark, review: said, reviewedBy: ctx.user.id, reviewedAt: at }, 'review')
      await notify(ctx, {
        to: [row.owner],
        type: 'review',
        title: String(row[entity.title]),
        text: said,
        aboutObject: entity.name,
        aboutId: row.id,
      })
    },
  })
