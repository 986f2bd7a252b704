import type { ServerResponse } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { fieldAccess } from '../access/reach'
import { Refusal } from '../acts/refusal'
import { contextFor } from '../context'
import type { Ctx } from '../ctx'
import { about } from '../http/about'
import { ctxOf } from '../http/request'
import { feedOf } from './feed'
import { type Change, changesAfter, type Position } from './journal'
import { peopleBeside, seenBy } from './sight'

/** Browsers open six connections to one host; more streams than this of one person are a fault or an attack. */
const STREAMS_MAX = 12
/** Proxies close what is silent for a minute; rights and session are looked at afresh as often. */
const BEAT_MS = 20_000
/** A reader who was away longer than this many changes reads everything afresh instead. */
const RESUMED_MAX = 1_000
/** A reader who does not keep up is let go and may come back. */
const WAITING_MAX_BYTES = 1_000_000

const LISTEN = about('Changes the caller may see, as they happen', {
  answer: 'Server-sent events { object, id, act, fields, actor, at }; Last-Event-ID catches up',
})

/**
 * GET /api/events: changes the caller may see, as server-sent events `{ object, id, act, fields, actor, at }`; no values. A client
 * that reconnects with Last-Event-ID gets what it missed, or the event `reset` when that is too much.
 */
export function eventRoutes(app: FastifyInstance): void {
  const open = new Map<string, number>()
  const responses = new Set<ServerResponse>()
  app.addHook('preClose', async () => {
    for (const response of responses) response.end()
  })

  app.get('/api/events', LISTEN, async (request, reply) => {
    let ctx = ctxOf(request)
    const person = `${ctx.tenant} ${ctx.user.id}`
    if ((open.get(person) ?? 0) >= STREAMS_MAX) throw new Refusal('events.tooMany', { max: STREAMS_MAX }, 429)
    open.set(person, (open.get(person) ?? 0) + 1)

    const response = reply.raw
    let last: Promise<unknown> = Promise.resolve()
    let silent: (() => void) | null = null
    const end = () => {
      silent?.()
      silent = null
      clearInterval(beat)
      responses.delete(response)
      const left = (open.get(person) ?? 1) - 1
      if (left > 0) open.set(person, left)
      else open.delete(person)
      response.end()
    }
    const inOrder = (work: () => Promise<void>) => (last = last.then(work).catch(() => response.destroy()))
    const send = (text: string) => {
      if (response.writableLength > WAITING_MAX_BYTES) response.destroy()
      else if (!response.destroyed && !response.writableEnded) response.write(text)
    }
    const tell = async (changes: readonly Change[]) => {
      const seen = await seenBy(ctx, changes, () => besideFor(ctx, changes))
      if (seen.length) send(seen.map(change => eventText(ctx, change)).join(''))
    }
    const beat = setInterval(
      () =>
        inOrder(async () => {
          const fresh = await current(request)
          if (!fresh) response.destroy()
          else {
            ctx = fresh
            send(': \n\n')
          }
        }),
      BEAT_MS,
    )
    response.once('close', end)
    responses.add(response)
    reply.hijack()
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      connection: 'keep-alive',
      'x-accel-buffering': 'no',
    })
    send('retry: 2000\n: \n\n')
    const missed = positionOf(request.headers['last-event-id'])
    // What happens while the past is read waits behind it; the client takes a change told twice as one.
    let ready = () => {}
    inOrder(() => new Promise(resolve => (ready = resolve)))
    try {
      silent = await feedOf(ctx.database).listen(changes => inOrder(() => tell(changes)))
      if (missed) await resume(ctx, missed, tell, send)
    } catch {
      response.destroy()
    }
    if (response.destroyed) silent?.()
    ready()
  })
}

async function resume(
  ctx: Ctx,
  from: Position,
  tell: (changes: readonly Change[]) => Promise<void>,
  send: (text: string) => void,
): Promise<void> {
  const changes = await changesAfter(ctx.database, from, RESUMED_MAX + 1, ctx.tenant)
  if (changes.length > RESUMED_MAX) send('event: reset\ndata: {}\n\n')
  else await tell(changes)
}

/** The caller as of now; null when the session has ended. */
async function current(request: FastifyRequest): Promise<Ctx | null> {
  const { host, authenticate } = request.server
  const caller = await authenticate(request, host).catch(() => null)
  return (
    caller &&
    contextFor(host, caller.principal, { by: caller.by, request: request.id, address: request.ip }, request.log)
  )
}

const asked = new WeakMap<readonly Change[], Map<number, ReturnType<typeof peopleBeside>>>()
/** Listeners of one tenant get the same batch, so its question is asked once. */
function besideFor(ctx: Ctx, changes: readonly Change[]): ReturnType<typeof peopleBeside> {
  const tenants = asked.get(changes) ?? new Map<number, ReturnType<typeof peopleBeside>>()
  asked.set(changes, tenants)
  const known = tenants.get(ctx.tenant) ?? peopleBeside(ctx, changes)
  tenants.set(ctx.tenant, known)
  return known
}

function eventText(ctx: Ctx, { position, object, record, act, fields, actor, at }: Change): string {
  const entity = ctx.words.entity(object)
  const seen = (fields ?? []).filter(field => !entity.fields[field] || fieldAccess(ctx, entity, field) !== 'none')
  return `id: ${position.xid}-${position.id}\ndata: ${JSON.stringify({ object, id: record, act, fields: seen, actor, at })}\n\n`
}

function positionOf(header: string | string[] | undefined): Position | null {
  const match = /^(\d{1,19})-(\d{1,18})$/.exec(String(header ?? ''))
  return match && BigInt(match[1]!) < 2n ** 63n ? { xid: match[1]!, id: match[2]! } : null
}
