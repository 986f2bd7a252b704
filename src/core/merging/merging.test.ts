import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, freshCompany, type Who } from '../../../test/company'
import { systemContext } from '../context'
import type { Ctx } from '../ctx'
import type { Entity, Field } from '../entity'
import { mergeInto } from './merge'
import { pairedWith } from './references'
import { unmerge } from './unmerge'

let company: Company
const made = async (who: Who, path: string, body: unknown) => {
  const { status, body: record } = await company.as(who).post(`/api/${path}`, body)
  expect(status, JSON.stringify(record)).toBe(201)
  return record
}
const accountOf = (who: Who, fields: Record<string, unknown>) => made(who, 'accounts', fields)
const done = async (who: Who, path: string, body?: unknown) => {
  const answer = await company.as(who).post(`/api/${path}`, body)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body
}
const searched = async (who: Who, q: string) =>
  (await company.as(who).get(`/api/search?q=${encodeURIComponent(q)}`)).body.items.map((i: { id: string }) => i.id)

beforeAll(async () => {
  company = await freshCompany()
})
afterAll(() => company.close())

describe('two records of one customer', () => {
  let stays: any
  let goes: any
  let contact: any
  let activity: any
  beforeAll(async () => {
    stays = await accountOf('zhou', {
      name: '四川金穗食品有限公司',
      phone: '028-85550101',
      note: '春季糖酒会认识',
      tags: ['wedding'],
    })
    goes = await accountOf('li', {
      name: '金穗食品（成都）',
      phone: '13900139001',
      email: 'jinsui@example.cn',
      note: '老客户介绍',
    })
    contact = await made('li', 'contacts', { name: '方明', account: goes.id })
    activity = await made('li', 'activities', {
      type: 'visit',
      subject: '看样',
      account: goes.id,
      contact: contact.id,
      occurredAt: '2026-03-04T02:00:00Z',
    })
    await made('li', 'tasks', { subject: '寄样品', account: goes.id, dueAt: '2026-12-01T02:00:00Z' })
    await made('chen', 'comments', { body: '同一家', aboutObject: 'account', aboutId: goes.id })
    await company.as('chen').post(`/api/accounts/${goes.id}/follow`)
    await company.as('li').post(`/api/accounts/${goes.id}/share`, { user: company.people.sun, level: 'edit' })
  })

  it('can be made one only by who may change both', async () => {
    const answer = await company.as('zhou').post(`/api/accounts/${stays.id}/merge`, { from: [goes.id] })
    expect(answer.status).toBe(422)
    expect((await company.as('zhou').post(`/api/accounts/${stays.id}/merge-preview`, { from: [goes.id] })).status).toBe(
      422,
    )
    expect((await company.as('chen').post(`/api/accounts/${stays.id}/merge`, { from: [stays.id] })).body.code).toBe(
      'merge.self',
    )
  })

  it('are compared field by field first', async () => {
    const preview = await done('chen', `accounts/${stays.id}/merge-preview`, { from: [goes.id] })
    expect(preview.records.map((r: any) => r.name)).toEqual([stays.name, goes.name])
    const field = (name: string) => preview.fields.find((f: any) => f.name === name)
    expect(field('phone')).toMatchObject({ differs: true, choosable: true, source: { record: stays.id } })
    expect(field('email')).toMatchObject({ differs: true, source: { record: goes.id } })
    expect(field('note')).toMatchObject({ differs: true, source: 'all' })
    expect(field('code')).toMatchObject({ choosable: false, source: { record: stays.id } })
    expect(preview.result).toMatchObject({ email: 'jinsui@example.cn', note: '春季糖酒会认识\n\n老客户介绍' })
    expect(preview.children).toContainEqual({
      object: 'contact',
      label: '联系人',
      counts: { [stays.id]: 0, [goes.id]: 1 },
    })
    const other = await done('chen', `accounts/${stays.id}/merge-preview`, {
      from: [goes.id],
      take: { phone: goes.id },
    })
    expect(other.result.phone).toBe('13900139001')
  })

  it('become one with all that belonged to either', async () => {
    const merged = await done('chen', `accounts/${stays.id}/merge`, { from: [goes.id], take: { phone: goes.id } })
    expect(merged).toMatchObject({
      id: stays.id,
      code: stays.code,
      phone: '13900139001',
      email: 'jinsui@example.cn',
      lastContactAt: activity.occurredAt,
      owner: { name: '周雨桐' },
    })
    expect((await company.as('zhou').get(`/api/contacts/${contact.id}`)).body).toMatchObject({
      account: { id: stays.id },
      owner: { name: '周雨桐' },
    })
    const timeline = (await company.as('zhou').get(`/api/accounts/${stays.id}/timeline`)).body.items
    expect(timeline.map((i: any) => i.kind)).toEqual(expect.arrayContaining(['activity', 'task', 'comment']))
    expect(timeline.find((i: any) => i.kind === 'activity').id).toBe(activity.id)
    expect((await company.as('sun').get(`/api/accounts/${stays.id}/access`)).body.shares).toMatchObject([
      { level: 'edit' },
    ])
  })

  it('leave the number and name of the one that went findable', async () => {
    expect(await searched('zhou', goes.code)).toEqual([stays.id])
    expect(await searched('zhou', '金穗食品（成都）')).toEqual([stays.id])
    expect(await searched('wang', goes.code)).toEqual([])
    await company.as('zhou').patch(`/api/accounts/${stays.id}`, { shortName: '金穗' })
    expect(await searched('zhou', goes.code)).toEqual([stays.id])
  })

  it('lead from the one that went to the one that stays, whoever may see that', async () => {
    const gone = await company.as('zhou').get(`/api/accounts/${goes.id}`)
    expect(gone.status).toBe(410)
    expect(gone.body).toMatchObject({
      code: 'record.merged',
      detail: '这条记录已合并到「四川金穗食品有限公司」',
      mergedInto: { object: 'account', id: stays.id },
    })
    expect((await company.as('wang').get(`/api/accounts/${goes.id}`)).status).toBe(404)
    expect((await company.as('lin').get(`/api/accounts/${goes.id}`)).status).toBe(404)
    expect((await company.as('chen').post(`/api/accounts/${goes.id}/restore`)).status).toBe(410)
    expect((await company.as('chen').get('/api/accounts?deleted=only')).body.items).toEqual([])
  })

  it('keep the history of both', async () => {
    const { items } = (await company.as('zhou').get(`/api/accounts/${stays.id}/history`)).body
    expect(items.map((i: any) => [i.act, i.of?.name ?? null])).toEqual([
      ['update', null],
      ['merge', null],
      ['merge', goes.name],
      ['share', goes.name],
      ['create', goes.name],
      ['create', null],
    ])
    expect(items[1].changes.map((c: any) => c.field).sort()).toEqual([
      'email',
      'lastContactAt',
      'lastVisitAt',
      'note',
      'phone',
    ])
    const mergedInto = (await company.as('zhou').get(`/api/accounts/${stays.id}/merges`)).body.items
    expect(mergedInto).toMatchObject([{ actor: { name: '陈嘉伟' }, records: [{ id: goes.id, name: goes.name }] }])
  })

  it('are two again when the merge is taken back, what was changed since staying as it is', async () => {
    const added = await made('zhou', 'contacts', { name: '新同事', account: stays.id })
    await done('chen', `accounts/${stays.id}/unmerge`)
    const [one, two] = [
      (await company.as('zhou').get(`/api/accounts/${stays.id}`)).body,
      (await company.as('li').get(`/api/accounts/${goes.id}`)).body,
    ]
    expect(one).toMatchObject({
      phone: '028-85550101',
      email: null,
      note: '春季糖酒会认识',
      shortName: '金穗',
      lastContactAt: null,
    })
    expect(two).toMatchObject({ name: goes.name, phone: '13900139001', owner: { name: '李敏' } })
    expect((await company.as('li').get(`/api/contacts/${contact.id}`)).body).toMatchObject({
      account: { id: goes.id },
      owner: { name: '李敏' },
    })
    expect((await company.as('zhou').get(`/api/contacts/${added.id}`)).body.account.id).toBe(stays.id)
    expect(await searched('li', goes.code)).toEqual([goes.id])
    expect(await searched('zhou', goes.code)).toEqual([])
    expect((await company.as('chen').post(`/api/accounts/${stays.id}/unmerge`)).body.code).toBe('merge.none')
    expect((await company.as('sun').get(`/api/accounts/${stays.id}/access`)).body.shares).toEqual([])
  })
})

