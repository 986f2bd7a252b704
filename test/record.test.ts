import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser } from './browser'
import { type Desk, faults, openDesk } from './desk'

describe.skipIf(!hasBrowser)('a customer’s page in a browser', { timeout: 180_000 }, () => {
  let desk: Desk
  let id: string

  beforeAll(async () => {
    desk = await openDesk()
    const zhou = desk.company.as('zhou')
    const made = await zhou.post('/api/accounts', {
      name: '江苏淮泽酒业集团有限公司',
      level: 'key',
      legalPerson: '贺成川',
    })
    id = made.body.id
    await zhou.post('/api/contacts', { name: '贾思源', position: '副总经理', role: 'decider', account: id })
  }, 120_000)
  afterAll(() => desk?.close())

  const account = async () => (await desk.company.as('zhou').get(`/api/accounts/${id}`)).body
  const fact = (page: Page, label: string) => page.locator('.fact', { has: page.getByText(label, { exact: true }) })
  const open = async (who: 'zhou' | 'gao' = 'zhou', width?: number) => {
    const page = await desk.at(who, `/accounts/${id}`, width)
    await page.getByRole('heading', { name: '江苏淮泽酒业集团有限公司' }).waitFor()
    return page
  }

  test('zhou logs a call with one line; it stands on the timeline and moves the last contact', async () => {
    const page = await open()
    await page.getByRole('button', { name: '记跟进' }).click()
    await page.getByRole('tab', { name: '电话' }).click()
    await page.keyboard.type('第三期款周五前到账')
    await page.keyboard.press('Control+Enter')
    await page.locator('.timeline-entry', { hasText: '第三期款周五前到账' }).waitFor()
    expect((await account()).lastContactAt).not.toBeNull()
    await page.context().close()
  })

  test('a task goes to the colleague whom gao mentions', async () => {
    const page = await open('gao')
    await page.locator('.composer').getByRole('tab', { name: '任务' }).click()
    await page.keyboard.type('请 @李')
    await page.getByRole('option', { name: '李敏' }).click()
    await page.keyboard.type('发折扣方案')
    await page.keyboard.press('Control+Enter')
    const first = async () => (await desk.company.as('gao').get('/api/tasks')).body.items[0]
    await expect.poll(async () => (await first())?.subject, { timeout: 15_000 }).toBe('请 @李敏 发折扣方案')
    expect(await first()).toMatchObject({ owner: { name: '李敏' }, account: { id } })
    await page.context().close()
  })

  test('a fact is changed where it stands, and taken back from the timeline', async () => {
    const page = await open()
    await fact(page, '等级')
      .locator('dd')
      .click({ position: { x: 120, y: 8 } })
    await page.keyboard.type('战略')
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await account()).level).toBe('strategic')
    await page.getByRole('button', { name: '把 等级 还原为 重点' }).click()
    await expect.poll(async () => (await account()).level).toBe('key')
    await page.context().close()
  })

  test('who comes second is told what the first one wrote, and chooses', async () => {
    const page = await open()
    await fact(page, '法定代表人').locator('dd').click()
    expect((await desk.company.as('gao').patch(`/api/accounts/${id}`, { legalPerson: '贺长川' })).status).toBe(200)
    await page.keyboard.press('Control+a')
    await page.keyboard.type('何成川')
    await page.keyboard.press('Enter')
    await page.getByText(/高原.*已把法定代表人改为 贺长川/).waitFor()
    await page.getByRole('button', { name: '用高原的' }).click()
    await fact(page, '法定代表人').getByText('贺长川').waitFor()
    expect((await account()).legalPerson).toBe('贺长川')
    await page.context().close()
  })

  test('a new contact belongs to the customer on whose page it was made; the first gap is named', async () => {
    const page = await open()
    await page.getByRole('button', { name: '新建联系人' }).click()
    await page.getByRole('dialog', { name: '新建联系人' }).getByRole('button', { name: '保存' }).click()
    await page.getByText('填上姓名').waitFor()
    await page.keyboard.type('丁可')
    await page.keyboard.press('Control+Enter')
    await page.locator('.record-card-row', { hasText: '丁可' }).waitFor()
    const { items } = (await desk.company.as('zhou').get('/api/contacts?sort=-createdAt')).body
    expect(items[0]).toMatchObject({ name: '丁可', account: { id } })
    await page.context().close()
  })

  test('what was typed into a form survives a reload, and a likely duplicate is named', async () => {
    const page = await open()
    const begin = async () => {
      await page.locator('.top-bar').getByRole('button', { name: '新建' }).click()
      await page.getByRole('menuitem', { name: '客户', exact: true }).click()
    }
    await begin()
    await page.getByLabel('客户名称').fill('淮泽酒业集团')
    await page.locator('.form-duplicate', { hasText: '江苏淮泽酒业集团有限公司' }).waitFor()
    await page.reload()
    await begin()
    await page.getByText('接着上次没保存的内容').waitFor()
    expect(await page.getByLabel('客户名称').inputValue()).toBe('淮泽酒业集团')
    await page.context().close()
  })

  test('zhou shares the customer with li, who saw nothing of it before', async () => {
    const li = desk.company.as('li')
    expect((await li.get(`/api/accounts/${id}`)).status).toBe(404)
    const page = await open()
    await page.getByRole('button', { name: '更多操作' }).click()
    await page.getByRole('menuitem', { name: '共享与可见范围' }).click()
    await page.getByText('你能看到它，因为是负责人').waitFor()
    await page.locator('.access-share .field-input').click()
    await page.keyboard.type('李敏')
    await page.getByRole('option', { name: '李敏' }).click()
    await page.getByRole('button', { name: '共享', exact: true }).click()
    await page.locator('.access-person', { hasText: '李敏' }).first().waitFor()
    expect((await li.get(`/api/accounts/${id}`)).status).toBe(200)
    await page.context().close()
  })

  test('nothing on the page or in its form is out of reach for a screen reader', async () => {
    const page = await open()
    await page.locator('.timeline-entry').first().waitFor()
    expect(await faults(page, '.record')).toEqual([])
    await page.locator('.record-acts').getByRole('button', { name: '修改' }).click()
    await page.locator('.form-row').first().waitFor()
    expect(await faults(page, '.form')).toEqual([])
    await page.context().close()
  })

  test('on the telephone the page has tabs, and nothing is wider than the screen', async () => {
    const page = await open('zhou', 375)
    await page.getByRole('tab', { name: '资料' }).click()
    await fact(page, '法定代表人').waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
    await page.context().close()
  })
})
