import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, freshCompany, type Who } from '../../../test/company'
import { systemContext } from '../../core/context'
import { columnOf, type Entity, type Field, snake } from '../../core/entity'
import { carryOut } from './carryOut'

let company: Company
const ids = (answer: { body: any }) => answer.body.items.map((item: { id: string }) => item.id)
const filtered = (filter: unknown) => `filter=${encodeURIComponent(JSON.stringify(filter))}`

beforeAll(async () => {
  company = await freshCompany()
}, 120_000)
afterAll(() => company?.close())

async function made(who: Who, path: string, body: object): Promise<string> {
  const answer = await company.as(who).post(path, body)
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return answer.body.id
}
async function given(who: Who, path: string, body: object = {}) {
  const answer = await company.as(who).post(path, body)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body
}
/** Orders a hand-over and lets the job carry it out. */
async function handOver(who: Who, leaver: Who, body: object): Promise<string> {
  const { id } = await given(who, `/api/users/${company.people[leaver]}/handover`, body)
  await carryOut.run(await systemContext(company.host, company.tenant), { handover: id })
  return id
}
async function undo(who: Who, id: string) {
  await given(who, `/api/handovers/${id}/undo`)
  await carryOut.run(await systemContext(company.host, company.tenant), { handover: id })
}
const ownerOf = async (path: string, id: string) =>
  (await company.as('admin').get(`/api/${path}/${id}`)).body.owner?.name

