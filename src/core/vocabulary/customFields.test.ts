import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Caller, type Company, freshCompany } from '../../../test/company'
import { systemContext } from '../context'
import { indexFieldJob } from './fieldIndex'

let company: Company
let admin: Caller
beforeAll(async () => {
  company = await freshCompany()
  admin = company.as('admin')
})
afterAll(() => company.close())

const addField = (body: Record<string, unknown>) => admin.post('/api/custom-fields', { object: 'account', ...body })
const faults = (body: { errors: { field: string; code: string }[] }) => body.errors.map(e => `${e.field} ${e.code}`)
const fieldsOf = async (object: string, who: Caller = admin) =>
  (await who.get('/api/metadata')).body.objects.find((o: { name: string }) => o.name === object).fields as Record<
    string,
    unknown
  >[]
const filtered = async (filter: unknown) => {
  const answer = await admin.get(`/api/accounts?fields=name&filter=${encodeURIComponent(JSON.stringify(filter))}`)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body.items.map((i: { name: string }) => i.name)
}

describe('a field that an administrator adds', () => {
  it('is there in the next request, with its dictionary, for the company alone', async () => {
    const added = await addField({ label: '参展意向', kind: 'choice', options: ['确定参展', '有意向', '不参展'] })
    expect(added.status, JSON.stringify(added.body)).toBe(201)
    expect(added.body).toMatchObject({ name: 'canzhanyixiang', dictionary: 'account.canzhanyixiang', options: null })
    expect((await fieldsOf('account')).find(f => f.name === 'canzhanyixiang')).toMatchObject({
      label: '参展意向',
      kind: 'choice',
      custom: true,
    })
    expect((await admin.get('/api/dictionaries/account.canzhanyixiang')).body).toMatchObject({
      label: '参展意向',
      items: [
        { code: 'quedingcanzhan', label: '确定参展' },
        { code: 'youyixiang', label: '有意向' },
        { code: 'bucanzhan', label: '不参展' },
      ],
    })
    expect((await fieldsOf('account', company.as('lin'))).some(f => f.name === 'canzhanyixiang')).toBe(false)
  })

  it('is written, read, filtered, sorted and remembered like a declared one', async () => {
    await addField({ label: '展位数', kind: 'number', scale: 0, name: 'booths', filterable: true })
    const one = await admin.post('/api/accounts', { name: '泸州江阳酒业', canzhanyixiang: 'youyixiang', booths: 3 })
    expect(one.status, JSON.stringify(one.body)).toBe(201)
    expect(one.body).toMatchObject({ canzhanyixiang: 'youyixiang', booths: 3 })
    await admin.post('/api/accounts', { name: '宜宾叙州酒业', booths: 12 })
    expect((await admin.post('/api/accounts', { name: '坏', booths: 'drei' })).status).toBe(422)
    expect((await admin.post('/api/accounts', { name: '坏', canzhanyixiang: 'perhaps' })).status).toBe(422)

    expect(await filtered({ field: 'booths', op: 'gte', value: 10 })).toEqual(['宜宾叙州酒业'])
    expect(await filtered({ field: 'canzhanyixiang', op: 'eq', value: 'youyixiang' })).toEqual(['泸州江阳酒业'])
    const sorted = await admin.get(
      `/api/accounts?fields=name,booths&sort=-booths&filter=${encodeURIComponent('{"field":"booths","op":"notNull"}')}`,
    )
    expect(sorted.body.items.map((i: { booths: number }) => i.booths)).toEqual([12, 3])

    const changed = await admin.patch(`/api/accounts/${one.body.id}`, { booths: 4 })
    expect(changed.body).toMatchObject({ booths: 4, canzhanyixiang: 'youyixiang' })
    expect(JSON.stringify((await admin.get(`/api/accounts/${one.body.id}/history`)).body)).toContain('booths')
  })

  it('may refer to other records, one or several, which are read with their names', async () => {
    await addField({ label: '结算客户', kind: 'ref', target: 'account', name: 'payer' })
    await addField({ label: '陪同同事', kind: 'refs', target: 'users', name: 'escorts' })
    const payer = (await admin.post('/api/accounts', { name: '宜宾总部' })).body
    const escorts = [company.people.li, company.people.zhou]
    const { status, body } = await admin.post('/api/accounts', { name: '宜宾分部', payer: payer.id, escorts })
    expect(status, JSON.stringify(body)).toBe(201)
    expect(body.payer).toEqual({ id: payer.id, name: '宜宾总部' })
    expect(body.escorts).toEqual([
      { id: company.people.li, name: '李敏' },
      { id: company.people.zhou, name: '周雨桐' },
    ])
    expect(await filtered({ field: 'payer.name', op: 'eq', value: '宜宾总部' })).toEqual(['宜宾分部'])
    expect((await admin.post('/api/accounts', { name: 'x', payer: company.people.li })).status).toBe(422)
  })

  it('keeps its name, kind and object', async () => {
    const { body } = await addField({ label: '发刊地址', kind: 'text' })
    expect(faults((await admin.patch(`/api/custom-fields/${body.id}`, { kind: 'number' })).body)).toEqual([
      'kind customField.fixed',
    ])
    expect(faults((await admin.patch(`/api/custom-fields/${body.id}`, { name: 'other' })).body)).toEqual([
      'name customField.fixed',
    ])
    const renamed = await admin.patch(`/api/custom-fields/${body.id}`, { label: '寄刊地址' })
    expect(renamed.body).toMatchObject({ label: '寄刊地址', name: 'fakandizhi' })
    expect((await fieldsOf('account')).find(f => f.name === 'fakandizhi')).toMatchObject({ label: '寄刊地址' })
  })

  it('takes further options later, which join its dictionary', async () => {
    const { body } = await addField({ label: '纸质刊', kind: 'choice', many: true, options: ['月刊'] })
    const answer = await admin.patch(`/api/custom-fields/${body.id}`, { options: ['月刊', '双月刊'] })
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    expect(
      (await admin.get('/api/dictionaries/account.zhizhikan')).body.items.map((i: { label: string }) => i.label),
    ).toEqual(['月刊', '双月刊'])
  })

  it('gets a name of its own beside another with the same label', async () => {
    const names = (await Promise.all([1, 2].map(() => addField({ label: '区域经理', kind: 'text' })))).map(
      a => a.body.name,
    )
    expect(names.sort()).toEqual(['quyujingli', 'quyujingli2'])
  })

  it('goes to the recycle bin and comes back with its values; its name stays taken meanwhile', async () => {
    const { body: field } = await addField({ label: '冷库面积', kind: 'number', name: 'coldStore' })
    const { status, body: account } = await admin.post('/api/accounts', { name: '乐山冷链', coldStore: 120.5 })
    expect(status, JSON.stringify([field, account])).toBe(201)
    expect((await admin.delete(`/api/custom-fields/${field.id}`)).status).toBe(204)
    expect((await admin.get(`/api/accounts/${account.id}`)).body).not.toHaveProperty('coldStore')
    expect(faults((await addField({ label: '冷库', kind: 'text', name: 'coldStore' })).body)).toEqual([
      'name customField.nameTaken',
    ])
    expect((await admin.patch(`/api/accounts/${account.id}`, { note: '改一处' })).status).toBe(200)
    expect((await admin.post(`/api/custom-fields/${field.id}/restore`)).status).toBe(200)
    expect((await admin.get(`/api/accounts/${account.id}`)).body.coldStore).toBe(120.5)
  })

  it.each([
    [{ label: 'x', kind: 'text', object: 'nosuch' }, 'object customField.objectUnknown'],
    [{ label: 'x', kind: 'text', object: 'dictionaryItem' }, 'object customField.objectFixed'],
    [{ label: 'x', kind: 'text', name: 'name' }, 'name customField.nameTaken'],
    [{ label: 'x', kind: 'text', name: 'updatedAt' }, 'name customField.nameTaken'],
    [{ label: 'x', kind: 'text', name: 'constructor' }, 'name customField.nameTaken'],
    [{ label: 'x', kind: 'text', name: "Robert'); drop" }, 'name customField.badName'],
    [{ label: 'x', kind: 'text', name: '中文' }, 'name customField.badName'],
    [{ label: 'x', kind: 'structure' }, 'kind field.notInDictionary'],
    [{ label: 'x', kind: 'choice' }, 'options customField.needsOptions'],
    [{ label: 'x', kind: 'choice', options: [''] }, 'options customField.badOptions'],
    [{ label: 'x', kind: 'choice', dictionary: 'nosuch' }, 'dictionary dictionary.unknown'],
    [{ label: 'x', kind: 'ref' }, 'target customField.needsTarget'],
    [{ label: 'x', kind: 'ref', target: 'nosuch' }, 'target customField.targetUnknown'],
    [{ label: 'x', kind: 'files', filterable: true }, 'filterable customField.notFilterable'],
  ])('is refused where it makes no sense: %j', async (body, fault) => {
    const answer = await addField(body)
    expect([answer.status, ...faults(answer.body)]).toEqual([422, fault])
  })

  it('is for administrators to add', async () => {
    expect(
      (await company.as('zhou').post('/api/custom-fields', { object: 'account', label: '私货', kind: 'text' })).status,
    ).toBe(403)
  })
})

