import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, freshCompany, type Who } from '../../../test/company'
import { account } from '../../domain/customers'
import { peopleOf } from '../../domain/org'
import { contextFor } from '../context'
import { filterSql } from './filter'

let company: Company
const accounts: Record<string, string> = {}
const encode = (filter: unknown) => encodeURIComponent(JSON.stringify(filter))
const names = (answer: { body: any }) => answer.body.items.map((a: any) => a.name).sort()

async function make(who: Who, name: string, more: object = {}): Promise<string> {
  const answer = await company.as(who).post('/api/accounts', { name, ...more })
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  accounts[name] = answer.body.id
  return answer.body.id
}

beforeAll(async () => {
  company = await freshCompany()
  await make('zhou', '四川云岭春酒业', {
    level: 'strategic',
    region: '510107',
    salesChannels: ['mall', 'catering'],
    annualRevenue: 9_000_000_00,
  })
  await make('zhou', '成都天府酒城', { level: 'key', region: '510104', annualRevenue: 1_200_000_00 })
  await make('li', '苏州锦禾食品', { level: 'key', region: '320508' })
  await make('wang', '山东泰禾糖业', { level: 'strategic', region: '370102' })
}, 60_000)
afterAll(() => company.close())

describe('who sees which customers', () => {
  it('a salesperson sees her own', async () => {
    expect(names(await company.as('zhou').get('/api/accounts'))).toEqual(['四川云岭春酒业', '成都天府酒城'].sort())
  })
  it('her team leader sees the whole team’s, her board head the board’s, headquarters all', async () => {
    expect(names(await company.as('chen').get('/api/accounts'))).toHaveLength(3)
    expect(names(await company.as('gao').get('/api/accounts'))).toHaveLength(3)
    expect(names(await company.as('zheng').get('/api/accounts'))).toHaveLength(4)
  })
  it('another board’s customer does not exist for her, by no road', async () => {
    const id = accounts.山东泰禾糖业
    const zhou = company.as('zhou')
    for (const path of [
      `/api/accounts/${id}`,
      `/api/accounts/${id}/history`,
      `/api/accounts/${id}/timeline`,
      `/api/accounts/${id}/access`,
    ]) {
      expect((await zhou.get(path)).status, path).toBe(404)
    }
    expect((await zhou.patch(`/api/accounts/${id}`, { level: 'key' })).status).toBe(404)
    expect((await zhou.delete(`/api/accounts/${id}`)).status).toBe(404)
    expect((await zhou.post(`/api/accounts/${id}/follow`)).status).toBe(404)
    expect((await zhou.post('/api/contacts', { name: '贺成川', account: id })).body.errors).toMatchObject([
      { field: 'account' },
    ])
    expect((await zhou.get(`/api/accounts?filter=${encode({ field: 'id', op: 'eq', value: id })}`)).body.items).toEqual(
      [],
    )
    expect((await zhou.post('/api/accounts/aggregate', { groupBy: ['name'] })).body.items).toHaveLength(2)
    expect((await zhou.get('/api/search?q=泰禾')).body.items).toEqual([])
    expect((await company.as('lin').get(`/api/accounts/${id}`)).status).toBe(404)
  })
  it('what li shares with zhou to read, zhou reads and cannot change; taken back, it is gone', async () => {
    const id = accounts.苏州锦禾食品
    expect(
      (await company.as('li').post(`/api/accounts/${id}/share`, { user: company.people.zhou, level: 'read' })).status,
    ).toBe(200)
    expect(names(await company.as('zhou').get('/api/accounts'))).toHaveLength(3)
    expect((await company.as('zhou').get(`/api/accounts/${id}/access`)).body.why).toEqual([{ reason: 'shared' }])
    expect((await company.as('zhou').patch(`/api/accounts/${id}`, { level: 'normal' })).status).toBe(403)
    expect((await company.as('li').post(`/api/accounts/${id}/share`, { user: company.people.wang })).status).toBe(403)
    await company.as('li').post(`/api/accounts/${id}/unshare`, { user: company.people.zhou })
    expect((await company.as('zhou').get(`/api/accounts/${id}`)).status).toBe(404)
  })
  it('contacts follow their account to its new owner', async () => {
    const contact = (
      await company
        .as('li')
        .post('/api/contacts', { name: '许静', account: accounts.苏州锦禾食品, phone: '12812340001' })
    ).body
    expect((await company.as('zhou').get(`/api/contacts/${contact.id}`)).status).toBe(404)
    await company.as('gao').patch(`/api/accounts/${accounts.苏州锦禾食品}`, { owner: company.people.zhou })
    expect((await company.as('zhou').get(`/api/contacts/${contact.id}`)).body.owner.name).toBe('周雨桐')
    expect((await company.as('zhou').get('/api/search?q=许静')).body.items).toMatchObject([{ id: contact.id }])
    expect((await company.as('li').get(`/api/contacts/${contact.id}`)).status).toBe(404)
    await company.as('gao').patch(`/api/accounts/${accounts.苏州锦禾食品}`, { owner: company.people.li })
  })
})

