import { read } from 'hucre'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Company, freshCompany, type Who } from '../../../test/company'
import { bringIn, sendFile } from '../../../test/importing'
import { systemContext } from '../context'
import { sql } from '../db/statement'
import { encodeGb18030 } from '../exports/gb18030'
import { importJob } from './run'

let company: Company
beforeAll(async () => {
  company = await freshCompany()
})
afterAll(() => company.close())

async function accountNamed(name: string, fields = 'name', who: Who = 'admin') {
  const filter = encodeURIComponent(JSON.stringify({ field: 'name', op: 'eq', value: name }))
  return (await company.as(who).get(`/api/accounts?fields=${fields}&filter=${filter}`)).body.items[0]
}
const count = async (who: Who, prefix: string) => {
  const filter = encodeURIComponent(JSON.stringify({ field: 'name', op: 'startsWith', value: prefix }))
  return (await company.as(who).get(`/api/accounts?fields=id&count=exact&filter=${filter}`)).body.total
}

describe('a list of customers', () => {
  it('comes in as an old Chinese spreadsheet wrote it, its columns recognised by their heads', async () => {
    const file = encodeGb18030(
      '单位名称;公司电话;省份;城市;业务员;登记时间\r\n杭州鼎丰商贸有限公司;0571-88023317;浙江省;杭州市;周雨桐;2019/10/18 09:30\r\n',
    )
    expect(await bringIn(company, 'admin', file)).toMatchObject({ status: 'done', created: 1, failed: 0, progress: 1 })
    const account = await accountNamed(
      '杭州鼎丰商贸有限公司',
      'name,phone,region,owner,board,code,createdAt,createdBy,type',
    )
    expect(account).toMatchObject({
      phone: '0571-88023317',
      region: '3301',
      owner: { name: '周雨桐' },
      board: { name: '营销中心' },
      type: 'potential',
    })
    expect(new Date(account.createdAt)).toEqual(new Date('2019-10-18T01:30:00Z'))
    expect(account.code).toMatch(/^KH-\d{4}-\d{5}$/)
  })

  it('can be found at once, in Chinese and by initials, and leaves an entry in the history', async () => {
    await bringIn(company, 'admin', 'name\n桂林漓泉酒业\n')
    for (const q of ['漓泉', 'gllqjy', '漓泉酒业']) {
      const found = await company.as('admin').get(`/api/search?q=${encodeURIComponent(q)}`)
      expect(found, JSON.stringify(found.body)).toMatchObject({ status: 200 })
      expect(
        found.body.items.map((i: { title: string }) => i.title),
        q,
      ).toContain('桂林漓泉酒业')
    }
    const { id } = await accountNamed('桂林漓泉酒业', 'id')
    expect((await company.as('admin').get(`/api/accounts/${id}/history`)).body.items).toMatchObject([{ act: 'create' }])
  })

  it('keeps good rows and gives bad ones back as a spreadsheet that says why', async () => {
    const done = await bringIn(
      company,
      'admin',
      '客户名称,电话,年销售额,负责人\n好客一号,0571-1234567,1200.50,\n,0571-1234567,,\n坏客,13857120,不详,查无此人\n',
      {},
    )
    expect(done).toMatchObject({ status: 'done', created: 1, failed: 2, rows: 3 })
    expect(await accountNamed('好客一号', 'annualRevenue')).toMatchObject({ annualRevenue: 120050 })
    const cookie = await company.signIn('admin')
    const file = await company.app.inject({ method: 'GET', url: `/api/imports/${done.id}/errors`, headers: { cookie } })
    const [sheet] = (await read(file.rawPayload)).sheets
    expect(sheet!.rows[0]).toEqual(['客户名称', '电话', '年销售额', '负责人', '问题', '原行号'])
    expect(sheet!.rows[1]).toEqual([null, '0571-1234567', null, null, '客户名称：必填', 3].map(cell => cell ?? ''))
    expect(sheet!.rows[2]!.slice(0, 4)).toEqual(['坏客', '13857120', '不详', '查无此人'])
    expect(sheet!.rows[2]![4]).toContain('负责人：找不到「查无此人」')
    expect(sheet!.rows[2]![4]).toContain('年销售额：「不详」不是数字')
  })

  it('may leave out what can’t be read instead of the whole row', async () => {
    const done = await bringIn(company, 'admin', '客户名称,邮箱\n将就商行,不是邮箱\n', { onBadValue: 'blank' })
    expect(done).toMatchObject({ created: 1, failed: 0 })
    expect(await accountNamed('将就商行', 'email')).toMatchObject({ email: null })
  })

  it('tries a dry run without writing anything', async () => {
    const done = await bringIn(company, 'admin', '客户名称,电话\n只是试试,0571-1\n试错,\n,1\n', { mode: 'dry-run' })
    expect(done).toMatchObject({ status: 'done', mode: 'dry-run', created: 2, failed: 1 })
    expect(await accountNamed('只是试试')).toBeUndefined()
  })

  it('ties subsidiaries to parents that come later in the file, and says which were not found', async () => {
    const done = await bringIn(
      company,
      'admin',
      '客户名称,上级单位\n东海分公司,东海集团\n东海集团,\n西山分公司,西山集团\n',
    )
    expect(done).toMatchObject({ created: 3, failed: 0 })
    expect(await accountNamed('东海分公司', 'name,parent')).toMatchObject({ parent: { name: '东海集团' } })
    expect(await accountNamed('西山分公司', 'parent')).toMatchObject({ parent: null })
    const faults = await company.database
      .tenant(company.tenant)
      .query<{ row: number; failed: boolean }>(sql`select row, failed from import_faults where import_id = ${done.id}`)
    expect(faults).toEqual([{ row: 4, failed: false }])
  })
})

