import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, freshCompany } from '../../../test/company'
import { bringIn } from '../../../test/importing'
import { inTransaction, perform } from '../../core/acts/perform'
import { contextFor, systemContext } from '../../core/context'
import type { Ctx } from '../../core/ctx'
import { readPrincipal } from '../org'
import { night, opportunity } from '.'
import { markPipeline } from './night'

let company: Company
let stages: { id: string; name: string }[]
let account: string
beforeAll(async () => {
  company = await freshCompany()
  const found = await company.as('admin').get('/api/stages?sort=position&fields=name')
  stages = found.body.items
  account = (await company.as('zhou').post('/api/accounts', { name: '江苏淮泽酒业集团有限公司' })).body.id
}, 120_000)
afterAll(() => company?.close())

const stage = (name: string) => stages.find(one => one.name === name)!.id
const made = async (more: Record<string, unknown> = {}) =>
  (await company.as('zhou').post('/api/opportunities', { name: '封底全年 12 期', account, ...more })).body
const act = (id: string, name: string, body: unknown = {}) =>
  company.as('zhou').post(`/api/opportunities/${id}/${name}`, body)
const stageOf = (body: any) => body.stage.name
const DAY_MS = 86_400_000

/** The system's context at another time. */
async function at(ms: number): Promise<Ctx> {
  return { ...(await systemContext(company.host, company.tenant)), now: new Date(ms) }
}

describe('a new opportunity', () => {
  it('begins at the first of the eight steps, with what that step says', async () => {
    expect(stages.map(one => one.name)).toEqual([
      '寻找准客户',
      '约见拜访',
      '建立信任',
      '挖掘需求',
      '研究方案',
      '提出方案',
      '签约承诺',
      '客户满意',
    ])
    const one = await made()
    expect([one.pipeline.name, one.stage.name, one.probability, one.forecast, one.status]).toEqual([
      '八步销售法',
      '寻找准客户',
      10,
      'pipeline',
      'open',
    ])
    expect(one.stageEnteredAt).toBe(one.createdAt)
    expect(Date.parse(one.stageDueAt) - Date.parse(one.createdAt)).toBe(30 * DAY_MS)
    expect([one.stalled, one.overdue]).toEqual([false, false])
  })

  it('begins in the pipeline of its board where that has one', async () => {
    const he = company.as('he')
    const fair = await he.post('/api/pipelines', { name: '展位销售', board: company.boards.fair, preferred: true })
    expect(fair.status).toBe(201)
    await he.post('/api/stages', { name: '意向', pipeline: fair.body.id, position: 1, probability: 25 })
    const wang = await company.as('wang').post('/api/opportunities', { name: '标展 2 个' })
    expect([wang.body.pipeline.name, wang.body.stage.name, wang.body.probability]).toEqual(['展位销售', '意向', 25])
    expect((await made()).pipeline.name).toBe('八步销售法')
    const elsewhere = await company.as('zhou').post('/api/opportunities', { name: '标展 1 个', pipeline: fair.body.id })
    expect([elsewhere.status, elsewhere.body.errors[0].field]).toEqual([422, 'pipeline'])
  })

  it('may be brought in by file as it stands elsewhere, each with its line in the log; undoing takes it away again', async () => {
    const { body: before } = await company
      .as('admin')
      .post('/api/stage-moves/aggregate', { measures: [{ fn: 'count' }] })
    const done = await bringIn(
      company,
      'admin',
      '机会名称,阶段,预计金额,状态,结束日期\n年会赞助,提出方案,30000,进行中,\n电子刊广告,,24000,丢单,2026-03-01\n',
      { object: 'opportunities' },
    )
    expect(done).toMatchObject({ created: 2, failed: 0 })
    const rows = await listed('opportunities', { field: 'name', op: 'in', value: ['年会赞助', '电子刊广告'] })
    expect(rows.map(row => [row.name, row.stage.name, row.status, row.probability, row.closedOn]).sort()).toEqual([
      ['年会赞助', '提出方案', 'open', 60, null],
      ['电子刊广告', '寻找准客户', 'lost', 0, '2026-03-01'],
    ])
    const { body: after } = await company
      .as('admin')
      .post('/api/stage-moves/aggregate', { measures: [{ fn: 'count' }] })
    expect(after.items[0].count - before.items[0].count).toBe(2)
    const undone = await company.as('admin').post(`/api/imports/${done.id}/undo`)
    expect(undone.body.undone).toMatchObject({ removed: 2, keptCount: 0 })
  })
})

