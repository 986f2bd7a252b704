import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, freshCompany, PASSWORD } from '../../../test/company'
import { openDatabase } from '../../core/db/database'
import { openPeople, peopleOf } from './people'

let company: Company
beforeAll(async () => {
  company = await freshCompany()
})
afterAll(() => company?.close())

const principal = async (who: keyof Company['people']) =>
  (await peopleOf(company.database).principal(company.tenant, company.people[who]))!
const newcomer = (login: string, more: Record<string, unknown> = {}) => ({
  name: login,
  login,
  password: PASSWORD,
  mustChangePassword: false,
  ...more,
})
const open = async (login: string, more: Record<string, unknown> = {}) => {
  const answer = await company.as('admin').post('/api/users', newcomer(login, more))
  expect(answer.status).toBe(201)
  return answer.body
}

describe('a person', () => {
  it('has the team of everybody below in the line of managers, and the people of the department', async () => {
    const { zhou, li, chen, sun, gao } = company.people
    expect(new Set((await principal('gao')).team)).toEqual(new Set([gao, chen, sun, zhou, li]))
    expect(new Set((await principal('chen')).team)).toEqual(new Set([chen, zhou, li]))
    expect((await principal('zhou')).team).toEqual([zhou])
    expect(new Set((await principal('zhou')).departmentPeople)).toEqual(new Set([chen, zhou, li]))
    expect((await principal('he')).departmentPeople).toEqual([company.people.he])
  })
  it('is opened with roles by code or id, and reads as references', async () => {
    const made = await open('roles-both-ways', { roles: ['salesperson', company.roles['team-lead']] })
    expect(made.roles.map((r: { name: string }) => r.name).sort()).toEqual(['主管', '业务人员'].sort())
    expect(made.board.id).toBe(company.boards.headquarters)
    const changed = await company
      .as('admin')
      .patch(`/api/users/${made.id}`, { roles: ['board-head'], position: '总监' })
    expect(changed.body).toMatchObject({ position: '总监', roles: [{ name: '版块负责人' }] })
  })
  it('cannot be opened with a role, password, log-in name or field that does not do', async () => {
    const before = (await company.as('admin').get('/api/users?count=exact&limit=1')).body.total
    for (const [more, field] of [
      [{ roles: ['no-such-role'] }, 'roles'],
      [{ password: '123' }, 'password'],
      [{ password: 'wei-xiang', login: 'wei-xiang' }, 'password'],
      [{ login: '有 空格' }, 'login'],
      [{ login: 'ZHOU' }, 'login'],
      [{ department: company.people.zhou }, 'department'],
      [{ status: 'frozen' }, 'status'],
      [{ isAdmin: true }, 'isAdmin'],
    ] as const) {
      const answer = await company.as('admin').post('/api/users', newcomer('wei', more))
      expect([answer.status, answer.body.errors?.[0]?.field]).toEqual([422, field])
    }
    expect((await company.as('admin').get('/api/users?count=exact&limit=1')).body.total).toBe(before)
  })
  it('without a log-in name gets that of their own name, as it sounds, and a figure where somebody bears it', async () => {
    const opened = async (name: string) =>
      (await company.as('admin').post('/api/users', { name, board: company.boards.marketing, roles: [] })).body.login
    expect([await opened('单小云'), await opened('单晓芸'), await opened('Anna Snelling')]).toEqual([
      'shanxiaoyun',
      'shanxiaoyun2',
      'anna.snelling',
    ])
  })
  it('without a password cannot sign in', async () => {
    await open('no-password', { password: undefined })
    expect(
      (await company.with().post('/api/session', { login: 'no-password', password: 'anything-at-all' })).status,
    ).toBe(401)
  })
  it('cannot be below oneself, nor can a department', async () => {
    const { gao, zhou } = company.people
    expect((await company.as('admin').patch(`/api/users/${gao}`, { manager: zhou })).body.errors[0].code).toBe(
      'user.managerLoop',
    )
    const part = (
      await company
        .as('admin')
        .post('/api/departments', { name: '华东一组', parent: company.department, board: company.boards.marketing })
    ).body
    expect(
      (await company.as('admin').patch(`/api/departments/${company.department}`, { parent: part.id })).body.errors[0]
        .code,
    ).toBe('department.loop')
  })
  it('of another tenant does not exist', async () => {
    expect((await company.as('lin').get(`/api/users/${company.people.zhou}`)).status).toBe(404)
    expect((await company.as('lin').get('/api/users')).body.items.map((u: { name: string }) => u.name)).toEqual([
      '林子涵',
    ])
    expect(
      (await company.as('lin').post('/api/users', newcomer('spy', { board: company.boards.marketing }))).status,
    ).toBe(422)
  })
})

