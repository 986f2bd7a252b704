import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, freshCompany, type Who } from '../../../test/company'
import { systemContext } from '../../core/context'
import { keep } from './takeSnapshot'

let company: Company
const DAY_MS = 86_400_000
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
const YEAR = today.slice(0, 4)
/** A period that holds today, and some of its days: whatever the date, the figures stay the same. */
const MONTH = today.slice(0, 7)
const NEXT_YEAR = String(Number(YEAR) + 1)
const Y = (n: number) => n * 100

beforeAll(async () => {
  company = await freshCompany()
  await company.as('admin').patch(`/api/departments/${company.department}`, {
    head: company.people.chen,
    board: company.boards.marketing,
  })
})
afterAll(() => company.close())

const made = async (who: Who, path: string, body: unknown) => {
  const answer = await company.as(who).post(`/api/${path}`, body)
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300)
  return answer.body
}
const deal = (who: Who, name: string, amount: number, more: object = {}) =>
  made(who, 'opportunities', { name, amount, closeDate: today, forecast: 'pipeline', ...more })
const forecast = async (who: Who, query = `period=${MONTH}`) => {
  const answer = await company.as(who).get(`/api/forecasts?${query}`)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body
}
const lineOf = (answer: any, name: string) => answer.lines.find((one: any) => one.name === name)

describe('the forecast of a month', () => {
  beforeAll(async () => {
    await deal('zhou', '赢了的广告', Y(100), { status: 'won', closedOn: today })
    await deal('zhou', '承诺的广告', Y(50), { forecast: 'commit', probability: 80 })
    await deal('zhou', '乐观的展位', Y(30), { forecast: 'best', probability: 50 })
    await deal('li', '在跟的征订', Y(20), { probability: 10 })
    await deal('li', '不计的征订', Y(1_000), { forecast: 'omitted', probability: 10 })
    await deal('li', '明年的征订', Y(70), { closeDate: `${NEXT_YEAR}-12-31`, forecast: 'commit' })
    await deal('gao', '没有日子', Y(9), { closeDate: null })
    await deal('wang', '别的版块', Y(400), { forecast: 'commit', probability: 90 })
    await deal('zhou', '美元的', Y(5), { forecast: 'commit', currency: 'USD' })
  })

  it('is zhou’s own to zhou, each category apart, the weighted by probability', async () => {
    const answer = await forecast('zhou')
    expect(answer.lines.map((one: any) => one.name)).toEqual(['周雨桐'])
    // 80 % of 50 and 50 % of 30.
    expect(answer.lines[0]).toMatchObject({
      won: Y(100),
      commit: Y(50),
      best: Y(30),
      pipeline: 0,
      weighted: Y(40 + 15),
    })
    expect(answer.lines[0]).toMatchObject({ added: Y(150), forecast: Y(150), expected: null, target: null })
    expect(answer.currencies).toEqual(['CNY', 'USD'])
    expect(lineOf(await forecast('zhou', `period=${MONTH}&currency=USD`), '周雨桐').commit).toBe(Y(5))
    expect(lineOf(await forecast('zhou', `period=${MONTH}&measure=count`), '周雨桐')).toMatchObject({
      won: 1,
      commit: 1,
      best: 1,
    })
  })

  it('adds up by department and board to whoever leads them, and to headquarters whole', async () => {
    const chen = await forecast('chen')
    expect(chen.lines[0]).toMatchObject({ name: '华东部', level: 'department', won: Y(100), pipeline: Y(20) })
    const gao = await forecast('gao')
    expect(gao.lines[0]).toMatchObject({ name: '营销中心', commit: Y(50), undated: Y(9), forecast: Y(150) })
    expect(lineOf(gao, '王磊')).toBeUndefined()
    const all = await forecast('zheng')
    expect(all.lines[0]).toMatchObject({ level: 'company', commit: Y(450), forecast: Y(550) })
    // What is due next year is in no month of this one.
    expect(lineOf(all, '李敏').commit).toBe(0)
    expect(lineOf(await forecast('zheng', `period=${NEXT_YEAR}-Q4`), '李敏').commit).toBe(Y(70))
  })

  it('leads from every figure to just the opportunities it adds up', async () => {
    const filter = {
      and: [
        { field: 'status', op: 'eq', value: 'open' },
        { field: 'forecast', op: 'eq', value: 'commit' },
        { field: 'closeDate', op: 'between', value: [`${MONTH}-01`, today] },
        { field: 'owner.department', op: 'under', value: company.department },
        { field: 'currency', op: 'eq', value: 'CNY' },
      ],
    }
    const { body } = await company.as('gao').post('/api/opportunities/query', { filter, fields: ['name'] })
    expect(body.items.map((one: any) => one.name)).toEqual(['承诺的广告'])
  })

  it('is taken along as a spreadsheet by whoever may', async () => {
    const answer = await company.as('gao').get(`/api/forecasts/export?period=${MONTH}&format=csv`)
    expect(answer.status).toBe(200)
    const zhou = String(answer.body)
      .split(/\r?\n/)
      .find(row => row.includes('周雨桐'))
    expect(zhou).toContain('个人,周雨桐,华东部,100,50,30,0,55,150,150')
    expect((await company.as('zhou').get('/api/forecasts/export')).status).toBe(403)
  })

  it('refuses what is no period, measure or currency, and strangers', async () => {
    for (const query of ['period=2026-13', 'measure=dogs', 'currency=yuan', 'product=1', 'week=2020-01-06'])
      expect([query, (await company.as('gao').get(`/api/forecasts?${query}`)).status]).toEqual([query, 400])
    expect((await company.with().get('/api/forecasts')).status).toBe(401)
    expect((await forecast('lin')).lines.every((one: any) => one.won === 0)).toBe(true)
  })
})

