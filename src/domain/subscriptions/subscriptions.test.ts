import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, freshCompany, type Who } from '../../../test/company'
import { systemContext } from '../../core/context'
import { sql } from '../../core/db/statement'
import { listDispatch } from './generate'
import { publishingDays } from './planIssues'

let company: Company
let account: string
let title: string
let issues: { id: string; name: string }[]
beforeAll(async () => {
  company = await freshCompany()
  account = (await made('zhou', 'accounts', { name: '镇江恒顺坊' })).id
  title = (await made('admin', 'publications', { name: '糖酒经纬', frequency: 'monthly', copyDays: 10 })).id
  const plan = { firstOn: day(20), firstNumber: 1, count: 12 }
  expect((await company.as('admin').post(`/api/publications/${title}/planIssues`, plan)).body).toEqual({ planned: 12 })
  issues = (await company.as('zhou').get('/api/issues?sort=publishesOn&limit=100')).body.items
})
afterAll(() => company.close())

const DAY_MS = 86_400_000
const day = (ahead: number) => new Date(Date.now() + 8 * 3_600_000 + ahead * DAY_MS).toISOString().slice(0, 10)
const made = async (who: Who, path: string, body: unknown) => {
  const answer = await company.as(who).post(`/api/${path}`, body)
  expect([200, 201], JSON.stringify(answer.body)).toContain(answer.status)
  return answer.body
}
const address = (recipient: string, from = 0, until = 11, more: Record<string, unknown> = {}) => ({
  publication: title,
  fromIssue: issues[from]!.id,
  untilIssue: issues[until]!.id,
  recipient,
  address: `解放路 ${recipient} 号`,
  copies: 2,
  ...more,
})
const subscribed = (recipient: string, from?: number, until?: number, more: Record<string, unknown> = {}) =>
  made('zhou', 'subscriptions', { account, ...address(recipient, from, until), ...more })
/** Makes the list of an issue as whoever asks for it, and lets the job fill it. */
async function dispatched(who: Who, issue: number, backIssues = false): Promise<string> {
  const { id } = await made(who, 'dispatches/generate', { issue: issues[issue]!.id, backIssues })
  await fill(who, id)
  return id
}
const fill = async (who: Who, id: string) =>
  listDispatch.run(await systemContext(company.host, company.tenant), { dispatch: id, user: company.people[who] })
const linesOf = async (who: Who, dispatch: string) =>
  (
    await company
      .as(who)
      .get(
        `/api/dispatch-lines?sort=recipient&limit=200&filter=${encodeURIComponent(JSON.stringify({ field: 'dispatch', op: 'eq', value: dispatch }))}`,
      )
  ).body.items
const names = (lines: { recipient: string }[]) => lines.map(one => one.recipient)

describe('issues', () => {
  it('are planned as often as their title appears, to the last day of short months', () => {
    expect(publishingDays('2027-01-31', 'monthly', 3)).toEqual(['2027-01-31', '2027-02-28', '2027-03-31'])
    expect(publishingDays('2027-01-05', 'semimonthly', 4)).toEqual([
      '2027-01-05',
      '2027-01-20',
      '2027-02-05',
      '2027-02-20',
    ])
    expect(publishingDays('2026-12-20', 'semimonthly', 3)).toEqual(['2026-12-20', '2027-01-05', '2027-01-20'])
    expect(publishingDays('2027-01-01', 'quarterly', 3)).toEqual(['2027-01-01', '2027-04-01', '2027-07-01'])
  })

  it('close their copy before they appear, and are planned once', async () => {
    const again = await company
      .as('admin')
      .post(`/api/publications/${title}/planIssues`, { firstOn: day(20), firstNumber: 1, count: 2 })
    expect([again.status, again.body.code]).toEqual([422, 'issue.planTwice'])
  })
})

