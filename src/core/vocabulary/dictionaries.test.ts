import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Caller, type Company, freshCompany } from '../../../test/company'
import { plantEverywhere } from './plant'

let company: Company
let admin: Caller
beforeAll(async () => {
  company = await freshCompany()
  admin = company.as('admin')
})
afterAll(() => company.close())

const items = async (name: string) =>
  (await admin.get(`/api/dictionaries/${name}`)).body.items as Record<string, unknown>[]
const addItem = (body: Record<string, unknown>) => admin.post('/api/dictionary-items', body)
const faults = (body: { errors: { field: string; code: string }[] }) => body.errors.map(e => `${e.field} ${e.code}`)

describe('a dictionary', () => {
  it('comes with the product, in the language of the reader', async () => {
    const industries = await items('industry')
    expect(industries).toHaveLength(117)
    expect(industries.find(i => i.code === 'C15')).toEqual({
      code: 'C15',
      label: '酒、饮料及精制茶制造业',
      parent: 'C',
    })
    const english = await admin.get('/api/dictionaries/industry', { 'x-lang': 'en' })
    expect(english.body).toMatchObject({ name: 'industry', label: 'Industry', tree: true })
    expect(english.body.items.find((i: { code: string }) => i.code === 'C15').label).toBe(
      'Liquor, beverages and refined tea',
    )
    const traditional = await admin.get('/api/dictionaries/industry', { 'x-lang': 'zh-TW' })
    expect(traditional.body.items.find((i: { code: string }) => i.code === 'C15').label).toBe('酒、飲料及精製茶製造業')
  })
  it('is listed with the others, and one that is not there is not found', async () => {
    const { body } = await admin.get('/api/dictionaries')
    expect(body.items).toContainEqual({ name: 'industry', label: '行业', tree: true, count: 117 })
    expect((await admin.get('/api/dictionaries/nosuch')).status).toBe(404)
    expect((await admin.get('/api/dictionaries/__proto__')).status).toBe(404)
  })
  it('takes an item that an administrator adds, at once and for the company alone', async () => {
    const added = await addItem({ dictionary: 'source', label: '抖音直播' })
    expect(added.status).toBe(201)
    expect(added.body).toMatchObject({ code: 'douyinzhibo', label: '抖音直播', active: true })
    expect((await items('source')).at(-1)).toEqual({ code: 'douyinzhibo', label: '抖音直播' })
    const account = await admin.post('/api/accounts', { name: '成都锦绣糖酒有限公司', source: 'douyinzhibo' })
    expect(account.body.source).toBe('douyinzhibo')
    const elsewhere = (await company.as('lin').get('/api/dictionaries/source')).body.items
    expect(elsewhere.some((i: { code: string }) => i.code === 'douyinzhibo')).toBe(false)
  })
  it('is changed by administrators only', async () => {
    expect(
      (await company.as('zhou').post('/api/dictionary-items', { dictionary: 'source', label: '随便' })).status,
    ).toBe(403)
    expect((await company.as('zhou').post('/api/dictionaries/source/import', { a: 1 })).status).toBeGreaterThanOrEqual(
      400,
    )
  })
  it('holds a code once', async () => {
    const again = await addItem({ dictionary: 'industry', code: 'C15', label: '酒类' })
    expect(again.status).toBe(422)
    expect(faults(again.body)).toEqual(['code field.taken'])
  })
  it('holds a code once even when two administrators add it in the same moment', async () => {
    const both = await Promise.all(
      [1, 2].map(n => addItem({ dictionary: 'source', code: 'fair2027', label: `糖酒会 ${n}` })),
    )
    expect(both.map(answer => answer.status).sort()).toEqual([201, 422])
  })
  it('keeps its tree a tree', async () => {
    expect(faults((await addItem({ dictionary: 'industry', code: 'Z1', label: '新行业', parent: 'ZZ' })).body)).toEqual(
      ['parent dictionary.noParent'],
    )
    const [beverages, section] = (
      await admin.get(
        `/api/dictionary-items?filter=${encodeURIComponent('{"and":[{"field":"dictionary","op":"eq","value":"industry"},{"field":"code","op":"in","value":["C","C15"]}]}')}&sort=-code`,
      )
    ).body.items
    expect(beverages.code).toBe('C15')
    expect(faults((await admin.patch(`/api/dictionary-items/${section.id}`, { parent: 'C15' })).body)).toEqual([
      'parent dictionary.circle',
    ])
    expect(faults((await admin.patch(`/api/dictionary-items/${section.id}`, { code: 'X' })).body)).toEqual([
      'code dictionary.codeFixed',
    ])
    expect((await admin.delete(`/api/dictionary-items/${section.id}`)).body).toMatchObject({ code: 'dictionary.inUse' })
  })
  it.each(['../etc', 'a b', '-x', 'x'.repeat(61), '编码'])('refuses the code %j', async code => {
    expect((await addItem({ dictionary: 'source', code, label: '某来源' })).status).toBe(422)
  })
})

