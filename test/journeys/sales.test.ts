import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser } from '../browser'
import { PASSWORD } from '../company'
import { type Desk, openDesk } from '../desk'

describe.skipIf(!hasBrowser)('a day of the people who sell', { timeout: 180_000 }, () => {
  let desk: Desk
  /** Ids of customers by name. */
  const accounts = new Map<string, string>()

  beforeAll(async () => {
    desk = await openDesk()
    for (const [who, name, level] of [
      ['zhou', '江苏淮泽酒业集团有限公司', 'strategic'],
      ['zhou', '云岭酒业有限公司', 'strategic'],
      ['zhou', '越溪黄酒有限公司', 'normal'],
      ['li', '太湖饮料有限公司', 'strategic'],
    ] as const) {
      const made = await desk.company.as(who).post('/api/accounts', { name, level })
      expect(made.status).toBe(201)
      accounts.set(name, made.body.id)
    }
  }, 120_000)
  afterAll(() => desk?.close())

  const typeInto = async (page: Page, label: string, text: string) => {
    await page.getByLabel(label, { exact: true }).click()
    await page.keyboard.type(text)
  }

  test('zhou signs in, creates a customer that resembles another, logs a visit and finds both by their initials', async () => {
    const page = await desk.at('zhou', '/accounts')
    await page.context().clearCookies()
    await page.reload()
    await typeInto(page, '登录名、手机或邮箱', 'zhou')
    await typeInto(page, '密码', PASSWORD)
    await page.keyboard.press('Enter')

    await page.locator('.top-create').click()
    await page.getByRole('menuitem', { name: '客户', exact: true }).click()
    await page.getByRole('dialog', { name: '新建客户' }).getByLabel('客户名称').fill('江苏淮泽酒业销售有限公司')
    await page.locator('.form-duplicate', { hasText: '江苏淮泽酒业集团有限公司' }).waitFor()
    await page.keyboard.press('Control+Enter')
    await page
      .locator('.k-toast', { hasText: '江苏淮泽酒业销售有限公司' })
      .getByRole('button', { name: '打开' })
      .click()

    await page.getByRole('heading', { name: '江苏淮泽酒业销售有限公司' }).waitFor()
    await page.locator('.composer').getByRole('tab', { name: '拜访' }).click()
    await page.keyboard.type('看了新展厅，约好下周给报价')
    await page.keyboard.press('Control+Enter')
    await page.locator('.timeline-entry', { hasText: '约好下周给报价' }).waitFor()

    await page.keyboard.press('Control+k')
    await page.keyboard.type('hzjy')
    const found = page.getByRole('dialog', { name: '搜索和命令' }).getByRole('option')
    await found.filter({ hasText: '江苏淮泽酒业销售有限公司' }).waitFor()
    await found.filter({ hasText: '江苏淮泽酒业集团有限公司' }).click()
    await page.waitForURL(`**/accounts/${accounts.get('江苏淮泽酒业集团有限公司')}`)
    await page.context().close()
  })

  test('a wrong password is answered in words, and the name stays', async () => {
    const page = await desk.at('zhou', '/login')
    await page.context().clearCookies()
    await page.reload()
    await typeInto(page, '登录名、手机或邮箱', 'zhou')
    await typeInto(page, '密码', 'Fenghe-2025')
    await page.keyboard.press('Enter')
    await page.getByText('登录名或密码不对').waitFor()
    expect(await page.getByLabel('登录名、手机或邮箱').inputValue()).toBe('zhou')
    await page.context().close()
  })

  test('gao writes a filter, shares it with her board as a view, and walks its customers in the panel', async () => {
    const page = await desk.at('gao', '/accounts?sort=name')
    await page.getByRole('button', { name: '条件', exact: true }).click()
    await page.keyboard.type('负责人')
    await page.keyboard.press('Enter')
    await page.getByRole('option', { name: '周雨桐' }).click()
    await page.keyboard.press('Escape')
    await page.locator('.sentence-words', { hasText: /负责人\s*是\s*周雨桐/ }).waitFor()
    await page.locator('.grid-record', { hasText: '太湖饮料有限公司' }).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: '存为视图' }).click()
    await page.keyboard.type('雨桐的客户')
    await page.getByText('本版块', { exact: true }).click()
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.locator('.view-tab.on', { hasText: '雨桐的客户' }).waitFor()

    const names = await page.locator('.grid-record .title').allInnerTexts()
    await page.locator('.grid-record').first().locator('.title').click()
    await page.locator('.k-panel').getByRole('heading', { name: names[0]! }).waitFor()
    await page.locator('.grid').focus()
    await page.keyboard.press('ArrowDown')
    await page.locator('.k-panel').getByRole('heading', { name: names[1]! }).waitFor()
    await page.keyboard.press('ArrowUp')
    await page.locator('.k-panel').getByRole('heading', { name: names[0]! }).waitFor()
    await page.keyboard.press('Escape')
    await page.locator('.k-panel').waitFor({ state: 'detached' })
    await page.context().close()

    const chen = await desk.at('chen', '/accounts')
    await chen.locator('.view-tab', { hasText: '雨桐的客户' }).click()
    await chen.locator('.sentence-words', { hasText: '周雨桐' }).waitFor()
    await chen.context().close()
  })

  test('on the telephone a call is logged in four taps', async () => {
    const page = await desk.at('zhou', '/', 375)
    await page.locator('.phone-bar').getByRole('link', { name: '客户' }).click()
    await page.locator('.list-card-open', { hasText: '云岭酒业有限公司' }).click()
    await page.locator('.composer').getByRole('tab', { name: '电话' }).click()
    await page.keyboard.type('下午三点再打')
    await page.locator('.composer').getByRole('button', { name: '保存', exact: true }).click()
    await page.locator('.timeline-entry', { hasText: '下午三点再打' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375)
    const { items } = (await desk.company.as('zhou').get('/api/activities')).body
    expect(items).toContainEqual(expect.objectContaining({ type: 'call', subject: '下午三点再打' }))
    await page.context().close()
  })

  test('one who is not allowed sees that, and not an empty page', async () => {
    const page = await desk.at('wang', `/accounts/${accounts.get('云岭酒业有限公司')}`)
    await page.getByText('找不到这条记录').waitFor()
    expect(await page.getByText('云岭酒业有限公司').count()).toBe(0)
    await page.context().close()
  })
})
