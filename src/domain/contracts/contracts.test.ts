import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, freshCompany, type Who } from '../../../test/company'
import { systemContext } from '../../core/context'
import { night } from '.'
import { nextTerm } from './renew'

let company: Company
let account: string
beforeAll(async () => {
  company = await freshCompany()
  account = (await made('zhou', 'accounts', { name: '江苏淮泽酒业集团有限公司' })).id
}, 120_000)
afterAll(() => company?.close())

const DAY_MS = 86_400_000
const day = (ahead: number) => new Date(Date.now() + 8 * 3_600_000 + ahead * DAY_MS).toISOString().slice(0, 10)
const made = async (who: Who, path: string, body: unknown = {}) => {
  const answer = await company.as(who).post(`/api/${path}`, body)
  expect([200, 201], JSON.stringify(answer.body)).toContain(answer.status)
  return answer.body
}
const act = (id: string, name: string, body: object = {}) =>
  company.as('zhou').post(`/api/contracts/${id}/${name}`, body)
const read = async (id: string) => (await company.as('zhou').get(`/api/contracts/${id}`)).body
const code = (answer: { body: any }) => [
  answer.body.code,
  ...(answer.body.errors ?? []).map((e: any) => `${e.field} ${e.code}`),
]
const decide = async (who: Who) => {
  const filter = encodeURIComponent(
    JSON.stringify({
      and: [
        { field: 'status', op: 'eq', value: 'open' },
        { field: 'owner', op: 'eq', value: company.people[who] },
      ],
    }),
  )
  const [task] = (await company.as(who).get(`/api/approval-tasks?filter=${filter}`)).body.items
  expect((await company.as(who).post(`/api/approval-requests/${task.request.id}/approve`, {})).status).toBe(200)
}
const signed = async (more: object = {}, signing: object = {}) => {
  const one = await made('zhou', 'contracts', {
    name: '淮泽全年广告',
    account,
    baseGross: 106_000_00,
    taxRate: '6',
    ...more,
  })
  await act(one.id, 'submit')
  await decide('chen')
  const answer = await act(one.id, 'sign', signing)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body
}