describe('overrides', () => {
  const said = (who: Who, person: Who, amount: number | null, reason = '客户说了算') =>
    company.as(who).post('/api/forecast-overrides/override', {
      period: MONTH,
      level: 'person',
      person: company.people[person],
      amount,
      reason,
    })

  it('zhou’s manager corrects her number; hers and what adds up stay in sight, and all above follow', async () => {
    expect((await said('zhou', 'zhou', Y(180), '订单已口头答应')).status).toBe(200)
    expect(lineOf(await forecast('gao'), '营销中心').forecast).toBe(Y(180))
    expect((await said('chen', 'zhou', Y(120), '那家还没批预算')).status).toBe(200)
    const gao = await forecast('gao')
    expect(lineOf(gao, '周雨桐')).toMatchObject({
      added: Y(150),
      own: { amount: Y(180), by: '周雨桐' },
      override: { amount: Y(120), by: '陈嘉伟', reason: '那家还没批预算' },
      forecast: Y(120),
    })
    expect(lineOf(gao, '营销中心')).toMatchObject({ added: Y(120), forecast: Y(120) })
  })

  it('the manager of the board has the last word on the department, until it is taken back', async () => {
    const department = { period: MONTH, level: 'department', department: company.department, reason: '留些余地' }
    expect(
      (await company.as('gao').post('/api/forecast-overrides/override', { ...department, amount: Y(90) })).status,
    ).toBe(200)
    expect((await forecast('gao')).lines[0].forecast).toBe(Y(90))
    expect(
      (await company.as('gao').post('/api/forecast-overrides/override', { ...department, amount: null })).status,
    ).toBe(200)
    expect((await forecast('gao')).lines[0].forecast).toBe(Y(120))
    const kept = await company.database.owner.query('select count(*)::int as n from public.forecast_overrides')
    expect(kept.rows[0].n).toBe(4)
  })

  it('needs a reason, a person of one’s own and a period that is not over', async () => {
    expect((await said('chen', 'zhou', Y(1), '')).status).toBe(422)
    expect((await said('zhou', 'li', Y(1))).status).toBe(403)
    expect((await said('he', 'zhou', Y(1))).status).toBe(403)
    const past = { period: '2020-01', level: 'person', person: company.people.zhou, amount: 1, reason: '补' }
    expect((await company.as('chen').post('/api/forecast-overrides/override', past)).status).toBe(422)
  })
})

