import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { access, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { interrupted } from './form'

/**
 * Contents stand under DATA_DIR/files by their SHA-256, so a picture uploaded ten times is kept once, and no name that
 * somebody chose is ever part of a path.
 */
export const contentPath = (dataDir: string, sha256: string) => join(dataDir, 'files', sha256.slice(0, 2), sha256)
export const thumbnailPath = (dataDir: string, sha256: string, width: number) =>
  join(dataDir, 'files', 'thumbnails', sha256.slice(0, 2), `${sha256}-${width}.webp`)

export interface Received {
  path: string
  sha256: string
  sizeBytes: number
}

/** Writes a stream to a file of its own, out of everybody's sight until `keep`. */
export async function receive(dataDir: string, stream: NodeJS.ReadableStream): Promise<Received> {
  const path = join(dataDir, 'files', 'incoming', randomUUID())
  await mkdir(dirname(path), { recursive: true })
  const hash = createHash('sha256')
  let sizeBytes = 0
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      sizeBytes += chunk.length
      done(null, chunk)
    },
  })
  try {
    await pipeline(stream, measure, createWriteStream(path, { flags: 'wx', flush: true }))
  } catch (error) {
    await rm(path, { force: true })
    // What the operating system refuses (a full disk) is ours; anything else came with the stream.
    throw error instanceof Error && 'syscall' in error ? error : interrupted()
  }
  return { path, sha256: hash.digest('hex'), sizeBytes }
}

/** Puts what was received in its place, safe from a power cut. */
export async function keep(dataDir: string, { path, sha256 }: Received): Promise<void> {
  const place = contentPath(dataDir, sha256)
  if (await isThere(place)) return rm(path, { force: true })
  await mkdir(dirname(place), { recursive: true })
  await rename(path, place)
  const folder = await open(dirname(place))
  await folder.sync().finally(() => folder.close())
}

export const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )
