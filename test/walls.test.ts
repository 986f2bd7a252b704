import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '../src/core/db/statement'
import { type Company, freshCompany, type Who } from './company'

let company: Company
/** One record of every kind there is a way to make, by its object's path. */
const records: Record<string, string> = {}
const everybody: Who[] = ['admin', 'zheng', 'gao', 'chen', 'zhou', 'li', 'sun', 'he', 'wang']

beforeAll(async () => {
  company = await freshCompany()
  const zhou = company.as('zhou')
  const make = async (path: string, body: object) => {
    const made = await (path === 'custom-fields' || path === 'dictionary-items' ? company.as('admin') : zhou).post(
      `/api/${path}`,
      body,
    )
    expect(made.status, `${path} ${JSON.stringify(made.body)}`).toBe(201)
    records[path] = made.body.id
    return made.body.id as string
  }
  const account = await make('accounts', { name: '贵州赤泉酒业股份有限公司', phone: '0851-0550 1234' })
  await make('contacts', { name: '郑可欣', account, phone: '12899990001', email: 'zheng@chiquan.example' })
  await make('activities', { type: 'call', subject: '谈春季刊', account })
  await make('tasks', { subject: '寄样刊', account, dueAt: '2026-12-01T02:00:00Z' })
  await make('comments', { aboutObject: 'account', aboutId: account, body: '注意开票' })
  await make('views', { object: 'account', name: '我的重点', scope: 'me', definition: { filter: null } })
  await make('custom-fields', { object: 'account', label: '展位', kind: 'text' })
  await make('dictionary-items', { dictionary: 'tag', code: 'walls', label: '墙' })
  records.users = company.people.zhou
  records.boards = company.boards.marketing
  records.departments = company.department
  records.roles = company.roles['team-lead']!
}, 60_000)
afterAll(() => company.close())

/** Every request that could show or change one record. */
const requestsFor = (
  path: string,
  id: string,
): { method: 'get' | 'post' | 'patch' | 'delete'; path: string; body?: unknown }[] => [
  { method: 'get', path: `/api/${path}/${id}` },
  ...['history', 'timeline', 'access', 'overview'].map(part => ({
    method: 'get' as const,
    path: `/api/${path}/${id}/${part}`,
  })),
  { method: 'patch', path: `/api/${path}/${id}`, body: { name: 'x' } },
  ...['restore', 'share', 'unshare', 'follow', 'complete', 'freeze', 'merge', 'read', 'resetPassword'].map(act => ({
    method: 'post' as const,
    path: `/api/${path}/${id}/${act}`,
    body: {},
  })),
  { method: 'delete', path: `/api/${path}/${id}` },
]

const journalLength = async () =>
  (await company.database.owner.query('select count(*)::int as n from journal')).rows[0].n as number