describe('merging two values', () => {
  it('gives every record the other one, journals it, and leaves when they were changed', async () => {
    const [web, net] = [
      await addItem({ dictionary: 'source', code: 'web', label: '官网' }),
      await addItem({ dictionary: 'source', code: 'net', label: '网站' }),
    ]
    expect([web.status, net.status]).toEqual([201, 201])
    const one = (await admin.post('/api/accounts', { name: '重庆山城酒业', source: 'net' })).body
    const two = (await admin.post('/api/accounts', { name: '遵义赤水酒业', source: 'web' })).body
    const refused = await admin.delete(`/api/dictionary-items/${net.body.id}`)
    expect(refused.body.code).toBe('dictionary.inUse')

    const merged = await admin.post(`/api/dictionary-items/${net.body.id}/merge`, { into: 'web' })
    expect(merged.status).toBe(200)
    expect(merged.body).toMatchObject({ code: 'web' })
    const after = (await admin.get(`/api/accounts/${one.id}`)).body
    expect(after).toMatchObject({ source: 'web', version: one.version + 1, updatedAt: one.updatedAt })
    expect((await admin.get(`/api/accounts/${two.id}`)).body.version).toBe(two.version)
    expect((await items('source')).map(i => i.code)).not.toContain('net')
    const { items: history } = (await admin.get(`/api/accounts/${one.id}/history`)).body
    expect(JSON.stringify(history)).toContain('"net"')
  })
  it('is refused into itself and into what stands below', async () => {
    const c = (
      await admin.get(
        `/api/dictionary-items?filter=${encodeURIComponent('{"and":[{"field":"dictionary","op":"eq","value":"industry"},{"field":"code","op":"eq","value":"C"}]}')}`,
      )
    ).body.items[0]
    expect((await admin.post(`/api/dictionary-items/${c.id}/merge`, { into: 'C' })).body.code).toBe(
      'dictionary.mergeSelf',
    )
    expect((await admin.post(`/api/dictionary-items/${c.id}/merge`, { into: 'C15' })).body.code).toBe(
      'dictionary.mergeChild',
    )
    expect((await admin.post(`/api/dictionary-items/${c.id}/merge`, { into: 'nosuch' })).status).toBe(404)
  })
})