describe('advancing', () => {
  it('goes to the next stage and takes its probability, forecast and time limit', async () => {
    const { id } = await made()
    const next = await act(id, 'advance')
    expect([next.status, stageOf(next.body), next.body.probability]).toEqual([200, '约见拜访', 20])
    expect(Date.parse(next.body.stageDueAt) - Date.parse(next.body.stageEnteredAt)).toBe(21 * DAY_MS)
  })

  it('skips only what may be skipped', async () => {
    const { id } = await made()
    await act(id, 'advance')
    const far = await act(id, 'advance', { to: stage('研究方案') })
    expect([far.status, far.body.detail]).toEqual([422, '「挖掘需求」不能跳过，请逐步升迁'])
    const near = await act(id, 'advance', { to: stage('挖掘需求') })
    expect([near.status, stageOf(near.body)]).toEqual([200, '挖掘需求'])
  })

  it('is refused while something lacks, says what, and takes it along', async () => {
    const one = await made()
    await act(one.id, 'advance')
    await act(one.id, 'advance', { to: stage('挖掘需求') })
    const refused = await act(one.id, 'advance')
    expect([refused.status, refused.body.code, refused.body.detail]).toEqual([
      422,
      'opportunity.lacks',
      '还不能离开“挖掘需求”：填写「预计金额」',
    ])
    expect(refused.body.errors.map((e: any) => [e.field, e.message])).toEqual([['amount', '填写「预计金额」']])
    const bad = await act(one.id, 'advance', { amount: '很多' })
    expect([bad.status, bad.body.errors[0].field]).toEqual([422, 'amount'])
    const given = await act(one.id, 'advance', { amount: 26_800_000 })
    expect([given.status, stageOf(given.body), given.body.amount]).toEqual([200, '研究方案', 26_800_000])
  })

  it('without the decision maker known is refused, names what lacks, and takes the contact along', async () => {
    const admin = company.as('admin')
    const contact = (await company.as('zhou').post('/api/contacts', { name: '贾思源', account })).body.id
    await admin.patch(`/api/stages/${stage('约见拜访')}`, {
      exit: [
        { kind: 'role', role: 'decider' },
        { kind: 'activity', type: 'visit' },
      ],
    })
    const { id } = await made()
    await act(id, 'advance')
    const { body } = await company.as('zhou').get(`/api/opportunities/${id}/exit`)
    expect(
      body.conditions.map((one: any) => [one.text, one.met, one.fields.map((f: any) => [f.name, f.label])]),
    ).toEqual([
      ['明确“决策”的人', false, [['role.decider', '决策人']]],
      ['本阶段至少 1 次「拜访」', false, []],
    ])
    const refused = await act(id, 'advance')
    expect(refused.body.errors.map((e: any) => [e.field, e.message])).toEqual([
      ['role.decider', '明确“决策”的人'],
      ['exit', '本阶段至少 1 次「拜访」'],
    ])
    const visit = await company
      .as('zhou')
      .post('/api/activities', { subject: '见到副总', type: 'visit', opportunity: id })
    expect(visit.body.account.id).toBe(account)
    const still = await act(id, 'advance', { 'role.decider': company.people.zhou })
    expect([still.status, still.body.errors[0].field]).toEqual([422, 'role.decider'])
    const done = await act(id, 'advance', { 'role.decider': contact })
    expect([done.status, stageOf(done.body)]).toEqual([200, '建立信任'])
    const people = await company
      .as('zhou')
      .get(
        `/api/opportunity-contacts?filter=${encodeURIComponent(JSON.stringify({ field: 'opportunity', op: 'eq', value: id }))}`,
      )
    expect(people.body.items.map((one: any) => [one.contact.name, one.roles])).toEqual([['贾思源', ['decider']]])
    await admin.patch(`/api/stages/${stage('约见拜访')}`, { exit: null })
  })

  it('into the last stage is winning', async () => {
    const { id } = await made({ stage: stage('签约承诺'), amount: 100, closeDate: '2026-12-10' })
    const won = await act(id, 'advance')
    expect([stageOf(won.body), won.body.status, won.body.probability, !!won.body.closedOn]).toEqual([
      '客户满意',
      'won',
      100,
      true,
    ])
    expect((await act(id, 'advance')).body.code).toBe('opportunity.closed')
  })

  it('a colleague of another board can neither see it nor move it', async () => {
    const { id } = await made()
    expect((await company.as('wang').post(`/api/opportunities/${id}/advance`, {})).status).toBe(404)
    expect((await company.as('wang').get(`/api/opportunities/${id}/exit`)).status).toBe(404)
    expect((await company.as('sun').post(`/api/opportunities/${id}/advance`, {})).status).toBe(403)
    expect((await company.as('lin').get(`/api/opportunities/${id}/moves`)).status).toBe(404)
  })
})