describe('zhou leaves', () => {
  const accounts: string[] = []
  let contact: string
  let openTask: string
  let doneTask: string
  let handover: string
  beforeAll(async () => {
    for (const [name, region] of [
      ['贵州赤泉酒业有限公司', '52'],
      ['四川锦江商贸有限公司', '51'],
      ['成都春熙百货有限公司', '5101'],
      ['泸州老窖专营店', '5105'],
    ])
      accounts.push(await made('zhou', '/api/accounts', { name, region }))
    contact = await made('zhou', '/api/contacts', { name: '罗敏', account: accounts[0] })
    openTask = await made('zhou', '/api/tasks', { subject: '寄样品' })
    doneTask = await made('zhou', '/api/tasks', { subject: '打过电话' })
    await given('zhou', `/api/tasks/${doneTask}/complete`)
    await made('zhou', '/api/activities', { type: 'visit', subject: '拜访罗总', account: accounts[0] })
  }, 60_000)
  const rules = () => [
    {
      object: 'account',
      where: { field: 'region', op: 'under', value: '51' },
      people: [company.people.li, company.people.chen],
      by: 'turns',
    },
  ]

  it('is seen with all that is hers, by those who are responsible for her and nobody else', async () => {
    const { body } = await company.as('gao').get(`/api/users/${company.people.zhou}/holdings`)
    const counts = Object.fromEntries(body.items.map((item: any) => [`${item.object}.${item.field}`, item.count]))
    expect(counts).toEqual({ 'account.owner': 4, 'task.owner': 1 })
    expect(Object.fromEntries(body.follows.map((f: any) => [f.object, f.count]))).toEqual({ contact: 1, activity: 1 })
    expect(body.boards).toMatchObject([{ name: '营销中心', count: 5 }])
    for (const who of ['li', 'he', 'wang'] as Who[])
      expect((await company.as(who).get(`/api/users/${company.people.zhou}/holdings`)).status, who).toBe(403)
  })

  it('is planned before anything moves: Sichuan in turns to li and chen, the rest to chen', async () => {
    const plan = await given('gao', `/api/users/${company.people.zhou}/handover`, {
      rules: rules(),
      rest: company.people.chen,
      preview: true,
    })
    expect(plan.total).toBe(5)
    expect(plan.people).toEqual(
      [
        { id: company.people.chen, name: '陈嘉伟', count: 3 },
        { id: company.people.li, name: '李敏', count: 2 },
      ].map(one => expect.objectContaining({ id: one.id, name: one.name })),
    )
    expect(plan.people.reduce((sum: number, one: any) => sum + one.count, 0)).toBe(5)
    expect(await ownerOf('accounts', accounts[1]!)).toBe('周雨桐')
  })

  it('is handed over only within reach: not to people of other boards, not to the frozen, not to herself', async () => {
    const path = `/api/users/${company.people.zhou}/handover`
    const ask = async (body: object) => (await company.as('gao').post(path, body)).body.code
    expect(await ask({ rest: company.people.wang })).toBe('handover.heirElsewhere')
    expect(await ask({ rest: company.people.zhou })).toBe('handover.toThemselves')
    expect(await ask({ rest: company.people.li, rules: [{ people: [] }] })).toBe('record.invalid')
    expect(await ask({ rest: company.people.li, rules: [{ object: 'nothing', people: [company.people.li] }] })).toBe(
      'handover.unknownObject',
    )
    expect((await company.as('he').post(path, { rest: company.people.wang })).status).toBe(403)
  })

  it('is done: records, what belongs to them, search, ledger, history, and word to heirs and managers', async () => {
    handover = await handOver('gao', 'zhou', { rules: rules(), rest: company.people.chen })
    const { body } = await company.as('gao').get(`/api/handovers/${handover}`)
    expect(body).toMatchObject({ status: 'done', total: 5, done: 5, leftOut: 0 })
    expect((await company.as('gao').get(`/api/users/${company.people.zhou}/holdings`)).body.items).toEqual([])

    expect(await ownerOf('accounts', accounts[0]!)).toBe('陈嘉伟')
    expect(await ownerOf('contacts', contact)).toBe('陈嘉伟')
    expect(await ownerOf('tasks', openTask)).toBe('陈嘉伟')
    expect(await ownerOf('tasks', doneTask)).toBe('周雨桐')
    const li = ids(await company.as('li').get(`/api/accounts?${filtered({ field: 'owner', op: 'eq', value: 'me' })}`))
    expect(li.length).toBeGreaterThan(0)
    expect(ids(await company.as('zhou').get(`/api/search?q=${encodeURIComponent('赤泉')}`))).toEqual([])
    expect(ids(await company.as('chen').get(`/api/search?q=${encodeURIComponent('赤泉')}`))).toEqual([accounts[0]])

    const { items } = (await company.as('chen').get(`/api/accounts/${accounts[0]}/history`)).body
    expect(items.filter((item: any) => item.act === 'handOver')).toHaveLength(1)
    expect(items.find((item: any) => item.act === 'handOver').actor.name).toBe('高原')
    const ledger = (await company.as('chen').get(`/api/accounts/${accounts[0]}/ownership`)).body.items
    expect(ledger.map((one: any) => [one.holder.name, one.how])).toEqual([
      ['陈嘉伟', 'handOver'],
      ['周雨桐', 'create'],
    ])
    const said = async (who: Who) =>
      (await company.as(who).get('/api/notifications?fields=type,text')).body.items
        .filter((n: any) => n.type === 'handover')
        .map((n: any) => n.text)
    expect(await said('chen')).toEqual([expect.stringMatching(/^周雨桐 的 [34] 项移交给你$/)])
    expect(await said('gao')).toEqual([expect.stringMatching(/^周雨桐 的 5 项已移交给 陈嘉伟、李敏$/)])
    expect((await company.as('chen').get(`/api/handovers/${handover}/report`)).body.people).toHaveLength(2)
    expect((await company.as('li').get(`/api/handovers/${handover}/records?object=account`)).body.items).toHaveLength(4)
    expect((await company.as('he').get(`/api/handovers/${handover}`)).status).toBe(404)
  })

  it('is taken back; what an heir has given on since stays where it is', async () => {
    expect((await company.as('gao').patch(`/api/accounts/${accounts[0]}`, { owner: company.people.li })).status).toBe(
      200,
    )
    await undo('gao', handover)
    expect((await company.as('gao').get(`/api/handovers/${handover}`)).body).toMatchObject({
      status: 'undone',
      leftOut: 1,
    })
    expect(await ownerOf('accounts', accounts[0]!)).toBe('李敏')
    for (const id of accounts.slice(1)) expect(await ownerOf('accounts', id)).toBe('周雨桐')
    expect(await ownerOf('tasks', openTask)).toBe('周雨桐')
    expect((await company.as('gao').post(`/api/handovers/${handover}/undo`)).body.code).toBe('handover.notDone')
  })

  it('goes on where a killed run stopped, and a second run does nothing more', async () => {
    const { id } = await given('gao', `/api/users/${company.people.zhou}/handover`, { rest: company.people.li })
    expect(
      (await company.as('gao').post(`/api/users/${company.people.zhou}/handover`, { rest: company.people.li })).body
        .code,
    ).toBe('handover.running')
    const ctx = await systemContext(company.host, company.tenant)
    await carryOut.run(ctx, { handover: id })
    await carryOut.run(ctx, { handover: id })
    expect((await company.as('gao').get(`/api/handovers/${id}`)).body).toMatchObject({
      status: 'done',
      done: 4,
      total: 4,
    })
  })
})