describe('targets', () => {
  const set = (who: Who, targets: object[]) => company.as(who).post('/api/sales-targets/set', { targets })
  const person = (who: Who, period: string, amount: number | null) => ({
    period,
    level: 'person',
    id: company.people[who],
    amount,
  })

  it('a year is the sum of its months where nobody set it, and attainment is what is won of it', async () => {
    const months = Array.from({ length: 12 }, (_, i) => `${YEAR}-${String(i + 1).padStart(2, '0')}`)
    expect(
      (
        await set(
          'gao',
          months.map(month => person('zhou', month, Y(100))),
        )
      ).body,
    ).toEqual({ saved: 12 })
    const zhou = lineOf(await forecast('gao', `period=${YEAR}`), '周雨桐')
    expect(zhou).toMatchObject({ target: Y(1_200), won: Y(100) })
    expect(lineOf(await forecast('zhou', `period=${MONTH}`), '周雨桐').target).toBe(Y(100))
    await set('gao', [person('zhou', YEAR, Y(2_000))])
    expect(lineOf(await forecast('gao', `period=${YEAR}`), '周雨桐').target).toBe(Y(2_000))
  })

  it('a department’s own target stands beside what its people’s add up to', async () => {
    await set('gao', [
      { period: MONTH, level: 'department', id: company.department, amount: Y(500) },
      person('li', MONTH, Y(300)),
    ])
    const gao = await forecast('gao')
    expect(lineOf(gao, '华东部')).toMatchObject({ target: Y(500), targetBelow: Y(400) })
    expect(lineOf(gao, '营销中心')).toMatchObject({ target: null, targetBelow: Y(500) })
    expect((await forecast('chen')).lines[0]).toMatchObject({ name: '华东部', target: Y(500) })
  })

  it('deals are counted apart, and a product has targets of its own', async () => {
    await set('gao', [{ period: MONTH, level: 'person', id: company.people.zhou, deals: 3 }])
    expect(lineOf(await forecast('gao', `period=${MONTH}&measure=count`), '周雨桐').target).toBe(3)
    expect(lineOf(await forecast('gao'), '周雨桐').target).toBe(Y(100))
    const product = (await made('admin', 'products', { name: '封二整版' })).id
    await deal('zhou', '封二', Y(8), { product, forecast: 'commit' })
    await set('gao', [{ ...person('zhou', MONTH, Y(40)), product }])
    expect(lineOf(await forecast('gao', `period=${MONTH}&product=${product}`), '周雨桐')).toMatchObject({
      commit: Y(8),
      target: Y(40),
    })
    expect(lineOf(await forecast('gao'), '周雨桐').target).toBe(Y(100))
  })

  it('are the sheet’s cells: set, changed and taken away together, or not at all', async () => {
    const sheet = async (who: Who) => (await company.as(who).get(`/api/sales-targets/sheet?year=${NEXT_YEAR}`)).body
    await set('gao', [person('li', `${NEXT_YEAR}-01`, Y(10)), person('li', `${NEXT_YEAR}-02`, Y(20))])
    const cells = async () => lineOf(await sheet('gao'), '李敏').cells
    expect(await cells()).toEqual({ [`${NEXT_YEAR}-01`]: Y(10), [`${NEXT_YEAR}-02`]: Y(20) })
    await set('gao', [person('li', `${NEXT_YEAR}-01`, Y(11)), person('li', `${NEXT_YEAR}-02`, null)])
    expect(await cells()).toEqual({ [`${NEXT_YEAR}-01`]: Y(11) })
    expect(
      (await set('gao', [person('li', `${NEXT_YEAR}-01`, Y(99)), person('wang', `${NEXT_YEAR}-01`, Y(1))])).status,
    ).toBe(403)
    expect(await cells()).toEqual({ [`${NEXT_YEAR}-01`]: Y(11) })
    // What was won this year is what next year's target is spread by.
    const month = Number(today.slice(5, 7)) - 1
    expect(lineOf(await sheet('gao'), '周雨桐').before[month]).toBe(Y(100))
    expect(lineOf(await sheet('zhou'), '周雨桐').may).toBe(false)
    for (const targets of [
      [{ period: '2026-14', level: 'company', amount: 1 }],
      [{ period: YEAR, level: 'person' }],
      'all',
    ])
      expect((await company.as('gao').post('/api/sales-targets/set', { targets })).status).toBe(422)
  })

  it('come in by import and form too, each only once, and their period stands', async () => {
    const target = { period: 'quarter', startsOn: `${NEXT_YEAR}-05-20`, owner: company.people.li, amount: Y(60) }
    const one = await made('gao', 'sales-targets', target)
    expect(one).toMatchObject({ name: `${NEXT_YEAR} 年第二季度 · 李敏`, startsOn: `${NEXT_YEAR}-04-01` })
    expect((await company.as('gao').post('/api/sales-targets', target)).status).toBe(422)
    expect((await company.as('gao').patch(`/api/sales-targets/${one.id}`, { startsOn: `${YEAR}-01-01` })).status).toBe(
      422,
    )
    expect((await company.as('gao').patch(`/api/sales-targets/${one.id}`, { amount: Y(61) })).body.amount).toBe(Y(61))
    expect((await company.as('li').patch(`/api/sales-targets/${one.id}`, { amount: 1 })).status).toBe(403)
    expect((await company.as('li').get(`/api/sales-targets/${one.id}`)).body.amount).toBe(Y(61))
    expect((await company.as('zhou').get(`/api/sales-targets/${one.id}`)).status).toBe(404)
  })
})

