import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, freshCompany, type Who } from '../../../test/company'
import type { Duplicate } from './duplicates'

let company: Company
beforeAll(async () => {
  company = await freshCompany()
  const created = await company.as('wang').post('/api/accounts', {
    name: '四川好又多商贸有限责任公司',
    phone: '028-85881234',
    creditCode: '91350100M000100Y43',
    website: 'https://www.haoyouduo.cn',
  })
  expect(created.status, JSON.stringify(created.body)).toBe(201)
  for (const name of [
    '中国移动通信集团有限公司',
    '北京银行股份有限公司',
    '上海银行股份有限公司',
    '成都银行股份有限公司',
  ])
    await company.as('zhou').post('/api/accounts', { name })
})
afterAll(() => company.close())

const check = async (who: Who, draft: Record<string, unknown>, path = 'accounts'): Promise<Duplicate[]> => {
  const answer = await company.as(who).post(`/api/${path}/duplicates`, draft)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body.items
}

describe('a salesperson who enters a customer', () => {
  it.each([
    ['without region and suffix', { name: '好又多商贸' }, '去掉地区和后缀后名称相同'],
    ['in traditional script and full width', { name: '四川好又多商貿有限責任公司　' }, '名称相同'],
    ['with a character of the same sound', { name: '好又多伤贸有限公司' }, '名称读音相同'],
    ['with the same phone written otherwise', { name: '某某公司', phone: '+86 28 8588 1234' }, '电话相同'],
    ['with the same credit code', { creditCode: '91350100m000100y43' }, '统一社会信用代码相同'],
    ['with the same website', { website: 'haoyouduo.cn/contact' }, '网址相同'],
  ])('%s learns that another board has it', async (_how, draft, reason) => {
    const [best] = await check('zhou', draft)
    expect(best).toMatchObject({ object: 'account', masked: true, board: '糖酒会办公室' })
    expect(best!.reasons).toContain(reason)
    expect(best!.score).toBeGreaterThan(0.55)
    expect(best!.name).not.toContain('商贸')
  })
  it('sees the whole name of what is the own', async () => {
    const [best] = await check('zhou', { name: '中国移动' })
    expect(best).toMatchObject({ name: '中国移动通信集团有限公司', masked: false })
  })
  it('is not told that the bank of one city is that of another', async () => {
    const banks = await check('zhou', { name: '北京银行' })
    expect(banks[0]!.name).toBe('北京银行股份有限公司')
    expect(banks[0]!.score).toBeGreaterThan(0.9)
    expect(banks.slice(1).every(b => b.score < 0.8)).toBe(true)
  })
  it('is left alone when nothing is alike', async () => {
    expect(await check('zhou', { name: '昆明花卉拍卖中心' })).toEqual([])
    expect(await check('zhou', {})).toEqual([])
  })
})

describe('a person', () => {
  it('of the same name at the same employer is told of', async () => {
    const account = (await company.as('zhou').post('/api/accounts', { name: '福满楼酒店' })).body.id
    await company.as('zhou').post('/api/contacts', { name: '陈静', account })
    const [same] = await check('zhou', { name: '陈静', account }, 'contacts')
    expect(same).toMatchObject({ name: '陈静', reasons: ['名称相同', '同一家单位'] })
  })
  it('of the same name and birthday is the same, of another birthday probably not', async () => {
    await company.as('li').post('/api/contacts', { name: '宋雨晴', birthday: '1988-03-12' })
    const [same] = await check('zhou', { name: '宋雨晴', birthday: '1988-03-12' }, 'contacts')
    expect(same!.reasons).toEqual(['名称相同', '生日相同'])
    expect(await check('zhou', { name: '宋雨晴', birthday: '1971-11-30' }, 'contacts')).toEqual([])
  })
  it('is the same by phone or e-mail, not by a common name alone', async () => {
    await company.as('li').post('/api/contacts', { name: '张伟', phone: '13900139000', email: 'zhangwei@example.cn' })
    expect(await check('zhou', { name: '张伟' }, 'contacts')).toEqual([])
    const [same] = await check('zhou', { name: '张伟', phone: '139 0013 9000' }, 'contacts')
    expect(same).toMatchObject({ object: 'contact', name: '张…', masked: true })
    expect(same!.reasons).toEqual(['名称相同', '电话相同'])
    expect((await check('zhou', { email: 'ZhangWei@example.cn' }, 'contacts'))[0]!.reasons).toEqual(['邮箱相同'])
  })
})

describe('bad drafts are refused', () => {
  it.each([[[]], ['text'], [{ name: 5 }], [{ nonsense: 1 }]])('%j', async draft => {
    expect((await company.as('zhou').post('/api/accounts/duplicates', draft)).status).toBe(400)
  })
  it('and another company learns nothing', async () => expect(await check('lin', { name: '好又多商贸' })).toEqual([]))
})
