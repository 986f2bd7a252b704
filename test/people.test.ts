import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, freshCompany, type Who } from './company'

let company: Company
let baihui: string
beforeAll(async () => {
  company = await freshCompany()
  const zhou = company.as('zhou')
  baihui = (await zhou.post('/api/accounts', { name: '宜宾百汇酒业' })).body.id
  await zhou.patch(`/api/accounts/${baihui}`, { level: 'key', phone: '0831-2345678' })
  await zhou.post('/api/activities', {
    account: baihui,
    type: 'visit',
    subject: '拜访百汇',
    occurredAt: '2026-11-03T02:00:00Z',
  })
  await zhou.post('/api/comments', { aboutObject: 'account', aboutId: baihui, body: '样刊已寄' })
  const task = (await zhou.post('/api/tasks', { subject: '寄样刊', account: baihui, dueAt: '2027-01-05T02:00:00Z' }))
    .body
  await zhou.post(`/api/tasks/${task.id}/complete`, { result: '寄出' })
  await zhou.patch('/api/session/preferences', { lang: 'zh-CN' })
  const gone = (await zhou.post('/api/accounts', { name: '误建的客户' })).body
  await zhou.delete(`/api/accounts/${gone.id}`)
})
afterAll(() => company.close())

const timeline = async (who: Who, query = '') =>
  (await company.as(who).get(`/api/users/${company.people.zhou}/timeline${query}`)).body
const told = async (who: Who, query = '') =>
  (await timeline(who, query)).items.map((i: any) => [i.kind, i.object, i.act ?? 'happened', i.title ?? i.record.body])

describe('what a person did', () => {
  it('is seen by her manager, newest first, each thing at its moment', async () => {
    expect(await told('chen')).toEqual([
      ['change', 'account', 'delete', '误建的客户'],
      ['task', 'task', 'complete', '寄样刊'],
      ['task', 'task', 'create', '寄样刊'],
      ['comment', 'comment', 'happened', '宜宾百汇酒业'],
      ['change', 'account', 'update', '宜宾百汇酒业'],
      ['change', 'account', 'create', '宜宾百汇酒业'],
      ['activity', 'activity', 'happened', '拜访百汇'],
    ])
    expect((await timeline('chen')).items.every((i: any) => i.actor.name === '周雨桐')).toBe(true)
  })

  it('is nothing to another board, and nothing of a colleague’s to a salesperson', async () => {
    expect(await timeline('wang')).toEqual({ items: [], nextCursor: null })
    expect(await told('li')).toEqual([])
    expect((await company.as('lin').get(`/api/users/${company.people.zhou}/timeline`)).status).toBe(404)
  })

  it('hides the fields that the caller may not read', async () => {
    const changed = async (who: Who) =>
      (await timeline(who, '?kinds=change')).items
        .find((i: any) => i.act === 'update')
        .changes.map((c: any) => c.field)
        .sort()
    expect(await changed('gao')).toEqual(['level', 'phone'])
    expect(await changed('sun')).toEqual(['level'])
  })

  it('comes in pages that leave nothing out and say nothing twice', async () => {
    const items: any[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: any = await timeline('zhou', `?limit=2${cursor && `&cursor=${cursor}`}`)
      items.push(...page.items)
      cursor = page.nextCursor
    }
    expect(items.map(i => i.id)).toEqual((await timeline('zhou')).items.map((i: any) => i.id))
    expect((await company.as('zhou').get(`/api/users/${company.people.zhou}/timeline?cursor=bm8`)).status).toBe(400)
  })

  it('is filtered by kind', async () => {
    expect(await told('gao', '?kinds=activity,comment')).toHaveLength(2)
    expect((await told('gao', '?kinds=task')).map((i: string[]) => i[2])).toEqual(['complete', 'create'])
  })
})

describe('a board’s administrator', () => {
  it('keeps tasks, views and comments, and follows', async () => {
    const sun = company.as('sun')
    const task = await sun.post('/api/tasks', { subject: '整理字典' })
    expect(task.status).toBe(201)
    expect((await sun.post(`/api/tasks/${task.body.id}/complete`, {})).body.status).toBe('done')
    const view = { object: 'account', name: '本周新客户', definition: {} }
    expect((await sun.post('/api/views', view)).status).toBe(201)
    expect(
      (await sun.post('/api/comments', { aboutObject: 'account', aboutId: baihui, body: '资料已核对' })).status,
    ).toBe(201)
    expect((await sun.post(`/api/accounts/${baihui}/follow`, {})).status).toBe(200)
    expect((await sun.patch(`/api/accounts/${baihui}`, { name: '改名' })).status).toBe(403)
  })
})

describe('a reference read further', () => {
  it('says its name all the same', async () => {
    const { body } = await company
      .as('zhou')
      .get(`/api/accounts/${baihui}?fields=name,owner.department,owner.manager.position,parent.name`)
    expect(body.owner).toEqual({
      id: company.people.zhou,
      name: '周雨桐',
      department: { id: company.department, name: '华东部' },
      manager: { id: company.people.chen, name: '陈嘉伟', position: null },
    })
    expect(body.parent).toBeNull()
  })
})