describe('freezing', () => {
  it('shuts somebody out at once, keys included, until it is lifted', async () => {
    const { id } = await open('leaver', { roles: ['salesperson'], board: company.boards.marketing })
    const leaver = company.with({ cookie: await company.signIn('leaver') })
    const { key } = (await leaver.post('/api/api-keys', { name: '脚本' })).body
    const script = company.with({ authorization: `Bearer ${key}` })
    expect((await script.get('/api/accounts')).status).toBe(200)

    expect((await company.as('admin').post(`/api/users/${id}/freeze`)).body.status).toBe('frozen')
    expect([(await leaver.get('/api/session')).status, (await script.get('/api/accounts')).status]).toEqual([401, 401])
    const refused = await company.with().post('/api/session', { login: 'leaver', password: PASSWORD })
    expect([refused.status, refused.body.code]).toEqual([401, 'session.frozen'])
    expect((await company.as('admin').post(`/api/users/${id}/freeze`)).status).toBe(422)

    await company.as('admin').post(`/api/users/${id}/unfreeze`)
    expect((await leaver.get('/api/session')).status).toBe(401)
    await company.signIn('leaver')
    expect((await script.get('/api/accounts')).status).toBe(200)
  })
  it('never takes the last administrator, nor oneself', async () => {
    const admin = company.as('admin')
    expect((await admin.post(`/api/users/${company.people.admin}/freeze`)).body.code).toBe('user.notYourself')
    expect((await admin.patch(`/api/users/${company.people.admin}`, { roles: ['salesperson'] })).body.code).toBe(
      'user.lastAdministrator',
    )
    const second = await open('second-admin', { roles: ['system-admin'] })
    const cookie = await company.signIn('second-admin')
    expect((await admin.delete(`/api/users/${second.id}`)).status).toBe(204)
    expect((await company.with({ cookie }).get('/api/session')).status).toBe(401)
  })
  it('of two administrators by each other leaves one', async () => {
    const rivalId = (await company.as('lin').post('/api/users', newcomer('rival', { roles: ['system-admin'] }))).body.id
    const rival = company.with({ cookie: await company.signIn('rival') })
    const answers = await Promise.all([
      company.as('lin').post(`/api/users/${rivalId}/freeze`),
      rival.post(`/api/users/${company.people.lin}/freeze`),
    ])
    expect(answers.filter(a => a.status === 200)).toHaveLength(1)
    const active = await company.database
      .tenant(company.otherTenant)
      .query({ text: `select 1 from users where status = 'active'`, values: [] })
    expect(active).toHaveLength(1)
  })
})

describe('a board administrator', () => {
  it('opens salespeople in the own board and nowhere else', async () => {
    const sun = company.as('sun')
    const made = await sun.post('/api/users', newcomer('by-sun', { roles: ['salesperson'] }))
    expect([made.status, made.body.board?.name]).toEqual([201, '营销中心'])
    const abroad = await sun.post(
      '/api/users',
      newcomer('by-sun-2', { roles: ['salesperson'], board: company.boards.fair }),
    )
    expect([abroad.status, abroad.body.code]).toEqual([403, 'user.otherBoard'])
    expect((await sun.patch(`/api/users/${company.people.wang}`, { position: '专员' })).body.code).toBe(
      'user.otherBoard',
    )
    expect((await sun.patch(`/api/users/${company.people.zhou}`, { board: company.boards.fair })).body.code).toBe(
      'user.otherBoard',
    )
    expect((await sun.patch(`/api/users/${company.people.zhou}`, { position: '高级专员' })).status).toBe(200)
  })
  it('cannot give what reaches beyond, to anybody', async () => {
    const sun = company.as('sun')
    for (const role of ['system-admin', 'group-management', 'board-head', 'team-lead']) {
      const made = await sun.post('/api/users', newcomer('puppet', { roles: [role] }))
      expect([made.status, made.body.code], role).toEqual([403, 'user.roleBeyondYou'])
      expect((await sun.patch(`/api/users/${company.people.sun}`, { roles: ['board-admin', role] })).status, role).toBe(
        403,
      )
    }
    expect((await sun.post('/api/users', newcomer('peer', { roles: ['board-admin'] }))).status).toBe(201)
  })
  it('cannot touch whoever reaches further', async () => {
    const sun = company.as('sun')
    for (const answer of [
      await sun.post(`/api/users/${company.people.gao}/resetPassword`),
      await sun.post(`/api/users/${company.people.gao}/freeze`),
      await sun.patch(`/api/users/${company.people.gao}`, { email: 'mine@fenghe.cn' }),
      await sun.delete(`/api/users/${company.people.gao}`),
    ])
      expect([answer.status, answer.body.code]).toEqual([403, 'user.beyondYou'])
  })
  it('keeps departments of the own board only', async () => {
    const sun = company.as('sun')
    const mine = await sun.post('/api/departments', { name: '华南部', board: company.boards.marketing })
    expect(mine.status).toBe(201)
    const theirs = await company.as('admin').post('/api/departments', { name: '会务部', board: company.boards.fair })
    for (const answer of [
      await sun.post('/api/departments', { name: '外部', board: company.boards.fair }),
      await sun.patch(`/api/departments/${mine.body.id}`, { board: company.boards.fair }),
      await sun.delete(`/api/departments/${theirs.body.id}`),
    ])
      expect([answer.status, answer.body.code]).toEqual([403, 'user.otherBoard'])
    expect((await sun.delete(`/api/departments/${mine.body.id}`)).status).toBe(204)
  })
  it('cannot write roles or boards', async () => {
    const sun = company.as('sun')
    expect((await sun.patch(`/api/roles/${company.roles['board-admin']}`, { name: '万能' })).status).toBe(403)
    expect((await sun.post('/api/roles', { code: 'x', name: 'x', rights: {} })).status).toBe(403)
    expect((await sun.post('/api/boards', { name: '自立门户' })).status).toBe(403)
  })
})

