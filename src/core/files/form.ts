import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { Refusal, refuse } from '../acts/refusal'

/** What a form may weigh besides its file; one that says it is heavier is not even read. */
const FORM_BYTES = 64 * 1024
const MEGABYTE = 1024 * 1024

export const tooLarge = (limitBytes: number) => new Refusal('file.tooLarge', { max: limitBytes / MEGABYTE }, 413)
export const interrupted = () => new Refusal('file.interrupted', {}, 400)

/** The one file of a form. Its stream ends early, with `truncated` set, where the file is over the limit. */
export async function fileOfForm(request: FastifyRequest, limitBytes: number): Promise<MultipartFile> {
  if (!request.isMultipart()) throw new Refusal('file.notMultipart', {}, 415)
  if (Number(request.headers['content-length']) > limitBytes + FORM_BYTES) throw tooLarge(limitBytes)
  const part = await request.file({ limits: { fileSize: limitBytes, files: 1 } }).catch(error => {
    throw error.statusCode ? error : interrupted()
  })
  if (!part) throw refuse('file.none')
  return part
}