describe('a contract', () => {
  it('begins with the usual clauses of its kind and the tax of its amount', async () => {
    const one = await made('zhou', 'contracts', {
      name: '展位合同',
      account,
      kind: 'exhibition',
      baseGross: 106_000_00,
      taxRate: '6',
    })
    expect([one.net, one.tax, one.gross]).toEqual([100_000_00, 6_000_00, 106_000_00])
    const titles = one.clauses.map((c: any) => c.title)
    expect(titles).toContain('展位与布展')
    expect(titles).not.toContain('刊登差错')
    const changed = await company.as('zhou').patch(`/api/contracts/${one.id}`, { baseGross: 53_000_00 })
    expect([changed.body.net, changed.body.gross]).toEqual([50_000_00, 53_000_00])
    const wrong = await company.as('zhou').patch(`/api/contracts/${one.id}`, { clauses: [{ title: '', text: 'x' }] })
    expect([wrong.status, code(wrong)[1]]).toEqual([422, 'clauses contract.clauses'])
    const turned = await company.as('zhou').patch(`/api/contracts/${one.id}`, { startsOn: day(2), endsOn: day(1) })
    expect(code(turned)[1]).toBe('endsOn contract.endsBefore')
  })

  it('is signed once it is agreed to, and then stays as it was signed', async () => {
    const one = await made('zhou', 'contracts', { name: '先签后批', account, baseGross: 1_000_00 })
    expect(code(await act(one.id, 'sign'))[0]).toBe('contract.approvalFirst')
    await act(one.id, 'submit')
    expect(code(await act(one.id, 'sign'))[0]).toBe('contract.beingDecided')
    await decide('chen')
    expect(code(await act(one.id, 'sign', { signedOn: day(1) }))[1]).toBe('signedOn contract.future')
    await act(one.id, 'sign', { theirSignatory: '赵总' })
    expect(await read(one.id)).toMatchObject({
      status: 'active',
      signedOn: day(0),
      startsOn: day(0),
      theirSignatory: '赵总',
    })
    const changed = await company.as('zhou').patch(`/api/contracts/${one.id}`, { baseGross: 2_000_00 })
    expect([changed.status, code(changed)[0]]).toEqual([422, 'contract.signed'])
    expect((await company.as('zhou').patch(`/api/contracts/${one.id}`, { note: '原件在财务' })).status).toBe(200)
    expect((await company.as('zhou').delete(`/api/contracts/${one.id}`)).status).toBe(422)
  })

  it('needs the head of the board where it is large', async () => {
    const one = await made('zhou', 'contracts', { name: '大合同', account, baseGross: 300_000_00 })
    await act(one.id, 'submit')
    await decide('chen')
    expect((await read(one.id)).approval).toBe('running')
    await decide('gao')
    expect((await read(one.id)).approval).toBe('approved')
  })

  it('of an order or a quote has the amounts of its lines, each with its own tax', async () => {
    const order = await made('zhou', 'orders/save', {
      name: '版面和展具',
      account,
      lines: [
        { name: '版面', unitPrice: 10_000_00, taxRate: '6' },
        { name: '展具', unitPrice: 1_130_00, taxRate: '13' },
      ],
    })
    const { made: next } = await made('zhou', `orders/${order.id}/contract`, { kind: 'advertising' })
    const one = await read(next.id)
    expect([one.net, one.tax, one.gross]).toEqual([order.net, order.tax, order.gross])
    expect((await company.as('zhou').get(`/api/orders/${order.id}`)).body.contract.id).toBe(next.id)
    expect((await company.as('zhou').post(`/api/orders/${order.id}/contract`)).status).toBe(422)
  })

  it('is what was signed and all that was signed since', async () => {
    const one = await signed({ startsOn: day(0), endsOn: day(300) })
    const amend = (body: object) => company.as('zhou').post('/api/contract-amendments', { contract: one.id, ...body })
    const more = (await amend({ name: '加登两期', gross: 21_200_00, taxRate: '6' })).body
    const less = (await amend({ name: '减一期', gross: -10_600_00, taxRate: '6', newEndsOn: day(400) })).body
    const dropped = (await amend({ name: '不做了', gross: 99_00 })).body
    expect([more.number, less.number, more.net, less.tax]).toEqual([1, 2, 20_000_00, -600_00])
    expect((await read(one.id)).gross).toBe(106_000_00)
    const sign = (id: string, body: object = {}) => company.as('zhou').post(`/api/contract-amendments/${id}/sign`, body)
    expect(code(await sign(more.id, { signedOn: day(-3) }))[1]).toBe('signedOn contract.amendedBefore')
    await sign(more.id)
    await sign(less.id)
    await company.as('zhou').post(`/api/contract-amendments/${dropped.id}/drop`)
    expect(await read(one.id)).toMatchObject({
      baseGross: 106_000_00,
      gross: 116_600_00,
      net: 110_000_00,
      tax: 6_600_00,
      endsOn: day(400),
    })
    const late = await company.as('zhou').patch(`/api/contract-amendments/${more.id}`, { gross: 1 })
    expect([late.status, code(late)[0]]).toEqual([422, 'contract.amendmentSigned'])
    const huge = (await amend({ name: '全减', gross: -999_999_00 })).body
    expect(code(await sign(huge.id))[1]).toBe('signedOn contract.lessThanNothing')
    expect((await company.as('wang').post('/api/contract-amendments', { contract: one.id, name: 'x' })).status).toBe(
      422,
    )
  })

  it('keeps its customer from being recycled while it is in force', async () => {
    const pool = await made('admin', 'pools', { name: '营销公海', object: 'account', board: company.boards.marketing })
    const rule = await made('admin', 'pool-rules', { pool: pool.id, name: '没有跟进', basis: 'followUp', days: 60 })
    const customer = await made('zhou', 'accounts', { name: '安徽谷满堂酒业' })
    const exempt = async () => (await company.as('zhou').get(`/api/accounts/${customer.id}`)).body.recycleExempt
    expect(await exempt()).toBeNull()
    const one = await signed({ name: '谷满堂年度', account: customer.id })
    expect(await exempt()).toBe('contract')
    await act(one.id, 'terminate', { terminationReason: 'agreed' })
    expect(await exempt()).toBeNull()
    await company.as('admin').delete(`/api/pool-rules/${rule.id}`)
  })
})

