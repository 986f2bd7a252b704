import { act } from '../../core/acts/act'
import { invalid, refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import { isId, longText, type Row, ref } from '../../core/entity'
import { checkReferences, parseDraft } from '../../core/records/parse'
import { load, rowSql } from '../../core/records/row'
import { insert } from '../../core/records/write'
import { receive } from '../announcements'
import { notification, notify } from '../together'
import { conversation } from './conversation'
import { conversationMessage } from './conversationMessage'

type Talk = Row<typeof conversation>
const PEOPLE_MAX = 100
const MAX_LENGTH = 5_000

const body = longText({ label: ['内容', 'Content'], required: true, max: MAX_LENGTH })

/** Begins to talk with colleagues. With one person about nothing in particular there is only one conversation: it goes on. */
export const begin = act(conversation, 'create', {
  label: ['写留言', 'New message'],
  on: 'object',
  input: { body },
  async run(ctx, _, input) {
    const { body: said, draft } = input as unknown as { body: string; draft: Record<string, unknown> }
    const values = parseDraft(ctx, ctx.words.entity(conversation.name), { ...draft, owner: ctx.user.id }, true, true)
    const others = ((values.participants ?? []) as string[]).filter(id => id !== ctx.user.id)
    if (others.length === 0) throw invalid('participants', 'field.required')
    if (others.length >= PEOPLE_MAX) throw refuse('conversation.tooMany', { max: PEOPLE_MAX })
    await checkReferences(ctx, conversation.fields, values)
    if (values.aboutObject || values.aboutId) await checkRecord(ctx, values)
    const talk =
      (await goingOn(ctx, others, values)) ??
      (await insert(ctx, conversation, {
        ...values,
        participants: [ctx.user.id, ...others],
        lastAt: ctx.now.toISOString(),
      }))
    await tell(ctx, talk, said)
    return talk
  },
})

/** Only a record that one sees oneself can be talked about. */
async function checkRecord(ctx: Ctx, { aboutObject, aboutId }: Record<string, unknown>): Promise<void> {
  const entity = ctx.words.findEntity(String(aboutObject ?? ''))
  if (!entity) throw invalid('aboutObject', 'field.notObject')
  if (!isId(aboutId)) throw invalid('aboutId', 'field.notId')
  await load(ctx, entity, aboutId, 'read')
}

async function goingOn(ctx: Ctx, others: readonly string[], values: Record<string, unknown>): Promise<Talk | null> {
  if (others.length > 1 || values.subject || values.aboutId) return null
  // Two who write to each other at once begin one conversation, not two.
  await ctx.db.query(
    sql`select 1 from users where id = any(${[ctx.user.id, ...others]}::uuid[]) order by id for no key update`,
  )
  const [found] = await ctx.db.query<{
    row: Talk
  }>(sql`select ${rowSql(conversation)} as row from ${raw(conversation.table)} t
    where t.participants @> ${[ctx.user.id, ...others]}::uuid[] and cardinality(t.participants) = 2 and t.subject is null and t.about_id is null
      and t.deleted_at is null order by t.created_at limit 1`)
  return found?.row ?? null
}

export const say = act(conversation, 'say', {
  label: ['留言', 'Say'],
  icon: 'send',
  needs: 'read',
  input: { body, replyTo: ref('conversationMessage', { label: ['回复', 'Reply to'] }) },
  async run(ctx, talk, { body: said, replyTo }) {
    if (replyTo && (await load(ctx, conversationMessage, replyTo, 'read')).conversation !== talk.id)
      throw refuse('conversation.otherReply')
    return tell(ctx, talk, said, replyTo)
  },
})

/** Says it to all who take part; those who have nothing unread there yet hear the bell. */
async function tell(ctx: Ctx, talk: Talk, said: string, replyTo?: string | null) {
  const others = (talk.participants ?? []).filter(id => id !== ctx.user.id)
  if (others.length === 0) throw refuse('conversation.alone')
  const written = await insert(ctx, conversationMessage, {
    conversation: talk.id,
    body: said,
    readers: others,
    replyTo,
  })
  await ctx.db.query(sql`update ${raw(conversation.table)} set last_at = greatest(last_at, ${ctx.now.toISOString()}::timestamptz)
    where id = ${talk.id} and tenant_id = ${ctx.tenant}`)
  const rung = await ctx.db.query<{ id: string }>(sql`select owner_id as id from ${raw(notification.table)}
    where about_object = 'conversation' and about_id = ${talk.id} and read_at is null and deleted_at is null`)
  await notify(ctx, {
    to: others.filter(id => !rung.some(one => one.id === id)),
    type: 'message',
    title: talk.subject ?? ctx.user.name,
    text: said,
    aboutObject: 'conversation',
    aboutId: talk.id,
  })
  return written
}

/** Up to here the caller has read it; the others may know. */
export const readConversation = act(conversation, 'read', {
  label: ['标为已读', 'Mark read'],
  needs: 'read',
  async run(ctx, talk) {
    const tells = (talk.participants ?? []).filter(id => id !== ctx.user.id)
    await receive(ctx, { object: 'conversation', id: talk.id, tells })
  },
})