describe('nothing is orphaned', () => {
  /** What tells of the past and stays, beyond what declarations say: journals, ledgers, sessions, files, what an engine has written. */
  const PAST = new Set([
    'handover_moves',
    'journal',
    'ownerships',
    'sessions',
    'credentials',
    'recovery_codes',
    'api_keys',
    'idempotency',
    'files',
    'imports',
    'exports',
    'merges',
    'search_documents',
    'usage_days',
    'use_notices',
    'forecast_states',
  ])

  /** Column and values by which a record still asks something of somebody. */
  const openOf = (entity: Entity<any> | undefined) => {
    const open = entity?.open as { field: string; op: string; value: any } | undefined
    return open && { column: snake(open.field), values: open.op === 'relative' ? ['2999-01-01'] : [open.value].flat() }
  }

  it('whatever object there is, all that makes chen responsible is somebody else’s afterwards', async () => {
    const { database, tenant, people, boards } = company
    const leaver = people.chen
    const client = await database.owner.connect()
    const entities = company.host.program.entities
    const pointing = (entity: Entity<any>) =>
      Object.entries(entity.fields as Record<string, Field<any>>).filter(
        ([, f]) => f.target === 'user' && (f.kind === 'ref' || f.kind === 'refs'),
      )
    try {
      for (const entity of entities) {
        // Tasks of a running approval are the engine's; users are there already.
        if (['user', 'approvalTask'].includes(entity.name)) continue
        const fields = pointing(entity)
        if (fields.length === 0) continue
        const cells: Record<string, unknown> = { tenant_id: tenant, id: uuid() }
        for (const [name, field] of fields) cells[columnOf(name, field)] = field.kind === 'refs' ? [leaver] : leaver
        if (entity.fields.object) cells.object = 'account'
        if (entity.fields.board) cells.board_id = boards.marketing
        const open = openOf(entity)
        if (open) cells[open.column] = open.values[0]
        const names = Object.keys(cells)
        await client.query(
          `insert into public.${entity.table} (${names.map(n => `"${n}"`).join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')})`,
          Object.values(cells),
        )
      }
      await client.query(
        `insert into public.accounts (tenant_id, id, owner_id, board_id, deleted_at) values ($1, $2, $3, $4, now())`,
        [tenant, uuid(), leaver, boards.marketing],
      )
      await client.query(
        `insert into public.shares (tenant_id, object, record_id, user_id, level, sort_at) values ($1, 'account', $2, $3, 'read', now())`,
        [tenant, uuid(), leaver],
      )
      const flow = (await company.as('admin').get('/api/approval-flows?fields=steps')).body.items[0]
      const steps = [
        { kind: 'decide', id: 'a', name: '主管', mode: 'any', approvers: [{ by: 'person', people: [leaver] }] },
      ]
      expect((await company.as('admin').patch(`/api/approval-flows/${flow.id}`, { steps })).status).toBe(200)
      const request = await made('zhou', '/api/user-requests', {
        kind: 'open',
        name: '新同事',
        login: 'xin',
        reason: '到岗',
        roles: [company.roles.salesperson],
        userBoard: boards.marketing,
      })
      await company.as('zhou').post(`/api/user-requests/${request}/submit`)

      const id = await handOver('admin', 'chen', { rest: people.gao, freeze: true })
      const { body } = await company.as('admin').get(`/api/handovers/${id}`)
      expect(
        body,
        JSON.stringify((await company.as('admin').get(`/api/handovers/${id}/records?state=left`)).body),
      ).toMatchObject({
        status: 'done',
        leftOut: 0,
      })
      expect((await company.as('admin').get(`/api/users/${leaver}`)).body.status).toBe('frozen')

      const past = new Set(
        entities.flatMap(entity =>
          Object.entries(entity.fields as Record<string, Field<any>>)
            .filter(([name, f]) => f.past || (name === 'owner' && entity.authored))
            .map(([name, f]) => `${entity.table}.${columnOf(name, f)}`),
        ),
      )
      const columns = await client.query<{ table: string; column: string; type: string }>(`
        select table_name as table, column_name as column, udt_name as type from information_schema.columns
        where table_schema = 'public' and (udt_name in ('uuid', '_uuid') or (table_name, column_name) = ('approval_flows', 'steps'))`)
      const left: string[] = []
      for (const { table, column, type } of columns.rows) {
        if (PAST.has(table) || past.has(`${table}.${column}`) || (table === 'users' && column === 'id')) continue
        const holds =
          type === '_uuid'
            ? `$1::uuid = any("${column}")`
            : type === 'uuid'
              ? `"${column}" = $1::uuid`
              : `"${column}"::text like '%' || $1::text || '%'`
        if (column === 'created_by' || column === 'updated_by') continue
        const open = openOf(entities.find(e => e.table === table))
        // Whoever was let in to a request or a hand-over may go on reading it.
        const asks = open
          ? `"${open.column}"::text = any($2::text[])`
          : table === 'shares'
            ? 'object <> all($2::text[])'
            : '$2::text[] is not null'
        const among = open?.values ?? entities.filter(entity => entity.admits).map(entity => entity.name)
        const found = await client.query(`select 1 from public."${table}" where ${holds} and ${asks} limit 1`, [
          leaver,
          among,
        ])
        if (found.rowCount) left.push(`${table}.${column}`)
      }
      expect(left).toEqual([])
      expect((await company.as('admin').get(`/api/users/${leaver}/holdings`)).body.items).toEqual([])
      const waiting = await client.query(`select owner_id as id from public.approval_tasks where status = 'open'`)
      expect(waiting.rows.map(row => row.id)).toEqual([people.gao])
    } finally {
      client.release()
    }
  }, 60_000)

  it('zhou and li have a new manager, and nobody is below themselves', async () => {
    for (const who of ['zhou', 'li'] as Who[])
      expect((await company.as('admin').get(`/api/users/${company.people[who]}`)).body.manager.name).toBe('高原')
  })
})

