import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, freshCompany, type Who } from '../../../test/company'

let company: Company
const ids: Record<string, string> = {}

async function account(who: Who, name: string, more: Record<string, unknown> = {}): Promise<string> {
  const answer = await company.as(who).post('/api/accounts', { name, ...more })
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return (ids[name] = answer.body.id)
}
const found = async (who: Who, q: string, more = ''): Promise<string[]> => {
  const answer = await company.as(who).get(`/api/search?q=${encodeURIComponent(q)}${more}`)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body.items.map((item: { title: string }) => item.title)
}

beforeAll(async () => {
  company = await freshCompany()
  await account('zhou', '中国移动通信集团有限公司', { phone: '13800138000', email: 'office@chinamobile.com' })
  await account('zhou', '重庆长安汽车股份有限公司')
  await account('li', '移动互联科技（成都）有限公司', { phone: '028-85881234' })
  await account('wang', '移动营销策划工作室')
})
afterAll(() => company.close())

describe('search', () => {
  it('finds a customer by Chinese, pinyin, initials and the tail of its phone', async () => {
    for (const q of [
      '移动',
      'zgyd',
      'zhongguoyidong',
      'zhongguoyid',
      '中',
      '8000',
      '138 0013 8000',
      '中國移動',
      'chinamobile',
    ]) {
      expect(await found('zhou', q), q).toContain('中国移动通信集团有限公司')
    }
    expect(await found('zhou', 'chongqing')).toEqual(['重庆长安汽车股份有限公司'])
    expect(await found('zhou', '联通')).toEqual([])
  })
  it('puts titles that begin with what was typed first', async () => {
    expect((await found('gao', '移动'))[0]).toBe('移动互联科技（成都）有限公司')
  })
  it('shows each person only what the person may see', async () => {
    expect(await found('zhou', '移动')).toEqual(['中国移动通信集团有限公司'])
    expect(await found('li', '移动')).toEqual(['移动互联科技（成都）有限公司'])
    expect((await found('chen', '移动')).sort()).toEqual(['中国移动通信集团有限公司', '移动互联科技（成都）有限公司'])
    expect((await found('gao', '移动')).sort()).toEqual(['中国移动通信集团有限公司', '移动互联科技（成都）有限公司'])
    expect(await found('he', '移动')).toEqual(['移动营销策划工作室'])
    expect(await found('zheng', '移动')).toHaveLength(3)
    expect(await found('lin', '移动')).toEqual([])
  })
  it('finds what was shared as soon as it is, and no longer when it is not', async () => {
    const id = ids.中国移动通信集团有限公司!
    expect(await found('li', 'zgyd')).toEqual([])
    expect((await company.as('zhou').post(`/api/accounts/${id}/share`, { user: company.people.li })).status).toBe(200)
    expect(await found('li', 'zgyd')).toEqual(['中国移动通信集团有限公司'])
    expect((await company.as('zhou').post(`/api/accounts/${id}/unshare`, { user: company.people.li })).status).toBe(200)
    expect(await found('li', 'zgyd')).toEqual([])
  })
  it('finds a masked phone by its whole number or tail only', async () => {
    expect(await found('sun', '8000')).toEqual(['中国移动通信集团有限公司'])
    expect(await found('sun', '13800138000')).toEqual(['中国移动通信集团有限公司'])
    expect(await found('sun', '38000')).toEqual([])
    expect(await found('zhou', '38000')).toEqual(['中国移动通信集团有限公司'])
  })
  it('follows a new name and forgets what is in the recycle bin', async () => {
    const id = await account('zhou', '好又多超市')
    expect(await found('zhou', 'haoyouduo')).toEqual(['好又多超市'])
    await company.as('zhou').patch(`/api/accounts/${id}`, { name: '家乐福超市' })
    expect(await found('zhou', 'haoyouduo')).toEqual([])
    expect(await found('zhou', 'jlf')).toEqual(['家乐福超市'])
    await company.as('zhou').delete(`/api/accounts/${id}`)
    expect(await found('zhou', 'jlf')).toEqual([])
    await company.as('gao').post(`/api/accounts/${id}/restore`)
    expect(await found('zhou', 'jlf')).toEqual(['家乐福超市'])
  })
  it('keeps to the objects and the number asked for', async () => {
    await company.as('zhou').post('/api/contacts', { name: '单雄信', account: ids.重庆长安汽车股份有限公司 })
    expect(await found('zhou', 'shanxiongxin')).toEqual(['单雄信'])
    expect(await found('zhou', 'sxx', '&objects=account')).toEqual([])
    expect(await found('zhou', 'sxx', '&objects=contacts,accounts')).toEqual(['单雄信'])
    expect(await found('zheng', '移动', '&limit=2')).toHaveLength(2)
  })
  it('answers nonsense with nothing and bad requests with 400', async () => {
    for (const q of ['', '   ', '！！', "'; drop table users --", '\u0000', '%', '_', '🍷', 'a'.repeat(3000)])
      expect(await found('zhou', q), q).toEqual([])
    expect((await company.as('zhou').get('/api/search')).status).toBe(400)
    expect((await company.as('zhou').get('/api/search?q=a&limit=0')).status).toBe(400)
    expect((await company.with().get('/api/search?q=a')).status).toBe(401)
  })
})