describe('going back, winning, losing, reopening', () => {
  it('goes back with a reason that stands in the log', async () => {
    const { id } = await made()
    await act(id, 'advance')
    expect((await act(id, 'goBack', { to: stage('挖掘需求'), reason: '早了' })).body.code).toBe(
      'opportunity.notEarlier',
    )
    expect((await act(id, 'goBack', { to: stage('寻找准客户') })).status).toBe(422)
    const back = await act(id, 'goBack', { to: stage('寻找准客户'), reason: '联系人换了' })
    expect([stageOf(back.body), back.body.probability]).toEqual(['寻找准客户', 10])
    const log = (await company.as('zhou').get(`/api/opportunities/${id}/moves`)).body.items
    expect(log.map((line: any) => [line.act, line.from?.name ?? null, line.to?.name ?? null, line.reason])).toEqual([
      ['create', null, '寻找准客户', null],
      ['advance', '寻找准客户', '约见拜访', null],
      ['goBack', '约见拜访', '寻找准客户', '联系人换了'],
    ])
  })

  it('is lost with a reason and a competitor, and taken up again where it stood', async () => {
    const rival = (await company.as('zhou').post('/api/accounts', { name: '酒业观察杂志', type: 'competitor' })).body.id
    const { id } = await made()
    await act(id, 'advance')
    expect((await act(id, 'lose', {})).body.errors[0].field).toBe('reason')
    const lost = await act(id, 'lose', { reason: 'price', competitor: rival, closedOn: '2026-11-01', note: '报高了' })
    expect(lost.body).toMatchObject({
      status: 'lost',
      endReason: 'price',
      probability: 0,
      forecast: 'omitted',
      closedOn: '2026-11-01',
      endNote: '报高了',
      stalled: false,
      stallsAt: null,
    })
    expect([lost.body.competitor.name, stageOf(lost.body)]).toEqual(['酒业观察杂志', '约见拜访'])
    const again = await act(id, 'reopen')
    expect([again.body.status, stageOf(again.body), again.body.probability, again.body.closedOn]).toEqual([
      'open',
      '约见拜访',
      20,
      null,
    ])
    expect((await act(id, 'reopen')).body.code).toBe('opportunity.open')
  })

  it('is won from where it is, and reopened there', async () => {
    const { id } = await made()
    await act(id, 'advance')
    const won = await act(id, 'win', { amount: 5_000_00, reason: 'relationship' })
    expect([won.body.status, won.body.amount, won.body.endReason, stageOf(won.body)]).toEqual([
      'won',
      5_000_00,
      'relationship',
      '客户满意',
    ])
    expect(stageOf((await act(id, 'reopen')).body)).toBe('约见拜访')
  })

  it('neither stage nor status is changed by hand', async () => {
    const { id } = await made()
    for (const patch of [{ status: 'won' }, { stage: stage('签约承诺') }, { closedOn: '2026-01-01' }])
      expect((await company.as('zhou').patch(`/api/opportunities/${id}`, patch)).status).toBe(422)
  })

  it('the days in the log add up to its age, whatever happened to it', async () => {
    const start = Date.parse('2026-01-05T01:00:00Z')
    let seed = 7
    const random = (n: number) => (seed = (seed * 16_807) % 2_147_483_647) % n
    for (let run = 0; run < 3; run++) {
      const zhou = (await readPrincipal(
        company.database,
        company.tenant,
        company.people.zhou,
        company.host.program.entities,
      ))!
      const ctx = await contextFor(company.host, zhou, { by: 'web' })
      let now = start + random(1_000) * 60_000
      const born = now
      const does = (name: string, id: string | null, body: unknown) =>
        inTransaction({ ...ctx, now: new Date(now) }, tx => perform(tx, opportunity, name, id, body)) as Promise<any>
      let one = await does('create', null, { name: `第 ${run} 个`, account, amount: 1, closeDate: '2026-12-01' })
      for (let i = 0; i < 12; i++) {
        now += (random(40 * 24 * 60) + 1) * 60_000
        const name =
          one.status !== 'open'
            ? 'reopen'
            : (['advance', 'advance', 'advance', 'goBack', 'lose', 'win'] as const)[random(6)]
        const body =
          name === 'goBack' ? { to: stage('寻找准客户'), reason: '试' } : name === 'lose' ? { reason: 'other' } : {}
        one = await does(name!, one.id, body).catch(error => {
          if (error.code !== 'opportunity.notEarlier') throw error
          return one
        })
      }
      const log = (await company.as('zhou').get(`/api/opportunities/${one.id}/moves`)).body.items
      const days = log.reduce((sum: number, line: any) => sum + line.days, 0)
      const last = Date.parse(log.at(-1).at)
      expect(days).toBeCloseTo((last - born) / DAY_MS, 1)
      if (one.status === 'open') expect(Date.parse(one.stageEnteredAt)).toBe(last)
    }
  })
})