describe('what lies in the recycle bin', () => {
  it('belongs to the merged record when it comes out, and goes back with the merge', async () => {
    const [one, two] = [await accountOf('zhou', { name: '甲地产' }), await accountOf('zhou', { name: '甲地产公司' })]
    const contact = await made('zhou', 'contacts', { name: '过路人', account: two.id })
    await company.as('chen').delete(`/api/contacts/${contact.id}`)
    await done('chen', `accounts/${one.id}/merge`, { from: [two.id] })
    await done('chen', `contacts/${contact.id}/restore`)
    expect((await company.as('zhou').get(`/api/contacts/${contact.id}`)).body.account.id).toBe(one.id)
    await done('chen', `accounts/${one.id}/unmerge`)
    expect((await company.as('zhou').get(`/api/contacts/${contact.id}`)).body.account.id).toBe(two.id)
  })
})

describe('a chain of merges', () => {
  it('leads to the last, keeps every number, and comes apart from the end', async () => {
    const [a, b, c] = [
      await accountOf('zhou', { name: '丙酒业一' }),
      await accountOf('zhou', { name: '丙酒业二' }),
      await accountOf('zhou', { name: '丙酒业三' }),
    ]
    await done('chen', `accounts/${b.id}/merge`, { from: [a.id] })
    await done('chen', `accounts/${c.id}/merge`, { from: [b.id] })
    expect((await company.as('zhou').get(`/api/accounts/${a.id}`)).body.mergedInto.id).toBe(c.id)
    expect(await searched('zhou', a.code)).toEqual([c.id])
    await done('chen', `accounts/${c.id}/unmerge`)
    expect((await company.as('zhou').get(`/api/accounts/${a.id}`)).body.mergedInto.id).toBe(b.id)
    expect(await searched('zhou', a.code)).toEqual([b.id])
  })
})

