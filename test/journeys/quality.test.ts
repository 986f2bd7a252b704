import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser } from '../browser'
import type { Who } from '../company'
import { type Desk, faults, openDesk } from '../desk'

const DAY_MS = 86_400_000
const day = (ahead: number) => new Date(Date.now() + 8 * 3_600_000 + ahead * DAY_MS).toISOString().slice(0, 10)

describe.skipIf(!hasBrowser)(
  'whether the books are true, and what customers spend elsewhere',
  { timeout: 180_000 },
  () => {
    let desk: Desk
    let hengshun: string

    beforeAll(async () => {
      desk = await openDesk()
      const made = async (who: Who, path: string, body: unknown): Promise<string> => {
        const answer = await desk.company.as(who).post(`/api/${path}`, body)
        expect(answer.status, JSON.stringify(answer.body)).toBe(201)
        return answer.body.id
      }
      hengshun = await made('zhou', 'accounts', {
        name: '镇江恒顺坊',
        creditCode: '91320000MA1TESTN0X',
        region: '3211',
      })
      const jinsui = await made('li', 'accounts', { name: '四川金穗食品', phone: '028-85550101' })
      const rival = await made('gao', 'accounts', {
        name: '华夏酒报社',
        type: 'competitor',
        region: '11',
        phone: '010-85550101',
      })
      const spend = { competitor: rival, medium: 'newspaper', startsOn: day(0) }
      await made('gao', 'competitor-spends', { ...spend, what: '封二整版', account: hengshun, amount: 8_000_00 })
      await made('gao', 'competitor-spends', { ...spend, what: '内页通栏', account: jinsui, amount: 5_000_00 })
      const need = { account: hengshun, validFrom: day(-30) }
      await made('zhou', 'needs', { ...need, what: '求购糯米', quantity: '20 吨', validTo: day(0) })
      await made('zhou', 'needs', { ...need, what: '求购瓷坛', validTo: day(-1) })
    }, 120_000)
    afterAll(() => desk?.close())

    test('gao sees what is wrong on the board, and a figure leads to just those records', async () => {
      const page = await desk.at('gao', '/quality')
      const whole = page.locator('.supervision-table tr', { hasText: '合计' })
      await whole.waitFor()
      expect(await page.locator('.supervision-who').allTextContents()).toEqual(
        expect.arrayContaining(['周雨桐', '李敏', '高原', '合计']),
      )
      await page.getByRole('button', { name: '矛盾' }).click()
      await page
        .locator('.supervision-table tr', { hasText: '周雨桐' })
        .locator('[data-label="客户：信用代码校验不过"] a')
        .click()
      await page.locator('.grid-record', { hasText: '镇江恒顺坊' }).waitFor()
      expect(await page.locator('.grid-record').count()).toBe(1)
      await page.close()
    })

    test('zhou sees herself, on a telephone too, and reaches whoever has no way to be reached', async () => {
      const page = await desk.at('zhou', '/quality?kind=unreachable', 375)
      await page.locator('.supervision-who', { hasText: '周雨桐' }).waitFor()
      expect(await page.locator('.supervision-who').allTextContents()).toEqual(['周雨桐'])
      expect(await faults(page, '.set')).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375)
      await page.locator('[data-label="客户：没有任何联系方式"] a').click()
      await page.locator('.list-card', { hasText: '镇江恒顺坊' }).waitFor()
      expect(await page.locator('.list-card').count()).toBe(1)
      await page.close()
    })

    test('gao sees with whom customers spend, by account and down to the record; zhou her own customers’ only', async () => {
      const page = await desk.at('gao', '/competitor-spend-analysis')
      await page.locator('.chart tr', { hasText: '华夏酒报社' }).getByText('13,000').waitFor()
      await page.getByRole('button', { name: '按客户' }).click()
      await page.locator('.chart tr', { hasText: '四川金穗食品' }).waitFor()
      expect(await faults(page, '.set')).toEqual([])
      await page.locator('.chart a', { hasText: '镇江恒顺坊' }).click()
      await page.locator('.grid-record', { hasText: '封二整版' }).waitFor()
      expect(await page.locator('.grid-record').count()).toBe(1)
      await page.close()

      const phone = await desk.at('zhou', '/competitor-spend-analysis?by=account', 375)
      await phone.locator('.chart tr', { hasText: '镇江恒顺坊' }).getByText('8,000').waitFor()
      expect(await phone.locator('.chart tbody tr').count()).toBe(1)
      expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBe(375)
      await phone.close()
    })

    test('a need stands in the customer’s head on its last day, and no longer', async () => {
      const page = await desk.at('zhou', `/accounts/${hengshun}`)
      const needs = page.locator('.valid-needs li')
      await needs.filter({ hasText: '求购糯米 · 20 吨' }).waitFor()
      expect(await needs.count()).toBe(1)
      expect(await faults(page, '.record-head')).toEqual([])
      await page.close()
    })
  },
)