describe('the index of a field that people filter by', () => {
  const indexes = async () =>
    (
      await company.database.owner.query(
        `select indexdef from pg_indexes where tablename = 'accounts' and indexname like '%custom%'`,
      )
    ).rows.map(r => r.indexdef as string)

  it('is built by a job and used; it goes when nobody needs it, and another company’s words do not break it', async () => {
    const lin = company.as('lin')
    await lin.post('/api/custom-fields', { object: 'account', label: 'Size', kind: 'text', name: 'stalls' })
    expect((await lin.post('/api/accounts', { name: '海纳', stalls: 'large' })).status).toBe(201)
    const { body: field } = await addField({ label: '规模数', kind: 'number', name: 'stalls', filterable: true })
    const job = { object: 'account', name: 'stalls', kind: 'number' } as const
    const ctx = await systemContext(company.host, company.tenant)
    await indexFieldJob.run(ctx, job)
    await indexFieldJob.run(ctx, job)
    expect((await indexes()).filter(def => def.includes("'stalls'"))).toHaveLength(1)

    expect((await lin.post('/api/accounts', { name: '海纳二', stalls: 'small' })).status).toBe(201)
    const { rows } = await company.database.owner.query(
      `select count(*)::int as waiting from graphile_worker.jobs where task_identifier = $1`,
      [indexFieldJob.name],
    )
    expect(rows[0].waiting).toBeGreaterThan(0)

    expect((await admin.patch(`/api/custom-fields/${field.id}`, { filterable: false })).status).toBe(200)
    await indexFieldJob.run(await systemContext(company.host, company.tenant), job)
    expect((await indexes()).filter(def => def.includes("'stalls'"))).toEqual([])
  })
})

it('another process hears of a new field', async () => {
  const { openDatabase } = await import('../db/database')
  const { loadVocabulary } = await import('./load')
  const url = (company.database.owner.options as { connectionString: string }).connectionString
  const elsewhere = openDatabase({ url, connections: 1 })
  try {
    const words = await loadVocabulary(elsewhere, company.tenant, company.host.program)
    expect(words.entity('account').fields.newsletter).toBeUndefined()
    expect(await loadVocabulary(elsewhere, company.tenant, company.host.program)).toBe(words)
    await addField({ label: '电子刊', kind: 'flag', name: 'newsletter' })
    await expect
      .poll(
        async () =>
          (await loadVocabulary(elsewhere, company.tenant, company.host.program)).entity('account').fields.newsletter,
        { timeout: 5_000 },
      )
      .toMatchObject({ kind: 'flag', custom: true })
  } finally {
    await elsewhere.close()
  }
})
