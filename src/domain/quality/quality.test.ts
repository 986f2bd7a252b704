import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Company, freshCompany, type Who } from '../../../test/company'

let company: Company
let soft: any
beforeAll(async () => {
  company = await freshCompany()
  soft = await made('zhou', 'accounts', { name: '江苏淮泽酒业有限公司', creditCode: '91320000MA1TESTN0X' })
  await made('zhou', 'accounts', { name: '徐州汉泉酒业有限公司', phone: '0516-85550101', region: '3203' })
  await made('li', 'accounts', { name: '四川金穗食品有限公司', creditCode: '91350100M000100Y43' })
  await made('wang', 'accounts', { name: '东京食品株式会社', country: 'JP', region: '11' })
  const left = await made('zhou', 'contacts', { name: '吴晗', account: soft.id, phone: '13810010001', left: true })
  await made('zhou', 'contacts', { name: '贾思源', position: '总经理', preferredChannel: 'sms', smsConsent: 'refused' })
  await company.as('zhou').patch(`/api/accounts/${soft.id}`, { primaryContact: left.id })
})
afterAll(() => company.close())
const made = async (who: Who, path: string, body: unknown) => {
  const answer = await company.as(who).post(`/api/${path}`, body)
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return answer.body
}
const report = async (who: Who) => (await company.as(who).get('/api/quality')).body
const lineOf = (all: any, name: string | null) => all.lines.find((one: any) => (one.person?.name ?? null) === name)

it('counts what lacks, what gainsays itself and whom nobody reaches, by owner', async () => {
  const all = await report('gao')
  expect(lineOf(all, '周雨桐')).toMatchObject({
    totals: { account: 2, contact: 2 },
    counts: {
      accountCreditCode: 1,
      accountRegion: 1,
      accountContact: 1,
      contactAccount: 1,
      contactPosition: 1,
      accountCodeFault: 1,
      accountContactLeft: 1,
      contactPreference: 1,
      accountUnreachable: 1,
      contactUnreachable: 1,
    },
  })
  expect(lineOf(all, '李敏').counts.accountCodeFault).toBeUndefined()
  expect(lineOf(await report('he'), '王磊').counts).toMatchObject({ accountAbroad: 1 })
})

it('shows a salesperson herself, a head the board, headquarters everybody', async () => {
  const names = async (who: Who) => (await report(who)).lines.map((one: any) => one.person?.name).sort()
  expect(await names('zhou')).toEqual(['周雨桐'])
  expect(await names('gao')).toEqual(['周雨桐', '李敏'].sort())
  expect(await names('zheng')).toEqual(['周雨桐', '李敏', '王磊'].sort())
  expect((await company.with().get('/api/quality')).status).toBe(401)
})

it('leads from every figure to just the records it counts', async () => {
  const { checks, lines } = await report('zheng')
  for (const { person, counts } of lines)
    for (const check of checks) {
      const filter = { and: [check.filter, { field: 'owner', op: 'eq', value: person.id }] }
      const { body } = await company.as('zheng').post('/api/counts', { of: [{ object: check.object, filter }] })
      expect([check.name, body.items[0]]).toEqual([check.name, counts[check.name] ?? 0])
    }
})

it('takes the mark off a credit code that is put right', async () => {
  await company.as('zhou').patch(`/api/accounts/${soft.id}`, { creditCode: '91350100M000100Y43' })
  expect((await company.as('zhou').get(`/api/accounts/${soft.id}`)).body.creditCodeFault ?? null).toBeNull()
  expect(lineOf(await report('zhou'), '周雨桐').counts.accountCodeFault).toBeUndefined()
})
