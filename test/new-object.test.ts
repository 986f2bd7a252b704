import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { act } from '../src/core/acts/act'
import { difference } from '../src/core/db/difference'
import { raiseWall } from '../src/core/db/wall'
import { choice, date, entity, money, number, ref, text } from '../src/core/entity'
import { change } from '../src/core/records/write'
import type { Slice } from '../src/core/slice'
import { type Company, freshCompany } from './company'
import { bringIn } from './importing'

/** What the product does not have: stands at a fair. One file, and one line where its slice is listed. */
const stand = entity('stand', {
  label: ['展位', 'Stand'],
  area: 'sales',
  owned: true,
  belongsTo: 'account',
  numbering: 'ZW-{yyyy}-{000}',
  fields: {
    name: text({ label: ['展位名称', 'Name'], required: true, search: true }),
    code: text({ label: ['展位号', 'Code'], readOnly: true, unique: true }),
    account: ref('account', { label: ['参展客户', 'Exhibitor'] }),
    hall: choice({ label: ['展馆', 'Hall'], dictionary: 'hall', filter: true }),
    area: number({ label: ['面积', 'Area'], scale: 1, unit: ['㎡', '㎡'] }),
    price: money({ label: ['价格', 'Price'] }),
    openOn: date({ label: ['开展日', 'Opens'] }),
  },
})
const book = act(stand, 'book', {
  label: ['预订', 'Book'],
  input: { account: ref('account', { label: ['参展客户', 'Exhibitor'], required: true }) },
  async run(ctx, row, { account }) {
    await change(ctx, stand, row, { account }, 'book')
  },
})
const fair: Slice = {
  name: 'fair',
  entities: [stand],
  acts: [book],
  dictionaries: [
    {
      name: 'hall',
      label: ['展馆', 'Hall'],
      items: [
        ['a', '一号馆', 'Hall A'],
        ['b', '二号馆', 'Hall B'],
      ],
    },
  ],
}

let company: Company
beforeAll(async () => {
  company = await freshCompany([fair], async client => {
    await client.query(
      await difference(
        client,
        [...(await import('../src/domain')).slices, fair].flatMap(s => s.entities ?? []),
      ),
    )
    await raiseWall(client)
  })
}, 60_000)
afterAll(() => company.close())

