import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, freshCompany, type Who } from '../../../test/company'
import { systemContext } from '../../core/context'
import { learnOdds } from './learn'

let company: Company
const DAY_MS = 86_400_000
const china = (daysAgo: number) => new Date(Date.now() + 8 * 3_600_000 - daysAgo * DAY_MS).toISOString()
const today = china(0).slice(0, 10)
const YEAR = today.slice(0, 4)
const stages: { id: string; name: string; pipeline: string }[] = []

/** Deals of zhou's that came to the first stage so many days ago, and how they ended after how many days. */
async function history(count: number, daysAgo: number, end: { act: 'win' | 'lose'; after: number } | null) {
  const { owner } = company.database
  await owner.query(
    `with born as (insert into public.opportunities (tenant_id, id, name, amount, currency, pipeline_id, stage_id, stage_entered_at, status, closed_on, owner_id, board_id, created_at)
      select $1, gen_random_uuid(), '过去的机会', 10000, 'CNY', $2, $3, now() - make_interval(days => $4::int), $5, case when $6::text is not null then (now() - make_interval(days => $4::int - $7::int))::date end,
        $8, $9, now() - make_interval(days => $4::int) from generate_series(1, $10) returning id),
    came as (insert into public.stage_moves (tenant_id, id, opportunity_id, pipeline_id, to_id, act, at)
      select $1, gen_random_uuid(), id, $2, $3, 'create', now() - make_interval(days => $4::int) from born)
    insert into public.stage_moves (tenant_id, id, opportunity_id, pipeline_id, from_id, act, at)
      select $1, gen_random_uuid(), id, $2, $3, $6, now() - make_interval(days => $4::int - $7::int) from born where $6::text is not null`,
    [
      company.tenant,
      stages[0]!.pipeline,
      stages[0]!.id,
      daysAgo,
      end ? { win: 'won', lose: 'lost' }[end.act] : 'open',
      end?.act ?? null,
      end?.after ?? 0,
      company.people.zhou,
      company.boards.marketing,
      count,
    ],
  )
}
const learn = async () => learnOdds.run(await systemContext(company.host, company.tenant), null)
const get = async (who: Who, path: string) => {
  const answer = await company.as(who).get(path)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body
}
const made = async (who: Who, path: string, body: unknown) => {
  const answer = await company.as(who).post(`/api/${path}`, body)
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return answer.body
}

beforeAll(async () => {
  company = await freshCompany()
  const { items } = await get('admin', '/api/stages?fields=name,pipeline,position&sort=position&limit=20')
  stages.push(...items.map((one: any) => ({ id: one.id, name: one.name, pipeline: one.pipeline.id })))
})
afterAll(() => company.close())

describe('without a history', () => {
  it('says nothing rather than something', async () => {
    const deal = await made('zhou', 'opportunities', { name: '第一个', amount: 100_00, closeDate: today })
    await learn()
    expect((await get('zhou', `/api/forecasts?period=${YEAR}`)).lines[0].expected).toBeNull()
    const [{ deal: odds }] = (await get('zhou', `/api/forecasts/odds/${deal.id}`)).items
    expect(odds).toMatchObject({ id: deal.id, evidence: null })
    expect(odds.chance).toBeNull()
    expect((await get('zheng', '/api/forecasts/accuracy')).trials).toEqual([])
    await company.as('zhou').delete(`/api/opportunities/${deal.id}`)
  })
})