describe('giving', () => {
  it('a salesperson gives a task to a colleague of her board and keeps sight of it; another board gets none', async () => {
    const given = await company.as('zhou').post('/api/tasks', { subject: '寄样刊', owner: company.people.li })
    expect(given.body.owner.name).toBe('李敏')
    expect((await company.as('zhou').get(`/api/tasks/${given.body.id}`)).status).toBe(200)
    expect(
      (await company.as('zhou').post('/api/tasks', { subject: '寄样刊', owner: company.people.wang })).status,
    ).toBe(403)
    expect(
      (await company.as('zhou').post('/api/accounts', { name: '给别人的客户', owner: company.people.li })).status,
    ).toBe(403)
  })
})

describe('lists', () => {
  it('filter by level, region, channel, revenue and the department of the owner', async () => {
    const ask = async (filter: unknown) =>
      names(await company.as('zheng').get(`/api/accounts?filter=${encode(filter)}`))
    expect(await ask({ field: 'level', op: 'in', value: ['strategic'] })).toEqual(
      ['四川云岭春酒业', '山东泰禾糖业'].sort(),
    )
    expect(await ask({ field: 'region', op: 'under', value: '51' })).toHaveLength(2)
    expect(await ask({ field: 'salesChannels', op: 'in', value: ['catering'] })).toEqual(['四川云岭春酒业'])
    expect(await ask({ field: 'annualRevenue', op: 'between', value: [100, 2_000_000_00] })).toEqual(['成都天府酒城'])
    expect(await ask({ field: 'owner.department', op: 'under', value: company.department })).toHaveLength(3)
    expect(await ask({ not: { field: 'owner.name', op: 'eq', value: '周雨桐' } })).toEqual(
      ['苏州锦禾食品', '山东泰禾糖业'].sort(),
    )
    expect(await ask({ field: 'contacts', op: 'some', value: { field: 'name', op: 'contains', value: '许' } })).toEqual(
      ['苏州锦禾食品'],
    )
    expect(await ask({ field: 'createdAt', op: 'relative', value: 'today' })).toHaveLength(4)
    expect(
      await ask({
        and: [
          { field: 'level', op: 'eq', value: 'key' },
          {
            or: [
              { field: 'name', op: 'contains', value: '天府' },
              { field: 'name', op: 'startsWith', value: '山东' },
            ],
          },
        ],
      }),
    ).toEqual(['成都天府酒城'])
  })
  it('page through everything once, in order, whatever the order is', async () => {
    const all = (await company.as('zheng').get('/api/accounts?limit=100')).body.items.map((a: any) => a.id).sort()
    for (const sort of [
      '-updatedAt',
      'updatedAt',
      'name',
      '-annualRevenue',
      'annualRevenue,-name',
      'owner.name',
      'owner',
      '-region',
    ]) {
      const seen: string[] = []
      let cursor: string | null = ''
      while (cursor !== null) {
        const page: { body: any } = await company.as('zheng').get(`/api/accounts?limit=1&sort=${sort}&cursor=${cursor}`)
        seen.push(...page.body.items.map((a: any) => a.id))
        cursor = page.body.nextCursor
      }
      expect(seen, sort).toHaveLength(all.length)
      expect([...seen].sort(), sort).toEqual(all)
    }
  })
  it('count exactly when asked', async () => {
    expect((await company.as('gao').get('/api/accounts?count=exact&limit=1')).body.total).toBe(3)
    expect((await company.as('gao').get('/api/accounts?limit=1')).body.total).toBeNull()
  })
  it('add up by level and month', async () => {
    const { body } = await company.as('zhou').post('/api/accounts/aggregate', {
      groupBy: ['level'],
      measures: [{ fn: 'sum', field: 'annualRevenue' }, { fn: 'count' }],
    })
    expect(body.items).toEqual([
      { level: 'key', sum_annualRevenue: 1_200_000_00, count: 1 },
      { level: 'strategic', sum_annualRevenue: 9_000_000_00, count: 1 },
    ])
  })
})

