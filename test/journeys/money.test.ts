import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemContext } from '../../src/core/context'
import { recompute } from '../../src/domain/commissions'
import { hasBrowser } from '../browser'
import type { Who } from '../company'
import { type Desk, faults, openDesk } from '../desk'

const DAY_MS = 86_400_000
const month = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7)

describe.skipIf(!hasBrowser)('what customers cost, and what deals earn', { timeout: 180_000 }, () => {
  let desk: Desk
  let account: string

  beforeAll(async () => {
    desk = await openDesk()
    const made = async (who: Who, path: string, body: unknown): Promise<string> => {
      const answer = await desk.company.as(who).post(`/api/${path}`, body)
      expect([200, 201], JSON.stringify(answer.body)).toContain(answer.status)
      return answer.body.id
    }
    account = await made('zhou', 'accounts', { name: '镇江恒顺坊' })
    await made('zhou', 'activities', {
      type: 'visit',
      subject: '谈中秋排期',
      account,
      occurredAt: new Date(Date.now() - DAY_MS / 24).toISOString(),
    })
    await made('admin', 'expense-rules', {
      name: '招待标准',
      kinds: ['entertainment'],
      limit: 300_00,
      per: 'day',
      sentence: '招待每天不超过 300 元',
    })
    await made('admin', 'commission-plans', {
      name: '销售提成',
      roles: [desk.company.roles.salesperson],
      startsOn: `${month}-01`,
      rates: [{ percent: 4 }],
    })
    const deal = await made('zhou', 'opportunities', { name: '中秋礼盒', account, amount: 52_000_00 })
    await made('zhou', `opportunities/${deal}/win`, {})
    await recompute(await systemContext(desk.company.host, desk.company.tenant), month)
  }, 120_000)
  afterAll(() => desk?.close())

  test('zhou claims a dinner on the telephone, from the visit on, and is told what the rules ask', async () => {
    const page = await desk.at('zhou', '/expense-claims/new', 375)
    await page.getByLabel('事由').fill('恒顺坊拜访')
    await page.getByRole('button', { name: '加入「谈中秋排期」' }).click()
    const line = page.locator('.claim-line')
    await line.locator('[data-field=account]', { hasText: '镇江恒顺坊' }).waitFor()
    await line.locator('[data-field=kind] button, [data-field=kind] input').first().click()
    await page.getByRole('option', { name: '招待' }).click()
    await line.locator('[data-field=amount] input').fill('480')
    await line.getByText('招待每天不超过 300 元').waitFor()
    expect(await faults(page, '.claim')).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375)
    await line.locator('[data-field=note] input').fill('')
    await page.getByRole('button', { name: '提交审批' }).click()
    await line.getByText('在说明里写明原因后再提交').waitFor()
    await line.locator('[data-field=note] input').fill('对方来了五个人')
    await page.getByRole('button', { name: '提交审批' }).click()
    await page.locator('.claim-table', { hasText: '对方来了五个人' }).waitFor()
    await page.close()
  })

  test('chen reads the lines where he decides, and the customer’s page says what it costs', async () => {
    const page = await desk.at('chen', '/approvals')
    await page.getByText('恒顺坊拜访').first().click()
    await page.locator('.claim-table', { hasText: '对方来了五个人' }).waitFor()
    await page.getByRole('button', { name: '同意' }).click()
    await page.getByText('恒顺坊拜访').first().waitFor({ state: 'detached' })
    await page.close()
    const gao = await desk.at('gao', `/accounts/${account}`)
    await gao.locator('.cost-of', { hasText: '费用 ¥480.00' }).getByText('占赢单 0.9%').waitFor()
    await gao.goto(new URL('/expense-analysis', gao.url()).href)
    await gao.locator('.chart tr', { hasText: '镇江恒顺坊' }).getByText('¥480.00').waitFor()
    expect(await faults(gao, '.set')).toEqual([])
    await gao.locator('.chart a', { hasText: '镇江恒顺坊' }).click()
    await gao.locator('.grid-record', { hasText: '对方来了五个人' }).waitFor()
    await gao.close()
  })

  test('zhou sees how the commission comes about, on the telephone too; management sees everybody’s', async () => {
    const phone = await desk.at('zhou', '/commissions', 375)
    await phone.getByText('¥52,000 × 4% = ¥2,080').waitFor()
    expect(await faults(phone, '.set')).toEqual([])
    expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBe(375)
    await phone.close()
    const page = await desk.at('zheng', '/commissions')
    await page.locator('.supervision-who', { hasText: '周雨桐' }).getByRole('button').click()
    await page.getByText('¥52,000 × 4% = ¥2,080').waitFor()
    await page.close()
  })

  test('admin draws a plan with a deal worked out beside it', async () => {
    const page = await desk.at('admin', '/settings/commission-plans')
    const trial = page.locator('.set-trial')
    await trial.getByText('¥120,000 × 4% × 60% 分成 = ¥2,880').waitFor()
    await page.locator('.plan-rate').getByLabel('提成 %').fill('5')
    await trial.getByText('¥120,000 × 5% × 60% 分成 = ¥3,600').waitFor()
    expect(await faults(page, '.set')).toEqual([])
    await page.getByRole('button', { name: '保存' }).click()
    await page.locator('.set-save').waitFor({ state: 'detached' })
    await page.close()
  })
})
