import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, freshCompany, type Who } from '../../../test/company'
import { bringIn, takeOut } from '../../../test/importing'
import { systemContext } from '../../core/context'
import { sql } from '../../core/db/statement'
import { changesAfter, endOfJournal } from '../../core/events/journal'
import { peopleBeside, seenBy } from '../../core/events/sight'
import { peopleOf } from '../org'

let company: Company
let eastPool: string
let fairPool: string

/** 营销中心 has one pool open to all, with chen as its administrator; 糖酒会办公室 one of its own. */
beforeAll(async () => {
  company = await freshCompany()
  const admin = company.as('admin')
  const made = await admin.post('/api/pools', {
    name: '华东公海',
    board: company.boards.marketing,
    object: 'account',
    wholeBoard: true,
    administrators: [company.people.chen],
    hiddenFields: ['phone', 'creditCode'],
    limits: [
      { of: 'daily', max: 3 },
      { of: 'owned', max: 6 },
    ],
    coolDownDays: 30,
  })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  eastPool = made.body.id
  fairPool = (await admin.post('/api/pools', { name: '展会公海', board: company.boards.fair, object: 'account' })).body
    .id
}, 60_000)
afterAll(() => company.close())

const inPool = async (name: string, more: object = {}): Promise<string> => {
  const made = await company.as('gao').post('/api/accounts', { name, pool: eastPool, ...more })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  return made.body.id
}
const filtered = (filter: unknown) => `filter=${encodeURIComponent(JSON.stringify(filter))}`
const ids = (answer: { body: any }) => answer.body.items.map((item: { id: string }) => item.id)