describe('what wants attention', () => {
  it('stalls after its stage’s limit, or a month without a contact; a visit puts that off, a note does not', async () => {
    const { id, createdAt } = await made({ stage: stage('签约承诺'), closeDate: '2027-06-01' })
    const born = Date.parse(createdAt)
    await night(await at(born + 29 * DAY_MS))
    expect(await marks(id)).toEqual([false, false])
    await night(await at(born + 31 * DAY_MS))
    expect((await marks(id))[0]).toBe(true)
    const told = (await company.as('zhou').get('/api/notifications?sort=-createdAt&limit=5')).body.items
    expect(told[0].title).toMatch(/个机会停滞/)
    // Once the stage has no limit, it is the contact that counts.
    await company.as('admin').patch(`/api/stages/${stage('签约承诺')}`, { limitDays: null })
    await markPipeline.run(await at(Date.now()), {
      pipeline: pipelineOf(await listed('opportunities', { field: 'id', op: 'eq', value: id })),
    })
    expect((await marks(id))[0]).toBe(false)
    const [before] = await clock(id)
    await company.as('zhou').post('/api/activities', { subject: '记一笔', type: 'note', opportunity: id })
    expect(await clock(id)).toEqual([before])
    await company.as('zhou').post('/api/activities', { subject: '通话', type: 'call', opportunity: id })
    expect(Date.parse((await clock(id))[0]!)).toBeGreaterThan(Date.parse(before!))
    await company.as('admin').patch(`/api/stages/${stage('签约承诺')}`, { limitDays: 30 })
  })

  it('is overdue the day after its close date, until that is put off', async () => {
    const { id } = await made({ closeDate: '2026-12-10' })
    await night(await at(Date.parse('2026-12-10T12:00:00Z')))
    expect((await marks(id))[1]).toBe(false)
    await night(await at(Date.parse('2026-12-11T12:00:00Z')))
    expect((await marks(id))[1]).toBe(true)
    await company.as('zhou').patch(`/api/opportunities/${id}`, { closeDate: '2027-02-01' })
    expect((await marks(id))[1]).toBe(false)
  })

  it('keeps its customer from being recycled while it is open, and starts the clock when it ends', async () => {
    const admin = company.as('admin')
    const pool = (
      await admin.post('/api/pools', { name: '营销公海', object: 'account', board: company.boards.marketing })
    ).body.id
    const rule = await admin.post('/api/pool-rules', { pool, name: '没有机会', basis: 'opportunity', days: 60 })
    expect(rule.status).toBe(201)
    const customer = (await company.as('zhou').post('/api/accounts', { name: '安徽谷满堂酒业' })).body.id
    const { id } = await made({ account: customer })
    const read = async () => (await company.as('zhou').get(`/api/accounts/${customer}`)).body
    expect((await read()).recycleExempt).toBe('openDeal')
    await act(id, 'lose', { reason: 'timing' })
    const after = await read()
    expect([after.recycleExempt, after.recycleWhy, !!after.recycleDueAt]).toEqual([null, 'opportunity', true])
    await admin.delete(`/api/pool-rules/${rule.body.id}`)
  })
})

