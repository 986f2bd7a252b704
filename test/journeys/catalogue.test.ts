import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser } from '../browser'
import { type Desk, faults, openDesk } from '../desk'

describe.skipIf(!hasBrowser)('what there is to sell', { timeout: 240_000 }, () => {
  let desk: Desk
  const id: Record<string, string> = {}
  beforeAll(async () => {
    desk = await openDesk()
    const admin = desk.company.as('admin')
    const made = async (key: string, path: string, body: unknown) => {
      const answer = await admin.post(`/api/${path}`, body)
      if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
      id[key] = answer.body.id
    }
    await made('booth', 'products', {
      name: '特装展位',
      code: 'ZW-T',
      listPrice: 46_000_00,
      taxRate: '6',
      leadDays: 20,
    })
    await made('spot', 'products', { name: '射灯', code: 'WL-SD', listPrice: 80_00, cost: 26_00 })
    await made('line', 'bom-lines', { parent: id.booth, component: id.spot, quantity: 6 })
    await made('list', 'price-lists', { name: '2026 标准' })
    await made('entry', 'price-entries', { list: id.list, product: id.booth, price: 44_000_00 })
    await admin.post('/api/stock', { items: [{ code: 'ZW-T', warehouse: '成都总库', onHand: 3 }] })
    await made('model', 'configuration-models', {
      name: '展位选配',
      product: id.booth,
      options: [
        {
          id: 'area',
          name: '面积',
          kind: 'one',
          required: true,
          values: [
            { id: 's', name: '36 ㎡', price: 0 },
            { id: 'l', name: '108 ㎡', price: 88_000_00 },
          ],
        },
        {
          id: 'build',
          name: '结构',
          kind: 'one',
          required: true,
          values: [
            { id: 'alu', name: '铝料', price: 0 },
            { id: 'steel', name: '钢木', price: 38_000_00 },
          ],
        },
      ],
      rules: [
        {
          id: 'r',
          kind: 'excludes',
          of: [
            { option: 'area', is: ['l'] },
            { option: 'build', is: ['alu'] },
          ],
        },
      ],
    })
  }, 180_000)
  afterAll(() => desk?.close())

  test('zhou puts a stand together: what does not fit says why and what to change, and the price follows', async () => {
    const page = await desk.at('zhou', `/configure/${id.booth}`)
    await page.getByRole('button', { name: /^铝料/ }).click()
    await page.getByRole('button', { name: '108 ㎡，+¥88,000.00，和已选的不合' }).click()
    await page.getByText('已选「结构：铝料」，而「面积：108 ㎡」、「结构：铝料」不能同时选').waitFor()
    await page.getByRole('button', { name: '把「结构」从铝料改为钢木，再选上' }).click()
    const price = page.getByRole('button', { name: /^¥170,000.00，/ })
    await price.click()
    await page.getByText('选配：面积 108 ㎡').waitFor()
    await page.keyboard.press('Escape')
    expect(await faults(page, '.set')).toEqual([])
    await page.getByRole('button', { name: '保存选配单' }).click()
    await page.waitForURL(/\/configurations\//)
    await page.context().close()
  })

  test('a product’s page shows prices, components, stock, and makes variants', async () => {
    const page = await desk.at('admin', `/products/${id.booth}`)
    await page.getByText('成本合计 ¥156.00').waitFor()
    await page.getByText('可用 3').waitFor()
    await page.getByRole('button', { name: '修改属性' }).click()
    await page.getByLabel('属性', { exact: true }).fill('颜色')
    await page.getByPlaceholder('取值，用顿号分开').fill('红、白')
    await page.locator('.product-attributes').getByRole('button', { name: '保存' }).click()
    await page.getByRole('button', { name: '生成 2 个款式' }).click()
    await page.getByRole('link', { name: /^红/ }).waitFor()
    expect(await faults(page, '.record')).toEqual([])
    await page.context().close()
  })

  test('on a telephone a price explains itself, and a discount too large asks for approval', async () => {
    await desk.company.as('admin').post('/api/discount-limits', { role: desk.company.roles.salesperson, percent: 5 })
    const page = await desk.at('zhou', `/price-check?product=${id.booth}&name=${encodeURIComponent('特装展位')}`, 375)
    await page.getByRole('button', { name: /^¥44,000.00，/ }).waitFor()
    await page.getByLabel('折扣 % 特装展位').fill('10')
    await page.getByText('超过你的折扣权限 5%，要审批').waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
    expect(await faults(page, '.set')).toEqual([])
    await page.getByRole('button', { name: '申请特价' }).click()
    await page.getByLabel(/申请单价/).waitFor()
    await page.context().close()
  })

  test('whoever keeps the catalogue edits a model and sees at once what its rules leave', async () => {
    const page = await desk.at('admin', '/configuration-models')
    await page.getByText('规则之间没有矛盾').waitFor()
    await page.getByRole('button', { name: '加规则' }).click()
    expect(await faults(page, '.set')).toEqual([])
    await page.getByRole('button', { name: '放弃修改' }).click()
    await page.context().close()
  })
})
