import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeXlsx } from 'hucre'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, freshCompany } from '../../../test/company'
import { bringIn, sendFile, takeOut } from '../../../test/importing'
import { encodeGb18030 } from '../exports/gb18030'
import { openTable } from './read/table'

const DATA = join(import.meta.dirname, '../../../../shared/data')
const there = existsSync(DATA)
if (!there) console.log('Real files are not beside this checkout (../shared/data), so the trials on them are skipped.')

const file = (...path: string[]) => readFileSync(join(DATA, ...path))
const filesOf = (...path: string[]) =>
  there
    ? readdirSync(join(DATA, ...path))
        .filter(name => name.includes('.'))
        .map(name => join(DATA, ...path, name))
    : []

async function rowsOf(path: string): Promise<Record<string, string>[]> {
  const table = await openTable(path, path)
  const rows: Record<string, string>[] = []
  for await (const { cells } of table.rows)
    rows.push(Object.fromEntries(cells.map((cell, i) => [table.columns[i], cell])))
  return rows
}

describe.skipIf(!there)('real files', () => {
  let company: Company
  beforeAll(async () => {
    company = await freshCompany()
  })
  afterAll(() => company?.close())

  it('maven-crm: 85 accounts under their parents', async () => {
    const done = await bringIn(company, 'admin', file('maven-crm', 'accounts.csv'))
    expect(done).toMatchObject({ status: 'done', rows: 85, created: 85, failed: 0 })
    const filter = encodeURIComponent(JSON.stringify({ field: 'parent', op: 'notNull' }))
    const subsidiaries = (
      await company.as('admin').get(`/api/accounts?fields=name,parent,employees&filter=${filter}&limit=50`)
    ).body.items
    const told = (await rowsOf(join(DATA, 'maven-crm', 'accounts.csv'))).filter(row => row.subsidiary_of)
    expect(subsidiaries.length).toBe(told.length)
    expect(subsidiaries.find((s: { name: string }) => s.name === told[0]!.account)).toMatchObject({
      parent: { name: told[0]!.subsidiary_of },
      employees: Number(told[0]!.employees),
    })
  })

  it('maven-crm: 35 sellers become users under managers and offices that come with them', async () => {
    const done = await bringIn(company, 'admin', file('maven-crm', 'sales_teams.csv'), {
      object: 'users',
      mapping: '{"sales_agent":"name","manager":"manager","regional_office":"department"}',
      createMissing: 'manager,department',
    })
    expect(done).toMatchObject({ created: 35, failed: 0, along: 9 })
    const filter = encodeURIComponent(JSON.stringify({ field: 'name', op: 'eq', value: 'Anna Snelling' }))
    const [anna] = (await company.as('admin').get(`/api/users?fields=login,manager,department&filter=${filter}`)).body
      .items
    expect(anna).toMatchObject({
      login: 'anna.snelling',
      manager: { name: 'Dustin Brinkmann' },
      department: { name: 'Central' },
    })
  })

  it('maven-crm: 8,800 opportunities, once GTXPro and two stages are said to be others', async () => {
    const products = await bringIn(company, 'admin', file('maven-crm', 'products.csv'), {
      object: 'products',
      mapping: '{"product":"name","series":"category","sales_price":"listPrice"}',
      createValues: 'category',
    })
    expect(products).toMatchObject({ created: 7, failed: 0 })
    const fields = {
      object: 'opportunities',
      mapping: JSON.stringify({
        opportunity_id: 'name',
        sales_agent: 'owner',
        product: 'product',
        account: 'account',
        deal_stage: 'stage',
        engage_date: 'createdAt',
        close_date: 'closeDate',
        close_value: 'amount',
      }),
    }
    const { body: seen } = await sendFile(
      company,
      'admin',
      '/api/imports/preview',
      file('maven-crm', 'sales_pipeline.csv'),
      'sales_pipeline.csv',
      fields,
    )
    const named = (field: string) => seen.names.find((one: { field: string }) => one.field === field)?.words
    expect(named('product')).toMatchObject([{ text: 'GTXPro', count: 1480, like: { name: 'GTX Pro' } }])
    expect(named('stage').map((one: { text: string; count: number }) => [one.text, one.count])).toEqual([
      ['Engaging', 1589],
      ['Prospecting', 500],
    ])
    const done = await bringIn(company, 'admin', file('maven-crm', 'sales_pipeline.csv'), {
      ...fields,
      values: JSON.stringify({
        product: { GTXPro: named('product')[0].like.id },
        stage: { Engaging: '挖掘需求', Prospecting: '寻找准客户' },
      }),
    })
    expect(done).toMatchObject({ rows: 8800, created: 8800, failed: 0 })

    const sums = async (groupBy: unknown[], filter?: unknown) =>
      (
        await company.as('admin').post('/api/opportunities/aggregate', {
          groupBy,
          measures: [{ fn: 'sum', field: 'amount' }, { fn: 'count' }],
          filter,
        })
      ).body.items as Record<string, any>[]
    const won = { field: 'status', op: 'eq', value: 'won' }
    expect(await sums(['status'])).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ status: 'won', count: 4238, sum_amount: 10_005_534_00 }),
        expect.objectContaining({ status: 'lost', count: 2473 }),
        expect.objectContaining({ status: 'open', count: 1589 + 500 }),
      ]),
    )
    const stages = await sums(['stage'], { field: 'status', op: 'eq', value: 'open' })
    expect(stages.map(row => row.count).sort()).toEqual([1589, 500])
    for (const by of ['owner', 'owner.manager', 'product', { field: 'closedOn', by: 'quarter' }]) {
      const rows = await sums([by], won)
      expect(rows.length).toBeGreaterThan(3)
      expect(rows.reduce((sum, row) => sum + row.sum_amount, 0)).toBe(10_005_534_00)
    }
    const without = await sums([], { field: 'account', op: 'isNull' })
    expect(without).toMatchObject([{ count: 1425 }])
  }, 120_000)

  it('2,327 listed companies, as UTF-8, as GB18030 and as a workbook, are the same list', async () => {
    const text = file('listed-companies-cn', 'listed-companies.csv')
    const done = await bringIn(company, 'gao', text)
    expect(done).toMatchObject({ rows: 2327, failed: 0 })
    const rows = await rowsOf(join(DATA, 'listed-companies-cn', 'listed-companies.csv'))
    const filter = encodeURIComponent(JSON.stringify({ field: 'name', op: 'eq', value: rows[0]!.fullname }))
    const [first] = (
      await company.as('gao').get(`/api/accounts?fields=name,shortName,region,foundedOn&filter=${filter}`)
    ).body.items
    expect(first).toMatchObject({ shortName: rows[0]!.name, region: null, foundedOn: null })
    const again = { match: 'shortName,name' }
    const workbook = Buffer.from(
      await writeXlsx({
        sheets: [{ name: '上市公司', rows: [Object.keys(rows[0]!), ...rows.map(row => Object.values(row))] }],
      }),
    )
    for (const copy of [encodeGb18030(text.toString()), workbook]) {
      const same = await bringIn(company, 'gao', copy, again)
      expect(same).toMatchObject({ rows: 2327, created: 0, failed: 0 })
      expect(same.unchanged + same.skipped).toBe(2327)
    }
  }, 120_000)

  it('csv-spectrum: every file reads as its answer says', async () => {
    const names = filesOf('csv-spectrum', 'csvs')
    expect(names.length).toBe(12)
    for (const path of names) {
      const answer = [
        JSON.parse(readFileSync(path.replace('/csvs/', '/json/').replace('.csv', '.json'), 'utf8')),
      ].flat()
      // The answer of this one was written for another number than its file holds.
      if (path.includes('location_coordinates')) delete answer[0]['Contact Phone Number']
      const rows = await rowsOf(path)
      expect(rows.length, path).toBe(answer.length)
      const told = answer.map(row => Object.fromEntries(Object.entries(row).map(([k, v]) => [k, String(v)])))
      expect(rows, path).toMatchObject(told)
    }
  })

  it('vcard: cards of phones and mail programs become contacts', async () => {
    const cards = await bringIn(
      company,
      'admin',
      file('vcard', 'cyh-generated-cn', 'contacts.vcf'),
      { object: 'contacts', onBadValue: 'blank' },
      'contacts.vcf',
    )
    expect(cards).toMatchObject({ rows: 30, created: 30, failed: 0 })
    for (const path of filesOf('vcard', 'ez-vcard').filter(path => path.endsWith('.vcf'))) {
      const text = readFileSync(path, 'latin1')
      const begun = text.match(/^\s*BEGIN\s*:\s*VCARD/gim)!.length - (text.match(/^AGENT.*BEGIN/gim)?.length ?? 0)
      const done = await bringIn(
        company,
        'admin',
        readFileSync(path),
        { object: 'contacts', onBadValue: 'blank', mode: 'dry-run' },
        'cards.vcf',
      )
      expect(done.rows, path).toBe(begun)
      expect(done.created + done.failed, path).toBe(begun)
    }
  }, 120_000)

  it('spreadsheets: each is read, or refused with a sentence', async () => {
    const names = [
      filesOf('spreadsheets'),
      filesOf('spreadsheets', '1904'),
      filesOf('spreadsheets', 'crlf'),
      filesOf('spreadsheets', 'duration_112'),
    ].flat()
    expect(names.length).toBeGreaterThan(50)
    for (const path of names) {
      const sent = await sendFile(company, 'admin', '/api/imports/preview', readFileSync(path), path, {
        object: 'accounts',
      })
      expect([200, 422], `${path} ${JSON.stringify(sent.body)}`).toContain(sent.status)
      if (sent.status === 422) expect(sent.body.detail).not.toBe(sent.body.code)
    }
    expect((await rowsOf(join(DATA, 'spreadsheets/1904/1904.xlsx')))[0]).toMatchObject({ '1904-01-02': '1904-01-12' })
    expect((await rowsOf(join(DATA, 'spreadsheets/1904/1900.xls')))[0]).toMatchObject({ '1900-01-01': '1900-01-11' })
  }, 120_000)

  it('naughty strings go in, are listed, go out and come back unchanged', async () => {
    const strings: string[] = JSON.parse(file('naughty-strings', 'blns.json').toString())
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
    const rows = strings.map((text, i) => `字串 ${i},${quoted(text)}`)
    const done = await bringIn(company, 'he', `客户名称,详细地址\n${rows.join('\n')}\n`, {
      mapping: '{"客户名称":"name","详细地址":"address"}',
    })
    expect(done.created + done.failed).toBe(strings.length)
    const all: { name: string; address: string | null }[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body } = await company
        .as('he')
        .get(`/api/accounts?fields=name,address&limit=200&sort=createdAt${cursor && `&cursor=${cursor}`}`)
      all.push(...body.items)
      cursor = body.nextCursor
    }
    const byName = new Map(all.map(one => [one.name, one.address]))
    const kept = strings
      .map((text, i) => [byName.get(`字串 ${i}`), text] as const)
      .filter(([stored]) => stored !== undefined)
    expect(kept.length).toBe(done.created)
    for (const [stored, text] of kept) expect(stored ?? '').toBe(text)
    for (const format of ['csv', 'xlsx']) {
      const out = await takeOut(company, 'he', { fields: ['name', 'address'], format })
      const back = await bringIn(company, 'he', out, { match: 'name' }, `back.${format}`)
      expect(back, format).toMatchObject({ created: 0, updated: done.created, unchanged: done.created, failed: 0 })
    }
  }, 120_000)
})
