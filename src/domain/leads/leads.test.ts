import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, freshCompany, type Who } from '../../../test/company'
import { systemContext } from '../../core/context'
import { sql } from '../../core/db/statement'
import { isWholesale } from '../../core/imports/batch'
import { scoreLeads } from './rescoring'

let company: Company
beforeAll(async () => {
  company = await freshCompany()
})
afterAll(() => company.close())

const made = async (who: Who, path: string, body: unknown) => {
  const answer = await company.as(who).post(`/api/${path}`, body)
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return answer.body
}
const does = async (who: Who, path: string, body: unknown = {}, status = 200) => {
  const answer = await company.as(who).post(`/api/${path}`, body)
  expect(answer.status, JSON.stringify(answer.body)).toBe(status)
  return answer.body
}
const got = async (who: Who, path: string) => (await company.as(who).get(`/api/${path}`)).body
const lines = async (who: Who, path: string) => (await got(who, `${path}/timeline`)).items

describe('a lead that becomes a customer', () => {
  it('makes account, contact and opportunity, which lead back to it, and takes its story along', async () => {
    const lead = await made('zhou', 'leads', {
      name: '封面询价',
      company: '徐州汉泉酒业有限公司',
      contactPerson: '孟祥宇',
      phone: '13900001001',
      wechat: 'mxy',
      region: '32',
    })
    const call = await made('zhou', 'activities', {
      type: 'call',
      subject: '问了明年封面的价格',
      aboutObject: 'lead',
      aboutId: lead.id,
    })
    expect((await got('zhou', `leads/${lead.id}`)).status).toBe('working')
    await made('zhou', 'tasks', {
      subject: '寄样刊',
      dueAt: '2026-12-01T02:00:00.000Z',
      aboutObject: 'lead',
      aboutId: lead.id,
    })
    const done = await does('zhou', `leads/${lead.id}/convert`, { amount: 5_000_000, closeDate: '2027-03-01' })
    expect(done).toMatchObject({
      status: 'converted',
      convertedAccount: { name: '徐州汉泉酒业有限公司' },
      convertedContact: { name: '孟祥宇' },
      convertedOpportunity: { name: '封面询价' },
    })
    const deal = await got('zhou', `opportunities/${done.convertedOpportunity.id}`)
    expect(deal).toMatchObject({
      lead: { id: lead.id },
      account: { id: done.convertedAccount.id },
      contact: { id: done.convertedContact.id },
      amount: 5_000_000,
      owner: { id: company.people.zhou },
    })
    expect(deal.stage).not.toBeNull()
    expect((await got('zhou', `contacts/${done.convertedContact.id}`)).wechat).toBe('mxy')
    const story = await lines('zhou', `accounts/${done.convertedAccount.id}`)
    expect(story.filter((item: any) => item.id === call.id)).toHaveLength(1)
    expect(story.some((item: any) => item.object === 'task')).toBe(true)
    expect((await lines('zhou', `leads/${lead.id}`)).filter((item: any) => item.id === call.id)).toHaveLength(1)
    expect((await company.as('zhou').post(`/api/leads/${lead.id}/convert`)).body.code).toBe('lead.isConverted')
  })

  it('is a lead again when that is taken back, and nothing that was made stays, but what somebody worked on', async () => {
    const make = async (name: string, phone: string) => {
      const lead = await made('li', 'leads', { name, company: `${name}有限公司`, contactPerson: '黎家豪', phone })
      const note = await made('li', 'activities', {
        type: 'note',
        subject: '要样刊',
        aboutObject: 'lead',
        aboutId: lead.id,
      })
      return { lead, note, done: await does('li', `leads/${lead.id}/convert`) }
    }
    const { lead, note, done } = await make('佛山粤醇贸易', '13900002001')
    await does('li', `leads/${lead.id}/unconvert`)
    const again = await got('li', `leads/${lead.id}`)
    expect(again).toMatchObject({
      status: 'new',
      convertedAccount: null,
      convertedOpportunity: null,
      convertedAt: null,
    })
    for (const path of ['accounts', 'contacts', 'opportunities'] as const) {
      const id = {
        accounts: done.convertedAccount,
        contacts: done.convertedContact,
        opportunities: done.convertedOpportunity,
      }[path].id
      expect((await company.as('li').get(`/api/${path}/${id}`)).status).toBe(404)
    }
    expect(await got('li', `activities/${note.id}`)).toMatchObject({ account: null, owner: { id: company.people.li } })
    const twice = await does('li', `leads/${lead.id}/convert`)
    expect(twice.status).toBe('converted')

    const worked = await make('长沙湘窖食品', '13900002002')
    await made('li', 'tasks', { subject: '回电', account: worked.done.convertedAccount.id })
    await does('li', `leads/${worked.lead.id}/unconvert`)
    expect((await got('li', `leads/${worked.lead.id}`)).status).toBe('new')
    expect((await company.as('li').get(`/api/accounts/${worked.done.convertedAccount.id}`)).status).toBe(200)
    expect((await company.as('li').get(`/api/opportunities/${worked.done.convertedOpportunity.id}`)).status).toBe(404)
  })

  it('asks first where somebody may have the customer already', async () => {
    const theirs = await made('wang', 'accounts', { name: '泉州闽台糖业有限公司' })
    const mine = await made('zhou', 'accounts', { name: '泉州闽台糖业' })
    const lead = await made('zhou', 'leads', {
      name: '老客户介绍',
      company: '泉州闽台糖业有限公司',
      contactPerson: '庄美玲',
    })
    const asked = await company.as('zhou').post(`/api/leads/${lead.id}/convert`)
    expect(asked.status).toBe(409)
    const of = (id: string) => asked.body.candidates.find((one: any) => one.id === id)
    expect(of(theirs.id)).toMatchObject({ masked: true, account: null })
    expect(of(theirs.id).name).not.toContain('糖业')
    expect(of(mine.id)).toMatchObject({ masked: false, account: { id: mine.id } })
    expect((await got('zhou', `leads/${lead.id}`)).status).toBe('new')
    expect((await company.as('zhou').post(`/api/leads/${lead.id}/convert`, { account: theirs.id })).status).toBe(422)
    await made('zhou', 'contacts', { name: '庄美玲', account: mine.id })
    const done = await does('zhou', `leads/${lead.id}/convert`, { account: mine.id, createOpportunity: false })
    expect(done).toMatchObject({ convertedAccount: { id: mine.id }, convertedOpportunity: null })
    expect((await got('zhou', `accounts/${mine.id}/overview`)).children.contact.total).toBe(1)
    await does('zhou', `leads/${lead.id}/unconvert`)
    expect((await company.as('zhou').get(`/api/accounts/${mine.id}`)).status).toBe(200)
  })

  it('changes its status by no edit', async () => {
    const lead = await made('zhou', 'leads', { name: '改状态' })
    const patch = (status: string) => company.as('zhou').patch(`/api/leads/${lead.id}`, { status })
    expect((await patch('converted')).body.code).toBe('lead.byConversion')
    expect((await patch('invalid')).body.code).toBe('lead.byDiscard')
    expect((await patch('qualified')).status).toBe(200)
    await does('zhou', `leads/${lead.id}/discard`, {}, 422)
    expect(await does('zhou', `leads/${lead.id}/discard`, { reason: 'noBudget' })).toMatchObject({
      status: 'invalid',
      discardReason: 'noBudget',
    })
    expect(await does('zhou', `leads/${lead.id}/reopen`)).toMatchObject({
      status: 'qualified',
      discardReason: null,
      discardedAt: null,
    })
  })
})

