import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { invalid, Refusal } from '../acts/refusal'
import type { Lang } from '../entity'
import { chooseLang } from '../i18n/locale'
import { say } from '../i18n/say'

export interface ProblemBody {
  type: string
  title: string
  status: number
  detail: string
  code: string
  errors?: { field: string; code: string; message: string }[]
}

/** A refusal as RFC 9457 problem details, in a language. */
export function problemOf(refusal: Refusal, lang: Lang): ProblemBody {
  return {
    type: `urn:guanxi:problem:${refusal.code}`,
    title: say(`status.${refusal.status}`, {}, lang),
    status: refusal.status,
    detail: say(refusal.code, refusal.params, lang),
    code: refusal.code,
    ...refusal.members,
    ...(refusal.errors.length
      ? {
          errors: refusal.errors.map(e => ({
            field: e.field,
            code: e.code,
            message: say(e.code, e.params ?? {}, lang),
          })),
        }
      : {}),
  }
}

interface DatabaseError {
  code: string
  constraint?: string
  table?: string
  severity: string
}
const isDatabaseError = (error: unknown): error is DatabaseError =>
  typeof error === 'object' && error !== null && 'severity' in error && 'code' in error

/** Any failure as a refusal: what is the caller's fault keeps its words, what is ours becomes a plain 500 and goes to the log. */
export function refusalOf(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error
  if (isDatabaseError(error)) {
    if (error.code === '23505') return invalid(uniqueField(error), 'field.taken')
    if (error.code === '23503') return new Refusal('record.referenceGone', {}, 422)
    if (error.code === '40001' || error.code === '40P01') return new Refusal('record.busy', {}, 409)
    // Class 22: a value that PostgreSQL could not take for what it should be.
    if (error.code.startsWith('22')) return new Refusal('query.value', {}, 400)
  }
  const { statusCode, code } = error as FastifyError
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE' || statusCode === 413) return new Refusal('body.tooLarge', {}, 413)
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE' || statusCode === 415) return new Refusal('body.mediaType', {}, 415)
  if (statusCode === 429) return new Refusal('request.tooMany', {}, 429)
  if (statusCode && statusCode >= 400 && statusCode < 500) return new Refusal('body.malformed', {}, statusCode)
  return null
}

/** Unique indexes are named `<table>_<column>_unique`. */
const uniqueField = (error: DatabaseError) =>
  (error.constraint ?? '')
    .replace(`${error.table}_`, '')
    .replace(/_unique$/, '')
    .replace(/_([a-z])/g, (_, c: string) => c.toUpperCase())

export const langOf = (request: FastifyRequest): Lang =>
  request.ctx?.lang ?? chooseLang(undefined, request.headers['accept-language'])

export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = refusalOf(error)
  if (!refusal) request.log.error(error)
  const body = problemOf(refusal ?? new Refusal('request.failed', {}, 500), langOf(request))
  return reply.code(body.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(body))
}
