import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser } from '../browser'
import { type Desk, faults, openDesk } from '../desk'

const DAY_MS = 86_400_000
const day = (ahead: number) => new Date(Date.now() + 8 * 3_600_000 + ahead * DAY_MS).toISOString().slice(0, 10)

describe.skipIf(!hasBrowser)('space in a journal', { timeout: 240_000 }, () => {
  let desk: Desk
  let account: string
  let order: string
  beforeAll(async () => {
    desk = await openDesk()
    const admin = desk.company.as('admin')
    const zhou = desk.company.as('zhou')
    const made = async (caller: typeof admin, path: string, body: unknown): Promise<string> => {
      const answer = await caller.post(`/api/${path}`, body)
      if (answer.status > 201) throw new Error(`${path}: ${JSON.stringify(answer.body)}`)
      return answer.body.id
    }
    const title = await made(admin, 'publications', { name: '糖酒经纬', frequency: 'monthly', copyDays: 10 })
    await admin.post(`/api/publications/${title}/planIssues`, { firstOn: day(20), firstNumber: 1, count: 6 })
    await made(admin, 'spaces', { name: '封底', publication: title, kind: 'back', size: '210 × 285 mm', position: 1 })
    await made(admin, 'spaces', { name: '内页整版', publication: title, kind: 'fullPage', places: 4, position: 2 })
    account = await made(zhou, 'accounts', { name: '镇江恒顺坊' })
    const { items } = (await zhou.get('/api/order-types?limit=50')).body
    const type = items.find((one: { code: string }) => one.code === 'advertisement').id
    order = await made(zhou, 'orders', { name: '封底一期', account, type, details: { brand: '恒顺' } })
    await made(zhou, 'order-lines', { order, name: '封底', quantity: 1, unitPrice: 3_000_000 })
  }, 180_000)
  afterAll(() => desk?.close())

  test('zhou holds the back cover with the keyboard, puts it on the order, and does the order’s first step', async () => {
    const page = await desk.at('zhou', '/space-calendar')
    const cell = page.getByRole('button', { name: /^封底，.*，空$/ }).first()
    await cell.waitFor()
    expect(await faults(page, 'body')).toEqual([])
    await cell.focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    const form = page.locator('.hold-form')
    await form.getByRole('combobox').first().or(form.locator('.field-input').first()).click()
    await page.keyboard.type('恒顺')
    await page.getByRole('option', { name: /镇江恒顺坊/ }).click()
    await form.getByRole('button', { name: '保留', exact: true }).click()
    const held = page.getByRole('button', { name: /^封底，.*保留 镇江恒顺坊/ })
    await held.waitFor()

    await page.goto(new URL(`/orders/${order}`, page.url()).href)
    await page.getByRole('button', { name: '归入', exact: true }).click()
    await page.getByText('已归入订单').waitFor()
    await desk.company.as('zhou').post(`/api/orders/${order}/confirm`)
    await page.reload()
    await page.getByText('落实版位').first().waitFor()
    await page.locator('.execution-steps .ready').getByRole('button', { name: '完成', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: '完成', exact: true }).click()
    await page.getByText('已完成「落实版位」').waitFor()
    await page.locator('.execution-steps .ready', { hasText: '收稿' }).waitFor()

    await page.goto(new URL('/space-calendar', page.url()).href)
    await page.getByRole('button', { name: /^封底，.*已售 镇江恒顺坊/ }).waitFor()
    await page.context().close()
  })

  test('the pages of carrying out can be used by everybody, on a telephone too', async () => {
    const page = await desk.at('admin', '/execution')
    for (const [width, paths] of [
      [
        1440,
        [
          '/execution',
          '/dispatches',
          '/space-calendar',
          '/hall-plan',
          '/settings/order-types',
          '/settings/publications',
          `/orders/${order}`,
        ],
      ],
      [375, ['/execution', '/space-calendar', '/hall-plan']],
    ] as const) {
      await page.setViewportSize({ width, height: 900 })
      for (const path of paths) {
        await page.goto(new URL(path, page.url()).href)
        await page.locator('h1, h2').first().waitFor()
        await page.waitForFunction(() => !document.querySelector('[aria-busy="true"], .k-skeleton'))
        expect(await faults(page, 'body'), `${path} at ${width}`).toEqual([])
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth),
          `${path} at ${width} is too wide`,
        ).toBe(false)
      }
    }
    await page.context().close()
  })
})