describe('what lies in a pool', () => {
  let id: string
  beforeAll(async () => {
    id = await inPool('贵州赤泉酒业股份有限公司', { phone: '0851-0550 1234', creditCode: '91520115MA6DL12345' })
  })

  it('belongs to nobody, and is read by its people in lists, counts, search and by itself', async () => {
    const zhou = company.as('zhou')
    expect((await zhou.get(`/api/accounts/${id}`)).body).toMatchObject({
      owner: null,
      pool: { name: '华东公海' },
      board: { name: '营销中心' },
    })
    const list = (await zhou.get(`/api/accounts?count=exact&${filtered({ field: 'pool', op: 'notNull' })}`)).body
    expect(list.items.map((i: any) => i.id)).toEqual([id])
    expect(list.total).toBe(1)
    expect(ids(await zhou.get(`/api/search?q=${encodeURIComponent('赤泉')}`))).toEqual([id])
  })
  it('is not there for people of other boards', async () => {
    for (const who of ['wang', 'he'] as Who[]) {
      expect((await company.as(who).get(`/api/accounts/${id}`)).status, who).toBe(404)
      expect((await company.as(who).get('/api/accounts')).body.items, who).toEqual([])
      expect((await company.as(who).get('/api/search?q=chiquan')).body.items, who).toEqual([])
      expect((await company.as(who).post(`/api/accounts/${id}/claim`)).status, who).toBe(404)
    }
  })
  it('keeps its hidden fields until it is claimed, by every road', async () => {
    const zhou = company.as('zhou')
    expect((await zhou.get(`/api/accounts/${id}`)).body).toMatchObject({ phone: null, creditCode: null })
    const has = (filter: unknown) => zhou.get(`/api/accounts?${filtered(filter)}`).then(a => ids(a))
    expect(await has({ field: 'creditCode', op: 'startsWith', value: '9152' })).toEqual([])
    expect(await has({ field: 'phone', op: 'notNull' })).toEqual([])
    const grouped = await zhou.post('/api/accounts/aggregate', { groupBy: ['creditCode'] })
    expect(grouped.body.items).toEqual([{ creditCode: null, count: 1 }])
    for (const q of ['05501234', '1234', '91520115MA6DL12345'])
      expect((await zhou.get(`/api/search?q=${q}`)).body.items, q).toEqual([])
    await company.as('gao').patch(`/api/accounts/${id}`, { phone: '0851-0550 1235' })
    for (const part of ['history', 'timeline', 'overview'])
      expect(JSON.stringify((await zhou.get(`/api/accounts/${id}/${part}`)).body), part).not.toContain('0550')
    // Whoever administers the pool, or sees the whole board, sees them.
    for (const who of ['chen', 'gao'] as Who[])
      expect((await company.as(who).get(`/api/accounts/${id}`)).body.phone, who).toBe('0851-0550 1235')
  })
  it('leaves its hidden fields out of exports', async () => {
    const rights = { ...(await company.as('admin').get(`/api/roles/${company.roles.salesperson}`)).body.rights }
    rights.account = { ...rights.account, export: true }
    await company.as('admin').patch(`/api/roles/${company.roles.salesperson}`, { rights })
    const file = await takeOut(company, 'zhou', { format: 'csv', fields: ['name', 'phone', 'creditCode'] })
    expect(file.toString('utf8')).toContain('贵州赤泉酒业股份有限公司')
    expect(file.toString('utf8')).not.toMatch(/0550|91520115/)
  })
  it('is not changed by its people, but by its administrators', async () => {
    expect((await company.as('zhou').patch(`/api/accounts/${id}`, { brands: 'x' })).status).toBe(403)
    expect((await company.as('chen').patch(`/api/accounts/${id}`, { brands: '赤泉' })).status).toBe(200)
    expect((await company.as('zhou').patch(`/api/accounts/${id}`, { pool: null })).status).toBe(403)
    expect((await company.as('chen').patch(`/api/accounts/${id}`, { pool: null })).status).toBe(422)
  })
  it('is claimed, and shown whole to whoever has it', async () => {
    const claimed = await company.as('zhou').post(`/api/accounts/${id}/claim`)
    expect(claimed.status, JSON.stringify(claimed.body)).toBe(200)
    expect(claimed.body).toMatchObject({
      owner: { name: '周雨桐' },
      pool: null,
      enteredPoolAt: null,
      cameBy: 'claim',
      phone: '0851-0550 1235',
    })
    expect((await company.as('li').get(`/api/accounts/${id}`)).status).toBe(404)
    const late = await company.as('li').post(`/api/accounts/${id}/claim`)
    expect(late.status).toBe(409)
    expect(late.body.detail).toBe('周雨桐 先领取了')
    expect((await company.as('zhou').post(`/api/accounts/${id}/claim`)).body.detail).toBe('已经由你负责')
  })
  it('goes back with a reason, and stays with others for a while', async () => {
    const zhou = company.as('zhou')
    expect((await zhou.post(`/api/accounts/${id}/release`, {})).status).toBe(422)
    const released = await zhou.post(`/api/accounts/${id}/release`, { reason: 'noInterest' })
    expect(released.body).toMatchObject({
      owner: null,
      pool: { name: '华东公海' },
      poolReason: 'noInterest',
      phone: null,
    })
    const again = await zhou.post(`/api/accounts/${id}/claim`)
    expect(again.status).toBe(422)
    expect(again.body.detail).toContain('冷却 30 天')
    expect((await company.as('li').post(`/api/accounts/${id}/claim`)).status).toBe(200)
  })
  it('keeps a ledger of everybody who had it', async () => {
    const { items } = (await company.as('li').get(`/api/accounts/${id}/ownership`)).body
    expect(items.map((t: any) => [t.holder?.name ?? t.pool.name, t.how, t.why, t.until === null])).toEqual([
      ['李敏', 'claim', null, true],
      ['华东公海', 'release', 'noInterest', false],
      ['周雨桐', 'claim', null, false],
      ['华东公海', 'create', 'new', false],
    ])
    await company.as('gao').patch(`/api/accounts/${id}`, { owner: company.people.zhou })
    const [now, before] = (await company.as('zhou').get(`/api/accounts/${id}/ownership`)).body.items
    expect([now.holder.name, now.how, before.holder.name]).toEqual(['周雨桐', 'transfer', '李敏'])
  })
})

describe('what happens in a pool', () => {
  it('is heard by its people, also that something has left it, and by nobody of another board', async () => {
    const { host, database, tenant, people } = company
    const id = await inPool('青岛崂泉酒业')
    const before = await endOfJournal(database)
    await company.as('gao').post(`/api/accounts/${id}/assign`, { owner: people.gao })
    const changes = await changesAfter(database, before, 100, tenant)
    const system = await systemContext(host, tenant)
    for (const [who, hears] of [
      ['zhou', true],
      ['wang', false],
    ] as const) {
      const user = (await peopleOf(database).principal(tenant, people[who]))!
      const seen = await seenBy({ ...system, user }, changes, () => peopleBeside(system, changes))
      expect(
        seen.some(c => c.record === id),
        who,
      ).toBe(hears)
    }
  })
})

