import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Company, freshCompany, type Who } from '../../../test/company'
import { sql } from '../db/statement'
import { changesAfter, endOfJournal } from './journal'

let company: Company
let address: string
beforeAll(async () => {
  company = await freshCompany()
  address = await company.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => company.close())

interface Told {
  id: string
  data: { object: string; id: string; act: string; fields: string[]; actor: string | null; at: string }
}
interface Stream {
  told: Told[]
  until(test: (told: Told[]) => boolean): Promise<Told[]>
  ended: Promise<void>
  close(): void
}
const open: Stream[] = []
afterEach(() => {
  for (const stream of open.splice(0)) stream.close()
})

/** Listens as somebody does in a browser. */
async function listen(cookie: string, lastEventId?: string): Promise<Stream> {
  const stop = new AbortController()
  const response = await fetch(`${address}/api/events`, {
    signal: stop.signal,
    headers: { cookie, ...(lastEventId ? { 'last-event-id': lastEventId } : {}) },
  })
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  const told: Told[] = []
  let changed = () => {}
  const ended = (async () => {
    let rest = ''
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      rest += chunk
      for (let end = rest.indexOf('\n\n'); end >= 0; end = rest.indexOf('\n\n')) {
        const [, id, data] = /^id: (.*)\ndata: (.*)$/.exec(rest.slice(0, end)) ?? []
        rest = rest.slice(end + 2)
        if (id && data) told.push({ id, data: JSON.parse(data) })
        changed()
      }
    }
  })().catch(() => {})
  const stream: Stream = {
    told,
    ended,
    close: () => stop.abort(),
    async until(test) {
      while (!test(told)) await new Promise<void>(resolve => (changed = resolve))
      return told
    },
  }
  open.push(stream)
  return stream
}
const create = async (who: Who, name: string): Promise<string> =>
  (await company.as(who).post('/api/accounts', { name })).body.id
const records = (told: Told[]) => told.filter(t => t.data.object === 'account').map(t => t.data.id)

describe('the stream of events', () => {
  it('tells what happened, who did it and which fields changed, and no values', async () => {
    const zhou = await listen(await company.signIn('zhou'))
    const id = await create('zhou', '好又多超市')
    await company.as('zhou').patch(`/api/accounts/${id}`, { name: '家乐福超市', note: '常去' })
    const [created, changed] = await zhou.until(told => records(told).length === 2)
    expect(created!.data).toMatchObject({ object: 'account', id, act: 'create', actor: company.people.zhou })
    expect(changed!.data).toMatchObject({ object: 'account', id, act: 'update', actor: company.people.zhou })
    expect([...changed!.data.fields].sort()).toEqual(['name', 'note'])
    expect(JSON.stringify(zhou.told)).not.toContain('家乐福')
  })

  it('is told to each person as far as the person sees', async () => {
    const [zhou, li, chen, gao, wang, lin] = await Promise.all(
      (['zhou', 'li', 'chen', 'gao', 'wang', 'lin'] as const).map(async who => listen(await company.signIn(who))),
    )
    const id = await create('zhou', '福满楼酒店')
    const shared = await create('zhou', '望江楼酒店')
    await company.as('zhou').post(`/api/accounts/${shared}/share`, { user: company.people.li })
    await company.as('zhou').patch(`/api/accounts/${shared}`, { note: '给李敏看' })
    for (const stream of [zhou, chen, gao]) expect(await stream!.until(told => records(told).length >= 4)).toBeDefined()
    await li!.until(told => records(told).includes(shared))
    const own = await create('wang', '糖酒会展台')
    await wang!.until(told => records(told).includes(own))
    expect(records(li!.told)).not.toContain(id)
    expect(records(wang!.told)).toEqual([own])
    expect(lin!.told).toEqual([])
  })

  it('gives who comes back what was missed, once', async () => {
    const cookie = await company.signIn('zhou')
    const before = await listen(cookie)
    await create('zhou', '甲商行')
    const [seen] = await before.until(told => records(told).length === 1)
    before.close()
    const missed = await create('zhou', '乙商行')
    const after = await listen(cookie, seen!.id)
    expect(records(await after.until(told => records(told).length === 1))).toEqual([missed])
  })

  it('is closed to strangers', async () => {
    expect((await fetch(`${address}/api/events`)).status).toBe(401)
  })

  it('is refused when one person opens too many, and frees what is closed', async () => {
    const cookie = await company.signIn('he')
    for (let i = 0; i < 12; i++) await listen(cookie)
    expect((await fetch(`${address}/api/events`, { headers: { cookie } })).status).toBe(429)
    const streams = open.splice(0)
    for (const stream of streams) stream.close()
    await Promise.all(streams.map(stream => stream.ended))
    await expect.poll(async () => (await listen(cookie)).told).toEqual([])
  })
})

describe('a reader of the journal', () => {
  it('loses nothing when transactions commit in another order than they began', async () => {
    let position = await endOfJournal(company.database)
    const seen = new Set<string>()
    const writers = Array.from({ length: 40 }, async (_, i) => {
      await new Promise(resolve => setTimeout(resolve, (i * 37) % 50))
      return company.database.transaction(company.tenant, async db => {
        const [row] = await db.query<{ id: number }>(
          sql`insert into journal (tenant_id, object, record_id, act) values (${company.tenant}, 'test', ${crypto.randomUUID()}, 'note') returning id`,
        )
        await new Promise(resolve => setTimeout(resolve, (i * 53) % 120))
        return String(row!.id)
      })
    })
    let done = false
    const all = Promise.all(writers).finally(() => (done = true))
    const look = async () => {
      const changes = await changesAfter(company.database, position, 7)
      for (const change of changes) {
        expect(seen.has(change.position.id)).toBe(false)
        if (change.object === 'test') seen.add(change.position.id)
      }
      position = changes.at(-1)?.position ?? position
      return changes.length
    }
    while (!done) await look()
    const written = await all
    await expect
      .poll(
        async () => {
          await look()
          return seen.size
        },
        { timeout: 5_000 },
      )
      .toBe(written.length)
    expect([...seen].sort()).toEqual([...written].sort())
  })
})