describe('an inquiry', () => {
  it('joins the open lead of the same caller instead of making a second one', async () => {
    const first = await does('zhou', 'leads/capture', {
      via: 'call',
      phone: '139 0000 3001',
      contactPerson: '田甜',
      text: '问封面',
    })
    expect(first).toMatchObject({
      joined: false,
      lead: { name: '田甜', inquiries: 1, owner: { id: company.people.zhou } },
    })
    const again = await does('zhou', 'leads/capture', {
      via: 'call',
      phone: '13900003001',
      company: '遵义赤岭酒业',
      text: '又问封底',
    })
    expect(again).toMatchObject({ joined: true, lead: { id: first.lead.id, inquiries: 2, company: '遵义赤岭酒业' } })
    const story = await lines('zhou', `leads/${first.lead.id}`)
    expect(story.filter((item: any) => item.object === 'activity').map((item: any) => item.record.body)).toEqual([
      '又问封底',
      '问封面',
    ])
    const theirs = await does('li', 'leads/capture', { phone: '13900003001' })
    expect(theirs).toEqual({ joined: true, lead: null, assignment: null })
    expect((await does('li', 'leads/capture', { phone: '13900003001', separate: true })).joined).toBe(false)
    await does('li', 'leads/capture', { phone: 'abc' }, 422)
    await does('li', 'leads/capture', { phone: 13900003001, company: { id: 1 } }, 422)
    await does('li', 'leads/capture', { nothing: 'x' }, 422)
  })

  it('comes by e-mail, sender, subject, text and all', async () => {
    const mail = (text: string) =>
      company.app.inject({
        method: 'POST',
        url: '/api/leads/from-mail?source=website',
        headers: { cookie, 'content-type': 'message/rfc822' },
        payload: text,
      })
    const cookie = await company.signIn('zhou')
    const raw = [
      'From: =?utf-8?B?5b2t6LeD?= <pengyue@xiangjiao.example>',
      'To: sales@fenghe.example',
      'Subject: =?utf-8?B?5ZKo6K+i5YiK5pyf?=',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      '请把明年的刊期表发我，电话 13900004001。',
    ].join('\r\n')
    const answer = await mail(raw)
    expect(answer.statusCode, answer.body).toBe(201)
    expect(answer.json()).toMatchObject({
      joined: false,
      lead: {
        name: '咨询刊期',
        contactPerson: '彭跃',
        email: 'pengyue@xiangjiao.example',
        phone: '13900004001',
        source: 'website',
      },
    })
    const story = await lines('zhou', `leads/${answer.json().lead.id}`)
    expect(story.find((item: any) => item.object === 'activity').record.body).toContain('刊期表')
    expect((await mail(raw)).json()).toMatchObject({ joined: true, lead: { inquiries: 2 } })
    expect((await mail('not a mail')).statusCode).toBe(400)
    expect((await mail('')).statusCode).toBe(400)
  })
})