describe('giving out', () => {
  it('one to somebody, who must have room and be on the board', async () => {
    const id = await inPool('宁波海悦食品有限公司')
    const chen = company.as('chen')
    expect((await company.as('zhou').post(`/api/accounts/${id}/assign`, { owner: company.people.zhou })).status).toBe(
      403,
    )
    expect((await chen.post(`/api/accounts/${id}/assign`, { owner: company.people.wang })).body.detail).toBe(
      '王磊 在别的版块',
    )
    expect((await chen.post(`/api/accounts/${id}/assign`, { owner: company.people.li })).status).toBe(200)
    expect((await company.as('li').get(`/api/accounts/${id}`)).body).toMatchObject({ cameBy: 'assign' })
  })
  it('many at once, as the preview said', async () => {
    const many = await Promise.all(
      ['甲', '乙', '丙', '丁', '戊'].map(n => inPool(`${n}号糖酒批发部`, { region: '3302' })),
    )
    const input = { ids: many, people: [company.people.zhou, company.people.li], by: 'load' }
    const chen = company.as('chen')
    const preview = await chen.post('/api/accounts/distribute', { ...input, preview: true })
    expect(preview.status, JSON.stringify(preview.body)).toBe(200)
    expect(preview.body.items).toHaveLength(5)
    expect((await company.as('gao').get(`/api/accounts/${many[0]}`)).body.owner).toBeNull()
    const done = await chen.post('/api/accounts/distribute', input)
    expect(done.body.items).toEqual(preview.body.items)
    for (const { id, owner } of done.body.items)
      expect((await company.as('gao').get(`/api/accounts/${id}`)).body.owner).toEqual(owner)
    expect([403, 404]).toContain((await company.as('zhou').post('/api/accounts/distribute', input)).status)
  })
  it('moves between pools, to another board only for headquarters', async () => {
    const id = await inPool('四川云岭春酒业')
    expect((await company.as('gao').post(`/api/accounts/${id}/movePool`, { pool: fairPool })).status).toBe(403)
    expect((await company.as('zheng').post(`/api/accounts/${id}/movePool`, { pool: fairPool })).status).toBe(200)
    expect((await company.as('zhou').get(`/api/accounts/${id}`)).status).toBe(404)
    expect((await company.as('wang').get(`/api/accounts/${id}`)).body).toMatchObject({
      board: { name: '糖酒会办公室' },
    })
  })
})

describe('an import', () => {
  const csv = '客户名称,公海\n徐州汉泉酒业有限公司,华东公海\n泉州闽台糖业有限公司,华东公海\n'
  it('may fill a pool, for those who administer it', async () => {
    const done = await bringIn(company, 'gao', csv)
    expect(done, JSON.stringify(done)).toMatchObject({ created: 2, failed: 0 })
    const found = await company
      .as('li')
      .get(
        `/api/accounts?fields=name,owner,pool,enteredPoolAt,poolReason&${filtered({ field: 'name', op: 'startsWith', value: '徐州汉泉' })}`,
      )
    expect(found.body.items).toMatchObject([
      { owner: null, pool: { name: '华东公海' }, enteredPoolAt: expect.any(String), poolReason: 'new' },
    ])
    const refused = await bringIn(company, 'zhou', csv.replaceAll('有限公司', '分公司'))
    expect(refused).toMatchObject({ created: 0, failed: 2 })
  })
})

describe('a merge', () => {
  it('of one that waits in a pool into one that somebody owns leaves it owned, with the owners of both', async () => {
    const gao = company.as('gao')
    const owned = (await gao.post('/api/accounts', { name: '南昌赣醇酒业有限公司' })).body.id
    const waiting = await inPool('南昌赣醇酒业')
    await gao.post(`/api/accounts/${waiting}/assign`, { owner: company.people.chen })
    await gao.post(`/api/accounts/${waiting}/release`, { reason: 'other' })
    const merged = await gao.post(`/api/accounts/${owned}/merge`, { from: [waiting] })
    expect(merged.status, JSON.stringify(merged.body)).toBe(200)
    expect((await gao.get(`/api/accounts/${owned}`)).body).toMatchObject({ owner: { name: '高原' }, pool: null })
    const { items } = (await gao.get(`/api/accounts/${owned}/ownership`)).body
    expect(items.map((t: any) => t.holder?.name ?? t.pool.name)).toEqual(['高原', '陈嘉伟', '华东公海'])
  })
})

