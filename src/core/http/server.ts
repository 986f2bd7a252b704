import { existsSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import serveStatic from '@fastify/static'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { notFound, Refusal } from '../acts/refusal'
import { contextFor, type Host } from '../context'
import { chooseLang } from '../i18n/locale'
import { told } from '../metadata/told'
import { about, type Described, describedRoutes } from './about'
import { countRoutes } from './counts'
import { journalRoutes } from './journal'
import { acceptJson } from './json'
import { measure } from './measure'
import { objectRoutes } from './objects'
import { openApi } from './openapi'
import { overviewRoutes } from './overview'
import { sendProblem } from './problem'
import { type Authenticate, ctxOf } from './request'
import { shield } from './shield'

export interface ServerOptions extends Host {
  authenticate: Authenticate
  /** Directory of the built web client; none serves the API alone. */
  webRoot?: string
}

const JSON_LIMIT_BYTES = 2 * 1024 * 1024

/** The HTTP server, ready to listen: API, events, web client. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { authenticate, webRoot, ...host } = options
  const app = fastify({
    loggerInstance: host.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: JSON_LIMIT_BYTES,
    requestIdHeader: false,
    genReqId: () => crypto.randomUUID(),
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
    forceCloseConnections: true,
  })
  app.decorate('host', host)
  app.decorate('authenticate', authenticate)
  app.decorateRequest('ctx', null)
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply))
  acceptJson(app)
  await app.register(cookie)
  shield(app)
  await app.register(rateLimit, { global: false })
  await app.register(multipart, {
    limits: { fileSize: 200 * 1024 * 1024, files: 20, fields: 50, fieldSize: 1024 * 1024 },
  })
  await app.register(compress, { threshold: 4096, encodings: ['gzip', 'deflate'] })
  measure(app)

  app.addHook('onRequest', async request => {
    if (!request.url.startsWith('/api/')) return
    const caller = await authenticate(request, host)
    if (caller) {
      const ctx = await contextFor(
        host,
        caller.principal,
        { by: caller.by, request: request.id, address: request.ip },
        request.log,
      )
      const asked = (request.headers['x-lang'] as string | undefined) ?? undefined
      request.ctx = asked ? { ...ctx, lang: chooseLang(asked, request.headers['accept-language']) } : ctx
    } else if (!request.routeOptions.config.open && request.routeOptions.url !== undefined)
      throw new Refusal('session.none', {}, 401)
  })

  const routes: Described[] = []
  app.addHook('onRoute', route => {
    routes.push(...describedRoutes(route))
  })
  app.get('/healthz', async () => ({ status: 'alive' }))
  app.get('/readyz', async (_request, reply) => {
    try {
      await host.database.owner.query('select 1 from tenants limit 1')
      return { status: 'ready' }
    } catch {
      return reply.code(503).send({ status: 'database unreachable' })
    }
  })
  app.get(
    '/api/metadata',
    about('Every object, field, act and dictionary the caller may see'),
    async (request, reply) => {
      const { etag, gzipped } = told(ctxOf(request))
      reply.headers({ etag, 'cache-control': 'private, no-cache', vary: 'accept-encoding' })
      if (request.headers['if-none-match'] === etag) return reply.code(304).send()
      reply.type('application/json; charset=utf-8')
      return /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')
        ? reply.header('content-encoding', 'gzip').send(gzipped)
        : gunzipSync(gzipped)
    },
  )
  app.get('/api/openapi.json', about('This description', { open: true }), async () => openApi(host.program, routes))
  app.get(
    '/api/docs',
    about('This description as a page', { open: true, answer: 'Leads to the page' }),
    async (_request, reply) => reply.redirect('/api-docs/docs'),
  )

  for (const slice of host.program.slices) slice.routes?.(app)
  journalRoutes(app)
  countRoutes(app)
  overviewRoutes(app)
  objectRoutes(app)
  await app.register(
    async docs => {
      await docs.register(swagger, {
        mode: 'static',
        specification: { document: openApi(host.program, routes) as never },
      })
      await docs.register(swaggerUi, { routePrefix: '/docs' })
    },
    { prefix: '/api-docs' },
  )
  app.all('/api/*', { config: { open: true } }, async () => {
    throw notFound()
  })

  if (webRoot && existsSync(webRoot)) {
    await app.register(serveStatic, {
      root: webRoot,
      preCompressed: true,
      index: ['index.html'],
      setHeaders: (reply, path) => {
        // Vite names assets by their content, so they never change under a name.
        reply.setHeader(
          'cache-control',
          /[\\/]assets[\\/]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
        )
      },
    })
  }
  app.setNotFoundHandler((request, reply) => {
    const page = request.method === 'GET' && !request.url.startsWith('/api') && !/\.\w{1,6}(\?|$)/.test(request.url)
    return webRoot && page
      ? reply.header('cache-control', 'no-cache').sendFile('index.html')
      : sendProblem(notFound(), request, reply)
  })
  return app
}
