import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, freshCompany, type Who } from '../../../test/company'
import { systemContext } from '../../core/context'
import { carryOut } from './carryOut'

let company: Company
const id: Record<string, string> = {}
const as = (who: Who) => company.as(who)

async function made(who: Who, path: string, body: object): Promise<string> {
  const answer = await as(who).post(`/api/${path}`, body)
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return answer.body.id
}
const account = async (who: Who, name: string, more: object = {}) => {
  id[name] = await made(who, 'accounts', { name, ...more })
  return id[name]
}
const seen = async (who: Who, name: string) => (await as(who).get(`/api/accounts/${id[name]}`)).body
const work = async (realignment: string) =>
  carryOut.run(await systemContext(company.host, company.tenant), { realignment })

beforeAll(async () => {
  company = await freshCompany()
  await account('li', '先来的苏州客户', { region: '3205' })
  await account('li', '先来的苏州大客户', { region: '3205', keyAccount: true })
  await account('zhou', '杭州白酒商', { region: '3301', productCategory: 'baijiu' })
  await account('zhou', '没写地区的客户')
  await account('wang', '糖酒会的苏州客户', { region: '3205' })
})
afterAll(() => company.close())

describe('territories', () => {
  it('are drawn by the board head, on the own board, for people of that board', async () => {
    const { marketing, fair } = company.boards
    id.jiangsu = await made('gao', 'territories', {
      name: '江苏',
      board: marketing,
      regions: ['32'],
      people: [company.people.zhou],
    })
    id.zhejiang = await made('gao', 'territories', {
      name: '浙江酒类',
      board: marketing,
      regions: ['33'],
      productCategories: ['liquor'],
      people: [company.people.zhou, company.people.li],
    })
    const refused = async (who: Who, body: object) =>
      (await as(who).post('/api/territories', { name: '新', ...body })).status
    expect(await refused('gao', { board: fair })).toBe(403)
    expect(await refused('zhou', { board: marketing })).toBe(403)
    expect(await refused('gao', { board: marketing, people: [company.people.wang] })).toBe(422)
    expect(await refused('gao', { board: marketing, regions: ['99'] })).toBe(422)
    expect(await refused('gao', { board: marketing, industries: 'C15' })).toBe(422)
    const round = await as('gao').patch(`/api/territories/${id.jiangsu}`, { parent: id.jiangsu })
    expect(round.body.errors[0].field).toBe('parent')
  })

  it('take in a new customer, and give one that nobody owns to whoever has fewest there', async () => {
    await account('gao', '新的南京客户', { region: '320102', owner: null })
    expect(await seen('gao', '新的南京客户')).toMatchObject({ territory: { name: '江苏' }, owner: { name: '周雨桐' } })
    await account('li', '李敏的无锡客户', { region: '3202' })
    expect(await seen('li', '李敏的无锡客户')).toMatchObject({ territory: { name: '江苏' }, owner: { name: '李敏' } })
    await account('gao', '新的宁波酒商', { region: '3302', productCategory: 'wine', owner: null })
    await account('gao', '又一个宁波酒商', { region: '3302', productCategory: 'wine', owner: null })
    const owners = [await seen('gao', '新的宁波酒商'), await seen('gao', '又一个宁波酒商')].map(one => one.owner.name)
    expect(owners.sort()).toEqual(['周雨桐', '李敏'].sort())
  })

  it('follow a customer that moves or changes its trade; its owner stays', async () => {
    await as('li').patch(`/api/accounts/${id['李敏的无锡客户']}`, { region: '3302', productCategory: 'beer' })
    expect(await seen('li', '李敏的无锡客户')).toMatchObject({
      territory: { name: '浙江酒类' },
      owner: { name: '李敏' },
    })
    await as('li').patch(`/api/accounts/${id['李敏的无锡客户']}`, { productCategory: 'sugar' })
    expect((await seen('li', '李敏的无锡客户')).territory).toBeNull()
    await as('li').patch(`/api/accounts/${id['李敏的无锡客户']}`, { region: '3202' })
  })

  it('let their people read each other’s customers, and change them where the territory says so', async () => {
    const list = async (who: Who) =>
      (await as(who).get('/api/accounts?fields=name&limit=100')).body.items.map((one: { name: string }) => one.name)
    const found = async (who: Who) => (await as(who).get('/api/search?q=无锡客户')).body.items.length
    expect(await list('zhou')).toContain('李敏的无锡客户')
    expect(new Set(await list('zhou')).size).toBe((await list('zhou')).length)
    expect(await found('zhou')).toBe(1)
    expect((await as('zhou').patch(`/api/accounts/${id['李敏的无锡客户']}`, { shortName: '无锡' })).status).toBe(403)
    const why = (await as('zhou').get(`/api/accounts/${id['李敏的无锡客户']}/access`)).body.why
    expect(why.map((one: { reason: string }) => one.reason)).toEqual(['realm'])
    expect((await as('gao').patch(`/api/territories/${id.jiangsu}`, { edits: true })).status).toBe(200)
    expect((await as('zhou').patch(`/api/accounts/${id['李敏的无锡客户']}`, { shortName: '无锡' })).status).toBe(200)
    expect((await as('zhou').delete(`/api/accounts/${id['李敏的无锡客户']}`)).status).toBe(403)
    // 王磊 is on another board, and nothing of it is his.
    expect((await as('wang').get(`/api/accounts/${id['李敏的无锡客户']}`)).status).toBe(404)
  })
})