describe('no reader sees more', () => {
  it('in lists than counts, sums, search, single records and the roles say, whoever asks', async () => {
    const whose = await company.database
      .tenant(company.tenant)
      .query<{ id: string; owner: string | null; board: string }>(
        sql`select id, owner_id as owner, board_id as board from accounts where deleted_at is null`,
      )
    const { people, boards } = company
    const may: [Who, (a: { owner: string | null; board: string }) => boolean][] = [
      ['admin', () => true],
      ['zheng', () => true],
      ['gao', a => a.board === boards.marketing],
      ['he', a => a.board === boards.fair],
      [
        'chen',
        a => a.board === boards.marketing && (!a.owner || [people.chen, people.zhou, people.li].includes(a.owner)),
      ],
      ['zhou', a => a.board === boards.marketing && (!a.owner || a.owner === people.zhou)],
      ['wang', a => a.board === boards.fair && (!a.owner || a.owner === people.wang)],
    ]
    for (const [who, sees] of may) {
      const seen = whose.filter(sees).map(a => a.id)
      for (const sort of ['-updatedAt', '-enteredPoolAt', 'name', 'phone']) {
        const list = (await company.as(who).get(`/api/accounts?limit=200&count=exact&fields=name&sort=${sort}`)).body
        expect(list.items.map((i: any) => i.id).sort(), `${who} ${sort}`).toEqual(seen.toSorted())
        expect(list.total, `${who} ${sort}`).toBe(seen.length)
      }
      const paged: string[] = []
      for (let cursor = ''; ; ) {
        const part = (await company.as(who).get(`/api/accounts?limit=3&fields=name${cursor && `&cursor=${cursor}`}`))
          .body
        paged.push(...part.items.map((i: any) => i.id))
        if (!part.nextCursor) break
        cursor = part.nextCursor
      }
      expect(paged.toSorted(), who).toEqual(seen.toSorted())
      const sum = (await company.as(who).post('/api/accounts/aggregate', { measures: [{ fn: 'count' }] })).body
      expect(sum.items[0].count, who).toBe(seen.length)
      for (const { id } of whose)
        expect((await company.as(who).get(`/api/accounts/${id}?fields=name`)).status === 200, who).toBe(
          seen.includes(id),
        )
    }
  })
})

describe('quotas', () => {
  it('are told in figures', async () => {
    const [state] = (await company.as('li').get('/api/pools/mine?object=account')).body.items
    expect(state).toMatchObject({ name: '华东公海', member: true, hidden: ['phone', 'creditCode'] })
    const daily = state.limits.find((l: any) => l.of === 'daily')
    for (let n = daily.used; n < daily.max; n++) {
      const claimed = await company.as('li').post(`/api/accounts/${await inPool(`足额 ${n}`)}/claim`)
      expect([200, 422]).toContain(claimed.status)
    }
    const full = await company.as('li').post(`/api/accounts/${await inPool('多一个')}/claim`)
    expect(full.status).toBe(422)
    expect(full.body.detail).toMatch(/上限 \d+ 个/)
  })

  it('hold, and nobody wins twice, when ten people claim fifty customers in two hundred requests at once', async () => {
    const admin = company.as('admin')
    const pool = (
      await admin.post('/api/pools', {
        name: '抢领公海',
        board: company.boards.fair,
        object: 'account',
        limits: [{ of: 'daily', max: 20 }],
      })
    ).body.id
    const people = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        admin.post('/api/users', {
          name: `抢领 ${i}`,
          login: `racer${i}`,
          board: company.boards.fair,
          roles: ['salesperson'],
          password: 'Fenghe-2026',
          mustChangePassword: false,
        }),
      ),
    )
    expect(people.every(p => p.status === 201)).toBe(true)
    const accounts: string[] = []
    for (let i = 0; i < 50; i++)
      accounts.push((await company.as('he').post('/api/accounts', { name: `待领客户 ${i}`, pool })).body.id)
    const cookies = await Promise.all(people.map((_, i) => company.signIn(`racer${i}`)))
    // One wants all of them and may have twenty; the nine others ask for seventeen at most, three of them for each.
    const asks = accounts.flatMap((account, i) => [0, 1, 2, 3].map(n => ({ who: n && ((i * 3 + n) % 9) + 1, account })))
    expect(asks).toHaveLength(200)
    const answers = await Promise.all(
      asks.map(({ who, account }) => company.with({ cookie: cookies[who]! }).post(`/api/accounts/${account}/claim`)),
    )
    const winners = answers.filter(a => a.status === 200)
    expect(new Set(winners.map(w => w.body.id)).size).toBe(winners.length)
    expect(winners).toHaveLength(50)
    for (const loser of answers.filter(a => a.status !== 200)) {
      expect([409, 422], JSON.stringify(loser.body)).toContain(loser.status)
      expect(loser.body.detail).toMatch(/先领取了|今天已领取 20 个，上限 20 个/)
    }
    const held = await company.database
      .tenant(company.tenant)
      .query<{ n: number }>(
        sql`select count(*) as n from accounts where owner_id = any(${people.map(p => p.body.id)}::uuid[]) group by owner_id`,
      )
    expect(held.every(h => Number(h.n) <= 20)).toBe(true)
    expect(held.reduce((sum, h) => sum + Number(h.n), 0)).toBe(50)
  }, 60_000)
  it('hold for one person who asks for many at the same moment', async () => {
    const pool = (
      await company.as('admin').post('/api/pools', {
        name: '线索公海',
        board: company.boards.fair,
        object: 'lead',
        limits: [{ of: 'owned', max: 5 }],
      })
    ).body.id
    const leads: string[] = []
    for (let i = 0; i < 20; i++)
      leads.push((await company.as('he').post('/api/leads', { name: `展会线索 ${i}`, pool })).body.id)
    const answers = await Promise.all(leads.map(id => company.as('wang').post(`/api/leads/${id}/claim`)))
    expect(answers.filter(a => a.status === 200)).toHaveLength(5)
    for (const loser of answers.filter(a => a.status !== 200))
      expect(loser.body.detail).toBe('手上已有 5 个，上限 5 个，先放回一些')
  })
})