describe('no reference is forgotten', () => {
  interface Pointing {
    entity: Entity
    name: string
    field: Field
    object?: string
  }
  /** Everything in an object's declaration that can hold the id of a record of `target`, found without asking the merge. */
  const pointing = (entities: readonly Entity[], target: Entity) =>
    entities.flatMap(entity =>
      Object.entries<Field>(entity.fields).flatMap(([name, field]): Pointing[] => {
        if ('target' in field && field.target === target.name) return [{ entity, name, field }]
        const object = name.replace(/Id$/, 'Object')
        return name.endsWith('Id') && object in entity.fields ? [{ entity, name, field, object }] : []
      }),
    )
  const column = (name: string, field: Field) =>
    `${name.replace(/[A-Z]/g, c => `_${c.toLowerCase()}`)}${field.kind === 'ref' ? '_id' : ''}`
  let ctx: Ctx
  beforeAll(async () => {
    for (const kind of ['ref', 'refs'])
      expect(
        (
          await company
            .as('admin')
            .post('/api/custom-fields', { object: 'contact', label: `自定义${kind}`, kind, target: 'account' })
        ).status,
      ).toBe(201)
    ctx = { ...(await systemContext(company.host, company.tenant)), db: undefined as never }
  })

  it('every text that names a record says of which object', () => {
    const lonely = ctx.words.entities.flatMap(entity =>
      entity.declared
        .filter(name => /[a-z]Id$/.test(name) && !pairedWith(entity, name))
        .map(name => `${entity.name}.${name}`),
    )
    expect(lonely, 'name the object in a field beside it, or make it a ref').toEqual([])
  })

  it('every table that keeps something by object and record is known here', async () => {
    const { rows } = await company.database.owner.query<{ table: string }>(`
      select table_name as table from information_schema.columns where table_schema = 'public' and column_name in ('object', 'record_id')
      group by 1 having count(*) = 2 order by 1`)
    const known: Record<string, string> = {
      exports: 'a file that was written',
      file_holders: 'goes with the merge',
      journal: 'read through merged_records',
      handover_moves: 'what a hand-over did, told as it was',
      merged_records: 'the merge itself',
      realignment_moves: 'what a realignment did, told as it was',
      ownerships: 'who owned the record when; read with those merged into it',
      search_documents: 'written anew',
      shares: 'goes with the merge',
    }
    expect(rows.map(row => row.table).filter(table => !known[table])).toEqual([])
  })

  it.each(['account', 'contact', 'lead'])(
    'whatever points at a %s points at the one that stays, and back again',
    async name => {
      const owner = company.database.owner
      const entity = ctx.words.entity(name)
      const [stays, goes] = [
        await made('zhou', entity.path, { name: '留下的' }),
        await made('zhou', entity.path, { name: '离开的' }),
      ]
      const rows: { id: string; entity: Entity; name: string; of: Field }[] = []
      for (const { entity: child, name: field, field: of, object } of pointing(ctx.words.entities, entity)) {
        const id = uuid()
        const list = of.kind === 'refs'
        const values: Record<string, unknown> = { tenant_id: company.tenant, id }
        if (child.owned) Object.assign(values, { owner_id: company.people.zhou, board_id: company.boards.marketing })
        if (of.custom) values.custom = JSON.stringify({ [field]: list ? [goes.id] : goes.id })
        else values[column(field, of)] = list ? [goes.id] : goes.id
        if (object) values[column(object, child.fields[object]!)] = name
        const columns = Object.keys(values)
        await owner.query(
          `insert into ${child.table} (${columns.map(c => `"${c}"`).join(', ')}) values (${columns.map((_, i) => `$${i + 1}`).join(', ')})`,
          Object.values(values),
        )
        rows.push({ id, entity: child, name: field, of })
      }
      expect(rows.length).toBeGreaterThan(5)
      const held = async () => {
        const found: Record<string, unknown> = {}
        for (const { id, entity: child, name: field, of } of rows) {
          const value = of.custom ? `custom->'${field}'` : `to_jsonb("${column(field, of)}")`
          found[`${child.name}.${field}`] = [
            (await owner.query(`select ${value} as value from ${child.table} where id = $1`, [id])).rows[0].value,
          ].flat()[0]
        }
        return found
      }
      const before = await held()
      await company.database.transaction(company.tenant, async db => {
        const tx = { ...ctx, db }
        await mergeInto(tx, entity, await rowOf(tx, entity, stays.id), [goes.id])
      })
      expect(await held()).toEqual(Object.fromEntries(Object.keys(before).map(key => [key, stays.id])))
      await company.database.transaction(company.tenant, async db => {
        const tx = { ...ctx, db }
        await unmerge(tx, entity, await rowOf(tx, entity, stays.id))
      })
      expect(await held()).toEqual(before)
    },
  )

  async function rowOf(tx: Ctx, entity: Entity, id: string) {
    const { load } = await import('../records/row')
    return load(tx, entity, id, 'update', true)
  }
})