describe('records that are there already', () => {
  it('are changed, skipped or doubled, as one says', async () => {
    await bringIn(company, 'admin', '客户名称,电话\n重来商贸,111-1111\n')
    const file = '客户名称,电话\n重来商贸,222-2222\n重来新店,333-3333\n'
    expect(await bringIn(company, 'admin', file, { match: 'name', onMatch: 'skip' })).toMatchObject({
      created: 1,
      skipped: 1,
      updated: 0,
    })
    expect(await accountNamed('重来商贸', 'phone')).toMatchObject({ phone: '111-1111' })
    expect(await bringIn(company, 'admin', file, { match: 'name' })).toMatchObject({
      created: 0,
      updated: 2,
      unchanged: 1,
    })
    expect(await accountNamed('重来商贸', 'phone,version')).toMatchObject({ phone: '222-2222', version: 2 })
    expect(await bringIn(company, 'admin', file, { match: 'name', onMatch: 'create' })).toMatchObject({ created: 2 })
    expect(await bringIn(company, 'admin', file, { match: 'name' })).toMatchObject({
      created: 0,
      updated: 0,
      failed: 2,
    })
  })

  it('are told apart by several fields together, and a row that comes twice counts once', async () => {
    await bringIn(company, 'admin', '客户名称,地址\n同名店,南街\n同名店,北街\n')
    const done = await bringIn(
      company,
      'admin',
      '客户名称,地址,电话\n同名店,北街,444-4444\n同名店,北街,555-5555\n同名店,西街,\n',
      { match: '["name","address"]' },
    )
    expect(done).toMatchObject({ created: 1, updated: 1, skipped: 1 })
  })

  it('are pointed out when they only look alike', async () => {
    await bringIn(company, 'admin', '客户名称,电话\n成都蜀香酒业有限公司,13900001111\n')
    const file = '客户名称,电话\n蜀香酒业（成都）有限公司,13900001111\n全新的人家,13900002222\n'
    expect(await bringIn(company, 'admin', file, { mode: 'dry-run' })).toMatchObject({ created: 2, similar: 1 })
    expect(await bringIn(company, 'admin', file, { onSimilar: 'skip' })).toMatchObject({
      created: 1,
      skipped: 1,
      similar: 1,
    })
  })
})