describe('an object declared in one file', () => {
  let id: string
  it('can be created, numbered, read and listed', async () => {
    const made = await company
      .as('zhou')
      .post('/api/stands', { name: '二号馆 36 ㎡ 特装', hall: 'b', area: 36, price: 64_800_00, openOn: '2027-03-20' })
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({
      code: expect.stringMatching(/^ZW-\d{4}-001$/),
      hall: 'b',
      currency: 'CNY',
      owner: { name: '周雨桐' },
    })
    id = made.body.id
    const filter = encodeURIComponent(
      JSON.stringify({
        and: [
          { field: 'hall', op: 'eq', value: 'b' },
          { field: 'area', op: 'gte', value: 30 },
        ],
      }),
    )
    expect((await company.as('zhou').get(`/api/stands?filter=${filter}&fields=name,price`)).body.items).toEqual([
      { id, name: '二号馆 36 ㎡ 特装', price: 64_800_00 },
    ])
  })
  it('refuses what does not fit', async () => {
    const { status, body } = await company.as('zhou').post('/api/stands', { hall: 'z', area: 'big', code: 'X' })
    expect(status).toBe(422)
    expect(body.errors.map((e: any) => e.field).sort()).toEqual(['area', 'code', 'hall', 'name'])
  })
  it('obeys data scopes like everything else', async () => {
    expect((await company.as('wang').get(`/api/stands/${id}`)).status).toBe(404)
    expect((await company.as('wang').get('/api/search?q=特装')).body.items).toEqual([])
    expect((await company.as('gao').get(`/api/stands/${id}`)).status).toBe(200)
  })
  it('is found by what it says and how that sounds', async () => {
    for (const q of ['特装', 'tezhuang'])
      expect((await company.as('zhou').get(`/api/search?q=${encodeURIComponent(q)}`)).body.items, q).toMatchObject([
        { object: 'stand', id },
      ])
  })
  it('has its act, and follows the account it is booked for', async () => {
    const account = (await company.as('zhou').post('/api/accounts', { name: '宁波海悦食品有限公司' })).body.id
    const booked = await company.as('zhou').post(`/api/stands/${id}/book`, { account })
    expect(booked.body.account).toEqual({ id: account, name: '宁波海悦食品有限公司' })
    expect((await company.as('zhou').get(`/api/stands/${id}/history`)).body.items[0]).toMatchObject({
      act: 'book',
      changes: [{ field: 'account', to: { id: account } }],
    })
    await company.as('gao').patch(`/api/accounts/${account}`, { owner: company.people.li })
    expect((await company.as('zhou').get(`/api/stands/${id}`)).status).toBe(404)
    expect((await company.as('li').get(`/api/stands/${id}`)).status).toBe(200)
  })
  it('comes in by a file, with its dictionary, its references and a number, and goes again when that was a mistake', async () => {
    expect((await company.as('admin').post('/api/accounts', { name: '绍兴会稽酒业' })).status).toBe(201)
    const done = await bringIn(
      company,
      'admin',
      '展位名称,参展客户,展馆,面积,开展日\n角位 18 ㎡,绍兴会稽酒业,一号馆,18,2027/3/20\n光地,查无此家,一号馆,很大,\n',
      { object: 'stands' },
    )
    expect(done).toMatchObject({ status: 'done', created: 1, failed: 1 })
    const filter = encodeURIComponent(JSON.stringify({ field: 'name', op: 'eq', value: '角位 18 ㎡' }))
    const find = () => company.as('admin').get(`/api/stands?fields=code,hall,area,openOn,account&filter=${filter}`)
    expect((await find()).body.items).toMatchObject([
      {
        code: expect.stringMatching(/^ZW-\d{4}-\d{3}$/),
        hall: 'a',
        area: 18,
        openOn: '2027-03-20',
        account: { name: '绍兴会稽酒业' },
      },
    ])
    // An object that belongs to customers comes in with them, too.
    const along = await bringIn(company, 'admin', '客户名称,展位名称,面积\n嵊州越乡酒业,转角位,27\n', {
      mapping: '{"客户名称":"name","展位名称":"stand.name","面积":"stand.area"}',
    })
    expect(along).toMatchObject({ created: 1, along: 1, failed: 0 })
    await company.as('admin').post(`/api/imports/${done.id}/undo`)
    expect((await find()).body.items).toEqual([])
  })
  it('is described to the web client, in each language', async () => {
    const object = async (lang: string) =>
      (await company.as('zhou').get('/api/metadata', { 'x-lang': lang })).body.objects.find(
        (o: any) => o.name === 'stand',
      )
    expect(await object('zh-CN')).toMatchObject({
      label: '展位',
      can: { create: true },
      acts: [{ name: 'book', input: [{ name: 'account', target: 'account' }] }],
    })
    expect((await object('en')).label).toBe('Stand')
    expect((await object('zh-TW')).fields.find((f: any) => f.name === 'hall').label).toBe('展館')
  })
  it('takes a field that an administrator adds on screen', async () => {
    const field = await company
      .as('admin')
      .post('/api/custom-fields', { object: 'stand', label: '搭建商', kind: 'text', filterable: true })
    expect(field.status, JSON.stringify(field.body)).toBe(201)
    const { name } = field.body
    expect((await company.as('li').patch(`/api/stands/${id}`, { [name]: '华展搭建' })).body[name]).toBe('华展搭建')
    const filter = encodeURIComponent(JSON.stringify({ field: name, op: 'contains', value: '华展' }))
    expect((await company.as('li').get(`/api/stands?filter=${filter}&sort=${name}`)).body.items).toHaveLength(1)
    expect((await company.as('li').get(`/api/stands/${id}/history`)).body.items[0].changes).toEqual([
      { field: name, from: null, to: '华展搭建' },
    ])
  })
})
