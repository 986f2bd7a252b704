import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, freshCompany, type Who } from '../../../test/company'

let company: Company
let account: any
beforeAll(async () => {
  company = await freshCompany()
  account = await made('zhou', 'accounts', { name: '四川金穗食品有限公司', phone: '028-85550101' })
})
afterAll(() => company.close())
const made = async (who: Who, path: string, body: unknown) => {
  const answer = await company.as(who).post(`/api/${path}`, body)
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return answer.body
}
const act = (who: Who, name: string, body?: unknown) =>
  company.as(who).post(`/api/accounts/${account.id}/${name}`, body)
const status = async () => (await company.as('zhou').get(`/api/accounts/${account.id}`)).body.reviewStatus

describe('a customer is vouched for', () => {
  it('by two people, neither of whom entered it', async () => {
    expect((await act('zhou', 'firstReview')).body.code).toBe('review.own')
    expect((await act('chen', 'secondReview')).body.code).toBe('review.notSecond')
    expect((await act('chen', 'firstReview', { note: '执照已核' })).body).toMatchObject({
      reviewStatus: 'first',
      firstReviewBy: { name: '陈嘉伟' },
      reviewNote: '执照已核',
    })
    expect((await act('chen', 'secondReview')).body.code).toBe('review.samePerson')
    expect((await act('gao', 'secondReview')).body).toMatchObject({
      reviewStatus: 'second',
      secondReviewBy: { name: '高原' },
    })
    const queue = encodeURIComponent(JSON.stringify({ field: 'reviewStatus', op: 'eq', value: 'second' }))
    expect((await company.as('gao').get(`/api/accounts?filter=${queue}`)).body.items).toHaveLength(1)
    expect((await company.as('zhou').patch(`/api/accounts/${account.id}`, { reviewStatus: 'second' })).status).toBe(422)
  })

  it('until what was vouched for changes', async () => {
    await company.as('zhou').patch(`/api/accounts/${account.id}`, { shortName: '金穗' })
    expect(await status()).toBe('second')
    expect(
      (await company.as('zhou').patch(`/api/accounts/${account.id}`, { phone: '028-85550102' })).body,
    ).toMatchObject({
      reviewStatus: 'none',
      firstReviewBy: null,
    })
  })

  it('or sent back with what is to be checked', async () => {
    expect((await act('chen', 'returnReview')).status).toBe(422)
    expect((await act('chen', 'returnReview', { note: '电话打不通' })).body.reviewStatus).toBe('returned')
    const told = (await company.as('zhou').get('/api/notifications')).body.items
    expect(told).toContainEqual(expect.objectContaining({ type: 'verify', text: '电话打不通' }))
    expect((await act('chen', 'returnReview', { note: 'x' })).body.code).toBe('review.returned')
    expect((await act('chen', 'firstReview')).body.reviewStatus).toBe('first')
  })
})

describe('what customers want and spend', () => {
  it('stands with its period, and adds up by competitor and quarter', async () => {
    const need = { what: '求购柠檬酸 20 吨', account: account.id, validFrom: '2026-11-01', validTo: '2026-10-01' }
    expect((await company.as('zhou').post('/api/needs', need)).body.errors).toMatchObject([{ field: 'validTo' }])
    expect(await made('zhou', 'needs', { ...need, validTo: '2027-01-31' })).toMatchObject({
      kind: 'demand',
      owner: { name: '周雨桐' },
    })

    const rival = await made('zhou', 'accounts', { name: '华夏酒报社', type: 'competitor' })
    const spend = { what: '封二整版', account: account.id, competitor: rival.id, medium: 'newspaper' }
    await made('zhou', 'competitor-spends', { ...spend, amount: 8_000_00, startsOn: '2026-10-01' })
    await made('zhou', 'competitor-spends', { ...spend, amount: 5_000_00, startsOn: '2026-12-01' })
    expect(
      (
        await company
          .as('zhou')
          .post('/api/competitor-spends', { ...spend, competitor: account.id, amount: 1, startsOn: '2026-12-01' })
      ).status,
    ).toBe(422)
    const { items } = (
      await company.as('gao').post('/api/competitor-spends/aggregate', {
        groupBy: ['competitor', { field: 'startsOn', by: 'quarter' }],
        measures: [{ fn: 'sum', field: 'amount' }, { fn: 'count' }],
      })
    ).body
    expect(items).toEqual([
      { competitor: { id: rival.id, name: '华夏酒报社' }, startsOn: '2026-Q4', sum_amount: 13_000_00, count: 2 },
    ])
  })
})
