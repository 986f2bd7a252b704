import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { notFound, Refusal } from '../acts/refusal'
import type { Ctx } from '../ctx'
import { isId } from '../entity'
import { about } from '../http/about'
import { ctxOf } from '../http/request'
import { type StoredFile, visibleFile } from './attach'
import { contentPath } from './contents'
import { disposition } from './fileName'
import { isDrawn, isShown } from './fileType'
import { fileOfForm } from './form'
import { thumbnail, WIDTHS } from './thumbnail'
import { FILE_LIMIT_BYTES, upload } from './upload'

const UPLOAD = about('Upload a file', { form: true, body: { file: 'The file, at most 100 MB' } })
const READ = about('A file', {
  query: { download: 'Given: as an attachment' },
  answer: 'Its content; ranges and If-None-Match work',
})
const THUMBNAIL = about('A small picture of a picture', {
  query: { w: '64, 160 or 480 pixels wide' },
  answer: 'A WebP picture',
})

/** Uploading a file, reading it and its small version. */
export function fileRoutes(app: FastifyInstance): void {
  app.post('/api/files', UPLOAD, async (request, reply) => {
    const ctx = ctxOf(request)
    const part = await fileOfForm(request, FILE_LIMIT_BYTES)
    const file = await upload(ctx, part.filename, part.file)
    return reply.code(201).header('location', `/api/files/${file.id}`).send(described(file))
  })

  // Content goes out as it is kept, so that ranges and lengths hold.
  app.get('/api/files/:id', { compress: false, ...READ }, async (request, reply) => {
    const file = await fileOf(request)
    const { download } = request.query as { download?: string }
    const kind = isShown(file.mime) && download === undefined ? 'inline' : 'attachment'
    reply.header('content-disposition', disposition(kind, file.name))
    return sendContent(request, reply, contentPath(ctxOf(request).dataDir, file.sha256), `"${file.sha256}"`, file.mime)
  })

  app.get('/api/files/:id/thumbnail', { compress: false, ...THUMBNAIL }, async (request, reply) => {
    const file = await fileOf(request)
    const width = WIDTHS.find(w => String(w) === ((request.query as { w?: string }).w ?? '160'))
    if (!width) throw new Refusal('file.badWidth', {}, 400)
    if (!isDrawn(file.mime)) throw notFound()
    const path = await thumbnail(ctxOf(request).dataDir, file.sha256, width)
    reply.header('content-disposition', 'inline')
    return sendContent(request, reply, path, `"${file.sha256}-${width}"`, 'image/webp')
  })
}

async function fileOf(request: FastifyRequest): Promise<StoredFile> {
  const { id } = request.params as { id: string }
  const ctx: Ctx = ctxOf(request)
  const file = isId(id) ? await visibleFile(ctx, id.toLowerCase()) : null
  if (!file) throw notFound()
  return file
}

const described = ({ id, name, mime, sizeBytes, width, height }: StoredFile) => ({
  id,
  name,
  mime,
  sizeBytes,
  ...(width && height ? { width, height } : {}),
})

/** Sends a kept content, whole or the range asked for; a browser runs nothing that is in it. */
export async function sendContent(
  request: FastifyRequest,
  reply: FastifyReply,
  path: string,
  etag: string,
  mime: string,
) {
  const { size } = await stat(path)
  reply
    .header('etag', etag)
    .header('cache-control', 'private, no-cache')
    .header('accept-ranges', 'bytes')
    .header('x-content-type-options', 'nosniff')
    // A browser's own PDF viewer does not open in a sandbox, and runs apart from the page's origin anyway.
    .header(
      'content-security-policy',
      `default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; media-src 'self'${mime === 'application/pdf' ? '' : '; sandbox'}`,
    )
    .type(mime.startsWith('text/') ? `${mime}; charset=utf-8` : mime)
  if (request.headers['if-none-match'] === etag) return reply.code(304).send()
  const { range: asked, 'if-range': ifRange } = request.headers
  const range = asked && (!ifRange || ifRange === etag) ? rangeOf(asked, size) : undefined
  if (range === null)
    return reply.code(416).header('content-range', `bytes */${size}`).type('application/octet-stream').send('')
  const { start, end } = range ?? { start: 0, end: size - 1 }
  if (range) reply.code(206).header('content-range', `bytes ${start}-${end}/${size}`)
  reply.header('content-length', end - start + 1)
  return reply.send(createReadStream(path, { start, end }))
}

/** The one range asked for; undefined where the whole is the right answer, null where it lies outside. */
export function rangeOf(header: string, size: number): { start: number; end: number } | null | undefined {
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header.trim()) ?? []
  if (first === undefined || last === undefined || (first === '' && last === '')) return undefined
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (last !== '' && first !== '' && Number(last) < start) return undefined
  return start >= size || end < start ? null : { start, end }
}
