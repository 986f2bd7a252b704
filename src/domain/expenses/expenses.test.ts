import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, freshCompany, type Who } from '../../../test/company'
import { broken, type Claimed } from './limits'

let company: Company
let account: string
beforeAll(async () => {
  company = await freshCompany()
  account = (await made('zhou', 'accounts', { name: '镇江恒顺坊' })).id
})
afterAll(() => company.close())

const DAY_MS = 86_400_000
const day = (ago: number) => new Date(Date.now() + 8 * 3_600_000 - ago * DAY_MS).toISOString().slice(0, 10)
const made = async (who: Who, path: string, body: unknown) => {
  const answer = await company.as(who).post(`/api/${path}`, body)
  expect([200, 201], JSON.stringify(answer.body)).toContain(answer.status)
  return answer.body
}
const save = (who: Who, body: object) => company.as(who).post('/api/expense-claims/save', body)
const lines = async (who: Who, claim: string) =>
  (
    await company
      .as(who)
      .get(
        `/api/expense-lines?sort=id&filter=${encodeURIComponent(JSON.stringify({ field: 'claim', op: 'eq', value: claim }))}`,
      )
  ).body.items
const decide = async (who: Who, act: string, comment = '同意') => {
  const filter = encodeURIComponent(
    JSON.stringify({
      and: [
        { field: 'status', op: 'eq', value: 'open' },
        { field: 'owner', op: 'eq', value: company.people[who] },
      ],
    }),
  )
  const [task] = (await company.as(who).get(`/api/approval-tasks?filter=${filter}`)).body.items
  const answer = await company.as(who).post(`/api/approval-requests/${task.request.id}/${act}`, { comment })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
}
const train = { day: day(3), kind: 'travel', amount: 553_00, note: '成都东到南京' }

describe('zhou claims what a visit cost', () => {
  let visit: string
  it('begins with the visits of these days, each with its customer', async () => {
    visit = (
      await made('zhou', 'activities', {
        type: 'visit',
        subject: '拜访恒顺坊谈排期',
        account,
        occurredAt: new Date(Date.now() - 3 * DAY_MS).toISOString(),
      })
    ).id
    const seen = async () =>
      (await company.as('zhou').get(`/api/expense-claims/prefill?from=${day(20)}&to=${day(0)}`)).body.items
    expect(await seen()).toMatchObject([{ activity: visit, day: day(3), account: { name: '镇江恒顺坊' } }])
    const claim = await made('zhou', 'expense-claims/save', {
      purpose: '恒顺坊拜访',
      lines: [{ ...train, account, activity: visit }],
    })
    expect(await seen()).toEqual([])
    expect((await company.as('li').get(`/api/expense-claims/prefill?from=${day(20)}&to=${day(0)}`)).body.items).toEqual(
      [],
    )
    expect((await company.as('zhou').delete(`/api/expense-claims/${claim.id}`)).status).toBe(204)
    expect(await seen()).toHaveLength(1)
  })

  it('keeps total and period in step with the lines, foreign money at its rate', async () => {
    const first = await made('zhou', 'expense-claims/save', { purpose: '华东拜访', lines: [train] })
    expect(first).toMatchObject({
      total: 553_00,
      startsOn: day(3),
      approval: 'draft',
      code: expect.stringMatching(/^BX-/),
    })
    const [line] = await lines('zhou', first.id)
    const second = await made('zhou', 'expense-claims/save', {
      claim: first.id,
      version: first.version,
      purpose: '华东与首尔',
      lines: [
        { id: line.id, ...train, amount: 500_00 },
        { day: day(9), kind: 'lodging', foreignAmount: 123.45, foreignCurrency: 'USD', rate: 7.1235, account },
      ],
    })
    // 123.45 × 7.1235 = 879.396…
    expect(second).toMatchObject({ purpose: '华东与首尔', total: 1_379_40, startsOn: day(9), endsOn: day(3) })
    const third = await made('zhou', 'expense-claims/save', { claim: first.id, lines: [{ id: line.id, day: day(2) }] })
    expect(third).toMatchObject({ total: 500_00, startsOn: day(2) })
    expect((await company.as('li').get(`/api/expense-claims/${first.id}`)).status).toBe(404)
    const stale = await save('zhou', { claim: first.id, version: 1, purpose: 'x', lines: [] })
    expect(stale.status).toBe(412)
  })

  it('says which line is wrong, and saves none of them then', async () => {
    const before = (await company.as('zhou').get('/api/expense-claims?count=exact')).body.total
    const refused = await save('zhou', {
      purpose: '有错的',
      lines: [train, { ...train, amount: 0 }, { ...train, day: day(-3) }, { kind: 'meal' }],
    })
    expect(refused.status).toBe(422)
    expect(refused.body.errors.map((e: any) => e.field)).toEqual(['lines.1.amount'])
    const other = await save('zhou', { purpose: '缺的', lines: [{ ...train, day: 'gestern', kind: 'nothing' }] })
    expect(other.body.errors.map((e: any) => e.field).sort()).toEqual(['lines.0.day', 'lines.0.kind'])
    expect((await save('zhou', { purpose: '半个', lines: [{ ...train, rate: 7 }] })).body.errors[0].field).toBe(
      'lines.0.foreignAmount',
    )
    expect((await save('zhou', { purpose: '不是列表', lines: 'x' })).status).toBe(422)
    expect((await company.as('zhou').get('/api/expense-claims?count=exact')).body.total).toBe(before)
  })

  it('can’t claim an invoice that a colleague has claimed, however it is written', async () => {
    const theirs = await made('li', 'expense-claims/save', {
      purpose: '打车',
      lines: [{ ...train, kind: 'transport', invoiceNumber: '2411 0000 ab88' }],
    })
    const refused = await save('zhou', {
      purpose: '打车',
      lines: [{ ...train, invoiceNumber: '２４１１００００AB88' }],
    })
    expect(refused.body.errors[0]).toMatchObject({ field: 'lines.0.invoiceNumber', code: 'expense.invoiceUsed' })
    expect(refused.body.errors[0].message).toContain(theirs.code)
    const both = await Promise.all(
      (['zhou', 'li'] as const).map(who =>
        save(who, { purpose: '同一张', lines: [{ ...train, invoiceNumber: 'ZZ1' }] }),
      ),
    )
    expect(both.map(one => one.status < 300)).toEqual(expect.arrayContaining([true, false]))
  })
})

