import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Company, freshCompany, type Who } from '../../../../test/company'
import { inTransaction, perform } from '../../../core/acts/perform'
import { contextFor } from '../../../core/context'
import { readPrincipal } from '../../org'

const DAY_MS = 86_400_000
const yuan = (n: number) => n * 100

let company: Company
const stages: Record<'A' | 'B' | 'C' | 'D', string> = { A: '', B: '', C: '', D: '' }
let pipeline: string
const ids: string[] = []

/** Does something as somebody would have done it so many days ago. */
async function ago(days: number, who: Who, act: string, id: string | null, body: object = {}): Promise<any> {
  const { host, tenant, people, database } = company
  const principal = (await readPrincipal(database, tenant, people[who], host.program.entities))!
  const ctx = await contextFor(host, principal, { by: 'web' })
  const now = new Date(Date.now() - days * DAY_MS)
  return inTransaction({ ...ctx, now }, inside => perform(inside, inside.words.entity('opportunity'), act, id, body))
}
const opened = async (days: number, who: Who, name: string, amount: number, more: object = {}) => {
  const { id } = await ago(days, who, 'create', null, { name, amount: yuan(amount), pipeline, ...more })
  ids.push(id)
  return id as string
}
const ask = async (who: Who, what: string, body: object) => {
  const answer = await company.as(who).post(`/api/opportunities/analysis/${what}`, body)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body
}
const counted = async (who: Who, filter: unknown) =>
  (await company.as(who).post('/api/counts', { of: [{ object: 'opportunity', filter }] })).body.items[0]

beforeAll(async () => {
  company = await freshCompany()
  const admin = company.as('admin')
  pipeline = (await admin.post('/api/pipelines', { name: '短流程', position: 9, active: true })).body.id
  for (const [i, [code, name, probability, skippable]] of (
    [
      ['A', '初谈', 20, false],
      ['B', '方案', 50, true],
      ['C', '谈判', 80, false],
      ['D', '成交', 100, false],
    ] as const
  ).entries()) {
    const made = await admin.post('/api/stages', {
      name,
      pipeline,
      position: i + 1,
      probability,
      skippable,
      active: true,
    })
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    stages[code] = made.body.id
  }
  // 40 days ago in, 10 days in each stage, won after 30.
  const cover = await opened(40, 'zhou', '封底全年', 100_000, { source: 'referral' })
  await ago(30, 'zhou', 'advance', cover, { to: stages.B })
  await ago(20, 'zhou', 'advance', cover, { to: stages.C })
  await ago(10, 'zhou', 'win', cover, { reason: 'relationship' })
  // 5 days, then 10, then lost to the price.
  const inner = await opened(40, 'zhou', '内页 8 期', 200_000)
  await ago(35, 'zhou', 'advance', inner, { to: stages.B })
  await ago(25, 'zhou', 'lose', inner, { reason: 'price' })
  // Skips B after 10 days.
  const stand = await opened(30, 'li', '特装展位', 300_000)
  await ago(20, 'li', 'advance', stand, { to: stages.C })
  await opened(20, 'zhou', '开机广告', 50_000)
  // On to B after 5 days, back after another 10.
  const title = await opened(20, 'zhou', '年会冠名', 400_000)
  await ago(15, 'zhou', 'advance', title, { to: stages.B })
  await ago(5, 'zhou', 'goBack', title, { to: stages.A, reason: '换了联系人' })
  await opened(10, 'wang', '糖酒会总冠名', 1_000_000)
}, 120_000)
afterAll(() => company?.close())

it('counts who came how far, with what and after how long', async () => {
  const { stages: steps, whole } = await ask('gao', 'funnel', { pipeline, period: 'last365days' })
  expect(steps.map((one: any) => [one.name, one.reached, one.amounts.CNY, one.conversion])).toEqual([
    ['初谈', 5, yuan(1_050_000), null],
    ['方案', 4, yuan(1_000_000), 4 / 5],
    ['谈判', 2, yuan(400_000), 2 / 4],
    ['成交', 1, yuan(100_000), 1 / 2],
  ])
  expect(steps.map((one: any) => [one.here, one.lost])).toEqual([
    [2, 0],
    [0, 1],
    [1, 0],
    [0, 0],
  ])
  const days = steps.map(
    ({ stays }: any) => stays && [stays.count, Math.round(stays.median * 10) / 10, Math.round(stays.average * 10) / 10],
  )
  expect(days).toEqual([[4, 7.5, 7.5], [3, 10, 10], [1, 10, 10], null])
  expect(whole).toMatchObject({ count: 5, open: 3, won: 1, lost: 1, wonAmounts: { CNY: yuan(100_000) } })
})

