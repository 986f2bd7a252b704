import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, freshCompany, type Who } from '../../../test/company'

let company: Company
beforeAll(async () => {
  company = await freshCompany()
  for (const [who, name] of [
    ['zhou', '宜宾百汇酒业'],
    ['zhou', '泸州老巷酒坊'],
    ['li', '合肥徽裕酒类批发'],
    ['wang', '沈阳北糖贸易'],
  ] as [Who, string][])
    expect((await company.as(who).post('/api/accounts', { name })).status).toBe(201)
})
afterAll(() => company.close())

describe('the figures of a screen', () => {
  const of = [
    { object: 'accounts' },
    { object: 'account', filter: { field: 'name', op: 'contains', value: '酒' } },
    { object: 'contacts' },
  ]
  it('are what the lists would count, for each who asks', async () => {
    for (const who of ['zhou', 'gao', 'wang', 'zheng'] as const) {
      const person = company.as(who)
      const { body } = await person.post('/api/counts', { of })
      const all = (await person.get('/api/accounts?count=exact')).body.total
      const some = (
        await person.get(`/api/accounts?count=exact&filter=${encodeURIComponent(JSON.stringify(of[1]!.filter))}`)
      ).body.total
      expect([who, body.items]).toEqual([who, [all, some, 0]])
    }
    expect((await company.as('zhou').post('/api/counts', { of })).body.items).toEqual([2, 2, 0])
  })
  it('stay closed where the object is, and what nobody can ask is refused', async () => {
    expect((await company.as('zhou').post('/api/counts', { of: [{ object: 'apiKey' }] })).status).toBe(404)
    expect((await company.as('zhou').post('/api/counts', { of: 'accounts' })).status).toBe(400)
    const wrong = { object: 'account', filter: { field: 'nothing', op: 'eq', value: 1 } }
    expect((await company.as('zhou').post('/api/counts', { of: [wrong] })).status).toBe(400)
    expect((await company.as('zhou').post('/api/counts', { of: Array(61).fill(of[0]) })).status).toBe(400)
  })
})
