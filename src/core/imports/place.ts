import { createWriteStream } from 'node:fs'
import { mkdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { notFound, Refusal } from '../acts/refusal'
import type { Ctx } from '../ctx'
import { isId } from '../entity'

type Placed = Pick<Ctx, 'dataDir' | 'tenant'>

/** Where an uploaded file lies. The name is ours, never the sender's. */
export const uploadPath = ({ dataDir, tenant }: Placed, upload: string) =>
  join(dataDir, 'imports', String(tenant), upload)

/** Writes a stream to its place. @throws Refusal 413 when the sender's file was longer than the server takes */
export async function keepUpload(
  ctx: Placed,
  upload: string,
  stream: NodeJS.ReadableStream & { truncated?: boolean },
): Promise<void> {
  const path = uploadPath(ctx, upload)
  await mkdir(join(path, '..'), { recursive: true })
  try {
    await pipeline(stream, createWriteStream(path, { flags: 'wx' }))
    if (stream.truncated) throw new Refusal('body.tooLarge', {}, 413)
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}

/** @throws 404 when there is no such upload of this tenant */
export async function existingUpload(ctx: Placed, upload: string): Promise<string> {
  const there =
    isId(upload) &&
    (await stat(uploadPath(ctx, upload)).then(
      s => s.isFile(),
      () => false,
    ))
  if (!there) throw notFound()
  return uploadPath(ctx, upload)
}