describe('the walls', () => {
  it('a stranger gets nothing but the door', async () => {
    const nobody = company.with()
    for (const [path, id] of Object.entries(records)) {
      for (const request of [
        { method: 'get' as const, path: `/api/${path}` },
        { method: 'post' as const, path: `/api/${path}`, body: {} },
        ...requestsFor(path, id),
      ]) {
        const answer = await nobody[request.method](request.path, (request as { body?: unknown }).body as never)
        expect([401, 404], `${request.method} ${request.path}`).toContain(answer.status)
      }
    }
    for (const path of ['metadata', 'search?q=赤泉', 'events', 'session', 'api-keys', 'regions', 'dictionaries'])
      expect((await nobody.get(`/api/${path}`)).status, path).toBe(401)
  })

  it('the administrator of another company finds none of it, changes none of it, by any road', async () => {
    const lin = company.as('lin')
    await lin.get('/api/session')
    const before = await journalLength()
    const ours = new Set(Object.values(records))
    for (const [path, id] of Object.entries(records)) {
      for (const request of requestsFor(path, id)) {
        const answer = await lin[request.method](request.path, (request as { body?: unknown }).body as never)
        expect([403, 404], `${request.method} ${request.path}: ${JSON.stringify(answer.body).slice(0, 200)}`).toContain(
          answer.status,
        )
      }
      const list = (await lin.get(`/api/${path}?limit=200`)).body
      expect(
        list.items.filter((item: { id: string }) => ours.has(item.id)),
        path,
      ).toEqual([])
      expect((await lin.post(`/api/${path}/batch`, { ids: [id], act: 'delete' })).body.items, path).toMatchObject([
        { ok: false },
      ])
      const counted = (
        await lin.post(`/api/${path}/query`, { filter: { field: 'id', op: 'eq', value: id }, count: 'exact' })
      ).body
      expect(counted.total, path).toBe(0)
    }
    for (const q of ['赤泉', 'cqjy', '1234', '郑可欣'])
      expect((await lin.get(`/api/search?q=${encodeURIComponent(q)}`)).body.items, q).toEqual([])
    expect(
      (await lin.post('/api/accounts/duplicates', { name: '贵州赤泉酒业股份有限公司', phone: '0851-0550 1234' })).body
        .items,
    ).toEqual([])
    expect(await journalLength()).toBe(before)
  })

  it('the database itself shows another tenant nothing, and no tenant nothing at all', async () => {
    for (const table of ['accounts', 'contacts', 'users', 'journal', 'search_documents', 'sessions', 'credentials']) {
      const seen = await company.database
        .tenant(company.otherTenant)
        .query<{ n: number }>(
          sql`select count(*) as n from ${(await import('../src/core/db/statement')).name(table)} where tenant_id = ${company.tenant}`,
        )
      expect(seen[0]!.n, table).toBe(0)
      expect(
        (
          await company.database
            .tenant(0)
            .query<{ n: number }>(
              sql`select count(*) as n from ${(await import('../src/core/db/statement')).name(table)}`,
            )
        )[0]!.n,
        table,
      ).toBe(0)
    }
    await expect(
      company.database
        .tenant(company.otherTenant)
        .query(sql`insert into accounts (tenant_id, id, name) values (${company.tenant}, gen_random_uuid(), 'x')`),
    ).rejects.toThrow()
  })

  it('no colleague ever sees more than the roles say: lists, counts, sums and search agree with one another', async () => {
    for (const who of everybody) {
      const me = company.as(who)
      for (const path of ['accounts', 'contacts', 'activities', 'tasks', 'comments', 'views']) {
        const list = (await me.get(`/api/${path}?limit=200&count=exact`)).body
        const sum = (await me.post(`/api/${path}/aggregate`, { groupBy: ['board'], measures: [{ fn: 'count' }] })).body
        expect(list.total, `${who} ${path}`).toBe(list.items.length)
        expect(
          sum.items.reduce((n: number, g: { count: number }) => n + g.count, 0),
          `${who} ${path}`,
        ).toBe(list.items.length)
        for (const item of list.items)
          expect((await me.get(`/api/${path}/${item.id}`)).status, `${who} ${path}`).toBe(200)
        const seen = list.items.some((item: { id: string }) => item.id === records[path])
        expect((await me.get(`/api/${path}/${records[path]}`)).status === 200, `${who} ${path}`).toBe(seen)
      }
    }
    expect((await company.as('wang').get('/api/accounts')).body.items).toEqual([])
    expect((await company.as('he').get('/api/search?q=赤泉')).body.items).toEqual([])
  })

  it('masked numbers can be had by no road', async () => {
    const sun = company.as('sun')
    const contact = (await sun.get(`/api/contacts/${records.contacts}`)).body
    expect(contact).toMatchObject({ phone: '128****0001', email: 'z***@chiquan.example' })
    const roads = [
      sun.get('/api/contacts?sort=phone'),
      sun.get(
        `/api/contacts?filter=${encodeURIComponent(JSON.stringify({ field: 'phone', op: 'startsWith', value: '12899' }))}`,
      ),
      sun.post('/api/contacts/aggregate', { groupBy: ['phone'] }),
      sun.post('/api/contacts/aggregate', { measures: [{ fn: 'min', field: 'phone' }] }),
    ]
    for (const answer of await Promise.all(roads)) expect(answer.status).toBe(400)
    expect(JSON.stringify((await sun.get(`/api/accounts/${records.accounts}/overview`)).body)).not.toContain(
      '12899990001',
    )
    expect((await sun.get('/api/search?q=99990')).body.items).toEqual([])
  })
})

