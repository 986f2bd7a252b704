import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Company, freshCompany } from '../../../test/company'
import { systemContext } from '../../core/context'
import { findPairs } from './findPairs'

let company: Company
let there: string
beforeAll(async () => {
  company = await freshCompany()
  there = (await company.as('wang').post('/api/accounts', { name: '四川金穗食品有限公司' })).body.id
})
afterAll(() => company.close())

const draft = { name: '金穗食品' }
const careful = (body: object) => company.as('zhou').post('/api/accounts', body, { prefer: 'handling=strict' })

it('whoever enters carefully what is very alike is shown it first, and no record is made', async () => {
  const { status, body } = await careful(draft)
  expect([status, body.code]).toEqual([409, 'duplicates.confirm'])
  expect(body.duplicates).toMatchObject([{ id: there, masked: true, confirm: true }])
  expect((await company.as('zhou').get('/api/accounts')).body.items).toEqual([])
})

it('and says why it is another; without a reason that counts for nothing', async () => {
  for (const wrong of [[{ id: there }], [{ id: there, reason: ' ' }], 'no', [{ reason: 'x' }]])
    expect((await careful({ ...draft, distinctFrom: wrong })).status).toBe(422)
  const made = await careful({ ...draft, distinctFrom: [{ id: there, reason: '绵阳的同名公司' }] })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  const [pair] = (await company.as('zheng').get('/api/duplicate-pairs')).body.items
  expect(pair).toMatchObject({ status: 'different', reason: '绵阳的同名公司', decidedBy: { name: '周雨桐' } })
  expect((await company.as('wang').get('/api/duplicate-pairs')).body.items).toEqual([])
})

it('and no run brings the two up again', async () => {
  const { id: run } = (await company.as('admin').post('/api/duplicate-runs', { object: 'account' })).body
  await findPairs.run(await systemContext(company.host, company.tenant), { run })
  const open = (await company.as('zheng').get('/api/duplicate-pairs')).body.items.filter(
    (p: any) => p.status === 'open',
  )
  expect(open).toEqual([])
})

it('a program that does not ask for care is let through, and so is what is only somewhat alike', async () => {
  expect((await company.as('li').post('/api/accounts', draft)).status).toBe(201)
  expect((await careful({ name: '金穗餐饮' })).status).toBe(201)
  await company.as('admin').patch('/api/matching-weights', { confirm: 0.5 })
  expect((await careful({ name: '金穗餐饮管理' })).status).toBe(409)
})