describe('the subscriptions of an order', () => {
  let order: string
  it('are entered together: several titles and addresses, all of them or none', async () => {
    order = (await made('zhou', 'orders', { name: '全年征订', account })).id
    await made('zhou', 'order-lines', { order, name: '糖酒经纬全年', quantity: 4, unitPrice: 24_000 })
    const bad = await company.as('zhou').post(`/api/orders/${order}/subscribe`, {
      lines: [address('总部'), { ...address('分公司'), untilIssue: null }],
    })
    expect([bad.status, bad.body.errors[0].field]).toEqual([422, 'lines.1.untilIssue'])
    const backwards = await company
      .as('zhou')
      .post(`/api/orders/${order}/subscribe`, { lines: [address('总部', 5, 2)] })
    expect(backwards.body.errors[0].code).toBe('subscription.backwards')
    const good = await company
      .as('zhou')
      .post(`/api/orders/${order}/subscribe`, { lines: [address('总部'), address('分公司')] })
    expect(good.status, JSON.stringify(good.body)).toBe(200)
    const { items } = (await company.as('zhou').get('/api/subscriptions?sort=recipient')).body
    expect(items.map((one: { status: string }) => one.status)).toEqual(['draft', 'draft'])
    expect(items[0].account.id).toBe(account)
  })

  it('go out once the order is confirmed, and stop when it is cancelled', async () => {
    expect(await linesOf('zhou', await dispatched('zhou', 0))).toEqual([])
    await company.as('zhou').post(`/api/orders/${order}/confirm`)
    const first = await dispatched('zhou', 0)
    expect(names(await linesOf('zhou', first))).toEqual(['分公司', '总部'].sort())
    const { addresses, copies, status } = (await company.as('zhou').get(`/api/dispatches/${first}`)).body
    expect([addresses, copies, status]).toEqual([2, 4, 'ready'])
    const cancelled = await company.as('zhou').post(`/api/orders/${order}/cancel`, { cancelReason: 'customer' })
    expect(cancelled.status, JSON.stringify(cancelled.body)).toBe(200)
    await company.as('zhou').post(`/api/dispatches/${first}/regenerate`)
    await fill('zhou', first)
    expect(await linesOf('zhou', first)).toEqual([])
  })
})

