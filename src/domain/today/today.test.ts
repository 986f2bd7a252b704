import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Company, freshCompany } from '../../../test/company'
import type { Duty } from './index'

let company: Company
beforeAll(async () => {
  company = await freshCompany()
})
afterAll(() => company?.close())

const day = (days: number) => new Date(Date.now() + days * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10)
const todayOf = async (who: 'zhou' | 'li') => (await company.as(who).get('/api/workbench/today')).body

test('zhou’s day: the large sale that is late first, then the small task of today, nothing of li’s', async () => {
  const zhou = company.as('zhou')
  const { body: account } = await zhou.post('/api/accounts', { name: '云岭春酒业', nextFollowUpOn: day(1) })
  const { body: sale } = await zhou.post('/api/opportunities', {
    name: '云岭春全年广告',
    account: account.id,
    amount: 26_800_000,
    probability: 50,
    closeDate: day(-3),
  })
  await zhou.post('/api/tasks', { subject: '寄样刊', dueAt: new Date().toISOString() })
  await company.as('li').post('/api/tasks', { subject: '李敏的事', dueAt: new Date().toISOString() })
  const { items, total, late, worth } = await todayOf('zhou')
  expect(items.map((one: Duty) => [one.kind, one.title])).toEqual([
    ['overdue', '云岭春全年广告'],
    ['followUp', '云岭春酒业'],
    ['task', '寄样刊'],
  ])
  expect(items[0]).toMatchObject({
    id: sale.id,
    account: { id: account.id, name: '云岭春酒业' },
    reason: '预计成交日已过 3 天，改日期，或定输赢',
    worth: 13_400_000,
    due: day(-3),
  })
  expect({ total, late, worth }).toEqual({ total: 3, late: 1, worth: [{ currency: 'CNY', amount: 13_400_000 }] })
})

test('who says what comes next is asked for that, and who has closed it for nothing', async () => {
  const zhou = company.as('zhou')
  const [late] = (await todayOf('zhou')).items as Duty[]
  await zhou.patch(`/api/opportunities/${late!.id}`, { nextStep: '约采购总监吴启明', nextStepOn: day(0) })
  expect((await todayOf('zhou')).items[0]).toMatchObject({ kind: 'nextStep', reason: '下一步：约采购总监吴启明' })
  await zhou.post(`/api/opportunities/${late!.id}/lose`, { reason: 'price' })
  const { items, worth } = await todayOf('zhou')
  expect(items.map((one: Duty) => one.kind).sort()).toEqual(['followUp', 'task'])
  expect(worth).toEqual([])
})

test('a quote that runs out unanswered and a payment that is late stand beside what sales ask for', async () => {
  const zhou = company.as('zhou')
  const { body: account } = await zhou.post('/api/accounts', { name: '滇池食品' })
  const { body: quote } = await zhou.post('/api/quotes', {
    name: '滇池食品全年报价',
    account: account.id,
    validUntil: day(2),
  })
  const { body: order } = await zhou.post('/api/orders', { name: '滇池食品首单', account: account.id })
  await company.database.owner.query(`update quotes set status = 'sent' where id = $1`, [quote.id])
  await company.database.owner.query(
    `insert into instalments (tenant_id, id, name, account_id, order_id, due_on, amount, open_amount, currency, status, owner_id, board_id)
     values ($1, gen_random_uuid(), '首款', $2, $3, $4, 300000, 300000, 'CNY', 'open', $5, $6)`,
    [company.tenant, account.id, order.id, day(-4), company.people.zhou, company.boards.marketing],
  )
  const { items } = await todayOf('zhou')
  const reasons = Object.fromEntries(items.map((one: Duty) => [one.kind, [one.title, one.reason, one.worth]]))
  expect(reasons).toMatchObject({
    quote: ['滇池食品全年报价', '报价 2 天后到期，客户还没有答复', null],
    instalment: ['首款', '回款逾期 4 天', 300_000],
  })
})