describe('the end of a contract', () => {
  it('is somebody’s task in time, and then over', async () => {
    const one = await signed({ name: '快到期', startsOn: day(0), endsOn: day(100), remindDays: 20 })
    const system = await systemContext(company.host, company.tenant)
    const at = async (ahead: number) => night({ ...system, now: new Date(Date.now() + ahead * DAY_MS) })
    const tasks = async () =>
      (
        await company
          .as('zhou')
          .get(`/api/tasks?filter=${encodeURIComponent(JSON.stringify({ field: 'aboutId', op: 'eq', value: one.id }))}`)
      ).body.items
    await at(79)
    expect(await tasks()).toEqual([])
    await at(80)
    await at(81)
    expect((await tasks()).map((t: any) => t.subject)).toEqual([`续签合同「快到期」，${day(100)} 到期`])
    await at(100)
    expect((await read(one.id)).status).toBe('active')
    await at(101)
    expect((await read(one.id)).status).toBe('expired')
    const { made: next } = (await act(one.id, 'renew')).body
    const successor = await read(next.id)
    expect(successor).toMatchObject({
      renewalOf: { id: one.id },
      startsOn: day(101),
      baseGross: 106_000_00,
      status: 'draft',
    })
    expect(code(await act(one.id, 'renew'))[0]).toBe('contract.renewedBy')
    await act(next.id, 'submit')
    await decide('chen')
    await act(next.id, 'sign')
    expect((await read(one.id)).status).toBe('renewed')
  })

  it('is put off by a year where it renews itself', async () => {
    const one = await signed({ name: '自动续', startsOn: day(-364), endsOn: day(1), autoRenews: true })
    const system = await systemContext(company.host, company.tenant)
    await night({ ...system, now: new Date(Date.now() + 2 * DAY_MS) })
    const after = await read(one.id)
    expect([after.status, after.endsOn > day(300)]).toEqual(['active', true])
  })

  it('comes earlier with a reason', async () => {
    const one = await signed({ name: '终止' })
    expect((await act(one.id, 'terminate')).status).toBe(422)
    await act(one.id, 'terminate', { terminationReason: 'agreed' })
    expect(await read(one.id)).toMatchObject({ status: 'terminated', terminatedOn: day(0) })
    expect(code(await act(one.id, 'renew'))[0]).toBe('contract.notActive')
  })

  it('is followed by a term as long as it', () => {
    expect(nextTerm('2026-01-01', '2026-12-31')).toEqual({ startsOn: '2027-01-01', endsOn: '2027-12-31' })
    expect(nextTerm('2027-03-01', '2028-02-29')).toEqual({ startsOn: '2028-03-01', endsOn: '2029-02-28' })
    expect(nextTerm('2026-01-15', '2026-07-14')).toEqual({ startsOn: '2026-07-15', endsOn: '2027-01-14' })
    expect(nextTerm('2026-01-10', '2026-01-20')).toEqual({ startsOn: '2026-01-21', endsOn: '2026-01-31' })
    expect(nextTerm(null, '2026-12-31')).toEqual({ startsOn: '2027-01-01', endsOn: '2027-12-31' })
  })
})