describe('changes', () => {
  it('the second of two who edit is told who was first', async () => {
    const id = accounts.成都天府酒城
    const { version } = (await company.as('zhou').get(`/api/accounts/${id}`)).body
    expect(
      (await company.as('gao').patch(`/api/accounts/${id}`, { brands: '天府' }, { 'if-match': `"${version}"` })).status,
    ).toBe(200)
    const late = await company
      .as('zhou')
      .patch(`/api/accounts/${id}`, { brands: '锦官' }, { 'if-match': `"${version}"` })
    expect(late.status).toBe(412)
    expect(late.body.detail).toContain('高原')
  })
  it('history says who changed what from what to what', async () => {
    const { items } = (await company.as('zhou').get(`/api/accounts/${accounts.成都天府酒城}/history`)).body
    expect(items[0]).toMatchObject({
      act: 'update',
      actor: { name: '高原' },
      changes: [{ field: 'brands', from: null, to: '天府' }],
    })
    expect(items.at(-1)).toMatchObject({ act: 'create', actor: { name: '周雨桐' } })
  })
  it('the recycle bin gives a customer back with its people', async () => {
    const id = await make('zhou', '宁波海悦食品')
    const contact = (await company.as('zhou').post('/api/contacts', { name: '顾海', account: id })).body.id
    expect((await company.as('zhou').delete(`/api/accounts/${id}`)).status).toBe(204)
    expect((await company.as('zhou').get(`/api/contacts/${contact}`)).status).toBe(404)
    expect(names(await company.as('zhou').get('/api/accounts?deleted=only'))).toEqual(['宁波海悦食品'])
    expect((await company.as('zhou').post(`/api/accounts/${id}/restore`)).status).toBe(200)
    expect((await company.as('zhou').get(`/api/contacts/${contact}`)).status).toBe(200)
    expect((await company.as('zhou').get('/api/search?q=海悦')).body.items).toHaveLength(1)
  })
  it('a retry with the same key creates one customer and answers the same', async () => {
    const headers = { 'idempotency-key': 'order-77' }
    const [first, second] = [
      await company.as('zhou').post('/api/accounts', { name: '无锡梁溪副食' }, headers),
      await company.as('zhou').post('/api/accounts', { name: '无锡梁溪副食' }, headers),
    ]
    expect(second.body).toEqual(first.body)
    expect((await company.as('zhou').post('/api/accounts', { name: '另一家' }, headers)).status).toBe(422)
    expect(
      names(await company.as('zhou').get('/api/accounts')).filter((n: string) => n === '无锡梁溪副食'),
    ).toHaveLength(1)
  })
  it('all faults of a form come at once, each with its field', async () => {
    const { status, body } = await company.as('zhou').post('/api/accounts', {
      level: 'huge',
      phone: '138 5712 004',
      email: 'nobody',
      foundedOn: '2026-02-30',
      employees: 1.5,
      bogus: 1,
    })
    expect(status).toBe(422)
    expect(body.errors.map((e: any) => e.field).sort()).toEqual([
      'bogus',
      'email',
      'employees',
      'foundedOn',
      'level',
      'name',
      'phone',
    ])
    expect(body.errors.find((e: any) => e.field === 'phone').message).toBe('少 1 位，手机号应为 11 位')
  })
})

describe('laws of the filter', () => {
  const field = fc.constantFrom(
    'name',
    'level',
    'region',
    'annualRevenue',
    'owner',
    'owner.name',
    'board',
    'createdAt',
    'foundedOn',
    'salesChannels',
    'parent.name',
    'keyAccount',
    'contacts',
    'id',
    'version',
    'bogus',
    'custom',
    'tenantId',
    '__proto__',
  )
  const op = fc.constantFrom(
    'eq',
    'ne',
    'in',
    'notIn',
    'lt',
    'gte',
    'between',
    'contains',
    'startsWith',
    'isNull',
    'notNull',
    'under',
    'relative',
    'some',
    'none',
    'drop',
  )
  const value = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom("'; drop table accounts; --", '$1', '\\', '%', 'key', '51', 'last7days', '2026-11-22'),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(fc.string({ maxLength: 8 }), { maxLength: 3 }),
    fc.uuid(),
    fc.object({ maxDepth: 2 }),
  )
  const leaf = fc.record({ field, op, value })
  const { filter } = fc.letrec(tie => ({
    filter: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc.record({ and: fc.array(tie('filter'), { maxLength: 3 }) }),
      fc.record({ or: fc.array(tie('filter'), { maxLength: 3 }) }),
      fc.record({ not: tie('filter') }),
    ),
  }))

  it('no filter shows what its asker may not see, and none breaks the server', async () => {
    const visible = new Set((await company.as('zhou').get('/api/accounts?limit=200')).body.items.map((a: any) => a.id))
    await fc.assert(
      fc.asyncProperty(filter, async wanted => {
        const { status, body } = await company
          .as('zhou')
          .post('/api/accounts/query', { filter: wanted, fields: ['name'] })
        expect([200, 400], JSON.stringify(body)).toContain(status)
        if (status === 200) for (const item of body.items) expect(visible.has(item.id)).toBe(true)
      }),
      { numRuns: 300 },
    )
  }, 60_000)

  it('no value of a filter becomes part of a statement', async () => {
    const zhou = await peopleOf(company.database).principal(company.tenant, company.people.zhou)
    const ctx = await contextFor(company.host, zhou!, { by: 'web' })
    const marker = fc.string({ minLength: 3, maxLength: 12 }).map(s => `Ω${s}`)
    fc.assert(
      fc.property(
        marker,
        fc.constantFrom('name', 'address', 'level', 'industry', 'region', 'owner.name', 'salesChannels', 'brands'),
        fc.constantFrom('eq', 'ne', 'in', 'notIn', 'contains', 'startsWith', 'under'),
        (text, name, how) => {
          const given = how === 'in' || how === 'notIn' ? [text] : text
          try {
            expect(
              filterSql(ctx, account as never, { field: name, op: how, value: given }).compile().text,
            ).not.toContain('Ω')
          } catch (error) {
            if (!(error instanceof Error) || error.name !== 'Refusal') throw error
          }
        },
      ),
      { numRuns: 500 },
    )
  })
})