describe('a pool’s own administrator, who manages no others', () => {
  const keep = (who: Who, body: object, pool = eastPool) => company.as(who).post(`/api/pools/${pool}/keep`, body)
  const rules = async () =>
    (
      await company
        .as('gao')
        .get(`/api/pool-rules?sort=position&${filtered({ field: 'pool', op: 'eq', value: eastPool })}`)
    ).body.items

  it('settles its rules at once, all or none', async () => {
    expect((await company.as('chen').get('/api/session')).body.administers).toEqual([eastPool])
    const first = await keep('chen', {
      coolDownDays: 20,
      rules: [
        { name: '久不联系', basis: 'followUp', days: 90 },
        { name: '重点客户', basis: 'followUp', days: 120, where: { field: 'level', op: 'eq', value: 'key' } },
      ],
    })
    expect(first.status, JSON.stringify(first.body)).toBe(200)
    expect(first.body.coolDownDays).toBe(20)
    const [silent, key] = await rules()
    const second = await keep('chen', { rules: [{ id: key.id, name: '重点客户', basis: 'followUp', days: 150 }] })
    expect(second.status, JSON.stringify(second.body)).toBe(200)
    expect(await rules()).toMatchObject([{ id: key.id, days: 150, position: 1 }])
    const wrong = await keep('chen', { coolDownDays: 5, rules: [{ name: 'x', basis: 'nonsense', days: 1 }] })
    expect(wrong.status).toBe(422)
    expect((await company.as('gao').get(`/api/pools/${eastPool}`)).body.coolDownDays).toBe(20)
    expect((await keep('chen', { rules: [{ id: silent.id, name: 'x', basis: 'followUp', days: 1 }] })).status).toBe(422)
    expect((await company.as('chen').post(`/api/pools/${eastPool}/simulation`, { rules: [] })).status).toBe(200)
  })

  it('neither names administrators, nor touches another pool; a member changes nothing', async () => {
    expect((await keep('chen', { administrators: [company.people.zhou] })).status).toBe(403)
    expect((await keep('chen', { rules: [] }, fairPool)).status).toBe(403)
    expect((await keep('zhou', { rules: [] })).status).toBe(403)
    expect((await company.as('chen').patch(`/api/pools/${eastPool}`, { coolDownDays: 1 })).status).toBe(403)
    expect((await company.as('chen').delete(`/api/pools/${eastPool}`)).status).toBe(403)
  })
})