describe('a web form', () => {
  it('takes strangers’ inquiries and nothing else', async () => {
    const form = await made('gao', 'web-forms', {
      name: '官网',
      title: '联系我们',
      fields: [
        { field: 'contactPerson', required: true },
        { field: 'phone', required: true },
        { field: 'region' },
        { field: 'note' },
      ],
      consent: '同意丰禾传媒与我联系',
      board: company.boards.marketing,
      owner: company.people.li,
    })
    const stranger = company.with()
    const send = (body: object) => stranger.post(`/api/forms/${form.token}`, body)
    expect((await stranger.get(`/api/forms/${form.token}`)).body.fields.map((f: any) => f.name)).toEqual([
      'contactPerson',
      'phone',
      'region',
      'note',
    ])
    const page = await stranger.get(`/f/${form.token}`)
    expect(page.headers['content-security-policy']).toContain('frame-ancestors *')
    expect(page.headers['x-frame-options']).toBeUndefined()
    expect(
      (await send({ contactPerson: '马文静', phone: '139000050' })).body.errors.map((e: any) => e.field).sort(),
    ).toEqual(['consent', 'phone'])
    const sent = {
      contactPerson: '<script>alert(1)</script>',
      phone: '13900005001',
      region: '65',
      note: '问征订',
      consent: true,
    }
    expect((await send({ ...sent, owner: company.people.wang, status: 'converted' })).status).toBe(201)
    const [lead] = (
      await got(
        'li',
        `leads?fields=name,contactPerson,owner,status,form,region&filter=${q({ field: 'phone', op: 'eq', value: '13900005001' })}`,
      )
    ).items
    expect(lead).toMatchObject({
      contactPerson: '<script>alert(1)</script>',
      owner: { id: company.people.li },
      status: 'new',
      form: { id: form.id },
      region: '65',
    })
    const posted = (fields: Record<string, string>) =>
      company.app.inject({
        method: 'POST',
        url: `/f/${form.token}`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams(fields).toString(),
      })
    const wrong = await posted({ contactPerson: '"><img src=x>', phone: '12' })
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain('&quot;&gt;&lt;img src=x&gt;')
    const right = await posted({ contactPerson: '关鹏', phone: '13900005002', consent: 'on' })
    expect([right.statusCode, right.headers.location]).toEqual([303, `/f/${form.token}?done`])
    const trapped = await posted({
      contactPerson: '机器人',
      phone: '13900005003',
      consent: 'on',
      homepage2: 'http://x',
    })
    expect(trapped.statusCode).toBe(303)
    expect((await got('gao', `web-forms/${form.id}`)).submissions).toBe(2)
    expect((await stranger.get('/api/forms/1-nobodynobodynobodynobody')).status).toBe(404)
    await company.as('gao').patch(`/api/web-forms/${form.id}`, { active: false })
    expect((await send(sent)).status).toBe(404)
    expect(
      (await company.as('gao').post('/api/web-forms', { ...form, id: undefined, fields: [{ field: 'owner' }] })).status,
    ).toBe(422)
    await does(
      'zhou',
      'web-forms',
      { name: '我的', title: '我的', fields: [{ field: 'phone' }], board: company.boards.marketing },
      403,
    )
  })
})
const q = (filter: unknown) => encodeURIComponent(JSON.stringify(filter))

