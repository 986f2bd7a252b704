import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, freshCompany, type Who } from '../../../test/company'
import { systemContext } from '../../core/context'
import { tell } from './tell'

let company: Company
beforeAll(async () => {
  company = await freshCompany()
}, 60_000)
afterAll(() => company.close())

const announce = (who: Who, body: object) =>
  company.as(who).post('/api/announcements', { title: '公告', body: '请看', ...body })
const current = async (who: Who, query = ''): Promise<any[]> =>
  (await company.as(who).get(`/api/announcements/current${query}`)).body.items
const forMe = async (who: Who) => (await current(who)).filter(one => one.forMe).map(one => one.title)
const bell = async (who: Who) =>
  (await company.as(who).get('/api/notifications')).body.items.filter((item: any) => item.type === 'announcement')

describe('an announcement', () => {
  let id: string
  it('of gao’s reaches gao’s board and nobody of another', async () => {
    const made = await announce('gao', { title: '周五下午例会', mustConfirm: true })
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    id = made.body.id
    for (const who of ['zhou', 'li', 'chen', 'sun'] as Who[]) expect(await forMe(who), who).toEqual(['周五下午例会'])
    for (const who of ['wang', 'he', 'lin'] as Who[]) {
      expect(await current(who), who).toEqual([])
      expect((await company.as(who).get(`/api/announcements/${id}`)).status, who).toBe(404)
      expect((await company.as(who).post(`/api/announcements/${id}/read`)).status, who).toBe(404)
    }
  })
  it('rings everybody’s bell once', async () => {
    const system = await systemContext(company.host, company.tenant)
    await tell.run(system, { id })
    await tell.run(system, { id })
    expect(await bell('zhou')).toMatchObject([{ title: '周五下午例会', aboutId: id, actor: { name: '高原' } }])
    expect([await bell('gao'), await bell('wang')]).toEqual([[], []])
  })
  it('tells gao who read it and when, who has confirmed, and who has not', async () => {
    await company.as('zhou').post(`/api/announcements/${id}/read`)
    await company.as('zhou').post(`/api/announcements/${id}/read`)
    await company.as('chen').post(`/api/announcements/${id}/confirm`)
    const { body } = await company.as('gao').get(`/api/announcements/${id}/receipts`)
    expect(body.read.map((one: any) => [one.user.name, one.confirmedAt !== null]).sort()).toEqual([
      ['周雨桐', false],
      ['陈嘉伟', true],
    ])
    expect(body.unread.map((one: any) => one.name).sort()).toEqual(['孙晓岚', '李敏'])
    expect((await bell('zhou'))[0].readAt).not.toBeNull()
    expect((await current('zhou'))[0]).toMatchObject({ confirmedAt: null, readAt: expect.any(String) })
  })
  it('keeps its receipts from everybody else', async () => {
    expect((await company.as('zhou').get(`/api/announcements/${id}/receipts`)).status).toBe(403)
    expect((await company.as('wang').get(`/api/announcements/${id}/receipts`)).status).toBe(404)
    expect((await company.as('li').get('/api/read-receipts')).body.items).toEqual([])
    expect((await company.as('zheng').get('/api/read-receipts')).body.items).toEqual([])
  })
  it('speaks no further than its author may', async () => {
    for (const [who, body] of [
      ['gao', { audience: 'all' }],
      ['gao', { audience: 'board', toBoard: company.boards.fair }],
      ['chen', { audience: 'department', department: company.department }],
    ] as [Who, object][])
      expect((await announce(who, body)).body.code, `${who} ${JSON.stringify(body)}`).toBe('announcement.outOfReach')
    expect((await announce('zhou', { audience: 'board' })).status).toBe(403)
    expect((await announce('gao', { audience: 'department' })).status).toBe(422)
    expect((await announce('gao', { audience: 'galaxy' })).status).toBe(422)
  })
  it('to everybody reaches heads of every board, to one board that board, to a department its people', async () => {
    await announce('zheng', { title: '国庆放假', audience: 'all', pinned: true })
    await announce('zheng', { title: '布展开始', audience: 'board', toBoard: company.boards.fair })
    await announce('gao', { title: '华东周会', audience: 'department', department: company.department })
    expect((await forMe('wang')).sort()).toEqual(['国庆放假', '布展开始'])
    expect((await forMe('he')).sort()).toEqual(['国庆放假', '布展开始'])
    expect((await forMe('zhou')).sort()).toEqual(['华东周会', '周五下午例会', '国庆放假'])
    expect((await forMe('sun')).sort()).toEqual(['周五下午例会', '国庆放假'])
    expect((await current('zhou'))[0].title).toBe('国庆放假')
    expect(await forMe('lin')).toEqual([])
  })
  it('of the head of a department reaches the department', async () => {
    await company.as('admin').patch(`/api/departments/${company.department}`, { head: company.people.chen })
    const made = await announce('chen', { title: '组会改期', audience: 'department', department: company.department })
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    expect(await forMe('li')).toContain('组会改期')
  })
  it('is gone from sight after its last day', async () => {
    const made = await announce('gao', { title: '昨天的事', until: '2026-01-02' })
    expect((await current('zhou')).map(one => one.title)).not.toContain('昨天的事')
    expect((await current('zhou', '?past=true')).map(one => one.title)).toEqual(['昨天的事'])
    const moved = await company.as('gao').patch(`/api/announcements/${made.body.id}`, { audience: 'all' })
    expect(moved.body.code).toBe('announcement.published')
    expect((await company.as('zhou').patch(`/api/announcements/${made.body.id}`, { title: '?' })).status).toBe(403)
  })
})