describe('whoever brings a file in', () => {
  it('needs the right to import', async () => {
    const sent = await sendFile(company, 'chen', '/api/imports', 'name\n不行\n', 'a.csv', { object: 'accounts' })
    expect(sent).toMatchObject({ status: 403, body: { code: 'right.import' } })
  })

  it('changes only records that are theirs to change, and never another board’s', async () => {
    const mine = await company.as('wang').post('/api/accounts', { name: '王磊的客户', phone: '777-7777' })
    expect(mine.status).toBe(201)
    const done = await bringIn(company, 'gao', '客户名称,电话\n王磊的客户,888-8888\n', { match: 'name' })
    expect(done).toMatchObject({ created: 1, updated: 0 })
    expect((await company.as('wang').get(`/api/accounts/${mine.body.id}`)).body.phone).toBe('777-7777')
  })

  it('sees no import of anybody else', async () => {
    const done = await bringIn(company, 'admin', 'name\n私事\n')
    for (const path of ['', '/errors'])
      expect((await company.as('sun').get(`/api/imports/${done.id}${path}`)).status).toBe(404)
    expect((await company.as('sun').post(`/api/imports/${done.id}/undo`)).status).toBe(404)
    expect((await company.as('lin').get(`/api/imports/${done.id}`)).status).toBe(404)
  })
})

describe('an import that was a mistake', () => {
  it('is taken back whole: what came goes, what was changed is as before', async () => {
    await bringIn(company, 'admin', '客户名称,电话,地址\n旧客,100-0000,老地址\n')
    const done = await bringIn(company, 'admin', '客户名称,电话,地址\n旧客,200-0000,新地址\n误入甲,,\n误入乙,,\n', {
      match: 'name',
    })
    expect(done).toMatchObject({ created: 2, updated: 1 })
    const undone = await company.as('admin').post(`/api/imports/${done.id}/undo`)
    expect(undone).toMatchObject({
      status: 202,
      body: { status: 'done', undone: { removed: 2, reverted: 1, keptCount: 0 } },
    })
    expect(await accountNamed('旧客', 'phone,address')).toMatchObject({ phone: '100-0000', address: '老地址' })
    expect(await count('admin', '误入')).toBe(0)
    expect((await company.as('admin').get(`/api/search?q=${encodeURIComponent('误入甲')}`)).body.items).toEqual([])
    expect(await company.as('admin').post(`/api/imports/${done.id}/undo`)).toMatchObject({
      status: 422,
      body: { code: 'import.nothingToUndo' },
    })
  })

  it('leaves alone what somebody has worked with since, and names it', async () => {
    const done = await bringIn(company, 'admin', '客户名称\n已改的\n已用的\n没动的\n')
    const edited = await accountNamed('已改的', 'id')
    await company.as('admin').patch(`/api/accounts/${edited.id}`, { phone: '010-1234567' })
    const used = await accountNamed('已用的', 'id')
    expect((await company.as('admin').post('/api/contacts', { name: '赵一', account: used.id })).status).toBe(201)
    const undone = (await company.as('admin').post(`/api/imports/${done.id}/undo`)).body
    expect(undone.undone).toMatchObject({ removed: 1, keptCount: 2 })
    expect(undone.undone.kept.map((k: { name: string }) => k.name).sort()).toEqual(['已改的', '已用的'].sort())
    expect(await accountNamed('没动的')).toBeUndefined()
    expect(await accountNamed('已改的', 'phone')).toMatchObject({ phone: '010-1234567' })
  })
})