describe('rules of scoring', () => {
  it('give points with reasons, at once for a lead that changes and by a job for all', async () => {
    const lead = await made('zhou', 'leads', { name: '评分', phone: '13900006001', source: 'fair' })
    expect(lead.score).toBeNull()
    const rule = (name: string, points: number, where: unknown) =>
      made('gao', 'lead-score-rules', { name, points, where, board: company.boards.marketing })
    await rule('留了电话', 20, { field: 'phone', op: 'notNull' })
    await rule('展会来的', 15, { field: 'source', op: 'eq', value: 'fair' })
    const minus = await rule('没写公司', -5, { field: 'company', op: 'isNull' })
    await run()
    expect(await got('zhou', `leads/${lead.id}`)).toMatchObject({
      score: 30,
      scoreReasons: [
        { points: 20, reason: '留了电话' },
        { points: 15, reason: '展会来的' },
        { points: -5, reason: '没写公司' },
      ],
    })
    await company.as('zhou').patch(`/api/leads/${lead.id}`, { company: '沈阳北仓酒类连锁' })
    expect((await got('zhou', `leads/${lead.id}`)).score).toBe(35)
    const best = await got(
      'zhou',
      `leads?fields=score&sort=-score&filter=${q({ field: 'score', op: 'gte', value: 35 })}`,
    )
    expect(best.items[0].id).toBe(lead.id)
    // Of another board's rules nothing is felt.
    const elsewhere = await made('wang', 'leads', { name: '糖酒会', phone: '13900006002' })
    expect(elsewhere.score).toBe(0)
    const trial = await does('gao', 'lead-scoring/trial', {
      rules: [{ id: minus.id, name: minus.name, points: -50, where: minus.where, board: company.boards.marketing }],
    })
    expect(trial.hits[0]).toBeGreaterThan(0)
    expect(trial.leads).toBeGreaterThan(0)
    expect(
      (
        await company.as('gao').post('/api/lead-score-rules', {
          name: 'x',
          points: 1,
          where: { field: 'nope', op: 'eq', value: 1 },
          board: company.boards.marketing,
        })
      ).status,
    ).toBe(400)
    await does('gao', 'lead-score-rules', { name: '全集团', points: 1 }, 403)
    await does('zhou', 'lead-scoring/trial', { rules: [] }, 403)
  })
})