describe('a merge taken back', () => {
  const state = async () => {
    const tables = [
      'accounts',
      'contacts',
      'affiliations',
      'account_links',
      'activities',
      'tasks',
      'comments',
      'shares',
      'file_holders',
      'search_documents',
    ]
    const found: Record<string, unknown> = {}
    for (const table of tables) {
      const { rows } = await company.database.owner.query(
        `select to_jsonb(t) - '{version,updated_at,updated_by,rank,sort_at,created_at}'::text[] as row from ${table} t where tenant_id = $1 order by 1`,
        [company.tenant],
      )
      found[table] = rows.map(({ row }) => (row.terms ? { ...row, terms: [...row.terms].sort() } : row))
    }
    return found
  }
  it('leaves everything as it was, whatever there was', async () => {
    let n = 20261122
    const random = (below: number) => {
      n = (Math.imul(n, 1103515245) + 12345) >>> 0
      return (n >>> 8) % below
    }
    const people: Who[] = ['zhou', 'li', 'chen']
    for (let round = 0; round < 6; round++) {
      const accounts: any[] = []
      for (let i = 0; i < 3 + random(2); i++)
        accounts.push(
          await accountOf('chen', {
            name: `随机客户 ${round}-${i}`,
            owner: company.people[people[random(3)]!],
            ...(random(2) ? { phone: `1380013${String(1000 + random(9000))}` } : {}),
            ...(random(2) ? { tags: [['wedding', 'fair-regular'][random(2)]], note: `备注 ${i}` } : {}),
            ...(random(2) && i > 0 ? { parent: accounts[random(i)].id } : {}),
          }),
        )
      const any = () => accounts[random(accounts.length)]
      const contacts: any[] = []
      for (let i = 0; i < random(4); i++)
        contacts.push(await made('chen', 'contacts', { name: `人 ${i}`, account: any().id }))
      for (let i = 0; i < random(3); i++) {
        const [a, b] = [any(), any()]
        await made('chen', 'account-links', { account: a.id, other: b.id, relation: 'partner' })
      }
      for (const contact of contacts) {
        await made('chen', 'affiliations', { account: any().id, contact: contact.id })
        const others = contacts.filter(() => random(2)).map(c => c.id)
        await made('chen', 'activities', {
          subject: '聊',
          account: any().id,
          contact: contact.id,
          contacts: others,
          type: 'note',
        })
        await made('chen', 'tasks', { subject: '办', account: any().id, aboutObject: 'account', aboutId: any().id })
      }
      if (random(2))
        await company
          .as('chen')
          .post(`/api/accounts/${any().id}/share`, { user: company.people.sun, level: random(2) ? 'edit' : 'read' })
      const before = await state()
      const [stays, ...from] = [...accounts].sort(() => random(3) - 1).slice(0, 2 + random(accounts.length - 1))
      const values = random(2) ? { owner: company.people[people[random(3)]!], name: '改名' } : undefined
      await done('chen', `accounts/${stays.id}/merge`, { from: from.map(f => f.id), values })
      expect(await state()).not.toEqual(before)
      await done('chen', `accounts/${stays.id}/unmerge`)
      expect(await state(), `round ${round}`).toEqual(before)
    }
  })
})