describe('a process that dies', () => {
  it('goes on where it stopped and brings no row in twice', async () => {
    const total = async () => (await company.as('admin').get('/api/tasks?fields=id&count=exact')).body.total
    const before = await total()
    const lines = Array.from({ length: 450 }, (_, i) => `回访 ${i}`)
    const sent = await sendFile(company, 'admin', '/api/imports', `任务\n${lines.join('\n')}\n`, 'long.csv', {
      object: 'tasks',
    })
    const system = await systemContext(company.host, company.tenant)
    const { transaction } = company.database
    let batches = 0
    vi.spyOn(company.database, 'transaction').mockImplementation((tenant, work) =>
      ++batches === 2 ? Promise.reject(new Error('killed')) : transaction(tenant, work),
    )
    await expect(importJob.run(system, { id: sent.body.id })).rejects.toThrow('killed')
    vi.restoreAllMocks()
    const halfway = (await total()) - before
    expect(halfway).toBeGreaterThan(0)
    expect(halfway).toBeLessThan(450)
    await importJob.run(system, { id: sent.body.id })
    const done = (await company.as('admin').get(`/api/imports/${sent.body.id}`)).body
    expect(done).toMatchObject({ status: 'done', created: 450, failed: 0, progress: 1 })
    expect((await total()) - before).toBe(450)
  })
})

describe('the wizard', () => {
  const file =
    '单位名称,手机,省份,城市,级别,备注2\n杭州甲店,0571-88020000,浙江,杭州,大户,\n宁波乙店,138571200,浙江,宁波,战略,\n'

  it('shows how the file was read, where its columns go and what is wrong, before anything is written', async () => {
    const { status, body } = await sendFile(company, 'admin', '/api/imports/preview', file, '名录.csv', {
      object: 'accounts',
    })
    expect(status).toBe(200)
    expect(body.file).toMatchObject({
      name: '名录.csv',
      format: 'csv',
      encoding: 'utf-8',
      delimiter: ',',
      rows: 2,
      headerRow: 1,
    })
    expect(body.mapping).toMatchObject({ 单位名称: 'name', 省份: 'region', 城市: 'region', 级别: 'level' })
    expect(body.values).toEqual([{ field: 'level', dictionary: 'accountLevel', words: [{ text: '大户', count: 1 }] }])
    expect(body.samples[1]).toMatchObject({ row: 3, values: { name: '宁波乙店', region: '浙江省 宁波市' } })
    expect(await accountNamed('杭州甲店')).toBeUndefined()
  })

  it('takes the file it has already, with what one decided about its words', async () => {
    const { body } = await sendFile(company, 'admin', '/api/imports/preview', file, '名录.csv', { object: 'accounts' })
    const sent = await company.as('admin').post('/api/imports', {
      upload: body.upload,
      fileName: '名录.csv',
      object: 'account',
      mapping: { 单位名称: 'name', 级别: 'level' },
      values: { level: { 大户: 'key' } },
    })
    expect(sent.status).toBe(202)
    await importJob.run(await systemContext(company.host, company.tenant), { id: sent.body.id })
    expect(await accountNamed('杭州甲店', 'level')).toMatchObject({ level: 'key' })
  })

  it('adds new words to a dictionary when asked to', async () => {
    expect(
      await bringIn(company, 'admin', '客户名称,来源\n老乡店,老乡介绍\n老乡分店,老乡介绍\n', {
        createValues: 'source',
      }),
    ).toMatchObject({ created: 2, failed: 0 })
    const { source } = await accountNamed('老乡店', 'source')
    const dictionary = (await company.as('admin').get('/api/metadata')).body.dictionaries.source.items
    expect(dictionary).toContainEqual(expect.objectContaining({ code: source, label: '老乡介绍' }))
  })

  it('counts words it would add as known while it only tries, and adds none', async () => {
    const file = '客户名称,来源\n展会老店,展会认识\n展会新店,展会认识\n'
    const asked = { object: 'accounts', createValues: 'source' }
    const { body } = await sendFile(company, 'admin', '/api/imports/preview', file, '名录.csv', asked)
    expect(body).toMatchObject({ problems: [], counts: { created: 2, failed: 0 }, values: [{ field: 'source' }] })
    expect(body.samples[0].values).toMatchObject({ source: '展会认识' })
    expect(await bringIn(company, 'admin', file, { ...asked, mode: 'dry-run' })).toMatchObject({
      created: 2,
      failed: 0,
    })
    const { items } = (await company.as('admin').get('/api/metadata')).body.dictionaries.source
    expect(items.map((item: any) => item.label)).not.toContain('展会认识')
  })

  it('remembers a template for files with the same columns', async () => {
    const columns = ['甲', '乙']
    const saved = await company.as('admin').post('/api/imports/templates', {
      object: 'accounts',
      name: '展会名录',
      columns,
      mapping: { 甲: 'name', 乙: 'phone' },
    })
    expect(saved.status).toBe(201)
    const { body } = await sendFile(company, 'admin', '/api/imports/preview', '甲,乙\n模板店,0571-1234\n', 'x.csv', {
      object: 'accounts',
    })
    expect(body).toMatchObject({ template: saved.body.id, mapping: { 甲: 'name', 乙: 'phone' } })
  })
})

