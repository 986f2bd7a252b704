import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser } from '../browser'
import type { Who } from '../company'
import { type Desk, faults, openDesk } from '../desk'

const yuan = (n: number) => n * 100

describe.skipIf(!hasBrowser)('papers for customers, and what was sold', { timeout: 180_000 }, () => {
  let desk: Desk
  let quote: string

  beforeAll(async () => {
    desk = await openDesk()
    const made = async (who: Who, path: string, body: unknown = {}): Promise<string> => {
      const answer = await desk.company.as(who).post(`/api/${path}`, body)
      expect([200, 201], JSON.stringify(answer.body)).toContain(answer.status)
      return answer.body.id
    }
    await made('admin', 'company-profiles', { name: '丰禾传媒集团有限公司', phone: '02881234567' })
    const account = await made('zhou', 'accounts', { name: '镇江恒顺坊' })
    quote = await made('zhou', 'quotes/save', {
      name: '恒顺坊全年广告',
      account,
      validUntil: '2099-12-31',
      lines: [{ name: '《糖酒经纬》封底', quantity: 12, unitPrice: yuan(28_000), taxRate: '6' }],
    })
    const order = await made('zhou', 'orders/save', {
      name: '恒顺坊春季广告',
      account,
      lines: [{ name: '《糖酒经纬》内页', quantity: 2, unitPrice: yuan(9_000), taxRate: '6' }],
    })
    await made('zhou', `orders/${order}/confirm`)
  }, 120_000)
  afterAll(() => desk?.close())

  test('zhou sees the offer as it will stand on paper, makes it, and gives the customer a link', async () => {
    const page = await desk.at('zhou', `/print/quotes/${quote}`)
    const paper = page.locator('.paper')
    await paper.getByText('人民币叁拾叁万陆仟元整').waitFor()
    await paper.getByText('《糖酒经纬》封底').waitFor()
    expect(await faults(page, '.print')).toEqual([])
    await page.getByRole('button', { name: '生成 PDF' }).click()
    const made = page.locator('.kept-paper')
    await made.getByText('已生成').waitFor()
    await made.getByRole('button', { name: '复制链接' }).click()
    await made.getByText('还没有看过').waitFor()
    const { items } = await (await page.request.get(new URL(`/api/quotes/${quote}/documents`, page.url()).href)).json()
    const { path } = items[0].deliveries[0]

    const customer = await desk.at('wang', path, 375)
    await customer.getByText('丰禾传媒集团有限公司').first().waitFor()
    expect(await customer.evaluate(() => document.documentElement.scrollWidth)).toBe(375)
    expect(await faults(customer, 'main')).toEqual([])
    await customer.getByLabel('姓名').fill('林总')
    await customer.getByRole('button', { name: '接受', exact: true }).click()
    await customer.getByText('林总 已接受').waitFor()
    await customer.close()

    await page.reload()
    await made.getByText('客户已接受').waitFor()
    await made.getByText('看过 1 次').waitFor()
    await page.setViewportSize({ width: 375, height: 812 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375)
    await page.close()
  })

  test('sun writes a template beside the variables that it may use', async () => {
    const page = await desk.at('sun', '/settings/document-templates')
    await page.getByRole('button', { name: '新建模板' }).first().click()
    await page.locator('.variables button', { hasText: '{客户}' }).first().waitFor()
    await page.getByLabel('条款').fill('有效期至 {有效期}')
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText('没有变量 有效期').first().waitFor()
    await page.getByLabel('条款').fill('有效期至 {有效期至}')
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText('已保存 新模板').waitFor()
    expect(await faults(page, '.set')).toEqual([])
    await page.close()
  })

  test('gao takes the year’s sales apart, and comes to the orders behind a figure', async () => {
    const page = await desk.at('gao', '/sales-analysis')
    const row = page.locator('.analysis-table tr', { hasText: '镇江恒顺坊' })
    await row.getByText('¥18,000.00').waitFor()
    expect(await faults(page, '.set')).toEqual([])
    await page.getByRole('button', { name: '再看 镇江恒顺坊' }).click()
    await page.locator('.analysis-table th', { hasText: '产品' }).first().waitFor()
    await page.getByRole('link', { name: '看 合计 的 1 个订单' }).click()
    await page.getByText('恒顺坊春季广告').first().waitFor()
    await page.goto(new URL('/month-end', page.url()).href)
    await page.getByText('还没有月结报表').waitFor()
    expect(await faults(page, '.set')).toEqual([])
    await page.close()
  })
})
