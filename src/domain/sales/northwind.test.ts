import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, freshCompany } from '../../../test/company'
import { bringIn } from '../../../test/importing'

const DATA = join(import.meta.dirname, '../../../../shared/data/northwind')
const there = existsSync(DATA)
if (!there) console.log('Northwind is not beside this checkout (../shared/data), so the trial on it is skipped.')

const file = (name: string) => readFileSync(join(DATA, `${name}.csv`), 'utf8')
/** Some addresses hold a comma and no quotes, so rows are read up to what is wanted of them. */
const rowsOf = (name: string): Record<string, string>[] =>
  parse(file(name), { columns: true, relax_column_count: true, relax_quotes: true })

/**
 * 830 orders of a trading company, taken in by the product's own import and read again through its analysis. Each line is rounded to
 * whole cents, half away from zero, and orders are the sums of their lines: 1,265,793.29 after discounts. Without that rounding it
 * would be 1,265,793.0395, which is the 1,265,793.04 that is published for these data; both are answered.
 */
describe.skipIf(!there)('northwind', () => {
  const LINES = there ? rowsOf('order-details') : []
  const ORDERS = there ? rowsOf('orders') : []
  /** Hundredths of a cent, so that nothing is lost on the way. */
  const exact = (line: Record<string, string>) =>
    Math.round(Number(line.unitPrice) * 100) * Number(line.quantity) * (100 - Math.round(Number(line.discount) * 100))
  const rounded = (line: Record<string, string>) => Math.floor((exact(line) + 50) / 100)
  let company: Company
  const ids = (items: any[], name = 'name') => new Map(items.map(one => [one[name], one.id]))
  const all = async (path: string, fields: string) => {
    const items: any[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body } = await company
        .as('admin')
        .get(`/api/${path}?fields=${fields}&limit=200${cursor && `&cursor=${cursor}`}`)
      items.push(...body.items)
      cursor = body.nextCursor
    }
    return items
  }

  beforeAll(async () => {
    company = await freshCompany()
    const admin = company.as('admin')
    for (const { categoryID, categoryName } of rowsOf('categories'))
      await admin.post('/api/dictionary-items', {
        dictionary: 'productLine',
        code: `nw${categoryID}`,
        label: categoryName,
      })
    const employees = await bringIn(company, 'admin', file('employees'), {
      object: 'users',
      mapping: '{"lastName":"name","title":"position"}',
    })
    expect(employees).toMatchObject({ created: 9, failed: 0 })
    const customers = await bringIn(company, 'admin', file('customers'), {
      object: 'accounts',
      mapping: '{"companyName":"name","customerID":"shortName","address":"address"}',
    })
    expect(customers).toMatchObject({ created: 91, failed: 0 })
    const categories = Object.fromEntries(rowsOf('categories').map(({ categoryID }) => [categoryID, `nw${categoryID}`]))
    const [head, ...rows] = file('products').trim().split('\n')
    const products = await bringIn(company, 'admin', [`${head},taxRate`, ...rows.map(row => `${row},0`)].join('\n'), {
      object: 'products',
      mapping: '{"productName":"name","categoryID":"category","unitPrice":"listPrice","taxRate":"taxRate"}',
      values: JSON.stringify({ category: categories }),
    })
    expect(products).toMatchObject({ created: 77, failed: 0 })

    const people = ids(await all('users', 'name'))
    const accounts = ids(await all('accounts', 'shortName'), 'shortName')
    const goods = ids(await all('products', 'name'))
    const owners = Object.fromEntries(rowsOf('employees').map(one => [one.employeeID, people.get(one.lastName)]))
    const orders = await bringIn(company, 'admin', file('orders'), {
      object: 'orders',
      mapping:
        '{"orderID":"name","customerID":"account","employeeID":"owner","orderDate":"orderedOn","requiredDate":"deliverOn"}',
      values: JSON.stringify({ account: Object.fromEntries(accounts), owner: owners }),
    })
    expect(orders, JSON.stringify(orders)).toMatchObject({ rows: 830, created: 830, failed: 0 })
    const [header, ...lines] = file('order-details').trim().split('\n')
    const percent = lines.map(line => line.replace(/,([\d.]+)$/, (_, part) => `,${Math.round(Number(part) * 100)}`))
    const done = await bringIn(company, 'admin', [header, ...percent].join('\n'), {
      object: 'order-lines',
      mapping:
        '{"orderID":"order","productID":"product","unitPrice":"unitPrice","quantity":"quantity","discount":"discount"}',
      values: JSON.stringify({
        product: Object.fromEntries(rowsOf('products').map(one => [one.productID, goods.get(one.productName)])),
      }),
    })
    expect(done, JSON.stringify(done)).toMatchObject({ rows: 2155, created: 2155, failed: 0 })
    const drafts = (await all('orders', 'name')).map(one => one.id)
    // Three people confirm at once.
    const third = Math.ceil(drafts.length / 3)
    const confirmed = await Promise.all(
      [0, 1, 2].map(n =>
        admin.post('/api/orders/batch', { ids: drafts.slice(n * third, (n + 1) * third), act: 'confirm' }),
      ),
    )
    for (const { body } of confirmed) expect(body.items.filter((one: any) => !one.ok).slice(0, 3)).toEqual([])
    // What PostgreSQL does by itself within a minute: it learns how much there is now.
    await company.database.owner.query('analyze')
  }, 400_000)
  afterAll(() => company?.close())

  const sales = async (by: string) => {
    const answer = await company.as('admin').post('/api/sales/analysis', { by, period: 'all' })
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    return answer.body
  }
  /** What the files themselves come to, group by group. */
  const expected = (groupOf: (line: Record<string, string>, order: Record<string, string>) => string) => {
    const orders = new Map(ORDERS.map(one => [one.orderID, one]))
    const groups = new Map<string, { list: number; net: number; unrounded: number; orders: Set<string> }>()
    for (const line of LINES) {
      const name = groupOf(line, orders.get(line.orderID!)!)
      const group = groups.get(name) ?? { list: 0, net: 0, unrounded: 0, orders: new Set() }
      group.list += Math.round(Number(line.unitPrice) * 100) * Number(line.quantity)
      group.net += rounded(line)
      group.unrounded += exact(line)
      group.orders.add(line.orderID!)
      groups.set(name, group)
    }
    return Object.fromEntries(
      [...groups].map(([name, one]) => [name, [one.list, one.net, Math.round(one.unrounded / 100), one.orders.size]]),
    )
  }
  const answered = (items: any[]) =>
    Object.fromEntries(items.map(one => [one.key && one.name, [one.list, one.net, one.unrounded, one.orders]]))

  it('comes to 1,354,458.59 before discounts and 1,265,793.04 after them, 1,265,793.29 with whole cents on every line', async () => {
    const { whole } = await sales('account')
    expect(whole).toMatchObject({
      orders: 830,
      lines: 2155,
      list: 1_354_458_59,
      unrounded: 1_265_793_04,
      net: 1_265_793_29,
      gross: 1_265_793_29,
      tax: 0,
    })
  })

  it('by customer, product category, employee and quarter says what the files say', async () => {
    const customers = new Map(rowsOf('customers').map(one => [one.customerID, one.companyName]))
    const employees = new Map(rowsOf('employees').map(one => [one.employeeID, one.lastName]))
    const categories = new Map(rowsOf('categories').map(one => [one.categoryID, one.categoryName]))
    const products = new Map(rowsOf('products').map(one => [one.productID, one]))
    expect(answered((await sales('account')).items)).toEqual(expected((_, one) => customers.get(one.customerID!)!))
    expect(answered((await sales('owner')).items)).toEqual(expected((_, one) => employees.get(one.employeeID!)!))
    expect(answered((await sales('category')).items)).toEqual(
      expected(line => categories.get(products.get(line.productID!)!.categoryID!)!),
    )
    const quarters = await sales('quarter')
    expect(answered(quarters.items.map((one: any) => ({ ...one, name: one.key })))).toEqual(
      expected((_, one) => `${one.orderDate!.slice(0, 4)}-Q${Math.ceil(Number(one.orderDate!.slice(5, 7)) / 3)}`),
    )
  }, 120_000)

  it('keeps every order the sum of its lines', async () => {
    const { body } = await company.as('admin').post('/api/orders/aggregate', {
      groupBy: [],
      measures: [{ fn: 'sum', field: 'gross' }, { fn: 'sum', field: 'listAmount' }, { fn: 'count' }],
    })
    expect(body.items[0]).toMatchObject({ count: 830, sum_gross: 1_265_793_29, sum_listAmount: 1_354_458_59 })
  })
})
