import type { FastifyInstance } from 'fastify'
import { Refusal } from '../acts/refusal'

const MAX_DEPTH = 64

/** JSON bodies: valid UTF-8, not nested beyond reason, no prototype tricks; an empty body is none. */
export function acceptJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    let text: string
    try {
      text = new TextDecoder('utf-8', { fatal: true }).decode(body as Buffer)
    } catch {
      return done(new Refusal('body.notUtf8', {}, 400))
    }
    if (text.trim() === '') return done(null, undefined)
    if (tooDeep(text)) return done(new Refusal('body.tooDeep', { max: MAX_DEPTH }, 400))
    parse(request, text, done)
  })
}

function tooDeep(text: string): boolean {
  let depth = 0
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (quoted) {
      if (c === 92) i++
      else if (c === 34) quoted = false
    } else if (c === 34) quoted = true
    else if (c === 123 || c === 91) {
      if (++depth > MAX_DEPTH) return true
    } else if (c === 125 || c === 93) depth--
  }
  return false
}
