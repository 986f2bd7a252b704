import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser } from '../browser'
import { type Desk, faults, openDesk } from '../desk'

describe.skipIf(!hasBrowser)('at the customer’s door with a telephone', { timeout: 180_000 }, () => {
  let desk: Desk
  let yunling: string
  let ruiyi: string
  const zhou = () => desk.company.as('zhou')

  beforeAll(async () => {
    desk = await openDesk()
    yunling = (await zhou().post('/api/accounts', { name: '云岭酒业有限公司' })).body.id
    ruiyi = (await zhou().post('/api/accounts', { name: '上海瑞谊酒类连锁有限公司' })).body.id
    await zhou().post('/api/contacts', { name: '许静', account: ruiyi })
    await zhou().post('/api/tasks', { subject: '上门', account: yunling, dueAt: new Date().toISOString() })
    const earlier = await zhou().post('/api/activities', {
      type: 'visit',
      subject: '看门店',
      account: ruiyi,
      occurredAt: '2026-10-28T06:00:00Z',
      place: '康定路 88 号',
      location: { latitude: 31.2304, longitude: 121.4737, accuracyMetres: 15 },
    })
    expect(earlier.status).toBe(201)
  }, 120_000)
  afterAll(() => desk?.close())

  const visits = async (account: string) => {
    const filter = JSON.stringify({ field: 'account', op: 'eq', value: account })
    return (await zhou().get(`/api/activities?sort=-occurredAt&filter=${encodeURIComponent(filter)}`)).body.items
  }
  async function phone(here?: { latitude: number; longitude: number }): Promise<Page> {
    const page = await desk.at('zhou', '/me', 375)
    if (here) {
      await page.context().grantPermissions(['geolocation'])
      await page.context().setGeolocation(here)
    }
    await page.goto(new URL('/', page.url()).href)
    return page
  }
  const start = async (page: Page) => {
    await page.locator('.phone-create').click()
    await page.getByRole('menuitem', { name: '记拜访' }).click()
  }

  test('three taps log a visit with the customer one stands before, and where that is', async () => {
    const page = await phone({ latitude: 31.2306, longitude: 121.4739 })
    await page.locator('.phone-create').waitFor()
    await page.evaluate(() => {
      const counted = window as unknown as { taps: number }
      counted.taps = 0
      addEventListener('pointerdown', () => counted.taps++, true)
    })
    await start(page)
    await page.locator('.visit-where', { hasText: '上海瑞谊酒类连锁有限公司' }).waitFor()
    expect(await page.locator('.visit-where').innerText()).toMatch(/康定路 88 号 · 距上次签到 \d\d 米/)
    expect(await faults(page, '.visit')).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375)
    await page.getByRole('button', { name: '保存拜访' }).click()
    await page.waitForURL(`**/accounts/${ruiyi}`)
    expect(await page.evaluate(() => (window as unknown as { taps: number }).taps)).toBe(3)
    expect((await visits(ruiyi))[0]).toMatchObject({
      type: 'visit',
      subject: '拜访 上海瑞谊酒类连锁有限公司',
      place: '康定路 88 号',
      location: { latitude: 31.2306, longitude: 121.4739 },
    })
    await page.context().close()
  })

  test('without a position the day decides; another customer, who was there, what came of it and a photo are taps too', async () => {
    const page = await phone()
    await start(page)
    await page.locator('.visit-where', { hasText: '云岭酒业有限公司' }).waitFor()
    await page.getByRole('button', { name: '上海瑞谊酒类连锁有限公司' }).click()
    await page.getByLabel('地点').fill('静安总部三楼')
    await page.getByRole('button', { name: '许静' }).click()
    await page.getByRole('button', { name: '有进展' }).click()
    await page.getByLabel('说了什么').fill('同意跨页加两个标展')
    await page.locator('input[type=file]').setInputFiles({
      name: '门店.png',
      mimeType: 'image/png',
      buffer: Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
        'base64',
      ),
    })
    await page.getByRole('button', { name: /去掉照片/ }).waitFor()
    // The telephone rings, the page is gone: what was said is still there afterwards.
    await page.reload()
    expect(await page.getByLabel('说了什么').inputValue()).toBe('同意跨页加两个标展')
    await page.getByRole('button', { name: '保存拜访' }).click()
    await page.waitForURL(`**/accounts/${ruiyi}`)
    expect((await visits(ruiyi))[0]).toMatchObject({
      subject: '同意跨页加两个标展',
      place: '静安总部三楼',
      outcome: 'progress',
      contact: { name: '许静' },
      photos: [{ name: '门店.png' }],
    })
    await page.getByRole('button', { name: '撤销' }).click()
    await expect.poll(async () => (await visits(ruiyi)).length, { timeout: 30_000 }).toBe(2)
    await page.context().close()
  })

  test('a place that is none on earth is refused', async () => {
    const location = { latitude: 131, longitude: 121, accuracyMetres: 5 }
    const answer = await zhou().post('/api/activities', { type: 'visit', subject: '拜访', account: yunling, location })
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ field: 'location' }] } })
  })
})