describe('headquarters moves records across boards', () => {
  let account: string
  beforeAll(async () => {
    account = await made('li', '/api/accounts', { name: '武汉江城饮品有限公司' })
    await made('li', '/api/contacts', { name: '何经理', account })
    await company.as('li').post(`/api/accounts/${account}/share`, { user: company.people.zhou })
  })
  const hand = (who: Who) =>
    company
      .as(who)
      .post('/api/accounts/batch', { ids: [account], act: 'handOver', input: { owner: company.people.wang } })

  it('sees before what follows and what ends', async () => {
    const foreseen = await given('zheng', '/api/accounts/foreseeHandOver', {
      ids: [account],
      owner: company.people.wang,
    })
    expect(foreseen).toEqual({
      count: 1,
      boards: [{ from: '营销中心', to: '糖酒会办公室', count: 1 }],
      follows: [{ object: 'contact', count: 1 }],
      sharesEnding: 1,
      already: 0,
      sentences: [
        '1 条归 王磊 负责',
        '1 条从 营销中心 移到 糖酒会办公室，原版块的人不再看到',
        '一起移交：联系人 1',
        '1 个共享随之结束',
      ],
    })
  })
  it('only headquarters can; the record, its contacts and its sight move', async () => {
    expect((await hand('gao')).body.items[0]).toMatchObject({ ok: false, problem: { code: 'owner.outOfReach' } })
    expect((await hand('zheng')).body.items[0].ok).toBe(true)
    expect((await company.as('li').get(`/api/accounts/${account}`)).status).toBe(404)
    expect((await company.as('wang').get(`/api/accounts/${account}`)).body).toMatchObject({
      board: { name: '糖酒会办公室' },
    })
    expect((await company.as('wang').get('/api/contacts')).body.items).toHaveLength(1)
  })
})

describe('li changes boards', () => {
  it('what she leaves behind is told to her managers and handed over by the board before', async () => {
    const behind = await made('li', '/api/accounts', { name: '留下的客户有限公司' })
    const moved = await company.as('admin').patch(`/api/users/${company.people.li}`, {
      board: company.boards.fair,
      department: null,
      manager: company.people.he,
    })
    expect(moved.status, JSON.stringify(moved.body)).toBe(200)
    const said = (await company.as('gao').get('/api/notifications?fields=type,text')).body.items
    expect(said.some((n: any) => /^李敏 已调到 糖酒会办公室，留在原版块的 \d+ 条记录待移交$/.test(n.text ?? ''))).toBe(
      true,
    )
    const { body } = await company
      .as('gao')
      .get(`/api/users/${company.people.li}/holdings?board=${company.boards.marketing}`)
    expect(body.boards[0].name).toBe('营销中心')
    await handOver('gao', 'li', { rest: company.people.zhou, board: company.boards.marketing, why: 'moves' })
    expect(await ownerOf('accounts', behind)).toBe('周雨桐')
    expect((await company.as('admin').get(`/api/users/${company.people.li}`)).body.status).toBe('active')
  })
})