describe('what belongs to a sale', () => {
  it('is shared out to a hundred percent or not at all; who has a part sees it', async () => {
    const { id } = await made()
    expect((await company.as('li').get(`/api/opportunities/${id}`)).status).toBe(404)
    const parts = (a: number, b: number) => ({
      parts: [
        { user: company.people.zhou, percent: a },
        { user: company.people.li, percent: b },
      ],
    })
    expect((await act(id, 'split', parts(70, 20))).body.detail).toBe('分成合计应为 100%，现在是 90%')
    expect((await act(id, 'split', { parts: [{ user: company.people.wang, percent: 100 }] })).body.code).toBe(
      'opportunity.splitElsewhere',
    )
    expect((await act(id, 'split', parts(66.67, 33.33))).status).toBe(200)
    expect((await company.as('li').get(`/api/opportunities/${id}`)).status).toBe(200)
    expect((await company.as('li').get('/api/opportunities?limit=100')).body.items.map((one: any) => one.id)).toContain(
      id,
    )
    expect((await act(id, 'split', parts(50, 50))).status).toBe(200)
    const read = await company
      .as('zhou')
      .get(
        `/api/opportunity-splits?sort=-percent&filter=${encodeURIComponent(JSON.stringify({ field: 'opportunity', op: 'eq', value: id }))}`,
      )
    expect(read.body.items.map((one: any) => Number(one.percent))).toEqual([50, 50])
    expect((await company.as('zhou').post('/api/opportunity-splits', {})).status).toBe(403)
  })

  it('is worth what its lines come to', async () => {
    const zhou = company.as('zhou')
    const product = (await company.as('admin').post('/api/products', { name: '封底整版', listPrice: 10_000_00 })).body
      .id
    const { id } = await made({ amount: 1 })
    const line = (await zhou.post('/api/opportunity-lines', { opportunity: id, product, quantity: 3, discount: 10 }))
      .body
    expect([line.price, line.amount]).toEqual([10_000_00, 27_000_00])
    const worth = async () => (await zhou.get(`/api/opportunities/${id}`)).body.amount
    expect(await worth()).toBe(27_000_00)
    await zhou.patch(`/api/opportunity-lines/${line.id}`, { quantity: 1.5 })
    expect(await worth()).toBe(13_500_00)
    const second = await zhou.post('/api/opportunity-lines', { opportunity: id, product, price: 500_00 })
    expect(await worth()).toBe(14_000_00)
    await zhou.delete(`/api/opportunity-lines/${second.body.id}`)
    expect(await worth()).toBe(13_500_00)
    const byHand = await zhou.patch(`/api/opportunities/${id}`, { amount: 1 })
    expect([byHand.status, byHand.body.errors[0].message]).toEqual([422, '金额由产品明细合计，请改明细'])
    expect((await zhou.patch(`/api/opportunity-lines/${line.id}`, { discount: 120 })).status).toBe(422)
  })

  it('names each person and each rival once', async () => {
    const zhou = company.as('zhou')
    const contact = (await zhou.post('/api/contacts', { name: '钱月华', account, role: 'gatekeeper' })).body.id
    const { id } = await made()
    const first = await zhou.post('/api/opportunity-contacts', { opportunity: id, contact, influence: 4 })
    expect([first.status, first.body.roles, first.body.attitude]).toEqual([201, ['gatekeeper'], 'unknown'])
    expect((await zhou.post('/api/opportunity-contacts', { opportunity: id, contact })).status).toBe(422)
    expect((await zhou.patch(`/api/opportunity-contacts/${first.body.id}`, { influence: 6 })).status).toBe(422)
    const self = await zhou.post('/api/opportunity-competitors', { opportunity: id, competitor: account })
    expect([self.status, self.body.errors[0].field]).toEqual([422, 'competitor'])
  })
})