describe('of 100 deals that came to the first stage, 40 won after 10 days and 20 lost after 24', () => {
  let fresh: any
  beforeAll(async () => {
    for (const daysAgo of [80, 110, 140, 170, 200]) {
      await history(8, daysAgo, { act: 'win', after: 10 })
      await history(4, daysAgo, { act: 'lose', after: 24 })
      await history(8, daysAgo, null)
    }
    fresh = await made('zhou', 'opportunities', { name: '新来的', amount: 1_000_00, stage: stages[0]!.id })
    await learn()
  })

  it('a deal that has just come is won within 30 days four times of ten, and says why', async () => {
    const { stages: learnt } = await get('zheng', '/api/forecasts/accuracy')
    const first = learnt.find((one: any) => one.stage === stages[0]!.name)
    const month = first.within.find((one: any) => one.days === 30)
    expect(first.cases).toBe(101)
    // 40 of 101, drawn a little to the whole pipeline, where the same deals count again at each later age.
    expect(month.won).toBeGreaterThan(0.3)
    expect(month.won).toBeLessThan(0.42)
    expect(month.lost).toBeGreaterThan(0.15)
    expect(month.won + month.lost).toBeLessThan(1)
    const all = (await get('zhou', `/api/forecasts/odds/${fresh.id}`)).items
    const year = all.find((one: any) => one.period.text === YEAR).deal
    const days = Math.round((Date.parse(`${YEAR}-12-31`) - Date.parse(today)) / DAY_MS) + 1
    const won = days >= 14 ? 40 : 0
    const lost = days >= 28 ? 20 : 0
    if (days >= 28)
      expect(year.evidence).toBe(
        `过去 24 个月里 101 个走到「${stages[0]!.name}」的机会，${won} 个在 ${days} 天内赢单，${lost} 个丢单`,
      )
    expect(year.chance).toBeGreaterThanOrEqual(0)
    expect(year.chance + year.lost).toBeLessThanOrEqual(1)
  })

  it('the forecast is won plus every open deal by its chance, between a low and a high', async () => {
    const { lines } = await get('zhou', `/api/forecasts?period=${YEAR}`)
    const { items, next } = await get(
      'zhou',
      `/api/forecasts/deals?period=${YEAR}&level=person&id=${company.people.zhou}`,
    )
    expect(next).toBeNull()
    expect(items).toHaveLength(41)
    expect(items[0].name).toBe('新来的')
    const sum = items.reduce((all: number, one: any) => all + (one.chance ?? 0) * one.amount, 0)
    const { value, low, high } = lines[0].expected
    expect(value - lines[0].won).toBeCloseTo(sum, -1)
    expect(low).toBeLessThanOrEqual(value)
    expect(high).toBeGreaterThanOrEqual(value)
    expect(low).toBeGreaterThanOrEqual(lines[0].won)
    // Who long stood still is unlikely to be won any more: nobody ever was after so long.
    expect(items.find((one: any) => one.days > 190).chance).toBeLessThan(items[0].chance)
  })

  it('holds what it would have said on the first of past months against what happened', async () => {
    const { trials, fittedOn } = await get('zheng', '/api/forecasts/accuracy')
    expect(fittedOn).toBe(today)
    expect(trials.length).toBeGreaterThan(2)
    const { rows } = await company.database.owner.query<{ month: string; n: number }>(
      `select to_char(m.at at time zone 'Asia/Shanghai', 'YYYY-MM') as month, count(*)::int as n from public.stage_moves m
        join public.stage_moves c on c.opportunity_id = m.opportunity_id and c.act = 'create'
        where m.act = 'win' and c.at < date_trunc('month', m.at at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai' group by 1`,
    )
    for (const trial of trials) {
      expect([trial.month, trial.actual]).toEqual([trial.month, rows.find(one => one.month === trial.month)?.n ?? 0])
      expect(trial.brier).toBeGreaterThanOrEqual(0)
      expect(trial.brier).toBeLessThanOrEqual(1)
      expect(trial.predicted).toBeLessThanOrEqual(trial.deals)
      expect(trial.actualAmount).toBe(trial.actual * 100_00)
    }
  })

  it('is learnt again every night with the same result, and shows nobody the sums of others', async () => {
    const before = await get('zheng', '/api/forecasts/accuracy')
    await learn()
    expect(await get('zheng', '/api/forecasts/accuracy')).toEqual(before)
    const zhou = await get('zhou', '/api/forecasts/accuracy')
    expect(zhou.trials[0]).toMatchObject({ actualAmount: null, predictedAmount: null, low: null })
    expect((await company.as('wang').get(`/api/forecasts/odds/${fresh.id}`)).status).toBe(404)
    expect(
      (await get('wang', `/api/forecasts/deals?period=${YEAR}&level=person&id=${company.people.zhou}`)).items,
    ).toEqual([])
  })
})
