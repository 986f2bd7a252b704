import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, freshCompany, type Who } from '../../../test/company'
import { contextFor } from '../../core/context'
import { changesAfter, endOfJournal } from '../../core/events/journal'
import { peopleBeside, seenBy } from '../../core/events/sight'
import { readPrincipal } from '../org'

let company: Company
beforeAll(async () => {
  company = await freshCompany()
}, 60_000)
afterAll(() => company.close())

const mine = async (who: Who): Promise<any[]> => (await company.as(who).get('/api/conversations/mine')).body.items
const said = async (who: Who, id: string) => (await company.as(who).get(`/api/conversations/${id}/said`)).body
const say = (who: Who, id: string, body: string, more: object = {}) =>
  company.as(who).post(`/api/conversations/${id}/say`, { body, ...more })
const begin = (who: Who, to: Who[], body: string, more: object = {}) =>
  company.as(who).post('/api/conversations', { participants: to.map(one => company.people[one]), body, ...more })
const bell = async (who: Who) =>
  (await company.as(who).get('/api/notifications')).body.items.filter((item: any) => item.type === 'message')

describe('zhou and wang of another board talk', () => {
  const SECRET = '瑞谊的底价是八二折'
  let id: string
  beforeAll(async () => {
    const begun = await begin('zhou', ['wang'], SECRET)
    expect(begun.status, JSON.stringify(begun.body)).toBe(201)
    id = begun.body.id
  })

  it('and wang finds it unread, in the bell once however much zhou says', async () => {
    await say('zhou', id, '在吗')
    expect(await mine('wang')).toMatchObject([{ id, unread: 2, last: { body: '在吗', author: { name: '周雨桐' } } }])
    expect(await bell('wang')).toMatchObject([{ title: '周雨桐', text: SECRET, aboutId: id }])
    expect((await mine('zhou'))[0].unread).toBe(0)
  })
  it('and zhou knows what wang has read', async () => {
    expect((await said('zhou', id)).items.map((one: any) => one.readBy)).toEqual([[], []])
    await company.as('wang').post(`/api/conversations/${id}/read`)
    expect((await mine('wang'))[0].unread).toBe(0)
    expect((await said('zhou', id)).items.map((one: any) => one.readBy.map((p: any) => p.name))).toEqual([
      ['王磊'],
      ['王磊'],
    ])
    expect((await bell('wang'))[0].readAt).not.toBeNull()
  })
  it('and answer each other', async () => {
    const [, first] = (await said('wang', id)).items
    expect((await say('wang', id, '知道了', { replyTo: first.id })).status).toBe(200)
    expect((await said('zhou', id)).items[0]).toMatchObject({ body: '知道了', replyTo: { id: first.id, body: SECRET } })
    const other = (await begin('wang', ['he'], '何总好')).body.id
    expect((await say('wang', other, '?', { replyTo: first.id })).body.code).toBe('conversation.otherReply')
  })
  it('and go on with the same conversation when either begins again', async () => {
    expect((await begin('wang', ['zhou'], '还有一事')).body.id).toBe(id)
    expect(await mine('zhou')).toHaveLength(1)
  })
  it('and nobody else ever reads it: not their heads, not headquarters, not the administrator', async () => {
    for (const who of ['gao', 'he', 'zheng', 'admin', 'sun', 'li', 'lin'] as Who[]) {
      const asked = company.as(who)
      for (const path of ['', '/said', '/timeline', '/history', '/access'])
        expect((await asked.get(`/api/conversations/${id}${path}`)).status, who + path).toBe(404)
      expect(
        (await mine(who)).filter(one => one.id === id),
        who,
      ).toEqual([])
      for (const list of ['/api/conversations', '/api/conversation-messages'])
        expect(JSON.stringify((await asked.get(list)).body), who + list).not.toContain(id)
      const counted = await asked.post('/api/conversation-messages/aggregate', {
        measures: [{ fn: 'max', field: 'body' }],
      })
      expect(JSON.stringify(counted.body), who).not.toContain('底价')
      expect((await say(who, id, '?')).status, who).toBe(404)
      expect((await asked.post(`/api/conversations/${id}/invite`, { people: [company.people[who]] })).status, who).toBe(
        404,
      )
      expect(JSON.stringify((await asked.get(`/api/search?q=${encodeURIComponent('底价')}`)).body)).not.toContain(
        '底价',
      )
    }
    expect(JSON.stringify((await company.as('admin').get('/api/journal')).body)).not.toContain('底价')
    expect(
      JSON.stringify((await company.as('admin').get(`/api/users/${company.people.zhou}/timeline`)).body),
    ).not.toContain(id)
  })
  it('and cannot write what the other said', async () => {
    const [{ id: message }] = (await said('wang', id)).items
    expect((await company.as('zhou').patch(`/api/conversation-messages/${message}`, { body: '?' })).status).toBe(403)
    expect((await company.as('zhou').patch(`/api/conversations/${id}`, { subject: '?' })).status).toBe(403)
  })
  it('and the stream tells the two of it and of its reading, live, and nobody else', async () => {
    const from = await endOfJournal(company.database)
    const fresh = (await begin('wang', ['zhou'], '换个话题', { subject: '展位' })).body.id
    await company.as('zhou').post(`/api/conversations/${fresh}/read`)
    const changes = await changesAfter(company.database, from, 100, company.tenant)
    const hears = async (who: Who) => {
      const person = await readPrincipal(
        company.database,
        company.tenant,
        company.people[who],
        company.host.program.entities,
      )
      const ctx = await contextFor(company.host, person!, { by: 'web' })
      const seen = await seenBy(ctx, changes, () => peopleBeside(ctx, changes))
      return ['conversationMessage', 'readReceipt'].filter(object => seen.some(change => change.object === object))
    }
    for (const who of ['zhou', 'wang'] as Who[])
      expect(await hears(who), who).toEqual(['conversationMessage', 'readReceipt'])
    for (const who of ['gao', 'he', 'admin'] as Who[]) expect(await hears(who), who).toEqual([])
  })
})