describe('the company’s rules', () => {
  beforeAll(async () => {
    await made('admin', 'expense-rules', {
      name: '招待标准',
      kinds: ['entertainment'],
      limit: 800_00,
      per: 'day',
      needsAccount: true,
      sentence: '招待每天不超过 800 元，写明招待了谁',
    })
    await made('admin', 'expense-rules', {
      name: '住宿标准',
      kinds: ['lodging'],
      limit: 450_00,
      per: 'line',
      receiptFrom: 0,
      strict: true,
      sentence: '住宿每晚不超过 450 元，须附发票',
    })
  })
  const dinner = { day: day(4), kind: 'entertainment', amount: 500_00, account: undefined as unknown }

  it('count the whole day, also what is in another claim, and ask for a word of explanation', async () => {
    dinner.account = account
    await made('zhou', 'expense-claims/save', { purpose: '午餐', lines: [dinner] })
    const check = await made('zhou', 'expense-claims/check', { lines: [{ ...dinner, day: day(5) }, dinner] })
    expect(check.items).toMatchObject([{ line: 1, field: 'amount', strict: false }])
    expect(check.items[0].message).toContain('现在 ¥1,000')
    const silent = await save('zhou', { purpose: '晚餐', lines: [dinner], submit: true })
    expect(silent.body.errors).toMatchObject([{ field: 'lines.0.note', code: 'expense.explain' }])
    const told = await save('zhou', { purpose: '晚餐', lines: [{ ...dinner, note: '对方来了六个人' }], submit: true })
    expect(told.status, JSON.stringify(told.body)).toBe(200)
    expect(told.body.approval).toBe('running')
    await decide('chen', 'approve')
  })

  it('keep what they forbid from being submitted at all', async () => {
    const night = { day: day(4), kind: 'lodging', amount: 520_00, note: '没房了' }
    const refused = await save('zhou', { purpose: '住宿', lines: [night], submit: true })
    expect(refused.body.errors.map((e: any) => e.field)).toEqual(['lines.0.amount', 'lines.0.receipts'])
    expect((await save('zhou', { purpose: '住宿', lines: [night] })).status).toBe(200)
  })

  it('are the board’s own where it has some', async () => {
    const own = { name: '展会', kinds: ['event'], limit: 1, per: 'day', sentence: '先问主任' }
    expect((await company.as('gao').post('/api/expense-rules', own)).status).toBe(403)
    await made('he', 'expense-rules', { ...own, board: company.boards.fair })
    const event = { lines: [{ ...train, kind: 'event' }] }
    expect((await made('zhou', 'expense-claims/check', event)).items).toEqual([])
    expect((await made('wang', 'expense-claims/check', event)).items).toHaveLength(1)
  })

  it('name the last of several lines that exceed a day together', () => {
    const line = (amount: number, on = '2026-11-20'): Claimed => ({ day: on, kind: 'gift', amount })
    const rule = { kinds: null, limit: 100, per: 'day', receiptFrom: null, needsAccount: false }
    expect(broken(rule, [line(60), line(60), line(60, '2026-11-21')], [])).toEqual([
      { line: 1, field: 'amount', says: 'expense.over', amount: 120 },
    ])
    expect(broken({ ...rule, per: 'line' }, [line(60), line(101)], [])).toMatchObject([{ line: 1, amount: 101 }])
    expect(
      broken({ ...rule, per: 'month' }, [line(60)], [{ day: '2026-11-02', kind: 'gift', amount: 41 }]),
    ).toHaveLength(1)
  })
})

