import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser } from '../browser'
import { type Desk, faults, openDesk } from '../desk'

describe.skipIf(!hasBrowser)('from an offer to a contract', { timeout: 240_000 }, () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk()
    const { company } = desk
    const made = async (who: 'admin' | 'zhou', path: string, body: unknown) => {
      const answer = await company.as(who).post(`/api/${path}`, body)
      if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
    }
    await made('zhou', 'accounts', { name: '江苏淮泽酒业集团有限公司' })
    await made('admin', 'products', { name: '封底整版', unit: 'page', listPrice: 28_000_00, taxRate: '6' })
    await made('admin', 'products', { name: '标准展位', unit: 'stand', listPrice: 8_800_00, taxRate: '6' })
    await made('admin', 'discount-limits', { role: company.roles.salesperson, percent: 5 })
    await made('admin', 'discount-limits', { role: company.roles['team-lead'], percent: 20 })
  }, 180_000)
  afterAll(() => desk?.close())

  const choose = async (page: Page, name: RegExp, typed: string) => {
    await page.getByRole('button', { name }).click()
    await page.keyboard.type(typed)
    await page
      .getByRole('option', { name: new RegExp(typed) })
      .first()
      .click()
  }
  const act = (page: Page, name: string) => page.locator('.record-acts').getByRole('button', { name }).click()

  test('zhou writes a quote, chen agrees to the discount, half of it is ordered and a contract drawn up', async () => {
    const page = await desk.at('zhou', '/quotes')
    await page.getByRole('button', { name: '新建报价' }).first().click()
    await page.waitForURL(/\/quotes\/new/)
    await page.locator('[data-field="account"]').getByRole('button').first().click()
    await page.keyboard.type('淮泽')
    await page.getByRole('option', { name: /淮泽/ }).click()
    await choose(page, /^产品 1/, '封底')
    await page.getByLabel('数量 1', { exact: true }).fill('12')
    await page.getByLabel('让利 % 1', { exact: true }).fill('8')
    // Enter goes on to the next line, and makes one where there is none.
    await page.keyboard.press('Enter')
    await choose(page, /^产品 2/, '标准展位')
    await page.getByText('超过你的折扣权限 5%，要审批').first().waitFor()
    const totals = page.getByRole('complementary', { name: '价税合计' })
    await totals.getByText('¥317,920.00').waitFor()
    await page.getByRole('button', { name: '封底整版的价格怎么来的' }).click()
    await page.getByRole('dialog').getByText('手工折扣 8%').waitFor()
    await page.keyboard.press('Escape')
    expect(await faults(page, '.doc')).toEqual([])
    await page.getByRole('button', { name: '保存并提交审批' }).click()
    await page.waitForURL(/\/quotes\/[0-9a-f-]{36}$/)
    await page.getByRole('heading', { name: '江苏淮泽酒业集团有限公司 报价' }).waitFor()
    await page.getByRole('region', { name: '明细' }).getByText('¥317,920.00').first().waitFor()

    const chen = await desk.at('chen', '/approvals')
    await chen.getByText('江苏淮泽酒业集团有限公司 报价').first().click()
    await chen.getByRole('button', { name: '同意', exact: true }).click()
    await chen.getByText('没有待审批的事').waitFor()
    await chen.context().close()

    await page.reload()
    await act(page, '标记发出')
    await page.getByRole('dialog').getByRole('button', { name: '标记发出' }).click()
    await page.getByText('已发出', { exact: true }).first().waitFor()
    expect(await faults(page, '.record')).toEqual([])
    await act(page, '转订单')
    await page.getByLabel('本次转 封底整版').fill('6')
    await page.getByText('约 ¥163,360.00').waitFor()
    expect(await faults(page, '.doc')).toEqual([])
    await page.getByRole('button', { name: '生成订单' }).click()
    await page.waitForURL(/\/orders\/[0-9a-f-]{36}$/)
    await page.getByRole('region', { name: '明细' }).getByText('¥163,360.00').first().waitFor()
    await act(page, '确认订单')
    await page.getByText('已确认', { exact: true }).first().waitFor()

    await page.getByRole('button', { name: '生成合同' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '生成合同' }).click()
    await page.waitForURL(/\/contracts\/[0-9a-f-]{36}$/)
    const clauses = page.getByRole('region', { name: '条款' })
    await clauses.getByText('付款方式').waitFor()
    await clauses.getByRole('button', { name: '编辑条款' }).click()
    await clauses.getByRole('button', { name: '写一条' }).click()
    await page.keyboard.type('排期')
    await clauses.getByRole('textbox', { name: /^内容/ }).last().fill('排期以双方确认的排期表为准。')
    expect(await faults(page, '.clauses')).toEqual([])
    await clauses.getByRole('button', { name: '保存条款' }).click()
    await clauses.getByRole('heading', { name: '排期' }).waitFor()
    expect(await faults(page, '.record')).toEqual([])
    await page.context().close()
  })

  test('a new version is compared with the one before; on the telephone all of it is within reach', async () => {
    const zhou = desk.company.as('zhou')
    const [account] = (await zhou.get('/api/accounts')).body.items
    const products = (await zhou.get('/api/products?sort=name')).body.items as { id: string; name: string }[]
    const of = (name: string) => products.find(one => one.name === name)!.id
    const { id } = (
      await zhou.post('/api/quotes/save', {
        name: '全年方案',
        account: account.id,
        lines: [
          { product: of('封底整版'), quantity: 12 },
          { name: '版面设计', unitPrice: 3_000_00, taxRate: '6' },
        ],
      })
    ).body
    await zhou.post(`/api/quotes/${id}/send`)
    const page = await desk.at('zhou', `/quotes/${id}`)
    await page.getByRole('button', { name: '更多操作' }).click()
    await page.getByRole('menuitem', { name: '生成新版本' }).click()
    await page.waitForURL(url => /\/quotes\/[0-9a-f-]{36}$/.test(url.pathname) && !url.pathname.endsWith(id))
    await page.getByRole('link', { name: '改明细' }).click()
    await page.getByLabel('数量 1', { exact: true }).fill('6')
    await page.getByRole('button', { name: '去掉第 2 行' }).click()
    await page.keyboard.press('Control+Enter')
    await page.waitForURL(url => /\/quotes\/[0-9a-f-]{36}$/.test(url.pathname))
    await page.getByRole('region', { name: '明细' }).getByText('¥168,000.00').first().waitFor()
    await page.getByRole('link', { name: '比较版本' }).click()
    const row = page.getByRole('row', { name: /封底整版/ })
    await row.getByText('12', { exact: true }).waitFor()
    await row.getByText('6', { exact: true }).first().waitFor()
    await page.getByRole('row', { name: /版面设计 删去/ }).waitFor()
    expect(await faults(page, '.compare')).toEqual([])

    await page.setViewportSize({ width: 375, height: 800 })
    for (const path of [`/quotes/${id}`, '/quotes/new', new URL(page.url()).pathname + new URL(page.url()).search]) {
      await page.goto(new URL(path, page.url()).href)
      await page.locator('.record, .doc, .compare').first().waitFor()
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBe(375)
    }
    await page.context().close()
  })
})
