import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, freshCompany, type Who } from '../../../test/company'

let company: Company
let account: { id: string; version: number }
beforeAll(async () => {
  company = await freshCompany()
  account = (await company.as('zhou').post('/api/accounts', { name: '绍兴女儿红酒业' })).body
  await company.as('zhou').patch(`/api/accounts/${account.id}`, { phone: '0575-85170001' })
  await company.as('wang').post('/api/accounts', { name: '泸州福贵糖酒' })
})
afterAll(() => company.close())

const read = (who: Who, query = '') => company.as(who).get(`/api/journal${query}`)
const titles = async (who: Who, query = '') => (await read(who, query)).body.items.map((e: any) => e.title)

describe('the audit log', () => {
  it('tells a system administrator who did what, newest first', async () => {
    const { items } = (await read('admin', '?object=account')).body
    expect(items.map((e: any) => [e.actor.name, e.act, e.title])).toEqual([
      ['王磊', 'create', '泸州福贵糖酒'],
      ['周雨桐', 'update', '绍兴女儿红酒业'],
      ['周雨桐', 'create', '绍兴女儿红酒业'],
    ])
    expect(items[1].changes).toContainEqual({ field: 'phone', from: null, to: '0575-85170001' })
  })

  it('shows a board administrator the own board, without what is masked to them', async () => {
    const { items } = (await read('sun', '?object=account')).body
    expect(items.map((e: any) => e.title)).toEqual(['绍兴女儿红酒业', '绍兴女儿红酒业'])
    expect(items[0].changes.map((c: any) => c.field)).not.toContain('phone')
  })

  it('is closed to whoever does not manage people', async () => {
    for (const who of ['zhou', 'gao', 'zheng'] as const) expect(await read(who)).toMatchObject({ status: 403 })
  })

  it('is asked by person, act and time', async () => {
    const { id } = (await company.as('zhou').get('/api/session')).body
    expect(await titles('admin', `?object=account&actor=${id}&act=update`)).toEqual(['绍兴女儿红酒业'])
    expect(await titles('admin', '?object=account&from=2100-01-01')).toEqual([])
    expect(await titles('admin', '?object=account&to=2000-01-01T00:00:00Z')).toEqual([])
  })

  it('goes on page after page, nothing twice and nothing left out', async () => {
    const seen: unknown[] = []
    let cursor = ''
    do {
      const { body } = await read(
        'admin',
        `?object=account&limit=1${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      )
      seen.push(...body.items.map((e: any) => `${e.act} ${e.title}`))
      cursor = body.nextCursor ?? ''
    } while (cursor)
    expect(seen).toEqual(['create 泸州福贵糖酒', 'update 绍兴女儿红酒业', 'create 绍兴女儿红酒业'])
  })

  it('refuses what it cannot read', async () => {
    for (const query of ['actor=x', 'from=yesterday', 'limit=0', 'limit=1000', 'cursor=x'])
      expect(await read('admin', `?${query}`), query).toMatchObject({ status: 400 })
  })

  it('knows nothing of another company', async () => {
    expect(await titles('lin', '?object=account')).toEqual([])
  })
})