describe('everybody else', () => {
  it('finds colleagues, and changes neither them nor any set-up', async () => {
    const zhou = company.as('zhou')
    expect((await zhou.get('/api/users?fields=name,phone')).body.items.length).toBeGreaterThan(5)
    const attempts = [
      zhou.post('/api/users', newcomer('friend')),
      zhou.patch(`/api/users/${company.people.zhou}`, { roles: ['system-admin'] }),
      zhou.patch(`/api/users/${company.people.li}`, { position: '主任' }),
      zhou.post(`/api/users/${company.people.li}/resetPassword`),
      zhou.post(`/api/users/${company.people.li}/freeze`),
      ...company.host.program.entities
        .filter(e => e.setup && !e.internal)
        .map(e => zhou.post(`/api/${e.path}`, { name: 'x', code: 'x', rights: {} })),
    ]
    for (const answer of await Promise.all(attempts))
      expect([answer.status, answer.body.detail]).toEqual([403, expect.anything()])
  })
})

describe('another process', () => {
  it('hears of a freeze when it is committed', async () => {
    const url = (company.database.owner.options as { connectionString: string }).connectionString
    const elsewhere = openDatabase({ url, connections: 1 })
    const people = openPeople(elsewhere, company.host.program.entities)
    try {
      const { id } = await open('far-away')
      expect((await people.principal(company.tenant, id))?.login).toBe('far-away')
      await company.as('admin').post(`/api/users/${id}/freeze`)
      await expect.poll(() => people.principal(company.tenant, id)).toBeNull()
    } finally {
      await people.close()
      await elsewhere.close()
    }
  })
})

describe('a role', () => {
  it('takes effect with the next request of those who hold it', async () => {
    const role = (
      await company
        .as('admin')
        .post('/api/roles', { code: 'reader', name: '访客', rights: { '*setup': { read: 'all' } } })
    ).body
    await open('guest', { roles: ['reader'] })
    const guest = company.with({ cookie: await company.signIn('guest') })
    expect((await guest.get('/api/accounts')).status).toBe(403)
    await company.as('admin').patch(`/api/roles/${role.id}`, { rights: { '*': { read: 'board' } } })
    expect((await guest.get('/api/accounts')).status).toBe(200)
    expect((await company.as('admin').delete(`/api/roles/${role.id}`)).body.code).toBe('role.inUse')
  })
  it('must be well formed', async () => {
    for (const rights of [
      [],
      { account: 'all' },
      { account: { read: 'everything' } },
      { account: { create: 'yes' } },
      { account: { extra: true } },
      { account: { fields: { phone: 'hidden' } } },
    ]) {
      expect(
        (await company.as('admin').post('/api/roles', { code: 'odd', name: '怪', rights })).body.errors?.[0]?.code,
      ).toBe('role.badRights')
    }
  })
  it('that is standard stays', async () => {
    const admin = company.as('admin')
    expect((await admin.delete(`/api/roles/${company.roles.salesperson}`)).body.code).toBe('role.standardStays')
    expect((await admin.patch(`/api/roles/${company.roles['system-admin']}`, { rights: {} })).body.code).toBe(
      'role.administratorStays',
    )
  })
})