it('keeps to the period and to the caller: a salesperson sees their own, headquarters everybody', async () => {
  const reached = async (who: Who, body: object = {}) =>
    (await ask(who, 'funnel', { pipeline, ...body })).stages.map((one: any) => one.reached)
  expect(await reached('zhou')).toEqual([4, 3, 1, 1])
  expect(await reached('li')).toEqual([1, 1, 1, 0])
  expect(await reached('zheng')).toEqual([6, 4, 2, 1])
  expect(await reached('gao', { period: 'last26days' })).toEqual([2, 1, 0, 0])
  expect(await reached('zheng', { filter: { field: 'owner', op: 'eq', value: company.people.wang } })).toEqual([
    1, 0, 0, 0,
  ])
  expect((await company.as('lin').post('/api/opportunities/analysis/funnel', { pipeline })).status).toBe(404)
  expect((await company.with().post('/api/opportunities/analysis/funnel', {})).status).toBe(401)
})

it('leads from every figure of the funnel to just the records that it counts', async () => {
  for (const who of ['zhou', 'gao', 'zheng'] as const) {
    const { stages: steps, whole } = await ask(who, 'funnel', { pipeline, period: 'last365days' })
    for (const one of steps)
      for (const [n, filter] of [
        [one.reached, one.reachedFilter],
        [one.here, one.hereFilter],
        [one.lost, one.lostFilter],
      ])
        expect([who, one.name, await counted(who, filter)]).toEqual([who, one.name, n])
    expect(await counted(who, whole.filter)).toBe(whole.count)
  }
})

it('measures velocity: worked × win rate × average amount ÷ cycle, against the period before', async () => {
  const body = { pipeline, period: 'last30days', by: 'owner' }
  const { whole, groups, cycles } = await ask('gao', 'velocity', body)
  expect(whole.now).toMatchObject({
    worked: 5,
    won: 1,
    lost: 1,
    winRate: 0.5,
    cycle: 30,
    amounts: { CNY: yuan(100_000) },
  })
  expect(whole.now.perDay).toEqual({ CNY: Math.round((5 * 0.5 * yuan(100_000)) / 30) })
  expect(whole.before).toMatchObject({ worked: 3, won: 0, lost: 0, winRate: null, cycle: null })
  expect(groups.map(({ value, now }: any) => [value.name, now.worked, now.won])).toEqual([
    ['周雨桐', 4, 1],
    ['李敏', 1, 0],
  ])
  expect(await counted('gao', groups[0].filter)).toBe(2)
  expect(cycles.filter((one: any) => one.won + one.lost > 0)).toEqual([{ from: 15, to: 30, won: 1, lost: 1 }])
})

it('sets won against lost by reason, source and month, and leads to them', async () => {
  const { whole, groups } = await ask('gao', 'outcomes', { pipeline, by: 'endReason' })
  expect(whole).toMatchObject({
    won: 1,
    lost: 1,
    winRate: 0.5,
    wonCycle: 30,
    lostCycle: 15,
    lostAmounts: { CNY: yuan(200_000) },
  })
  expect(groups.map((one: any) => [one.value, one.won, one.lost, one.winRate]).sort()).toEqual([
    ['price', 0, 1, 0],
    ['relationship', 1, 0, 1],
  ])
  for (const by of ['endReason', 'source', 'owner', 'month', 'competitor', 'stage'])
    for (const one of (await ask('gao', 'outcomes', { pipeline, by })).groups) {
      expect([by, await counted('gao', one.wonFilter)]).toEqual([by, one.won])
      expect([by, await counted('gao', one.lostFilter)]).toEqual([by, one.lost])
    }
})

it('weighs what is open by how likely it is', async () => {
  const filter = {
    and: [
      { field: 'pipeline', op: 'eq', value: pipeline },
      { field: 'status', op: 'eq', value: 'open' },
    ],
  }
  const { amounts, weighted } = await ask('gao', 'standing', { filter })
  expect(amounts).toEqual({ CNY: yuan(750_000) })
  expect(weighted).toEqual({ CNY: yuan(300_000 * 0.8 + 50_000 * 0.2 + 400_000 * 0.2) })
})

it('refuses what it cannot read with a sentence', async () => {
  const post = async (what: string, body: object) =>
    (await company.as('gao').post(`/api/opportunities/analysis/${what}`, body)).status
  for (const body of [
    { period: 'soon' },
    { period: '2026-02-01/2026-01-01' },
    { by: 'colour' },
    { pipeline: '1' },
    { filter: { field: 'secret', op: 'eq', value: 1 } },
    { more: true },
  ])
    expect([body, await post('velocity', body)]).toEqual([body, 400])
})
