import { act } from '../../core/acts/act'
import { invalid } from '../../core/acts/refusal'
import { sql } from '../../core/db/statement'
import { isId } from '../../core/entity'
import { load } from '../../core/records/row'
import { change, create, titleOf } from '../../core/records/write'
import { comment } from './comment'
import { notify } from './notify'

/** Says something on a record that one may see. Who is mentioned or follows the record hears of it. */
export const createComment = act(comment, 'create', {
  label: ['评论', 'Comment'],
  on: 'object',
  async run(ctx, _, input) {
    const { draft } = input as unknown as { draft: Record<string, unknown> }
    const entity = ctx.words.findEntity(String(draft.aboutObject ?? ''))
    if (!entity) throw invalid('aboutObject', 'field.notObject')
    if (!isId(draft.aboutId)) throw invalid('aboutId', 'field.notId')
    const record = await load(ctx, entity, draft.aboutId, 'read')
    const written = await create(ctx, comment, { ...draft, aboutObject: entity.name })
    const title = titleOf(entity, record)
    const said = await change(ctx, comment, written, { aboutTitle: title }, 'create')
    const about = { aboutObject: entity.name, aboutId: record.id, title: title ?? '', text: said.body.slice(0, 300) }
    const mentions = said.mentions ?? []
    await notify(ctx, { to: mentions, type: 'mention', ...about })
    const followers = await ctx.db.query<{ user: string }>(
      sql`select user_id as user from follows where about_object = ${entity.name} and about_id = ${record.id} and deleted_at is null`,
    )
    const owner = (record as { owner?: string | null }).owner
    await notify(ctx, {
      to: [...followers.map(f => f.user), ...(owner ? [owner] : [])].filter(id => !mentions.includes(id)),
      type: 'comment',
      ...about,
    })
    return said
  },
})
