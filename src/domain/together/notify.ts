import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { insert } from '../../core/records/write'
import { notification } from './notification'

export interface News {
  to: readonly string[]
  /** A code of the dictionary `notificationType`; a slice that tells of other things adds its own. */
  type: string
  title: string
  text?: string | null
  aboutObject?: string
  aboutId?: string
}

/** Tells people of something, in the act's transaction. Who did it is not told; frozen people are not either. */
export async function notify(ctx: Ctx, { to, ...news }: News): Promise<void> {
  const others = [...new Set(to)].filter(id => id !== ctx.user.id)
  if (others.length === 0) return
  const people = await ctx.db.query<{ id: string; board: string }>(
    sql`select id, board_id as board from users where id = any(${others}::uuid[]) and status = 'active' and deleted_at is null`,
  )
  for (const person of people) {
    await insert(ctx, notification, {
      ...news,
      title: news.title.slice(0, 500),
      text: news.text?.slice(0, 1000) ?? null,
      actor: ctx.user.system ? null : ctx.user.id,
      owner: person.id,
      board: person.board,
    })
  }
}