describe('a claim on its way', () => {
  let claim: any
  it('goes to the manager, and from 2,000 on to the group; nobody changes it meanwhile', async () => {
    claim = (
      await save('zhou', { purpose: '展会两天', lines: [{ ...train, amount: 2_600_00, account }], submit: true })
    ).body
    expect(claim).toMatchObject({ approval: 'running', total: 2_600_00 })
    const [line] = await lines('zhou', claim.id)
    for (const answer of [
      await company.as('zhou').patch(`/api/expense-lines/${line.id}`, { amount: 1 }),
      await company.as('zhou').delete(`/api/expense-lines/${line.id}`),
      await company.as('zhou').post('/api/expense-lines', { claim: claim.id, ...train }),
      await save('zhou', { claim: claim.id, lines: [] }),
    ])
      expect(answer.status, JSON.stringify(answer.body)).toBe(422)
    expect((await company.as('zhou').post(`/api/expense-claims/${claim.id}/pay`, {})).status).toBe(403)
    expect((await company.as('zheng').post(`/api/expense-claims/${claim.id}/pay`, {})).body.code).toBe(
      'expense.notApproved',
    )
    await decide('chen', 'sendBack', '拆成两天')
    const again = await save('zhou', {
      claim: claim.id,
      lines: [
        { id: line.id, amount: 1_300_00 },
        { ...train, day: day(4), amount: 1_300_00, account },
      ],
      submit: true,
    })
    expect(again.body, JSON.stringify(again.body)).toMatchObject({ approval: 'running', total: 2_600_00 })
    await decide('chen', 'approve')
    expect((await company.as('zhou').get(`/api/expense-claims/${claim.id}`)).body.approval).toBe('running')
    await decide('zheng', 'approve')
    expect((await company.as('zhou').get(`/api/expense-claims/${claim.id}`)).body.approval).toBe('approved')
  })

  it('is paid once it is agreed to, and then stays as it is', async () => {
    expect((await company.as('zhou').patch(`/api/expense-claims/${claim.id}`, { purpose: '别的' })).body.code).toBe(
      'expense.approved',
    )
    expect((await company.as('zhou').delete(`/api/expense-claims/${claim.id}`)).body.code).toBe('expense.approved')
    expect((await company.as('zhou').post(`/api/expense-claims/${claim.id}/pay`, {})).status).toBe(403)
    const paid = await company.as('zheng').post(`/api/expense-claims/${claim.id}/pay`, {})
    expect(paid.body).toMatchObject({ paidOn: day(0), paidBy: { name: '郑国栋' } })
    const told = (await company.as('zhou').get('/api/notifications')).body.items
    expect(told).toContainEqual(expect.objectContaining({ type: 'expensePaid', title: '展会两天' }))
    expect((await company.as('zheng').post(`/api/expense-claims/${claim.id}/unpay`)).body.paidOn).toBeNull()
  })

  it('counts for its customer beside what was won there, in everybody’s own scope', async () => {
    const deal = await made('zhou', 'opportunities', { name: '全年投放', account, amount: 52_000_00 })
    await made('zhou', `opportunities/${deal.id}/win`, {})
    const asked = `/api/expense-costs?by=account&from=${day(300)}&to=${day(0)}`
    const costs = (await company.as('gao').get(asked)).body
    const line = costs.items.find((one: any) => one.key === account)
    // 晚餐 500 and 展会 2,600 are approved.
    expect(line).toMatchObject({ name: '镇江恒顺坊', cost: 3_100_00, pending: 0, won: 52_000_00 })
    expect(costs.won).toBe(52_000_00)
    expect((await company.as('wang').get(asked)).body).toMatchObject({ cost: 0, count: 0, items: [] })
    const kinds = (await company.as('zhou').get(asked.replace('account', 'kind'))).body.items
    expect(kinds.map((one: any) => [one.key, one.cost])).toEqual([
      ['travel', 2_600_00],
      ['entertainment', 500_00],
    ])
    for (const by of ['opportunity', 'owner', 'board', 'month'])
      expect((await company.as('zheng').get(asked.replace('account', by))).body.cost, by).toBe(3_100_00)
    expect((await company.as('gao').get('/api/expense-costs?by=moon')).status).toBe(400)
    expect((await company.as('gao').get('/api/expense-costs?from=2026-02-31')).status).toBe(400)
  })
})
