import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemContext } from '../../src/core/context'
import { sql } from '../../src/core/db/statement'
import { wind } from '../../src/domain/ownership'
import { hasBrowser } from '../browser'
import { type Desk, faults, openDesk } from '../desk'

const DAY_MS = 86_400_000

describe.skipIf(!hasBrowser)('a pool, on screen', { timeout: 180_000 }, () => {
  let desk: Desk
  let mine: string

  beforeAll(async () => {
    desk = await openDesk()
    const { company } = desk
    const admin = company.as('admin')
    const pool = (
      await admin.post('/api/pools', {
        name: '营销公海',
        board: company.boards.marketing,
        object: 'account',
        administrators: [company.people.chen],
        hiddenFields: ['phone'],
        limits: [{ of: 'daily', max: 2 }],
      })
    ).body.id
    await admin.post('/api/pool-rules', { pool, name: '普通客户 30 天', basis: 'followUp', days: 30, warnDays: 0 })
    for (const name of ['徐州汉泉酒业', '泉州闽台糖业', '洛阳牡丹烟酒', '长沙湘窖食品'])
      expect((await company.as('gao').post('/api/accounts', { name, pool, phone: '0516-0550 1234' })).status).toBe(201)
    mine = (await company.as('zhou').post('/api/accounts', { name: '宁波海悦食品' })).body.id
    // It has been zhou's for 26 days.
    await company.database
      .tenant(company.tenant)
      .query(
        sql`update accounts set owned_since = ${new Date(Date.now() - 26 * DAY_MS).toISOString()} where id = ${mine}`,
      )
    const ctx = await systemContext(company.host, company.tenant)
    await wind(ctx, ctx.words.entity('account'), [mine])
  }, 120_000)
  afterAll(() => desk?.close())

  test('zhou sees what waits, and claims it on its row until the day’s quota is used', async () => {
    const page = await desk.at('zhou', '/accounts')
    await page.locator('.grid-record', { hasText: '宁波海悦食品' }).waitFor()
    expect(await page.locator('.grid-record').count()).toBe(1)
    await page.locator('.side-entry', { hasText: '公海' }).click()
    await page.locator('.grid-record').nth(3).waitFor()
    const terms = page.locator('.pool-terms')
    await terms.filter({ hasText: '今天还可领取 2 个' }).waitFor()
    expect(await terms.textContent()).toContain('领取后可见：电话')
    for (const name of ['徐州汉泉酒业', '泉州闽台糖业']) {
      const row = page.locator('.grid-record', { hasText: name })
      await row.hover()
      await row.getByRole('button', { name: '领取' }).click()
      await row.waitFor({ state: 'detached' })
    }
    await terms.filter({ hasText: '今天的 2 个已领完' }).waitFor()
    const row = page.locator('.grid-record', { hasText: '洛阳牡丹烟酒' })
    await row.hover()
    await row.getByRole('button', { name: '领取' }).click()
    await page.locator('.k-toast', { hasText: '今天已领取 2 个，上限 2 个' }).waitFor()
    expect(await faults(page, '.list-page')).toEqual([])
    await page.close()
  })

  test('a customer’s page says when the pool takes it back, what puts that off, and who had it', async () => {
    const page = await desk.at('zhou', `/accounts/${mine}`)
    await page.locator('.countdown', { hasText: '4 天后收回 · 记一次跟进即可顺延' }).waitFor()
    await page.locator('.ledger li', { hasText: '周雨桐' }).waitFor()
    await desk.company.as('zhou').post('/api/activities', { account: mine, type: 'call', subject: '问需求' })
    await page.reload()
    await page.locator('.countdown', { hasText: '30 天后收回' }).waitFor()
    await page.close()
  })

  test('chen, who administers it, shares the rest out after seeing who gets what', async () => {
    const page = await desk.at('chen', '/accounts?view=pool')
    await page.locator('.grid-record').nth(1).waitFor()
    for (const n of [0, 1]) await page.locator('.grid-record').nth(n).getByRole('checkbox').click()
    const bar = page.locator('.selection-bar')
    await bar.getByRole('button', { name: '更多' }).click()
    await page.getByRole('menuitem', { name: '批量分配' }).click()
    const dialog = page.getByRole('dialog', { name: '批量分配' })
    await dialog.getByRole('button', { name: /分配给/ }).click()
    for (const who of ['周雨桐', '李敏']) await page.getByRole('option', { name: new RegExp(who) }).click()
    await page.keyboard.press('Escape')
    await dialog.locator('.share-people', { hasText: '李敏 得 1 个' }).waitFor()
    await dialog.getByRole('button', { name: '分配 2 个' }).click()
    await page.locator('.k-toast', { hasText: '已分配 2 个' }).waitFor()
    await page.getByText('公海里没有待领的记录').waitFor()
    await page.close()
  })

  test('gao tries a stricter rule before saving it; who may not manage pools is told so', async () => {
    const page = await desk.at('gao', '/settings/pools')
    await page.locator('.set-trial-sum', { hasText: '今晚没有要收回的' }).waitFor()
    await page.getByLabel('天数', { exact: true }).fill('0')
    await page.getByLabel('天数', { exact: true }).fill('1')
    await desk.company.database
      .tenant(desk.company.tenant)
      .query(
        sql`update accounts set owned_since = ${new Date(Date.now() - 9 * DAY_MS).toISOString()}, last_contact_at = null where id = ${mine}`,
      )
    await page.getByLabel('天数', { exact: true }).fill('3')
    await page.locator('.set-trial-sum', { hasText: '今晚将收回 1 个客户' }).waitFor()
    await page.locator('.set-trial li', { hasText: '宁波海悦食品' }).waitFor()
    expect(await faults(page, '.set')).toEqual([])
    await page.locator('.set-save').getByRole('button', { name: '保存' }).click()
    await page.locator('.k-toast', { hasText: '已保存 营销公海' }).waitFor()
    await page.close()

    const outside = await desk.at('li', '/settings/pools')
    await outside.getByText('你不能管理公海').waitFor()
    await outside.close()
  })

  test('on the telephone the pool is a list of cards with a button each', async () => {
    const { company } = desk
    await company.as('zhou').post(`/api/accounts/${mine}/release`, { reason: 'tooMany' })
    const page = await desk.at('li', '/accounts?view=pool', 375)
    const card = page.locator('.list-card', { hasText: '宁波海悦食品' })
    await card.getByRole('button', { name: '领取' }).click()
    await card.waitFor({ state: 'detached' })
    expect(await faults(page, '.list-page')).toEqual([])
    await page.close()
  })
})
