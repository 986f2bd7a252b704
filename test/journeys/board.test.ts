import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser } from '../browser'
import { type Desk, faults, openDesk } from '../desk'

describe.skipIf(!hasBrowser)('opportunities on the board', { timeout: 180_000 }, () => {
  let desk: Desk
  let cover: string
  const zhou = () => desk.company.as('zhou')
  const made = async (body: object) => {
    const answer = await zhou().post('/api/opportunities', body)
    expect(answer.status, JSON.stringify(answer.body)).toBe(201)
    return answer.body.id as string
  }

  beforeAll(async () => {
    desk = await openDesk()
    const account = (await zhou().post('/api/accounts', { name: '江苏淮泽酒业有限公司' })).body.id
    cover = await made({ name: '封底全年 12 期', amount: 268_000_00, account })
    await made({ name: '标展 2 个', amount: 18_600_00, nextStep: '寄样刊' })
  }, 120_000)
  afterAll(() => desk?.close())

  const column = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
  const card = (page: Page, name: string) => page.locator('.board-card', { hasText: name })
  const stageNow = async () => (await zhou().get(`/api/opportunities/${cover}`)).body.stage.name
  const board = '/opportunities?display=board'
  /** A busy machine takes its time. */
  const patient = { timeout: 30_000 }

  test('the keyboard carries a card on; a colleague who looks sees it arrive, and it is taken back', async () => {
    const page = await desk.at('zhou', board, 1920)
    const others = await desk.at('gao', board, 1920)
    await column(others, '寻找准客户').getByText('封底全年 12 期').waitFor()
    await card(page, '封底全年 12 期').getByRole('link', { name: '封底全年 12 期', exact: true }).focus()
    await page.keyboard.press('Shift+ArrowRight')
    await column(page, '约见拜访').getByText('封底全年 12 期').waitFor()
    await expect.poll(stageNow, patient).toBe('约见拜访')
    await column(others, '约见拜访').getByText('封底全年 12 期').waitFor()
    await expect.poll(() => column(others, '约见拜访').locator('.board-sum').innerText(), patient).toBe('¥268,000')
    await others.context().close()
    expect(await faults(page, '.list-page')).toEqual([])

    await page.keyboard.press('Control+z')
    await column(page, '寻找准客户').getByText('封底全年 12 期').waitFor()
    await expect.poll(stageNow, patient).toBe('寻找准客户')
    await page.context().close()
  })

  test('a drop asks only for what the stage still demands, and puts the card back when it is not given', async () => {
    const page = await desk.at('zhou', board, 1920)
    await card(page, '标展 2 个').dragTo(column(page, '约见拜访'))
    const asking = page.getByRole('dialog', { name: '升迁到「约见拜访」' })
    await asking.getByText('还缺 1 项').waitFor()
    expect(await faults(page, '.board-asking')).toEqual([])
    await asking.getByRole('button', { name: '放回原处' }).click()
    await column(page, '寻找准客户').getByText('标展 2 个').waitFor()

    await card(page, '标展 2 个').dragTo(column(page, '约见拜访'))
    await asking.getByText('还缺 1 项').waitFor()
    await asking.locator('[data-field="account"] button').first().click()
    await page.getByRole('option', { name: /江苏淮泽/ }).click()
    await asking.getByRole('button', { name: '升迁' }).click()
    await page.getByText('标展 2 个 已移到「约见拜访」').waitFor()
    await column(page, '约见拜访').getByText('江苏淮泽酒业有限公司').waitFor()
    await page.context().close()
  })

  test('on the telephone one column is in sight, and tabs lead to the next', async () => {
    const page = await desk.at('zhou', board, 375)
    await column(page, '寻找准客户').getByText('封底全年 12 期').waitFor()
    await page.getByRole('tab', { name: /约见拜访/ }).click()
    await column(page, '约见拜访').getByText('标展 2 个').waitFor()
    await expect.poll(async () => (await column(page, '约见拜访').boundingBox())!.x, patient).toBe(0)
    expect(await faults(page, '.list-page')).toEqual([])
    await page.context().close()
  })

  test('the funnel leads to the records that a bar counts', async () => {
    const page = await desk.at('zhou', '/sales-funnel')
    // Both have been there; one was put back.
    await page.getByRole('link', { name: '约见拜访，看这 2 个机会' }).waitFor()
    await page.getByRole('link', { name: '现在在约见拜访，看这 1 个机会' }).click()
    await page.getByRole('gridcell', { name: '标展 2 个', exact: true }).waitFor()
    expect(await page.locator('.grid-record').count()).toBe(1)
    for (const path of ['/sales-funnel', '/sales-velocity', '/win-loss']) {
      await page.goto(new URL(path, page.url()).href)
      await page.locator('.analysis [aria-busy="false"]').waitFor()
      expect([path, await faults(page, '.analysis')]).toEqual([path, []])
    }
    await page.context().close()
  })
})
