import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, freshCompany, type Who } from '../../../test/company'
import { systemContext } from '../../core/context'
import { findPairs } from './findPairs'

let company: Company
beforeAll(async () => {
  company = await freshCompany()
})
afterAll(() => company.close())

const made = async (who: Who, path: string, body: unknown) => {
  const answer = await company.as(who).post(`/api/${path}`, body)
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return answer.body
}
const pairs = async (who: Who) => (await company.as(who).get('/api/duplicate-pairs?sort=-score,aboutName')).body.items
const run = async () => {
  const started = await company.as('admin').post('/api/duplicate-runs', { object: 'account' })
  expect(started.status).toBe(202)
  await findPairs.run(await systemContext(company.host, company.tenant), { run: started.body.id })
  return (await company.as('admin').get('/api/duplicate-runs')).body.items[0]
}

describe('a run through all customers', () => {
  const ids: Record<string, string> = {}
  beforeAll(async () => {
    const names: [Who, string, object?][] = [
      ['zhou', '四川金穗食品有限公司'],
      ['zhou', '金穗食品（成都）'],
      ['li', '绵竹剑南糖酒商行', { phone: '13900139001' }],
      ['li', '剑南商行', { phone: '139 0013 9001' }],
      ['zhou', '自贡盐帮餐饮有限公司'],
      ['wang', '盐帮餐饮'],
      ['wang', '毫不相干的工厂'],
    ]
    for (const [who, name, more] of names) ids[name] = (await made(who, 'accounts', { name, ...more })).id
  })

  it('finds the pairs that may be the same, each once, and is told how far it is', async () => {
    expect(await run()).toMatchObject({
      object: 'account',
      scanned: 7,
      found: 3,
      progress: 1,
      endedAt: expect.any(String),
    })
    const found = await pairs('zheng')
    expect(found.map((p: any) => [p.aboutName, p.otherName])).toEqual(
      expect.arrayContaining([
        ['四川金穗食品有限公司', '金穗食品（成都）'],
        ['绵竹剑南糖酒商行', '剑南商行'],
        ['自贡盐帮餐饮有限公司', '盐帮餐饮'],
      ]),
    )
    expect(await run()).toMatchObject({ scanned: 7, found: 0 })
  })

  it('shows each pair to whoever may see both, across boards only to the group', async () => {
    expect((await pairs('zhou')).map((p: any) => p.otherName)).toEqual(['金穗食品（成都）'])
    expect(await pairs('gao')).toHaveLength(2)
    expect(await pairs('wang')).toEqual([])
    expect((await company.as('zhou').post('/api/duplicate-runs', { object: 'account' })).status).toBe(403)
  })

  it('never brings up again what was kept apart', async () => {
    const [pair] = (await pairs('gao')).filter((p: any) => p.otherName === '剑南商行')
    expect((await company.as('gao').post(`/api/duplicate-pairs/${pair.id}/keepApart`)).body).toMatchObject({
      status: 'different',
      decidedBy: { name: '高原' },
    })
    expect((await company.as('gao').post(`/api/duplicate-pairs/${pair.id}/keepApart`)).body.code).toBe('pair.decided')
    expect(await run()).toMatchObject({ found: 0 })
  })

  it('is decided by a merge, and opens again when the merge is taken back', async () => {
    const status = async () => (await pairs('zhou')).find((p: any) => p.otherName === '金穗食品（成都）')?.status
    const [stays, goes] = [ids['四川金穗食品有限公司'], ids['金穗食品（成都）']]
    expect((await company.as('zhou').post(`/api/accounts/${stays}/merge`, { from: [goes] })).status).toBe(200)
    expect(await status()).toBe('merged')
    expect((await company.as('zhou').post(`/api/accounts/${stays}/unmerge`)).status).toBe(200)
    expect(await status()).toBe('open')
  })

  it('goes on where it was interrupted', async () => {
    const owner = company.database.owner
    const started = (await company.as('admin').post('/api/duplicate-runs', { object: 'account' })).body
    const { rows } = await owner.query('select id from accounts where tenant_id = $1 order by id offset 4 limit 1', [
      company.tenant,
    ])
    await owner.query('update duplicate_runs set after_id = $1, scanned = 5 where id = $2', [rows[0].id, started.id])
    await owner.query(`delete from duplicate_pairs where status = 'open'`)
    await findPairs.run(await systemContext(company.host, company.tenant), { run: started.id })
    expect((await company.as('admin').get('/api/duplicate-runs')).body.items[0]).toMatchObject({ scanned: 7, found: 0 })
  })
})

describe('the weights of signs', () => {
  it('are the company’s own, within bounds, and decide what counts as a duplicate', async () => {
    const found = async () =>
      (await company.as('zhou').post('/api/accounts/duplicates', { name: '某某', phone: '13900139001' })).body.items
        .length
    expect(await found()).toBe(2)
    const answer = await company.as('admin').patch('/api/matching-weights', { phone: 0.2 })
    expect(answer.body).toMatchObject({ phone: 0.2, code: 0.99 })
    expect(await found()).toBe(0)
    expect((await company.as('lin').get('/api/matching-weights')).body.phone).toBe(0.8)
    expect((await company.as('zhou').patch('/api/matching-weights', { phone: 0.5 })).status).toBe(403)
    expect((await company.as('admin').patch('/api/matching-weights', { phone: 2, nonsense: 0.1 })).status).toBe(422)
    expect((await company.as('admin').patch('/api/matching-weights', { phone: null })).body.phone).toBe(0.8)
    expect(await found()).toBe(2)
    expect((await company.as('admin').patch('/api/matching-weights', { threshold: 0.85 })).body.threshold).toBe(0.85)
    expect(await found()).toBe(0)
    await company.as('admin').patch('/api/matching-weights', { threshold: null })
    const [entry] = (await company.as('admin').get('/api/journal?act=changeMatching')).body.items
    expect(entry).toMatchObject({ title: '提示门槛 0.85 → 0.55' })
  })

  it('are tried on two drafts before they are saved', async () => {
    const [one, two] = [
      { name: '四川金穗食品有限公司', phone: '13900139001' },
      { name: '甲乙丙丁', phone: '139 0013 9001' },
    ]
    const trial = (who: Who, measure: object, more = {}) =>
      company.as(who).post('/api/matching-weights/trial', { object: 'account', one, two, measure, ...more })
    expect((await trial('admin', {})).body).toEqual({ score: 0.8, reasons: ['电话相同'], shown: true })
    expect((await trial('admin', { phone: 0.5 })).body).toMatchObject({ score: 0.5, shown: false })
    expect((await trial('zhou', {})).status).toBe(403)
    expect((await trial('admin', { phone: null })).status).toBe(422)
    expect((await trial('admin', {}, { object: 'task' })).status).toBe(404)
    expect((await trial('admin', {}, { one: 'x' })).status).toBe(400)
  })
})