describe('a group', () => {
  let id: string
  it('talks about a record that only some of them see', async () => {
    const account = (await company.as('zhou').post('/api/accounts', { name: '四川瑞谊连锁' })).body.id
    const begun = await begin('zhou', ['chen', 'wang'], '谁认识他们采购', {
      subject: '瑞谊',
      aboutObject: 'account',
      aboutId: account,
    })
    id = begun.body.id
    expect((await said('chen', id)).about).toMatchObject({ id: account, name: '四川瑞谊连锁' })
    expect((await said('wang', id)).about).toBeNull()
    const hidden = await begin('wang', ['zhou'], '?', { aboutObject: 'account', aboutId: account })
    expect(hidden.status).toBe(404)
  })
  it('takes li in, who reads what is said from then on', async () => {
    expect(
      (await company.as('chen').post(`/api/conversations/${id}/invite`, { people: [company.people.li] })).status,
    ).toBe(200)
    await say('chen', id, '问问李敏')
    expect((await said('li', id)).items.map((one: any) => one.body)).toEqual(['问问李敏'])
    expect((await said('wang', id)).items).toHaveLength(2)
  })
  it('goes on without wang once wang has left', async () => {
    expect((await company.as('wang').post(`/api/conversations/${id}/leave`)).status).toBe(200)
    await say('li', id, '采购叫吴晗')
    expect((await company.as('wang').get(`/api/conversations/${id}/said`)).status).toBe(404)
    expect((await said('zhou', id)).participants.map((one: any) => one.name).sort()).toEqual([
      '周雨桐',
      '李敏',
      '陈嘉伟',
    ])
  })
  it('wants somebody to talk to', async () => {
    expect((await begin('zhou', [], '?')).status).toBe(422)
    expect((await begin('zhou', ['zhou'], '?')).status).toBe(422)
    expect((await begin('zhou', ['li'], '')).status).toBe(422)
    expect((await begin('zhou', ['lin'], '?')).status).toBe(422)
  })
})