describe('a dictionary imported from a spreadsheet', () => {
  const send = async (name: string, csv: string | Buffer, who = 'admin') => {
    const cookie = await company.signIn(who)
    const response = await company.app.inject({
      method: 'POST',
      url: `/api/dictionaries/${name}/import`,
      headers: { cookie, 'content-type': 'text/csv' },
      payload: csv,
    })
    return { status: response.statusCode, body: response.json() }
  }
  it('adds what is new, renames what is known, and says how many', async () => {
    expect((await send('region2', 'code,parent,name\nsouth,,南区\nsz,south,深圳办')).body).toEqual({
      created: 2,
      updated: 0,
    })
    expect(
      (await send('region2', '\uFEFF编码,上级,名称\r\nsouth,,华南区\r\nsz,south,深圳办\r\ngz,south,广州办\r\n')).body,
    ).toEqual({ created: 1, updated: 1 })
    expect(await items('region2')).toEqual([
      { code: 'south', label: '华南区' },
      { code: 'sz', label: '深圳办', parent: 'south' },
      { code: 'gz', label: '广州办', parent: 'south' },
    ])
  })
  it('may be in GB18030', async () => {
    const gb = Buffer.concat([Buffer.from('code,parent,name\nA,,'), Buffer.from([0xbe, 0xc6]), Buffer.from('\n')])
    expect((await send('liquor', gb)).body).toEqual({ created: 1, updated: 0 })
    expect(await items('liquor')).toEqual([{ code: 'A', label: '酒' }])
  })
  it.each([
    ['name,parent\n1,2', 'dictionary.importHeader'],
    ['code,parent,name\n', 'dictionary.importEmpty'],
    ['code,parent,name\na b,,x', 'dictionary.importBadCode'],
    ['code,parent,name\na,,', 'dictionary.importNameless'],
    ['code,parent,name\na,,x\na,,y', 'dictionary.importTwice'],
    ['code,parent,name\na,zz,x', 'dictionary.importNoParent'],
    ['code,parent,name\na,b,x\nb,a,y', 'dictionary.importCircle'],
  ])('is refused whole: %j', async (csv, code) => {
    const answer = await send('broken', csv)
    expect([answer.status, answer.body.code]).toEqual([422, code])
    expect((await admin.get('/api/dictionaries/broken')).status).toBe(404)
  })
  it('is for administrators', async () => {
    expect((await send('region2', 'code,parent,name\nx,,x', 'zhou')).status).toBe(403)
  })
  const standard = new URL('../../../../shared/data/gbt4754/gbt4754-2017.csv', import.meta.url)
  it.skipIf(!existsSync(standard))('may be the whole of GB/T 4754-2017', async () => {
    const answer = await send('industry', readFileSync(standard))
    expect(answer.body.created).toBe(1_971 - 117)
    const all = await items('industry')
    const perLevel = [1, 3, 4, 5].map(length => all.filter(i => String(i.code).length === length).length)
    expect(perLevel).toEqual([20, 97, 473, 1_381])
    const metadata = (await admin.get('/api/metadata')).body.dictionaries.industry
    expect([metadata.large, metadata.items.length]).toEqual([true, 0])
  })
})

describe('the divisions', () => {
  it('are read as a tree that the browser keeps', async () => {
    const answer = await admin.get('/api/regions')
    const sichuan = answer.body.items.find((p: { code: string }) => p.code === '51')
    expect(sichuan.children[0]).toMatchObject({ code: '5101', name: '成都市' })
    const again = await admin.get('/api/regions', { 'if-none-match': String(answer.headers.etag) })
    expect(again.status).toBe(304)
    expect(
      (await admin.get('/api/regions', { 'x-lang': 'zh-TW' })).body.items.find((p: { code: string }) => p.code === '44')
        .name,
    ).toBe('廣東省')
  })
})

it('a new release brings its values to every company, and leaves alone what an administrator changed or deleted', async () => {
  const { owner } = company.database
  const values = (tenant: number) =>
    owner
      .query(
        `select code, label, deleted_at is null as live from dictionary_items where tenant_id = $1 and dictionary = 'gender' order by code`,
        [tenant],
      )
      .then(({ rows }) => rows.map(row => `${row.code} ${row.label} ${row.live}`))
  await owner.query(
    `update dictionary_items set label = '男士' where tenant_id = $1 and dictionary = 'gender' and code = 'male'`,
    [company.tenant],
  )
  await owner.query(
    `update dictionary_items set deleted_at = now() where tenant_id = $1 and dictionary = 'gender' and code = 'female'`,
    [company.tenant],
  )
  await owner.query(`delete from dictionary_items where tenant_id = $1 and dictionary = 'gender'`, [
    company.otherTenant,
  ])
  await plantEverywhere(company.host)
  expect(await values(company.tenant)).toEqual(['female 女 false', 'male 男士 true'])
  expect(await values(company.otherTenant)).toEqual(['female 女 true', 'male 男 true'])
})
