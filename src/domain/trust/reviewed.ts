import { type Act, act, type Reaction, reaction } from '../../core/acts/act'
import { type Refusal, refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { choice, type Entity, instant, longText, ref, text } from '../../core/entity'
import { sameValue } from '../../core/records/row'
import { change } from '../../core/records/write'
import { notify } from '../together'

/**
 * The mark that two people have checked whether a record is true (初审, 复审), for any object that declares it:
 * `fields: { ..., ...reviewedFields('record') }`, and in its slice `acts: reviewActs(account)`,
 * `reactions: [reviewReset(account, ['name', 'phone'])]`. Lists filter by `reviewStatus`.
 */
export const reviewedFields = (section: string) => ({
  reviewStatus: choice({
    label: ['审核', 'Review'],
    dictionary: 'reviewStatus',
    default: 'none',
    readOnly: true,
    filter: true,
    section,
  }),
  firstReviewBy: ref('user', { label: ['初审人', 'First reviewer'], readOnly: true, past: true, section }),
  firstReviewedAt: instant({ label: ['初审时间', 'First review'], readOnly: true, section }),
  secondReviewBy: ref('user', { label: ['复审人', 'Second reviewer'], readOnly: true, past: true, section }),
  secondReviewedAt: instant({ label: ['复审时间', 'Second review'], readOnly: true, section }),
  reviewNote: text({ label: ['审核意见', 'Review note'], readOnly: true, max: 1_000, section }),
})

interface Reviewed {
  id: string
  createdBy: string | null
  enteredBy?: string | null
  owner: string | null
  reviewStatus: string | null
  firstReviewBy: string | null
}

const note = { note: longText({ label: ['意见', 'Note'], max: 1_000 }) }

/** Who entered a record does not vouch for it, nor does one person twice. */
function mayReview(ctx: Ctx, record: Reviewed, wanted: readonly (string | null)[], code: string): Refusal | null {
  if (record.createdBy === ctx.user.id || record.enteredBy === ctx.user.id) return refuse('review.own')
  return wanted.includes(record.reviewStatus ?? 'none') ? null : refuse(code)
}

/** First review, second review, and sending back with a reason. */
export function reviewActs(entity: Entity<any>): Act[] {
  const firstReview = act(entity, 'firstReview', {
    label: ['初审通过', 'Pass first review'],
    icon: 'badge-check',
    input: note,
    batch: true,
    allow: (ctx, row) => mayReview(ctx, row as never, ['none', 'returned'], 'review.notFirst'),
    async run(ctx, row, { note: said }) {
      await change(
        ctx,
        entity,
        row,
        {
          reviewStatus: 'first',
          firstReviewBy: ctx.user.id,
          firstReviewedAt: ctx.now.toISOString(),
          reviewNote: said ?? null,
        },
        'firstReview',
      )
    },
  })
  const secondReview = act(entity, 'secondReview', {
    label: ['复审通过', 'Pass second review'],
    icon: 'shield-check',
    input: note,
    batch: true,
    allow(ctx, row) {
      const refusal = mayReview(ctx, row as never, ['first'], 'review.notSecond')
      return refusal ?? (row.firstReviewBy === ctx.user.id ? refuse('review.samePerson') : null)
    },
    async run(ctx, row, { note: said }) {
      await change(
        ctx,
        entity,
        row,
        {
          reviewStatus: 'second',
          secondReviewBy: ctx.user.id,
          secondReviewedAt: ctx.now.toISOString(),
          reviewNote: said ?? null,
        },
        'secondReview',
      )
    },
  })
  const returnReview = act(entity, 'returnReview', {
    label: ['退回核实', 'Send back'],
    icon: 'undo-2',
    input: { note: longText({ label: ['要核实什么', 'What to check'], required: true, max: 1_000 }) },
    allow: (ctx, row) => mayReview(ctx, row as never, ['none', 'first', 'second'], 'review.returned'),
    async run(ctx, row, { note: said }) {
      await change(ctx, entity, row, { ...nothing, reviewStatus: 'returned', reviewNote: said }, 'returnReview')
      if (row.owner)
        await notify(ctx, {
          to: [row.owner],
          type: 'verify',
          title: String(row[entity.title] ?? ''),
          text: said,
          aboutObject: entity.name,
          aboutId: row.id,
        })
    },
  })
  return [firstReview, secondReview, returnReview]
}

const nothing = {
  reviewStatus: 'none',
  firstReviewBy: null,
  firstReviewedAt: null,
  secondReviewBy: null,
  secondReviewedAt: null,
}

/** What was vouched for and is changed must be vouched for again. @param fields those that a review is about */
export const reviewReset = (entity: Entity<any>, fields: readonly string[]): Reaction =>
  reaction<Entity<any>>(entity, ['update'], async (ctx, after, before) => {
    if (!before || (after.reviewStatus ?? 'none') === 'none') return
    if (!fields.some(name => !sameValue(entity, name, after[name], before[name]))) return
    await change(ctx, entity, after, { ...nothing, reviewNote: null }, 'reviewReset')
  })
