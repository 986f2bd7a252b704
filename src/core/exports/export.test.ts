import { existsSync } from 'node:fs'
import { read } from 'hucre'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, freshCompany } from '../../../test/company'
import { bringIn, takeOut } from '../../../test/importing'
import { systemContext } from '../context'
import { sql } from '../db/statement'
import { encodeGb18030 } from './gb18030'
import { exportPath } from './run'
import { harmless } from './sheet'
import { sweepJob } from './sweep'

let company: Company
beforeAll(async () => {
  company = await freshCompany()
  await bringIn(
    company,
    'admin',
    '客户名称,电话,地区,等级,年销售额,成立日期,负责人\n蜀香酒业,028-66001100,成都,重点,120000.50,2010-05-11,周雨桐\n鲁南食品,0531-66001100,济南,,,,王磊\n',
  )
})
afterAll(() => company.close())

const cells = async (file: Buffer) => (await read(file)).sheets[0]!.rows
const where = (name: string) => ({ field: 'name', op: 'eq', value: name })

describe('a list taken out', () => {
  it('is a workbook with labels at its head, words for codes, figures and days that compute', async () => {
    const fields = ['name', 'level', 'region', 'annualRevenue', 'foundedOn', 'owner', 'owner.board']
    const [head, row] = await cells(await takeOut(company, 'admin', { fields, filter: where('蜀香酒业') }))
    expect(head).toEqual(['客户名称', '等级', '地区', '年销售额', '成立日期', '负责人', '负责人 · 版块'])
    expect(row!.slice(0, 4)).toEqual(['蜀香酒业', '重点', '四川省 成都市', 120000.5])
    expect(row![4]).toEqual(new Date('2010-05-11T00:00:00Z'))
    expect(row!.slice(5)).toEqual(['周雨桐', '营销中心'])
  })

  it('or text that old spreadsheets open, in either encoding', async () => {
    const request = { fields: 'name,phone', filter: where('蜀香酒业'), format: 'csv' }
    const text = '客户名称,电话\r\n蜀香酒业,028-66001100\r\n'
    expect((await takeOut(company, 'admin', request)).toString()).toBe(`\ufeff${text}`)
    expect(await takeOut(company, 'admin', { ...request, encoding: 'gb18030' })).toEqual(encodeGb18030(text))
  })

  it('holds only what its owner may see', async () => {
    const rows = await cells(await takeOut(company, 'he', { fields: ['name'] }))
    expect(rows.map(([name]) => name)).toEqual(['客户名称', '鲁南食品'])
  })

  it('is noted in the journal, with what was asked for and how much went out', async () => {
    await takeOut(company, 'admin', { fields: ['name'], filter: where('鲁南食品') })
    const [entry] = await company.database
      .tenant(company.tenant)
      .query(sql`select act, object, actor_id, changes from journal where act = 'export' order by id desc limit 1`)
    expect(entry).toMatchObject({
      object: 'account',
      actor_id: company.people.admin,
      changes: { rows: [null, 1], fields: [null, ['name']] },
    })
  })

  it('belongs to whoever asked for it, and is gone when its time is over', async () => {
    const { body } = await company.as('admin').post('/api/exports', { object: 'accounts', fields: ['name'] })
    for (const path of ['', '/file'])
      expect((await company.as('gao').get(`/api/exports/${body.id}${path}`)).status).toBe(404)
    expect(await company.as('admin').get(`/api/exports/${body.id}/file`)).toMatchObject({
      status: 409,
      body: { code: 'export.notReady' },
    })
    await takeOut(company, 'admin', { fields: ['name'] })
    const [last] = (await company.as('admin').get('/api/exports')).body.items
    const path = exportPath({ dataDir: company.host.dataDir, tenant: company.tenant }, last.id)
    expect(existsSync(path)).toBe(true)
    await company.database
      .tenant(company.tenant)
      .query(sql`update exports set expires_at = now() - interval '1 minute' where id = ${last.id}`)
    expect((await company.as('admin').get(`/api/exports/${last.id}/file`)).status).toBe(404)
    await sweepJob.run(await systemContext(company.host, company.tenant), null)
    expect(existsSync(path)).toBe(false)
  })

  it.each([
    [{ object: 'ghosts' }, 422, 'export.unknownObject'],
    [{ format: 'pdf' }, 400, 'export.badOption'],
    [{ ghost: 1 }, 400, 'export.badOption'],
    [{ fields: ['ghost'] }, 400, 'query.unknownField'],
    [{ sort: '-ghost' }, 400, 'query.unknownField'],
  ])('is refused when %j is asked for', async (request, status, code) => {
    expect(await company.as('admin').post('/api/exports', { object: 'accounts', ...request })).toMatchObject({
      status,
      body: { code },
    })
  })

  it('needs the right to export', async () => {
    expect(await company.as('zhou').post('/api/exports', { object: 'accounts' })).toMatchObject({
      status: 403,
      body: { code: 'right.export' },
    })
  })
})

describe('text that a spreadsheet would run', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['@sum(a1)', "'@sum(a1)"],
    ['-2+3+cmd', "'-2+3+cmd"],
    ["'=1", "''=1"],
    ['\t=1', "'\t=1"],
    ['+86 138-0000-0000', '+86 138-0000-0000'],
    ['-12.5', '-12.5'],
    ['plain = text', 'plain = text'],
    ["it's", "it's"],
  ])('%j goes out as %j', (text, out) => expect(harmless(text)).toBe(out))

  it('comes back as it was', async () => {
    const names = [
      '=HYPERLINK("http://x")',
      "'=1+1",
      '+A1',
      '-1+1|cmd',
      '@x',
      "'quoted'",
      ' 前后有空格 ',
      '两\n行',
      '逗,号"引"',
    ]
    const file = `name\n${names.map(name => `"${harmless(name).replaceAll('"', '""')}"`).join('\n')}\n`
    expect(await bringIn(company, 'gao', file)).toMatchObject({ created: names.length, failed: 0 })
    const back = await takeOut(company, 'gao', {
      fields: ['name'],
      format: 'csv',
      filter: { field: 'owner', op: 'eq', value: company.people.gao },
    })
    expect(await bringIn(company, 'gao', back, { match: 'name' })).toMatchObject({
      created: 0,
      updated: names.length,
      unchanged: names.length,
      failed: 0,
    })
  })
})

describe('GB18030', () => {
  it('writes every character so that it reads back', () => {
    const text = 'A é 中國 ȁ ﷽ 😀 𠮷 \u{10ffff} ￥ € ḿ'
    expect(new TextDecoder('gb18030').decode(encodeGb18030(text))).toBe(text)
  })
})
