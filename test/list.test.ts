import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser } from './browser'
import { type Desk, faults, openDesk } from './desk'

describe.skipIf(!hasBrowser)('the list of customers in a browser', { timeout: 180_000 }, () => {
  let desk: Desk

  beforeAll(async () => {
    desk = await openDesk()
    const zhou = desk.company.as('zhou')
    for (let i = 1; i <= 70; i++) {
      const answer = await zhou.post('/api/accounts', {
        name: `${i % 2 ? '云岭' : '越溪'}酒业第${i}公司`,
        level: ['strategic', 'key', 'normal'][i % 3],
        phone: `0517-0550${1000 + i}`,
      })
      expect(answer.status).toBe(201)
    }
  }, 120_000)
  afterAll(() => desk?.close())

  const rows = (page: Page) => page.locator('.grid-record')
  const cell = (page: Page, row: number, column: string) => rows(page).nth(row).locator(`[id$="-${column}"]`)
  const accounts = async (filter: unknown) =>
    (
      await desk.company
        .as('zhou')
        .get(`/api/accounts?count=exact&limit=100&filter=${encodeURIComponent(JSON.stringify(filter))}`)
    ).body

  test('counts what zhou may see and reads on while she scrolls', async () => {
    const page = await desk.at('zhou', '/accounts?sort=code')
    await page.getByText('共 70 条').waitFor()
    await rows(page).first().waitFor()
    expect(await page.getByRole('heading', { name: '客户' }).isVisible()).toBe(true)
    await page.locator('.grid').evaluate(grid => grid.scrollTo(0, 60 * 36))
    await page.getByText('云岭酒业第69公司').waitFor()
    await page.context().close()
  })

  test('a filter is written as a sentence and kept as a view', async () => {
    const page = await desk.at('zhou', '/accounts')
    await page.getByRole('button', { name: '条件', exact: true }).click()
    await page.keyboard.type('等级')
    await page.keyboard.press('Enter')
    await page.getByRole('option', { name: '战略' }).click()
    await page.keyboard.press('Escape')
    const { total } = await accounts({ field: 'level', op: 'in', value: ['strategic'] })
    await page.getByText(`共 ${total} 条`).waitFor()
    expect(await page.locator('.sentence-words').innerText()).toMatch(/等级\s*是\s*战略/)

    await page.getByRole('button', { name: '存为视图' }).click()
    await page.keyboard.type('战略客户')
    await page.keyboard.press('Enter')
    await page.locator('.view-tab.on', { hasText: '战略客户' }).waitFor()
    await page.reload()
    await page.locator('.view-tab.on', { hasText: '战略客户' }).waitFor()
    await page.getByText(`共 ${total} 条`).waitFor()
    await page.context().close()
  })

  test('a cell is changed without the mouse, and its row stays where it is', async () => {
    const page = await desk.at('zhou', '/accounts?sort=code')
    await cell(page, 2, 'level').click()
    const name = await rows(page).nth(2).locator('.title').innerText()
    await page.keyboard.press('Enter')
    await page.keyboard.type('潜力')
    await page.keyboard.press('Enter')
    await cell(page, 2, 'level').getByText('潜力').waitFor()
    await expect
      .poll(async () => (await accounts({ field: 'name', op: 'eq', value: name })).items[0].level)
      .toBe('potential')
    expect(await rows(page).nth(2).locator('.title').innerText()).toBe(name)
    await page.context().close()
  })

  test('who comes second is told what the first one wrote, and chooses', async () => {
    const page = await desk.at('zhou', '/accounts?sort=code')
    await cell(page, 4, 'phone').click()
    const name = await rows(page).nth(4).locator('.title').innerText()
    const { id } = (await accounts({ field: 'name', op: 'eq', value: name })).items[0]
    await page.keyboard.press('Enter')
    await page.locator('.cell-edit input').waitFor()
    // His change reaches her screen while she is writing, and must not be lost for that.
    expect((await desk.company.as('chen').patch(`/api/accounts/${id}`, { phone: '0517-05507700' })).status).toBe(200)
    await page.waitForTimeout(1000)
    await page.keyboard.press('Control+a')
    await page.keyboard.type('0517-05506621')
    await page.keyboard.press('Enter')
    await page.getByText(/陈嘉伟.*0517-05507700/).waitFor()
    await page.getByRole('button', { name: '用我的' }).click()
    await expect
      .poll(async () => (await desk.company.as('zhou').get(`/api/accounts/${id}`)).body.phone)
      .toBe('0517-05506621')
    await page.context().close()
  })

  test('three are ticked with shift, deleted, and brought back', async () => {
    const page = await desk.at('zhou', '/accounts?sort=code')
    const boxes = page.locator('.grid-body .grid-check input')
    await boxes.nth(6).click()
    await boxes.nth(8).click({ modifiers: ['Shift'] })
    await page.getByText('已选 3 条').waitFor()
    await page.locator('.selection-bar').getByRole('button', { name: '删除' }).click()
    await page.getByText('共 67 条').waitFor()
    await page.getByRole('button', { name: '撤销' }).click()
    await page.getByText('共 70 条').waitFor()
    await page.context().close()
  })

  test('nothing on the page is out of reach for a screen reader', async () => {
    const page = await desk.at('zhou', '/accounts')
    await rows(page).nth(1).locator('.title').click()
    await page.locator('.k-panel').waitFor()
    expect(await faults(page, '.list-main')).toEqual([])
    await page.context().close()
  })

  test('on the telephone customers are cards, and nothing is wider than the screen', async () => {
    const page = await desk.at('zhou', '/accounts', 375)
    await page.locator('.list-card').first().waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375)
    await page.locator('.list-card-open').first().click()
    await page.waitForURL(/accounts\/[0-9a-f-]{36}/)
    await page.context().close()
  })
})