describe('bad input', () => {
  const zhou = () => company.as('zhou')
  const send = (payload: string | Buffer, type = 'application/json') =>
    company.app.inject({
      method: 'POST',
      url: '/api/accounts',
      headers: { cookie: cookie, 'content-type': type },
      payload,
    })
  let cookie = ''
  beforeAll(async () => {
    cookie = await company.signIn('zhou')
  })

  it('gets a clear 4xx, changes nothing, and the server goes on', async () => {
    const before = await journalLength()
    const deep = `${'['.repeat(5_000)}${']'.repeat(5_000)}`
    const bodies: [string, string | Buffer, string?][] = [
      ['broken JSON', '{"name":'],
      ['no object', '[1]'],
      ['a number', '7'],
      ['deep JSON', `{"name":${deep}}`],
      ['3 MB', JSON.stringify({ name: 'x'.repeat(3_000_000) })],
      ['no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
      ['prototype', '{"__proto__":{"admin":true},"name":"x"}'],
      ['lone surrogate', '{"name":"\\ud800"}'],
      ['NUL', '{"name":"a\\u0000b"}'],
      ['another type', 'name=x', 'application/x-www-form-urlencoded'],
      ['xml', '<a/>', 'application/xml'],
    ]
    for (const [what, body, type] of bodies) {
      const { statusCode, body: text } = await send(body, type)
      expect(statusCode, what).toBeGreaterThanOrEqual(400)
      expect(statusCode, `${what}: ${text}`).toBeLessThan(500)
      expect(JSON.parse(text).detail, what).toMatch(/[一-鿿]/)
    }
    const fields: [string, unknown][] = [
      ['name', 7],
      ['name', ''],
      ['name', ' '],
      ['level', 'nope'],
      ['level', ['key']],
      ['region', '999999'],
      ['region', '51; drop'],
      ['annualRevenue', 1.5],
      ['annualRevenue', 1e300],
      ['employees', -1],
      ['foundedOn', '2026-02-30'],
      ['foundedOn', '0000-01-01'],
      ['nextFollowUpOn', '20261122'],
      ['owner', 'me'],
      ['owner', company.people.lin],
      ['parent', records.contacts],
      ['website', 'javascript:alert(1)'],
      ['email', 'a@b'],
      ['phone', 'call me'],
      ['salesChannels', 'city'],
      ['keyAccount', 'yes'],
      ['files', [crypto.randomUUID()]],
      ['code', 'X'],
      ['id', crypto.randomUUID()],
      ['version', 9],
      ['tenantId', 2],
      ['board', company.boards.fair],
      ['lastContactAt', '2026-01-01T00:00:00Z'],
      ['constructor', 1],
    ]
    for (const [field, value] of fields) {
      const { status, body } = await zhou().post('/api/accounts', { name: '好名字', [field]: value })
      expect([400, 403, 422], `${field}=${String(value)}: ${JSON.stringify(body).slice(0, 200)}`).toContain(status)
    }
    const filter = (n: number) =>
      encodeURIComponent(
        JSON.stringify({ and: Array.from({ length: n }, () => ({ field: 'name', op: 'eq', value: 'x' })) }),
      )
    const nested = (n: number): unknown => (n === 0 ? { field: 'name', op: 'eq', value: 'x' } : { not: nested(n - 1) })
    const queries = [
      'sort=bogus',
      'sort=__proto__',
      'fields=name,',
      'fields=owner.password',
      'fields=a.b.c.d.e.f',
      'limit=0',
      'limit=1e9',
      'limit=abc',
      'cursor=zzz',
      `cursor=${Buffer.from('["x","y"]').toString('base64url')}`,
      'count=all',
      'bogus=1',
      'filter=%7B',
      `filter=${encodeURIComponent(JSON.stringify({ field: 'createdAt', op: 'relative', value: 'someday' }))}`,
      `filter=${encodeURIComponent(JSON.stringify(nested(20)))}`,
      `filter=${encodeURIComponent(JSON.stringify({ field: 'name', op: 'eq', value: '\ud800' }))}`,
    ]
    for (const query of queries.filter(q => q !== 'fields=name,')) {
      const { status, body } = await zhou().get(`/api/accounts?${query}`)
      expect(status, `${query.slice(0, 80)}: ${JSON.stringify(body).slice(0, 200)}`).toBe(400)
    }
    expect((await zhou().get(`/api/accounts?filter=${filter(199)}`)).status).toBe(200)
    expect(
      (await zhou().post('/api/accounts/query', { filter: JSON.parse(decodeURIComponent(filter(1_000))) })).status,
    ).toBe(400)
    for (const path of [
      '/api/nothing',
      '/api/accounts/x',
      `/api/accounts/${crypto.randomUUID()}`,
      '/api/../etc/passwd',
      '/api/accounts/%00',
      '/api/__proto__',
      '/api/constructor',
    ])
      expect((await zhou().get(path)).status, path).toBe(404)
    expect(
      (await zhou().patch(`/api/accounts/${records.accounts}`, { brands: 'x' }, { 'if-match': '"abc"' })).status,
    ).toBe(400)
    expect(await journalLength()).toBe(before)
    expect((await zhou().get('/api/accounts')).status).toBe(200)
  }, 60_000)
})