describe('a dispatch', () => {
  it('lists each subscription once, however often it is made, and who comes late by the next', async () => {
    await subscribed('甲', 1)
    const first = await dispatched('zhou', 1)
    await fill('zhou', first)
    expect(names(await linesOf('zhou', first))).toEqual(['甲'])
    await subscribed('乙', 1)
    // A second list of the same issue has only who is not on the first.
    expect(names(await linesOf('zhou', await dispatched('zhou', 1)))).toEqual(['乙'])
    await subscribed('丙', 1)
    const late = await linesOf('zhou', await dispatched('zhou', 2, true))
    expect(late.filter((one: { recipient: string }) => one.recipient === '丙').length).toBe(2)
  })

  it('sends again with the next what was missed, and what came back once somebody says so', async () => {
    await subscribed('丁', 3)
    const list = await dispatched('zhou', 3)
    const line = (await linesOf('zhou', list)).find((one: { recipient: string }) => one.recipient === '丁')
    const early = await company.as('zhou').post(`/api/dispatch-lines/${line.id}/missed`, {})
    expect([early.status, early.body.code]).toEqual([422, 'dispatch.notSent'])
    expect((await company.as('zhou').post(`/api/dispatches/${list}/send`, {})).body.status).toBe('sent')
    expect(
      (await company.as('zhou').post(`/api/dispatch-lines/${line.id}/missed`, { reason: '门卫没见到' })).status,
    ).toBe(200)
    expect((await company.as('zhou').delete(`/api/dispatches/${list}`)).status).toBe(422)
    const next = await dispatched('zhou', 4)
    const again = (await linesOf('zhou', next)).filter((one: { recipient: string }) => one.recipient === '丁')
    expect(again.map((one: { issue: { name: string } }) => one.issue.name).sort()).toEqual(
      [issues[3]!.name, issues[4]!.name].sort(),
    )
    expect((await company.as('zhou').get(`/api/dispatches/${next}`)).body.resent).toBe(1)
    const was = (await linesOf('zhou', list)).find((one: { id: string }) => one.id === line.id)
    expect([was.status, was.again]).toEqual(['resent', false])
  })

  it('leaves out what is paused, and shows addresses as they are when it is made again', async () => {
    const one = await subscribed('戊', 5)
    const list = await dispatched('zhou', 5)
    await company.as('zhou').patch(`/api/subscriptions/${one.id}`, { address: '新址 8 号' })
    await company.as('zhou').post(`/api/dispatches/${list}/regenerate`)
    await fill('zhou', list)
    const line = (await linesOf('zhou', list)).find((each: { recipient: string }) => each.recipient === '戊')
    expect(line.address).toBe('新址 8 号')
    await company.as('zhou').post(`/api/subscriptions/${one.id}/pause`, { reason: '搬家' })
    await company.as('zhou').post(`/api/dispatches/${list}/regenerate`)
    await fill('zhou', list)
    expect(names(await linesOf('zhou', list))).not.toContain('戊')
  })

  it('holds the subscriptions that whoever makes it may see', async () => {
    const theirs = (await made('wang', 'accounts', { name: '成都会展客户' })).id
    await made('wang', 'subscriptions', { account: theirs, ...address('王的客户', 6) })
    expect(names(await linesOf('zhou', await dispatched('zhou', 6)))).not.toContain('王的客户')
    expect(names(await linesOf('wang', await dispatched('wang', 6)))).toEqual(['王的客户'])
  })

  it('lists thousands in batches, none of them twice, though two make it at once', async () => {
    const ctx = await systemContext(company.host, company.tenant)
    const many = (await made('admin', 'publications', { name: '名酒渠道', frequency: 'monthly' })).id
    await company
      .as('admin')
      .post(`/api/publications/${many}/planIssues`, { firstOn: day(5), firstNumber: 1, count: 3 })
    const [of] = await ctx.db.query<{ id: string }>(
      sql`select id from issues where publication_id = ${many} order by publishes_on limit 1`,
    )
    const COUNT = 6_000
    await ctx.db.query(sql`insert into subscriptions (tenant_id, id, recipient, address, account_id, publication_id, from_issue_id, until_issue_id, copies, status, method, owner_id, board_id)
      select ${company.tenant}::int4, gen_random_uuid(), '收件人 ' || n, '某路 ' || n || ' 号', ${account}::uuid, ${many}::uuid, ${of!.id}::uuid, ${of!.id}::uuid, 1, 'active', 'post',
        ${company.people.zhou}::uuid, ${company.boards.marketing}::uuid from generate_series(1, ${COUNT}::int) n`)
    const { id } = await made('zhou', 'dispatches/generate', { issue: of!.id })
    await Promise.all([fill('zhou', id), fill('zhou', id)])
    const row = (await company.as('zhou').get(`/api/dispatches/${id}`)).body
    expect([row.status, row.addresses, row.copies]).toEqual(['ready', COUNT, COUNT])
  })
})

describe('a renewal', () => {
  it('goes on where the subscription ends, for as many issues, once', async () => {
    const one = await subscribed('己', 0, 3)
    expect((await company.as('zhou').post(`/api/subscriptions/${one.id}/renew`, {})).status).toBe(200)
    const after = (await company.as('zhou').get(`/api/subscriptions/${one.id}`)).body
    const next = (await company.as('zhou').get(`/api/subscriptions/${after.renewedBy.id}`)).body
    expect([next.fromIssue.id, next.untilIssue.id, next.copies]).toEqual([issues[4]!.id, issues[7]!.id, 2])
    const twice = await company.as('zhou').post(`/api/subscriptions/${one.id}/renew`, {})
    expect([twice.status, twice.body.code]).toEqual([422, 'subscription.renewed'])
  })

  it('is refused where too few issues are planned', async () => {
    const one = await subscribed('庚', 0, 10)
    const refused = await company.as('zhou').post(`/api/subscriptions/${one.id}/renew`, {})
    expect([refused.status, refused.body.code]).toEqual([422, 'subscription.noIssues'])
  })
})
