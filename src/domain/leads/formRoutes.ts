import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '../../core/acts/refusal'
import { about } from '../../core/http/about'
import { langOf, refusalOf } from '../../core/http/problem'
import { say } from '../../core/i18n/say'
import { isObject } from '../../core/records/parse'
import { formPage, HONEYPOT, sentencePage } from './formPage'
import { askedBy, openForm, submit } from './submission'

const MINUTE_MS = 60_000
/** From one address into one form. */
const SUBMISSIONS_A_MINUTE = 10
const VIEWS_A_MINUTE = 120
const BODY_MAX_BYTES = 100_000

const limited = (max: number) => ({
  rateLimit: {
    max,
    timeWindow: MINUTE_MS,
    keyGenerator: (request: FastifyRequest) => `${request.ip} ${(request.params as { token: string }).token}`,
  },
})
const DESCRIBE = about('What a web form asks for; for pages of one’s own', { open: true })
const SUBMIT = about('Fill in a web form; the body has its fields by name', { open: true })

/**
 * GET /f/{token}: a web form as a page, for anybody; POST fills it in. GET and POST /api/forms/{token} do the same in JSON. Whoever
 * asks needs no log-in, so all of it is limited, and nothing tells what is stored.
 */
export function formRoutes(app: FastifyInstance): void {
  const { host } = app
  app.get('/api/forms/:token', { config: { ...DESCRIBE.config, ...limited(VIEWS_A_MINUTE) } }, async request => {
    const { ctx, form } = await openForm(host, request)
    if (!form.active) throw new Refusal('webForm.closed', {}, 404)
    const { title, intro, thanks, consent } = form
    return { title, intro, thanks, consent, fields: askedBy(ctx, form, langOf(request)) }
  })
  app.post(
    '/api/forms/:token',
    { config: { ...SUBMIT.config, ...limited(SUBMISSIONS_A_MINUTE) }, bodyLimit: BODY_MAX_BYTES },
    async (request, reply) => {
      if (!isObject(request.body)) throw new Refusal('body.notObject', {}, 400)
      const { ctx, form } = await openForm(host, request)
      if (!request.body[HONEYPOT]) await submit(ctx, form, request.body)
      return reply.code(201).send({ thanks: form.thanks || say('webForm.thanks', {}, langOf(request)) })
    },
  )

  void app.register(async pages => {
    pages.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: BODY_MAX_BYTES },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(body as string))),
    )
    pages.setErrorHandler((error, request, reply) => {
      const refusal = refusalOf(error)
      if (!refusal) request.log.error(error)
      const { code, params, status } = refusal ?? new Refusal('request.failed', {}, 500)
      const lang = langOf(request)
      const sentence = status === 429 ? say('webForm.tooMany', {}, lang) : say(code, params, lang)
      return html(reply.code(status), sentencePage(say(`status.${status}`, {}, lang), sentence, lang))
    })
    pages.get('/f/:token', { config: limited(VIEWS_A_MINUTE) }, async (request, reply) => {
      const { ctx, form } = await openForm(host, request)
      const lang = langOf(request)
      if (!form.active) throw new Refusal('webForm.closed', {}, 404)
      const done = 'done' in (request.query as object)
      return html(
        reply,
        done
          ? sentencePage(form.title, form.thanks || say('webForm.thanks', {}, lang), lang)
          : formPage({ form, asked: askedBy(ctx, form, lang), lang }),
      )
    })
    pages.post('/f/:token', { config: limited(SUBMISSIONS_A_MINUTE) }, async (request, reply) => {
      const { ctx, form } = await openForm(host, request)
      const given = isObject(request.body) ? request.body : {}
      const lang = langOf(request)
      try {
        if (!given[HONEYPOT]) await submit(ctx, form, given)
      } catch (error) {
        if (!(error instanceof Refusal) || error.errors.length === 0) throw error
        return html(
          reply.code(422),
          formPage({ form, asked: askedBy(ctx, form, lang), lang, values: given, errors: error.errors }),
        )
      }
      // A reload of what comes next sends nothing again.
      return reply.code(303).header('location', `/f/${form.token}?done`).send()
    })
  })
}

/** Any website may frame the page; it loads nothing and sends only to itself. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors *"

const html = (reply: FastifyReply, text: string) =>
  reply
    .removeHeader('x-frame-options')
    .header('content-security-policy', POLICY)
    .header('cross-origin-resource-policy', 'cross-origin')
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(text)
