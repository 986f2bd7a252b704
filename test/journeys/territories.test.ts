import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemContext } from '../../src/core/context'
import { carryOut } from '../../src/domain/territories'
import { hasBrowser } from '../browser'
import type { Who } from '../company'
import { type Desk, faults, openDesk } from '../desk'

describe.skipIf(!hasBrowser)('territories are drawn, and their customers visited', { timeout: 180_000 }, () => {
  let desk: Desk
  const id: Record<string, string> = {}
  const made = async (who: Who, path: string, body: object): Promise<string> => {
    const answer = await desk.company.as(who).post(`/api/${path}`, body)
    expect(answer.status, JSON.stringify(answer.body)).toBe(201)
    return answer.body.id
  }

  beforeAll(async () => {
    desk = await openDesk()
    id.suzhou = await made('li', 'accounts', { name: '苏州糖酒', region: '3205', level: 'key' })
    id.wuxi = await made('zhou', 'accounts', { name: '无锡食品', region: '3202', level: 'key' })
    id.chengdu = await made('zhou', 'accounts', { name: '成都酒业', region: '5101', level: 'key' })
    await made('zheng', 'visit-frequencies', { level: 'key', everyDays: 14 })
    await desk.company.database.owner.query(`update accounts set created_at = now() - interval '30 days'`)
  }, 120_000)
  afterAll(() => desk?.close())

  test('gao draws a territory, sees beforehand what it would bring, and realigns', async () => {
    const page = await desk.at('gao', '/settings/territories')
    await page.getByRole('button', { name: '新建区域' }).first().click()
    await page.getByLabel('区域名称').fill('江苏区')
    await page.getByRole('button', { name: /^地区/ }).click()
    await page.getByRole('combobox', { name: /地区/ }).fill('江苏')
    await page.getByRole('option', { name: /^江苏/ }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^成员/ }).click()
    await page.getByRole('combobox', { name: /成员/ }).fill('周雨桐')
    await page.getByRole('option', { name: /周雨桐/ }).click()
    await page.keyboard.press('Escape')
    await page.locator('.set-trial', { hasText: '2 条换区域，1 条换负责人' }).waitFor()
    expect(await faults(page, '.set')).toEqual([])
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.getByRole('link', { name: '去执行调整' }).first().click()
    await page.getByRole('button', { name: '开始调整 2 条' }).click()
    await page.waitForURL('**/realignments/*')
    const realignment = page.url().split('/').at(-1)!
    await carryOut.run(await systemContext(desk.company.host, desk.company.tenant), { realignment })
    await page.getByRole('button', { name: '撤销调整' }).waitFor()
    expect(await faults(page, '.set')).toEqual([])
    const account = (await desk.company.as('gao').get(`/api/accounts/${id.suzhou}`)).body
    expect(account).toMatchObject({ territory: { name: '江苏区' }, owner: { name: '周雨桐' } })
    await page.context().close()
  })

  test('the map of China shows where customers are, reads as a table, and leads to them', async () => {
    const page = await desk.at('gao', '/territory-map')
    await page.locator('.china-map svg path').nth(33).waitFor()
    const jiangsu = page.locator('.territory-map-table tr', { hasText: '江苏' })
    expect(await jiangsu.innerText()).toContain('2')
    expect(await faults(page, '.territory-map')).toEqual([])
    await jiangsu.getByRole('button', { name: '看 江苏 的城市' }).click()
    await page.locator('.territory-map-table tr', { hasText: '苏州' }).waitFor()
    await page.getByRole('link', { name: /无锡/ }).click()
    await page.locator('.grid-record', { hasText: '无锡食品' }).waitFor()
    expect(await page.locator('.grid-record').count()).toBe(1)
    await page.context().close()
  })

  test('zhou puts who is due on a day by the keyboard, and her day in order', async () => {
    const page = await desk.at('zhou', '/visit-plan')
    await page.locator('.candidate', { hasText: '成都酒业' }).waitFor()
    expect(await page.locator('.candidate').count()).toBe(3)
    for (const name of ['成都酒业', '无锡食品', '苏州糖酒'])
      await page.getByRole('checkbox', { name: `选 ${name}` }).press('Space')
    await page.locator('.candidates-foot').getByRole('button', { name: '安排拜访' }).press('Enter')
    await page.locator('.day-stops li').nth(2).waitFor()
    await page.getByRole('button', { name: '排顺序' }).click()
    await expect.poll(() => page.locator('.day-stop-who > .ellipsis').allTextContents()).not.toEqual([])
    await page.locator('.day-route svg path').first().waitFor()
    expect(await faults(page, '.visit-plan')).toEqual([])
    await page.context().close()
  })

  test('on a telephone she sees today’s visits, checks in and reports, and the next step stands in her tasks', async () => {
    const page = await desk.at('zhou', '/me', 375)
    await page.context().grantPermissions(['geolocation'])
    await page.context().setGeolocation({ latitude: 31.49, longitude: 120.31 })
    await page.goto(new URL('/visit-plan', page.url()).href)
    const one = page.locator('.today-list li', { hasText: '无锡食品' })
    await one.waitFor()
    expect(await faults(page, '.today-visits')).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375)
    await one.getByRole('link').click()
    await page.getByRole('button', { name: '先签到' }).click()
    await page.locator('.today-list li', { hasText: /已签到.*写结果/s }).waitFor()
    await one.getByRole('link').click()
    await page.getByLabel('说了什么').fill('要两个标展')
    await page.getByRole('button', { name: '加一条' }).click()
    await page.getByLabel('求什么、供什么').fill('求购冷柜')
    await page.getByLabel('下一步').fill('送展位图')
    expect(await faults(page, '.visit')).toEqual([])
    // The telephone rings, the page is gone: what was said is still there afterwards.
    await page.reload()
    expect(await page.getByLabel('求什么、供什么').inputValue()).toBe('求购冷柜')
    await page.getByRole('button', { name: '保存拜访' }).click()
    await page.locator('.today-list li.past', { hasText: '无锡食品' }).waitFor()
    const zhou = desk.company.as('zhou')
    expect((await zhou.get('/api/tasks')).body.items).toMatchObject([
      { subject: '送展位图', account: { name: '无锡食品' } },
    ])
    expect((await zhou.get('/api/needs')).body.items).toMatchObject([{ what: '求购冷柜' }])
    expect((await zhou.get(`/api/accounts/${id.wuxi}`)).body).toMatchObject({ latitude: 31.49, longitude: 120.31 })

    await page.goto(new URL('/nearby', page.url()).href)
    await page.locator('.nearby-list li', { hasText: '无锡食品' }).waitFor()
    expect(await faults(page, '.nearby')).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375)
    await page.goto(new URL('/visit-coverage', page.url()).href)
    await page
      .locator('.supervision-table', { hasText: '66%' })
      .or(page.locator('.supervision-table', { hasText: '33%' }))
      .first()
      .waitFor()
    expect(await faults(page, '.set')).toEqual([])
    await page.context().close()
  })
})
