import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../test/database'
import { choice, choices, date, entity, instant, money, number, ref, refs, text } from '../entity'
import { difference } from './difference'
import type { Database } from './types'

const brand = entity('brand', {
  label: ['品牌', 'Brand'],
  fields: { name: text({ label: ['名称', 'Name'], required: true }) },
})
const fields = {
  name: text({ label: ['名称', 'Name'], required: true, unique: true }),
  brand: ref('brand', { label: ['品牌', 'Brand'] }),
  price: money({ label: ['价格', 'Price'] }),
  grade: choice({ label: ['档次', 'Grade'], dictionary: 'grade', filter: true }),
  tags: choices({ label: ['标签', 'Tags'], dictionary: 'tag', filter: true }),
  related: refs('brand', { label: ['相关', 'Related'] }),
  openedAt: instant({ label: ['开业', 'Opened'] }),
}
const stall = entity('stall', { label: ['展位', 'Stall'], owned: true, timeline: 'openedAt', fields })
const owners = [
  entity('user', { label: ['用户', 'User'], fields: { login: text({ label: ['登录名', 'Log-in'], unique: true }) } }),
  entity('board', { label: ['版块', 'Board'], fields: { name: text({ label: ['名称', 'Name'] }) } }),
]

let database: Database
beforeAll(async () => {
  database = await freshDatabase()
  await database.owner.query('drop table if exists users, boards cascade')
  await bring([brand, stall, ...owners])
})
afterAll(() => database.close())

async function ask(entities: Parameters<typeof difference>[1]) {
  const client = await database.owner.connect()
  return difference(client, entities).finally(() => client.release())
}
async function bring(entities: Parameters<typeof difference>[1]) {
  await database.owner.query(await ask(entities))
}

test('a new object becomes a table that the next comparison finds complete', async () => {
  expect(await ask([brand, stall, ...owners])).toBe('')
})

test('a new field is one line', async () => {
  const wider = entity('brand', {
    ...brand,
    fields: { name: brand.fields.name, founded: date({ label: ['创立', 'Founded'] }) },
  })
  expect(await ask([wider])).toBe('alter table brands add column founded date;')
})

test('a field people filter by joins the walks of its list', async () => {
  const filtered = entity('brand', {
    ...brand,
    fields: { name: brand.fields.name, rank: number({ label: ['排名', 'Rank'], scale: 0, filter: true }) },
  })
  const sql = await ask([filtered])
  expect(sql).toContain('create index brands_rank on brands (tenant_id, rank, updated_at desc, id desc)')
  expect(sql).toContain('drop index brands_newest;')
  expect(sql).toMatch(/create index brands_newest on .* include \(rank, created_at\)/)
})

test('a field that is gone keeps its column until a person decides', async () => {
  const { price, ...rest } = fields
  const sql = await ask([
    brand,
    entity('stall', { label: stall.label, owned: true, timeline: 'openedAt', fields: rest }),
    ...owners,
  ])
  expect(sql).toContain('-- alter table stalls drop column price;')
  expect(sql.split('\n').filter(line => line.startsWith('alter table') && /drop/.test(line))).toEqual([])
})

test('two live records can’t share a unique value; one in the recycle bin gives it free', async () => {
  await database.owner.query(`insert into tenants (id, name) values (1, '丰禾传媒')`)
  const add = (id: string, deleted: string | null) =>
    database.owner.query(`insert into stalls (tenant_id, id, name, deleted_at) values (1, $1, 'A1', $2)`, [id, deleted])
  await add('00000000-0000-7000-8000-000000000001', '2026-01-01')
  await add('00000000-0000-7000-8000-000000000002', null)
  await expect(add('00000000-0000-7000-8000-000000000003', null)).rejects.toThrow('stalls_name_unique')
})

test('a reference to what isn’t there is refused', async () => {
  const add = database.owner.query(
    `insert into stalls (tenant_id, id, brand_id) values (1, gen_random_uuid(), gen_random_uuid())`,
  )
  await expect(add).rejects.toThrow('stalls_brand_id_fk')
})

test('a reference to an object nobody declares stops the writer', async () => {
  await expect(ask([stall])).rejects.toThrow('which no slice declares')
})
