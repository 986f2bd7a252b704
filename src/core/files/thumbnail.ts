import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import sharp from 'sharp'
import { refuse } from '../acts/refusal'
import { contentPath, isThere, thumbnailPath } from './contents'

export const WIDTHS = [64, 160, 480] as const
export type Width = (typeof WIDTHS)[number]

/** Beyond this a small file may unfold to more memory than the server has. */
const PIXELS_MAX = 50_000_000
const options = { limitInputPixels: PIXELS_MAX, failOn: 'error', sequentialRead: true } as const

sharp.concurrency(1)
sharp.cache(false)

/** Width and height of a picture as it is seen, turned the way the camera was held. */
export async function measurePicture(path: string): Promise<{ width: number; height: number }> {
  const {
    width = 0,
    height = 0,
    orientation = 1,
  } = await sharp(path, { ...options, limitInputPixels: false })
    .metadata()
    .catch(() => {
      throw refuse('file.notImage')
    })
  if (width * height > PIXELS_MAX) throw refuse('file.imageTooLarge', { max: PIXELS_MAX / 10_000 })
  return orientation > 4 ? { width: height, height: width } : { width, height }
}

const making = new Map<string, Promise<string>>()
let last: Promise<unknown> = Promise.resolve()

/**
 * Path of a picture's small version: WebP without the place, time and camera that the original tells. Made when first asked
 * for, one after the other, so that a page of photos does not take the server's whole memory.
 */
export async function thumbnail(dataDir: string, sha256: string, width: Width): Promise<string> {
  const path = thumbnailPath(dataDir, sha256, width)
  if (await isThere(path)) return path
  const running = making.get(path)
  if (running) return running
  const made = last.then(() => make(contentPath(dataDir, sha256), path, width))
  last = made.catch(() => {})
  making.set(path, made)
  return made.finally(() => making.delete(path))
}

async function make(from: string, to: string, width: Width): Promise<string> {
  const small = await sharp(from, options)
    .rotate()
    .resize({ width, height: width, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 80 })
    .toBuffer()
    .catch(() => {
      throw refuse('file.notImage')
    })
  await mkdir(dirname(to), { recursive: true })
  await writeFile(`${to}.part`, small)
  await rename(`${to}.part`, to)
  return to
}