describe('customers and their people in one file', () => {
  const peopleOf = async (account: string) => {
    const filter = encodeURIComponent(JSON.stringify({ field: 'account.name', op: 'eq', value: account }))
    const found = await company
      .as('admin')
      .get(`/api/contacts?fields=name,position,phone,email&sort=name&filter=${filter}`)
    return found.body.items.map(({ id: _, ...person }: { id: string }) => person)
  }
  const file =
    '客户名称,电话,联系人,职务,手机,联系人邮箱\n同来酒业,0571-1234567,钱一,经理,13800000001,qian@tonglai.cn\n同来酒业,,孙二,采购,13800000002,\n独来商行,0571-7654321,,,,\n'

  it('come in together: the columns of people are told from their heads, and several rows are several people of one customer', async () => {
    const preview = await sendFile(company, 'admin', '/api/imports/preview', file, 'x.csv', { object: 'accounts' })
    expect(preview.body.mapping).toEqual({
      客户名称: 'name',
      电话: 'phone',
      联系人: 'contact.name',
      职务: 'contact.position',
      手机: 'contact.phone',
      联系人邮箱: 'contact.email',
    })
    expect(preview.body.counts).toMatchObject({ created: 2, along: 2, failed: 0 })
    expect(preview.body.samples[0].values).toMatchObject({ name: '同来酒业', 'contact.name': '钱一' })
    expect(await bringIn(company, 'admin', file, { mode: 'dry-run' })).toMatchObject({ created: 2, along: 2 })
    expect(await bringIn(company, 'admin', file)).toMatchObject({ created: 2, along: 2, skipped: 0, failed: 0 })
    expect(await peopleOf('同来酒业')).toEqual([
      { name: '孙二', position: '采购', phone: '13800000002', email: null },
      { name: '钱一', position: '经理', phone: '13800000001', email: 'qian@tonglai.cn' },
    ])
  })

  it('a person who is there already is not doubled, a new one of a known customer comes in', async () => {
    const again = '客户名称,联系人,职务\n同来酒业,钱一,总监\n同来酒业,李三,店长\n'
    expect(await bringIn(company, 'admin', again, { match: 'name' })).toMatchObject({ created: 0, along: 1 })
    expect((await peopleOf('同来酒业')).map((p: { name: string }) => p.name)).toEqual(['孙二', '李三', '钱一'])
  })

  it('what is wrong with a person is said of the row', async () => {
    const done = await bringIn(company, 'admin', '客户名称,联系人,联系人邮箱\n错邮商行,周四,不是邮箱\n')
    expect(done).toMatchObject({ created: 0, along: 0, failed: 1 })
    expect(await accountNamed('错邮商行')).toBeUndefined()
  })

  it('are taken back together', async () => {
    const done = await bringIn(company, 'admin', '客户名称,联系人\n误同来,吴五\n误同来,郑六\n')
    expect(done).toMatchObject({ created: 1, along: 2 })
    const undone = (await company.as('admin').post(`/api/imports/${done.id}/undo`)).body.undone
    expect(undone).toMatchObject({ removed: 3, keptCount: 0 })
    expect(await accountNamed('误同来')).toBeUndefined()
    expect(await peopleOf('误同来')).toEqual([])
  })

  it('the other way round, people bring the customers that are missing, when one says so', async () => {
    const people =
      '姓名,所属客户,手机\n冯七,新冒酒行,13800000007\n陈八,新冒酒行,13800000008\n褚九,同来酒业,13800000009\n'
    expect(await bringIn(company, 'admin', people, { object: 'contacts' })).toMatchObject({ created: 1, failed: 2 })
    const preview = await sendFile(company, 'admin', '/api/imports/preview', people, 'x.csv', { object: 'contacts' })
    expect(preview.body.creatable).toEqual([{ field: 'account', object: 'account', label: '所属客户' }])
    const fields = { object: 'contacts', match: 'name', createMissing: 'account' }
    expect(await bringIn(company, 'admin', people, { ...fields, mode: 'dry-run' })).toMatchObject({
      created: 2,
      along: 1,
    })
    expect(await accountNamed('新冒酒行')).toBeUndefined()
    const done = await bringIn(company, 'admin', people, fields)
    expect(done).toMatchObject({ created: 2, along: 1, failed: 0 })
    expect((await peopleOf('新冒酒行')).map((p: { name: string }) => p.name)).toEqual(['冯七', '陈八'])
    const undone = (await company.as('admin').post(`/api/imports/${done.id}/undo`)).body.undone
    expect(undone).toMatchObject({ removed: 3, keptCount: 0 })
    expect(await accountNamed('新冒酒行')).toBeUndefined()
  })

  it('nobody brings along what is not theirs to import', async () => {
    const sent = await sendFile(company, 'admin', '/api/imports', '客户名称,甲\n店,乙\n', 'x.csv', {
      object: 'accounts',
      mapping: '{"客户名称":"name","甲":"role.name"}',
    })
    expect(sent).toMatchObject({ status: 422, body: { code: 'import.notImportable' } })
  })
})