describe('what was said then', () => {
  const weeksAgo = (n: number) => new Date(Date.now() - n * 7 * DAY_MS)
  const monday = (at: Date) => {
    const day = new Date(at.getTime() + 8 * 3_600_000)
    return new Date(day.getTime() - ((day.getUTCDay() + 6) % 7) * DAY_MS).toISOString().slice(0, 10)
  }
  const ids: Record<string, string> = {}

  it('is kept once a week, however often it is asked for, and costs a row only for what changed', async () => {
    const ctx = await systemContext(company.host, company.tenant)
    const snap = (n: number) =>
      company.database.transaction(company.tenant, db => keep({ ...ctx, db, now: weeksAgo(n) }) as Promise<any>)
    const account = (await made('zhou', 'accounts', { name: '成都市川渝食品有限公司' })).id
    for (const [name, amount] of [
      ['留着的', 10],
      ['变大的', 20],
      ['变小的', 30],
      ['推迟的', 40],
      ['要丢的', 50],
      ['要赢的', 60],
      ['交给李敏的', 70],
    ] as const)
      ids[name] = (await deal('zhou', name, Y(amount), { forecast: 'best', account })).id
    ids.拖后的 = (await deal('zhou', '拖后的', Y(5), { forecast: 'best', account, closeDate: `${MONTH}-01` })).id
    const first = await snap(2)
    const again = await snap(2)
    expect(again.id).toBe(first.id)
    expect(again.changed).toBe(0)
    await company.as('zhou').patch(`/api/opportunities/${ids.变大的}`, { amount: Y(25) })
    expect((await snap(1)).changed).toBe(1)
    const rows = await company.database.owner.query(
      `select to_char(from_week, 'YYYY-MM-DD') as "from", until_week::text as until, amount::int from public.forecast_states where opportunity_id = $1 order by from_week`,
      [ids.变大的],
    )
    expect(rows.rows).toEqual([
      { from: monday(weeksAgo(2)), until: monday(weeksAgo(1)), amount: Y(20) },
      { from: monday(weeksAgo(1)), until: 'infinity', amount: Y(25) },
    ])
    expect((await company.as('zhou').get('/api/forecasts/weeks')).body.items).toHaveLength(2)
    const then = await forecast('zhou', `period=${MONTH}&week=${monday(weeksAgo(2))}`)
    expect(lineOf(then, '周雨桐').best).toBe(Y(30 + 285))
    expect(lineOf(then, '周雨桐').expected).toBeNull()
    expect(then.lines[0].may).toBe(false)
  })

  it('and what changed since adds up: new, grown, shrunk, won, lost, slipped, pushed, given away', async () => {
    await company.as('zhou').patch(`/api/opportunities/${ids.变小的}`, { amount: Y(22) })
    await company.as('zhou').patch(`/api/opportunities/${ids.推迟的}`, { closeDate: `${NEXT_YEAR}-12-30` })
    await company.as('zhou').patch(`/api/opportunities/${ids.拖后的}`, { closeDate: `${MONTH}-28` })
    await company.as('zhou').post(`/api/opportunities/${ids.要丢的}/lose`, { reason: 'price' })
    await made('zhou', `opportunities/${ids.要赢的}/win`, { reason: 'product' })
    await company.as('gao').patch(`/api/opportunities/${ids.交给李敏的}`, { owner: company.people.li })
    ids.新来的 = (await deal('zhou', '新来的', Y(15))).id
    const week = monday(weeksAgo(2))
    const asked = `period=${MONTH}&week=${week}&level=person&id=${company.people.zhou}`
    const { body } = await company.as('zhou').get(`/api/forecasts/changes?${asked}`)
    const of = Object.fromEntries(body.kinds.map((one: any) => [one.kind, [one.count, one.was / 100, one.now / 100]]))
    expect(of).toMatchObject({
      new: [1, 0, 15],
      grew: [1, 20, 25],
      shrank: [1, 30, 22],
      won: [1, 60, 60],
      lost: [1, 50, 0],
      slipped: [1, 40, 0],
      pushed: [1, 5, 5],
      given: [1, 70, 0],
    })
    const sum = (name: 'was' | 'now') => body.kinds.reduce((all: number, one: any) => all + one[name], 0)
    expect([body.was, body.now]).toEqual([sum('was'), sum('now')])
    const zhou = lineOf(await forecast('zhou'), '周雨桐')
    expect(body.now).toBe(zhou.won + zhou.commit + zhou.best + zhou.pipeline)
    const given = body.items.find((one: any) => one.kind === 'given')
    expect(given).toMatchObject({ id: null, name: null, was: Y(70) })
    expect(body.items.find((one: any) => one.kind === 'slipped')).toMatchObject({
      name: '推迟的',
      dueThen: today,
      dueNow: `${NEXT_YEAR}-12-30`,
    })
    // To the board nothing was given away: it only changed hands there.
    const board = `period=${MONTH}&week=${week}&level=board&id=${company.boards.marketing}`
    const gao = (await company.as('gao').get(`/api/forecasts/changes?${board}`)).body
    expect(gao.kinds.some((one: any) => one.kind === 'given')).toBe(false)
    // Another board's head learns nothing of it.
    expect((await company.as('he').get(`/api/forecasts/changes?${board}`)).body.kinds).toEqual([])
  })

  it('is taken in between by whoever leads, not by everybody', async () => {
    expect((await company.as('zhou').post('/api/forecast-snapshots/take')).status).toBe(403)
    expect((await company.as('gao').post('/api/forecast-snapshots/take')).status).toBe(200)
    expect((await company.as('he').post('/api/forecast-snapshots/take')).status).toBe(200)
    expect((await company.as('gao').get('/api/forecasts/weeks')).body.items).toHaveLength(3)
  })
})
