import { readFile } from 'node:fs/promises'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { contentPath } from '../../core/files/contents'
import type { Message } from './line'

/** A file as it goes with a mail. */
export interface Enclosure {
  filename: string
  contentType: string
  content: Buffer
}

/** What goes with a message, in its order. @throws when a content is gone: then the message must not leave without it */
export async function enclosed(ctx: Ctx, { attachments }: Message): Promise<Enclosure[]> {
  if (!attachments?.length) return []
  const kept = await ctx.db.query<{ id: string; name: string; mime: string; sha256: string }>(
    sql`select id, name, mime, sha256 from files where id = any(${attachments}::uuid[])`,
  )
  const known = new Map(kept.map(one => [one.id, one]))
  return Promise.all(
    attachments.map(async id => {
      const file = known.get(id)
      if (!file) throw new Error(`File ${id} of a message is gone.`)
      return {
        filename: file.name,
        contentType: file.mime,
        content: await readFile(contentPath(ctx.dataDir, file.sha256)),
      }
    }),
  )
}
