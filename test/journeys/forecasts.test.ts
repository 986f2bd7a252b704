import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser } from '../browser'
import type { Who } from '../company'
import { type Desk, faults, openDesk } from '../desk'

const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
const YEAR = today.slice(0, 4)
const QUARTER = `${YEAR}-Q${Math.ceil(Number(today.slice(5, 7)) / 3)}`
const NEXT = String(Number(YEAR) + 1)

describe.skipIf(!hasBrowser)('what is to be sold, and what will be', { timeout: 240_000 }, () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk()
    const made = async (who: Who, path: string, body: unknown) => {
      const answer = await desk.company.as(who).post(`/api/${path}`, body)
      expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300)
      return answer.body
    }
    await desk.company.as('admin').patch(`/api/departments/${desk.company.department}`, {
      head: desk.company.people.chen,
      board: desk.company.boards.marketing,
    })
    const deal = (name: string, amount: number, forecast: string) =>
      made('zhou', 'opportunities', { name, amount: amount * 1_000_000, closeDate: today, forecast, probability: 50 })
    await deal('封底全年 12 期', 20, 'commit')
    await deal('展位 36 ㎡', 10, 'best')
    await made('gao', 'forecast-snapshots/take', {})
    await deal('内页 8 期', 5, 'pipeline')
  }, 180_000)
  afterAll(() => desk?.close())

  test('gao fills in a year, spreads it over the months and shares it out among the people', async () => {
    const page = await desk.at('gao', `/targets?year=${NEXT}`)
    const cell = (name: string) => page.getByRole('textbox', { name, exact: true })
    await cell('华东部 全年').fill('120 万')
    await cell('华东部 全年').press('Enter')
    expect(await cell('华东部 全年').inputValue()).toBe('1,200,000')
    await page.getByRole('button', { name: '分解 华东部' }).click()
    await page.getByRole('menuitem', { name: '全年按各期平均' }).click()
    expect(await cell('华东部 12 月').inputValue()).toBe('100,000')
    await page.getByRole('button', { name: '分解 华东部' }).click()
    await page.getByRole('menuitem', { name: '每期平均分给下级' }).click()
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText(/已保存 \d+ 格目标/).waitFor()
    expect(await faults(page, '.fc')).toEqual([])
    const { body } = await desk.company.as('zhou').get(`/api/forecasts?period=${NEXT}-06`)
    const people = (await desk.company.as('gao').get(`/api/forecasts?period=${NEXT}-06`)).body.lines.filter(
      (line: any) => line.level === 'person' && line.target !== null,
    )
    expect(body.lines[0].target).toBe(people.find((line: any) => line.name === '周雨桐').target)
    expect(people.reduce((sum: number, line: any) => sum + line.target, 0)).toBe(10_000_000)
    await page.close()
  })

  test('gao sees the quarter, corrects a number with a reason, and follows a figure to its opportunities', async () => {
    const page = await desk.at('gao', `/forecast?period=${QUARTER}`)
    const zhou = page.locator('.fc-table tr', { hasText: '周雨桐' })
    await zhou.waitFor()
    expect((await zhou.locator('[data-label="承诺"]').innerText()).trim()).toBe('20.0')
    await page.getByRole('button', { name: '调整 周雨桐 的预测' }).click()
    await page.getByLabel('预测金额').fill('18 万')
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText('写一句理由').waitFor()
    await page.getByLabel('理由').fill('封底还差签字')
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText('已调整 周雨桐 的预测').waitFor()
    await zhou.getByText('18.0', { exact: true }).waitFor()
    expect(await zhou.locator('[data-label="预测"]').innerText()).toContain('汇总 20.0')
    expect(await faults(page, '.fc')).toEqual([])
    await zhou.locator('[data-label="承诺"] a').click()
    await page.locator('.grid-record', { hasText: '封底全年 12 期' }).waitFor()
    expect(await page.locator('.grid-record').count()).toBe(1)
    await page.close()
  })

  test('and what has changed since the snapshot, on a telephone too', async () => {
    const page = await desk.at('gao', `/forecast?period=${QUARTER}&tab=changes`, 375)
    await page.getByText('内页 8 期').waitFor()
    expect(await page.locator('.fc-kinds tr', { hasText: '新增' }).innerText()).toContain('+5.0')
    expect(await faults(page, '.fc')).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375)
    await page.getByRole('tab', { name: '准确度' }).click()
    await page.getByText('历史还不够').waitFor()
    await page.close()
  })
})