async function run() {
  const system = await systemContext(company.host, company.tenant)
  const [going] = await system.db.query<{ id: string }>(sql`select id from lead_scorings where ended_at is null`)
  await scoreLeads.run(system, { run: going!.id })
  const [after] = await system.db.query<{ done: number; total: number }>(
    sql`select done, total from lead_scorings where id = ${going!.id}`,
  )
  expect(after!.done).toBeGreaterThanOrEqual(after!.total)
}

describe('rules of assignment', () => {
  it('give leads by region and by turns, and say why beforehand', async () => {
    const pool = await made('gao', 'pools', { name: '线索公海', board: company.boards.marketing, object: 'lead' })
    await made('gao', 'lead-assignment-rules', {
      name: '江苏',
      where: { field: 'region', op: 'under', value: '32' },
      people: [company.people.zhou, company.people.li],
      by: 'turns',
      board: company.boards.marketing,
      position: 1,
    })
    await made('gao', 'lead-assignment-rules', {
      name: '其余进公海',
      pool: pool.id,
      board: company.boards.marketing,
      position: 2,
    })
    const said = await does('gao', 'lead-assignment/simulation', { lead: { region: '3201' } })
    expect(said).toMatchObject({ owner: { id: company.people.zhou }, rule: { name: '江苏' }, by: 'turns' })
    expect(said.steps.map((step: any) => step.outcome)).toEqual(['fits'])
    const capture = (body: object) => does('gao', 'leads/capture', { via: 'note', ...body })
    const owners = []
    for (let i = 0; i < 3; i++)
      owners.push(
        (await capture({ contactPerson: `南京客户${i}`, phone: `1390000700${i}`, region: '3201' })).lead.owner.id,
      )
    expect(owners).toEqual([company.people.zhou, company.people.li, company.people.zhou])
    const far = await capture({ contactPerson: '乌鲁木齐客户', phone: '13900007009', region: '65' })
    expect(far).toMatchObject({ lead: { owner: null, pool: { id: pool.id } }, assignment: { pool: { id: pool.id } } })
    expect(
      (await capture({ contactPerson: '点名的', phone: '13900007008', owner: company.people.gao })).lead.owner.id,
    ).toBe(company.people.gao)
    // Whoever has left gets none.
    await does('admin', `users/${company.people.li}/freeze`)
    expect((await capture({ contactPerson: '无锡客户', phone: '13900007010', region: '3202' })).lead.owner.id).toBe(
      company.people.zhou,
    )
    await does('admin', `users/${company.people.li}/unfreeze`)
    const lead = await made('gao', 'leads', { name: '导入来的', region: '3205' })
    expect((await does('gao', `leads/${lead.id}/assignByRule`)).owner.id).toBe(company.people.li)
    await does('gao', 'lead-assignment-rules', { name: '空', board: company.boards.marketing }, 422)
  })
})

describe('an import of leads', () => {
  it('goes on writing thousands together, whatever follows a new lead', async () => {
    const system = await systemContext(company.host, company.tenant)
    expect(isWholesale(system, system.words.entity('lead'))).toBe(true)
  })
})

describe('the funnel of leads', () => {
  it('counts what the caller sees at every step it reached', async () => {
    const all = await got('gao', 'leads/funnel?by=owner')
    const zhou = all.lines.find((line: any) => line.key === company.people.zhou)
    expect(zhou.entered).toBeGreaterThanOrEqual(zhou.working)
    expect(zhou.converted).toBe(1)
    expect(all.total.entered).toBe(all.lines.reduce((sum: number, line: any) => sum + line.entered, 0))
    const own = await got('zhou', 'leads/funnel?by=owner')
    // Of the others' only what lies in the pool.
    expect(own.lines.map((line: any) => [line.key, line.entered])).toEqual([
      [company.people.zhou, zhou.entered],
      [null, 1],
    ])
    expect((await company.as('zhou').get('/api/leads/funnel?by=week&from=2026-13-01')).status).toBe(400)
    expect((await got('wang', 'leads/funnel?by=week')).total.entered).toBe(1)
  })
})