describe('what is no list of customers', () => {
  it.each([
    ['nothing', '', 'import.empty'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]), 'import.notTable'],
    ['a web page', '<!doctype html><html><table></table></html>', 'import.notTable'],
    ['columns that mean nothing', 'a,b,c\n1,2,3\n', 'import.nothingMapped'],
    ['a list without names', '电话\n0571-1234567\n', 'import.requiredUnmapped'],
  ])('is refused: %s', async (_what, file, code) => {
    const sent = await sendFile(company, 'admin', '/api/imports', file, 'x.csv', { object: 'accounts' })
    expect(sent).toMatchObject({ status: 422, body: { code } })
  })
  it.each([
    [{ object: 'ghosts' }, 422, 'import.unknownObject'],
    [{ object: 'accounts', mode: 'maybe' }, 400, 'import.badOption'],
    [{ object: 'accounts', mapping: '{"name":"ghost"}' }, 422, 'import.notImportable'],
    [{ object: 'accounts', mapping: '{"name":"code"}' }, 422, 'import.notImportable'],
    [{ object: 'accounts', mapping: '{"other":"name"}' }, 422, 'import.unknownColumn'],
    [{ object: 'accounts', mapping: 'not json' }, 400, 'import.badOption'],
    [{ object: 'accounts', match: 'phone' }, 422, 'import.matchUnmapped'],
  ] as [Record<string, string>, number, string][])('nor does %j pass', async (fields, status, code) => {
    const sent = await sendFile(company, 'admin', '/api/imports', 'name\n店\n', 'x.csv', fields)
    expect(sent).toMatchObject({ status, body: { code } })
  })
})
