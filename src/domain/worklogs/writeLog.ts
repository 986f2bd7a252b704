import { today } from '../../core/access/me'
import { act } from '../../core/acts/act'
import { Refusal, refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import type { Row } from '../../core/entity'
import { parseDraft } from '../../core/records/parse'
import { change, insert, update } from '../../core/records/write'
import { closesAt } from './days'
import { figuresOf } from './measures'
import { prefill } from './prefill'
import { workLog } from './workLog'

type Draft = { draft: Record<string, unknown> }

/** Why the caller can't write in this log (any more). */
export function shut(ctx: Ctx, row: { owner?: string | null; day: string }): Refusal | null {
  if (row.owner !== ctx.user.id) return new Refusal('workLog.notYours', {}, 403)
  return ctx.now < closesAt(row.day) ? null : refuse('workLog.closed')
}

/** Begins one's log of a day; what was done is filled in unless it says so itself. */
export const createWorkLog = act(workLog, 'create', {
  label: ['写日志', 'Write the log'],
  on: 'object',
  async run(ctx, _, input) {
    const { owner, ...draft } = (input as unknown as Draft).draft
    if (owner && owner !== ctx.user.id) throw new Refusal('workLog.notYours', {}, 403)
    await ctx.db.query(sql`select 1 from users where id = ${ctx.user.id} for no key update`)
    const values = parseDraft(ctx, ctx.words.entity(workLog.name), draft, true, true)
    const { day } = values
    if (day > today(ctx)) throw refuse('workLog.future')
    const refusal = shut(ctx, { owner: ctx.user.id, day })
    if (refusal) throw refusal
    const [other] = await ctx.db.query(
      sql`select 1 from ${raw(workLog.table)} where owner_id = ${ctx.user.id} and day = ${day} and deleted_at is null`,
    )
    if (other) throw new Refusal('workLog.exists', { day }, 409)
    const done = draft.done === undefined ? await prefill(ctx, ctx.user.id, day) : values.done
    return insert(ctx, workLog, { ...values, done })
  },
})

/** Mends one's own log until it closes; a submitted one keeps its figures in step. */
export const updateWorkLog = act(workLog, 'update', {
  label: ['修改', 'Edit'],
  allow: shut,
  async run(ctx, row, input) {
    const mended = await update(ctx, workLog, row.id, (input as unknown as Draft).draft)
    if (mended.status === 'submitted') await change(ctx, workLog, mended, { figures: await figures(ctx, mended) })
  },
})

/** Hands the log in: from now on those above see it as written, with the figures of the day. */
export const submitWorkLog = act(workLog, 'submit', {
  label: ['提交', 'Submit'],
  icon: 'send',
  allow: (ctx, row) => shut(ctx, row) ?? (row.status === 'submitted' ? refuse('workLog.alreadySubmitted') : null),
  async run(ctx, row) {
    if (![row.done, row.plan, row.problems].some(text => text?.trim())) throw refuse('workLog.empty')
    const submitted = { status: 'submitted', submittedAt: ctx.now.toISOString(), figures: await figures(ctx, row) }
    await change(ctx, workLog, row, submitted, 'submit')
  },
})

const figures = async (ctx: Ctx, { owner, day }: Row<typeof workLog>) =>
  (await figuresOf(ctx, [owner!], day, day)).get(owner!)!