describe('a realignment', () => {
  it('says beforehand who gains and who loses, also by a territory that is not saved yet', async () => {
    const preview = (body: object) => as('gao').post('/api/territories/preview', body)
    const now = (await preview({})).body
    // Placed since they were there before the territories; the big customer keeps its owner.
    expect(now).toMatchObject({ placed: 3, owners: 2, nowhere: 1, kept: [{ why: 'keyAccount', count: 1 }] })
    expect(now.people).toEqual([
      { id: company.people.li, name: '李敏', now: expect.any(Number), gains: 0, losses: 2 },
      { id: company.people.zhou, name: '周雨桐', now: expect.any(Number), gains: 2, losses: 0 },
    ])
    expect(now.samples.map((one: { name: string }) => one.name)).toContain('先来的苏州客户')
    expect((await preview({ evenIf: ['keyAccount'] })).body).toMatchObject({ owners: 3, kept: [] })
    expect((await preview({ owners: false })).body.owners).toBe(0)
    const drafted = (await preview({ draft: { name: '苏州', regions: ['3205'], people: [company.people.li] } })).body
    expect(drafted.territories.find((one: { name: string }) => one.name === '苏州')).toMatchObject({ gains: 2 })
    expect(drafted.owners).toBe(1)
    expect((await preview({ board: company.boards.fair })).status).toBe(403)
    expect((await preview({ draft: { name: '' } })).status).toBe(422)
    expect((await preview({ evenIf: 'keyAccount' })).status).toBe(400)
    expect((await as('zhou').post('/api/territories/preview', {})).status).toBe(403)
  })

  it('does just that, tells the new owners, writes the ledger, and can be undone but for what was changed since', async () => {
    const ordered = await as('gao').post('/api/territories/realign', {})
    expect(ordered.status, JSON.stringify(ordered.body)).toBe(200)
    const run = ordered.body.id
    expect((await as('gao').post('/api/territories/realign', {})).body.code).toBe('territory.running')
    await work(run)
    const row = (await as('gao').get(`/api/realignments/${run}`)).body
    expect(row).toMatchObject({ status: 'done', total: row.done })
    expect(await seen('gao', '先来的苏州客户')).toMatchObject({
      territory: { name: '江苏' },
      owner: { name: '周雨桐' },
    })
    expect(await seen('gao', '先来的苏州大客户')).toMatchObject({
      territory: { name: '江苏' },
      owner: { name: '李敏' },
    })
    expect(await seen('gao', '杭州白酒商')).toMatchObject({
      territory: { name: '浙江酒类' },
      owner: { name: '周雨桐' },
    })
    expect((await seen('wang', '糖酒会的苏州客户')).territory).toBeNull()
    const { items } = (await as('gao').get(`/api/accounts/${id['先来的苏州客户']}/ownership`)).body
    expect(items.map((one: any) => [one.holder.name, one.how])).toEqual([
      ['周雨桐', 'realign'],
      ['李敏', 'create'],
    ])
    const news = (await as('zhou').get('/api/notifications?limit=5')).body.items
    expect(news.map((one: { type: string }) => one.type)).toContain('realignment')
    const { items: moves } = (await as('gao').get(`/api/realignments/${run}/records`)).body
    expect(moves).toHaveLength(row.total)
    expect((await as('li').get(`/api/realignments/${run}/records`)).status).toBe(404)

    await as('gao').post(`/api/accounts/${id['李敏的无锡客户']}/handOver`, { owner: company.people.li })
    expect((await as('gao').post(`/api/realignments/${run}/undo`)).status).toBe(200)
    await work(run)
    expect((await as('gao').get(`/api/realignments/${run}`)).body).toMatchObject({ status: 'undone', leftOut: 1 })
    expect(await seen('gao', '先来的苏州客户')).toMatchObject({ territory: null, owner: { name: '李敏' } })
  })
})

describe('the map', () => {
  it('counts by province what the caller reads, and by city inside one', async () => {
    const places = async (who: Who, query = '') => (await as(who).get(`/api/territories/map${query}`)).body.items
    const jiangsu = (await places('gao')).find((one: { region: string }) => one.region === '32')
    expect(jiangsu).toMatchObject({ accounts: 4, owners: 2, ownerless: 0 })
    const cities = await places('gao', '?province=32')
    expect(cities.find((one: { region: string }) => one.region === '3205').accounts).toBe(2)
    expect((await places('wang')).reduce((sum: number, one: { accounts: number }) => sum + one.accounts, 0)).toBe(1)
    expect((await as('gao').get('/api/territories/map?province=abc')).status).toBe(400)
  })
})
