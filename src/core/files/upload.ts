import { rm } from 'node:fs/promises'
import { v7 as uuid } from 'uuid'
import { inTransaction } from '../acts/perform'
import { Refusal, refuse } from '../acts/refusal'
import type { Ctx } from '../ctx'
import { sql } from '../db/statement'
import type { StoredFile } from './attach'
import { keep, type Received, receive } from './contents'
import { cleanName } from './fileName'
import { isAllowed, isDrawn, typeOf } from './fileType'
import { tooLarge } from './form'
import { measurePicture } from './thumbnail'

export const FILE_LIMIT_BYTES = 25 * 1024 * 1024

/**
 * Takes a file in. It belongs to its uploader until a record's field holds it.
 * @param stream ends early, with `truncated` set, where the file is over the limit
 */
export async function upload(
  ctx: Ctx,
  given: string | undefined,
  stream: NodeJS.ReadableStream & { truncated?: boolean },
): Promise<StoredFile> {
  const received = await receive(ctx.dataDir, stream)
  try {
    if (stream.truncated) throw tooLarge(FILE_LIMIT_BYTES)
    if (received.sizeBytes === 0) throw refuse('file.empty')
    const name = cleanName(given)
    const mime = await typeOf(received.path, name)
    if (!isAllowed(mime)) throw new Refusal('file.typeRefused', { type: mime }, 415)
    const size = isDrawn(mime) ? await measurePicture(received.path) : { width: null, height: null }
    return await store(ctx, received, {
      id: uuid(),
      name,
      mime,
      sizeBytes: received.sizeBytes,
      sha256: received.sha256,
      ...size,
      createdBy: ctx.user.id,
    })
  } finally {
    await rm(received.path, { force: true })
  }
}

/** Content and row together: the lock keeps the sweeper from taking a content away that is just being given a second file. */
const store = (ctx: Ctx, received: Received, file: StoredFile): Promise<StoredFile> =>
  inTransaction(ctx, async tx => {
    await tx.db.query(sql`select pg_advisory_xact_lock(hashtextextended(${received.sha256}, 0))`)
    await keep(ctx.dataDir, received)
    await tx.db.query(sql`insert into files (tenant_id, id, name, mime, size_bytes, sha256, width, height, created_by)
      values (${ctx.tenant}, ${file.id}, ${file.name}, ${file.mime}, ${file.sizeBytes}, ${file.sha256}, ${file.width}, ${file.height}, ${file.createdBy})`)
    return file
  })