describe('pipelines and stages', () => {
  it('a board’s head manages the board’s own, not the company’s', async () => {
    const { body } = await company
      .as('gao')
      .post('/api/pipelines', { name: '期刊征订', board: company.boards.marketing })
    expect((await company.as('gao').post('/api/stages', { name: '电话', pipeline: body.id, position: 1 })).status).toBe(
      201,
    )
    expect((await company.as('gao').patch(`/api/stages/${stage('提出方案')}`, { limitDays: 3 })).status).toBe(403)
    expect((await company.as('gao').post('/api/pipelines', { name: '全公司' })).status).toBe(403)
    expect(
      (await company.as('zhou').post('/api/stages', { name: '自己的', pipeline: body.id, position: 2 })).status,
    ).toBe(403)
    expect((await company.as('he').patch(`/api/pipelines/${body.id}`, { name: '别人的' })).status).toBe(403)
  })

  it('refuses conditions that nobody could check', async () => {
    const admin = company.as('admin')
    const put = (exit: unknown) => admin.patch(`/api/stages/${stage('提出方案')}`, { exit })
    for (const exit of [
      'x',
      [{ kind: 'moon' }],
      [{ kind: 'filled' }],
      [{ kind: 'filled', field: 'nose' }],
      [{ kind: 'role', role: 'king' }],
    ])
      expect([exit, (await put(exit)).status]).toEqual([exit, 422])
    expect((await put([{ kind: 'fits', says: '大单', where: { field: 'nose', op: 'eq', value: 1 } }])).status).toBe(400)
    expect((await put([{ kind: 'filled', field: 'closeDate' }])).status).toBe(200)
  })

  it('a stage that goes out of use sends its opportunities on, and stays for the past', async () => {
    const admin = company.as('admin')
    const fresh = (
      await admin.post('/api/stages', {
        name: '样刊试投',
        pipeline: (await made()).pipeline.id,
        position: 4,
        probability: 45,
      })
    ).body
    const { id } = await made({ stage: fresh.id })
    expect((await admin.delete(`/api/stages/${fresh.id}`)).body.code).toBe('stage.inUse')
    const where = await admin.post(`/api/stages/${fresh.id}/retire`, {})
    expect(where.body.detail).toMatch(/^还有 1 个机会在“样刊试投”/)
    const retired = await admin.post(`/api/stages/${fresh.id}/retire`, { to: stage('研究方案') })
    expect([retired.status, retired.body.active]).toEqual([200, false])
    const moved = (await company.as('zhou').get(`/api/opportunities/${id}`)).body
    expect([moved.stage.name, moved.probability]).toEqual(['研究方案', 50])
    const log = (await company.as('zhou').get(`/api/opportunities/${id}/moves`)).body.items
    expect(log.map((line: any) => [line.act, line.to.name])).toEqual([
      ['create', '样刊试投'],
      ['switch', '研究方案'],
    ])
    const bar = (await company.as('zhou').get(`/api/opportunities/${id}/exit`)).body
    expect(bar.stages.map((one: any) => one.name)).not.toContain('样刊试投')
  })

  it('are put in order as a whole', async () => {
    const admin = company.as('admin')
    const pipeline = (await admin.post('/api/pipelines', { name: '渠道招商' })).body.id
    const ids: string[] = []
    for (const name of ['一', '二', '三'])
      ids.push((await admin.post('/api/stages', { name, pipeline, position: ids.length + 1 })).body.id)
    expect((await admin.post(`/api/pipelines/${pipeline}/order`, { stages: ids.slice(1) })).status).toBe(422)
    expect((await admin.post(`/api/pipelines/${pipeline}/order`, { stages: [ids[2], ids[0], ids[1]] })).status).toBe(
      200,
    )
    const read = await admin.get(
      `/api/stages?sort=position&filter=${encodeURIComponent(JSON.stringify({ field: 'pipeline', op: 'eq', value: pipeline }))}`,
    )
    expect(read.body.items.map((one: any) => one.name)).toEqual(['三', '一', '二'])
  })

  it('an opportunity may go on in another pipeline', async () => {
    const { id } = await made()
    const other = (await company.as('admin').get('/api/pipelines')).body.items.find(
      (one: any) => one.name === '渠道招商',
    )
    const gone = await act(id, 'switch', { pipeline: other.id })
    expect([gone.status, gone.body.pipeline.name, stageOf(gone.body)]).toEqual([200, '渠道招商', '三'])
    const fair = (await company.as('admin').get('/api/pipelines')).body.items.find(
      (one: any) => one.name === '展位销售',
    )
    expect((await act(id, 'switch', { pipeline: fair.id })).body.code).toBe('opportunity.pipelineNotHere')
  })
})

const marks = async (id: string) => {
  const { body } = await company.as('zhou').get(`/api/opportunities/${id}?fields=stalled,overdue`)
  return [body.stalled, body.overdue]
}
const clock = async (id: string): Promise<(string | null)[]> => [
  (await company.as('zhou').get(`/api/opportunities/${id}?fields=stallsAt`)).body.stallsAt,
]
const pipelineOf = (rows: any[]): string => rows[0].pipeline.id
/** All that the administrator sees of an object by a filter. */
async function listed(path: string, filter: unknown): Promise<any[]> {
  const { body } = await company
    .as('admin')
    .get(`/api/${path}?limit=100&filter=${encodeURIComponent(JSON.stringify(filter))}`)
  return body.items
}
