import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Company, freshCompany } from '../../../test/company'

let company: Company
beforeAll(async () => {
  company = await freshCompany()
}, 120_000)
afterAll(() => company?.close())

const li = () => company.as('li')
const open = (login: string, more: object = {}) => ({
  kind: 'open',
  name: '林知远',
  login,
  roles: [company.roles.salesperson],
  position: '客户经理',
  manager: company.people.chen,
  reason: '华东组新入职',
  ...more,
})
const ask = async (who: Parameters<Company['as']>[0], body: object) => {
  const made = await company.as(who).post('/api/user-requests', body)
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  const { items } = (await company.as(who).get(`/api/user-requests/${made.body.id}/approvals`)).body
  return { id: made.body.id as string, request: items[0].id as string }
}
const decide = (who: Parameters<Company['as']>[0], request: string, act: string, body: object = {}) =>
  company.as(who).post(`/api/approval-requests/${request}/${act}`, body)
const userBy = async (login: string) =>
  (
    await company
      .as('admin')
      .get(
        `/api/users?fields=name,status,position,roles,board,manager&filter=${encodeURIComponent(JSON.stringify({ field: 'login', op: 'eq', value: login }))}`,
      )
  ).body.items[0]

describe('a user is opened', () => {
  test('li asks, gao approves, zheng of headquarters countersigns, and the user exists', async () => {
    const { id, request } = await ask('li', open('linzhiyuan'))
    expect((await li().get(`/api/user-requests/${id}`)).body).toMatchObject({ approval: 'running', name: '林知远' })
    expect(await userBy('linzhiyuan')).toBeUndefined()

    const inbox = (await company.as('gao').get('/api/approval-tasks?fields=title,status,stepName,submitter')).body.items
    expect(inbox).toMatchObject([
      { title: '开户：林知远', status: 'open', stepName: '版块负责人审批', submitter: { name: '李敏' } },
    ])
    expect((await decide('gao', request, 'approve', { comment: '同意' })).status).toBe(200)
    expect(await userBy('linzhiyuan')).toBeUndefined()

    expect((await decide('zheng', request, 'approve')).body).toMatchObject({ status: 'approved' })
    expect(await userBy('linzhiyuan')).toMatchObject({
      name: '林知远',
      status: 'active',
      position: '客户经理',
      board: { id: company.boards.marketing },
      manager: { name: '陈嘉伟' },
    })
    const done = (await li().get(`/api/user-requests/${id}`)).body
    expect(done).toMatchObject({ approval: 'approved', subject: { name: '林知远' } })
    expect(done.completedAt).not.toBeNull()
    const told = (await li().get('/api/notifications?fields=type,title')).body.items
    expect(told).toContainEqual(expect.objectContaining({ type: 'approved', title: '开户：林知远' }))
  })

  test('the office has one working day for it', async () => {
    const { id } = await ask('li', open('working.day'))
    const { createdAt, dueAt } = (await li().get(`/api/user-requests/${id}`)).body
    const hours = (Date.parse(dueAt) - Date.parse(createdAt)) / 3_600_000
    expect(hours).toBeGreaterThanOrEqual(24)
    expect(hours).toBeLessThan(24 * 11)
  })

  test('what was approved can not be withdrawn any more, in words', async () => {
    const { id, request } = await ask('li', open('too.late'))
    await decide('gao', request, 'approve')
    await decide('zheng', request, 'approve')
    const late = await decide('li', request, 'withdraw')
    expect(late.status).toBe(422)
    expect(late.body.detail).toBe('已经通过，不能再改变结果')
    expect((await li().post(`/api/user-requests/${id}/submit`)).body.code).toBe('approval.alreadyApproved')
  })

  test('nobody gets a user with rights that reach further than whoever decides has', async () => {
    const { request } = await ask('li', open('mighty', { roles: [company.roles['system-admin']] }))
    await decide('gao', request, 'approve')
    expect((await decide('zheng', request, 'approve')).status).toBe(403)
    expect(await userBy('mighty')).toBeUndefined()
    // It still waits, and whoever administers everything may.
    expect((await decide('admin', request, 'reject', { comment: '业务人员不需要管理员角色' })).body.status).toBe(
      'rejected',
    )
  })

  test('the decider mends what the step lets them, and nothing else', async () => {
    const { id, request } = await ask('li', open('mistyped'))
    await decide('gao', request, 'approve')
    const beyond = await decide('zheng', request, 'approve', { changes: { reason: '别的' } })
    expect(beyond.status).toBe(422)
    expect((await decide('zheng', request, 'approve', { changes: { login: 'well.typed' } })).status).toBe(200)
    expect(await userBy('well.typed')).toMatchObject({ name: '林知远' })
    expect((await li().get(`/api/user-requests/${id}`)).body.login).toBe('well.typed')
  })
})

describe('a user is changed and closed', () => {
  test('what the request names changes, the rest stays', async () => {
    const { request } = await ask('li', {
      kind: 'change',
      subject: company.people.zhou,
      position: '高级客户经理',
      reason: '晋升',
    })
    await decide('gao', request, 'approve')
    await decide('zheng', request, 'approve')
    expect(await userBy('zhou')).toMatchObject({ name: '周雨桐', position: '高级客户经理', status: 'active' })
  })

  test('whoever is closed can no longer sign in', async () => {
    const { request } = await ask('chen', { kind: 'close', subject: company.people.zhou, reason: '离职' })
    await decide('gao', request, 'approve')
    await decide('zheng', request, 'approve')
    expect(await userBy('zhou')).toMatchObject({ status: 'frozen' })
    expect(
      (
        await company
          .as('li')
          .post('/api/user-requests', { kind: 'close', subject: company.people.zhou, reason: '离职' })
      ).status,
    ).toBe(422)
  })
})

describe('what is incomplete is said field by field', () => {
  test.each([
    ['an opening without a log-in name', { kind: 'open', name: '某人', reason: '新人' }, ['login', 'roles']],
    ['a change of nobody', { kind: 'change', position: '主管', reason: '晋升' }, ['subject']],
    ['a request without a reason', { kind: 'close' }, ['reason']],
  ])('%s', async (_, body, fields) => {
    const answer = await li().post('/api/user-requests', body)
    expect(answer.status).toBe(422)
    expect(answer.body.errors.map((one: any) => one.field)).toEqual(fields)
  })
  test('a log-in name that somebody has', async () => {
    const answer = await li().post('/api/user-requests', open('gao'))
    expect(answer.body.errors).toMatchObject([{ field: 'login', code: 'userRequest.loginTaken' }])
  })
})
