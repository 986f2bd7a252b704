import { reachOf } from '../../core/access/reach'
import { act } from '../../core/acts/act'
import { invalid, Refusal, refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { ref } from '../../core/entity'
import { enqueue } from '../../core/jobs/enqueue'
import { checkReferences, parseDraft } from '../../core/records/parse'
import { sameValue } from '../../core/records/row'
import { insert, update } from '../../core/records/write'
import { announcement } from './announcement'

/**
 * Announces something to everybody, a board or a department. How far somebody speaks is how far they may change announcements; the
 * head of a department speaks to it.
 */
export const announce = act(announcement, 'create', {
  label: ['发公告', 'Announce'],
  on: 'object',
  input: {
    toBoard: ref('board', {
      label: ['发给版块', 'To board'],
      hint: ['不选就是自己的版块', 'One’s own unless chosen'],
    }),
  },
  async run(ctx, _, input) {
    const { toBoard, draft } = input as unknown as { toBoard?: string | null; draft: Record<string, unknown> }
    const values = parseDraft(ctx, ctx.words.entity(announcement.name), { ...draft, owner: ctx.user.id }, true, true)
    await checkReferences(ctx, announcement.fields, values)
    if (values.audience === 'department' && !values.department) throw invalid('department', 'field.required')
    const department = values.audience === 'department' ? values.department : null
    const to = department ? await boardOfDepartment(ctx, department) : { board: toBoard ?? ctx.user.board, head: null }
    await refuseOthers(ctx, values.audience, to)
    const written = await insert(ctx, announcement, { ...values, department, board: to.board })
    await enqueue(ctx, 'tell-of-announcement', { id: written.id })
    return written
  },
})

/** Mends what was announced; to whom stays: they have been told. */
export const updateAnnouncement = act(announcement, 'update', {
  label: ['修改', 'Edit'],
  async run(ctx, row, input) {
    const { draft } = input as unknown as { draft: Record<string, unknown> }
    const entity = ctx.words.entity(announcement.name)
    const moved = (['audience', 'department'] as const).some(
      field => field in draft && !sameValue(entity, field, draft[field], row[field]),
    )
    if (moved) throw refuse('announcement.published')
    await update(ctx, announcement, row.id, draft)
  },
})

interface To {
  board: string
  /** Head of the department. */
  head: string | null
}

async function boardOfDepartment(ctx: Ctx, id: string): Promise<To> {
  const [found] = await ctx.db.query<{ board: string | null; head: string | null }>(
    sql`select board_id as board, head_id as head from departments where id = ${id}`,
  )
  return { board: found?.board ?? ctx.user.board, head: found?.head ?? null }
}

async function refuseOthers(ctx: Ctx, audience: string, to: To): Promise<void> {
  const reach = reachOf(ctx, ctx.words.entity(announcement.name), 'update')
  if (reach.kind === 'everything') return
  if (audience !== 'all' && reach.kind === 'board' && reach.board === to.board) return
  if (audience === 'department' && to.head === ctx.user.id && to.board === ctx.user.board) return
  throw new Refusal('announcement.outOfReach', {}, 403)
}
