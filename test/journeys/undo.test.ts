import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser } from '../browser'
import { type Desk, openDesk } from '../desk'

describe.skipIf(!hasBrowser)('what was changed is taken back', { timeout: 180_000 }, () => {
  let desk: Desk
  const ids: string[] = []

  beforeAll(async () => {
    desk = await openDesk()
    for (const [name, level] of [
      ['云岭酒业', 'normal'],
      ['越溪酒业', 'key'],
      ['青川酒业', 'strategic'],
    ])
      ids.push((await desk.company.as('zhou').post('/api/accounts', { name, level })).body.id)
  }, 120_000)
  afterAll(() => desk?.close())

  const levels = async () =>
    Promise.all(ids.map(async id => (await desk.company.as('zhou').get(`/api/accounts/${id}`)).body.level))
  const cell = (page: Page, id: string, column: string) => page.locator(`[id="cell-${id}-${column}"]`)
  async function set(page: Page, id: string, label: string) {
    await cell(page, id, 'level').click()
    await cell(page, id, 'level').click()
    await page.getByRole('option', { name: label }).click()
    await page.getByText(`等级改为 ${label}`).first().waitFor()
  }

  test('two cells, one after the other, by Ctrl+Z; what a colleague changed since is not touched', async () => {
    const page = await desk.at('zhou', '/accounts?sort=code')
    await set(page, ids[0]!, '战略')
    await set(page, ids[0]!, '重点')
    await set(page, ids[1]!, '普通')
    expect(await levels()).toEqual(['key', 'normal', 'strategic'])
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
    await expect.poll(levels).toEqual(['normal', 'key', 'strategic'])
    await expect.poll(() => cell(page, ids[0]!, 'level').innerText()).toBe('普通')

    await set(page, ids[0]!, '战略')
    await desk.company.as('gao').patch(`/api/accounts/${ids[0]}`, { level: 'key' })
    await page.keyboard.press('Control+z')
    await page.getByText('后来又改过，没有撤销').waitFor()
    expect((await levels())[0]).toBe('key')
    await desk.company.as('gao').patch(`/api/accounts/${ids[0]}`, { level: 'normal' })
    await page.context().close()
  })

  test('many at once, each to what it was', async () => {
    const page = await desk.at('zhou', '/accounts?sort=code')
    await page.locator('.grid-record').first().waitFor()
    await page.locator('.grid').focus()
    await page.keyboard.press('Control+a')
    await page.getByRole('button', { name: '批量修改' }).click()
    await page.keyboard.type('等级')
    await page.keyboard.press('Enter')
    await page.locator('.bulk-edit').getByRole('button', { name: '等级' }).click()
    await page.getByRole('option', { name: '潜力' }).click()
    await page.getByRole('button', { name: '修改 3 条' }).click()
    await page.getByText('3 条的等级改为 潜力').waitFor()
    expect(new Set(await levels()).size).toBe(1)
    await page.keyboard.press('Control+z')
    await expect.poll(levels).toEqual(['normal', 'key', 'strategic'])
    await page.context().close()
  })

  test('an act that asks for something is done to all that are ticked, and taken back from all', async () => {
    const tasks: string[] = []
    for (const subject of ['寄样刊', '给报价', '约时间'])
      tasks.push((await desk.company.as('zhou').post('/api/tasks', { subject })).body.id)
    const states = async () =>
      Promise.all(
        tasks.map(async id => {
          const { body } = await desk.company.as('zhou').get(`/api/tasks/${id}`)
          return [body.status, body.result]
        }),
      )
    const page = await desk.at('zhou', '/tasks')
    await page.locator('.grid-record').nth(2).waitFor()
    await page.locator('.grid').focus()
    await page.keyboard.press('Control+a')
    await page.locator('.selection-bar').getByRole('button', { name: '完成', exact: true }).click()
    await page.getByRole('dialog').getByLabel('完成情况').fill('都办了')
    await page.getByRole('dialog').getByRole('button', { name: '完成', exact: true }).click()
    await page.getByText('已完成 3 条').waitFor()
    expect(await states()).toEqual([
      ['done', '都办了'],
      ['done', '都办了'],
      ['done', '都办了'],
    ])
    await page.getByRole('button', { name: '撤销' }).click()
    await expect.poll(async () => (await states()).map(([status]) => status)).toEqual(['open', 'open', 'open'])
    await page.context().close()
  })

  test('an edit on the page of a record; Ctrl+Z in a text stays with the text', async () => {
    const page = await desk.at('zhou', `/accounts/${ids[1]}`)
    await page.getByRole('button', { name: '修改等级' }).click()
    await page.getByRole('option', { name: '战略' }).click()
    await page.getByText('等级改为 战略').waitFor()
    await page.locator('.composer textarea').fill('谈了展位')
    await page.keyboard.press('Control+z')
    expect((await levels())[1]).toBe('strategic')
    await page.getByRole('heading', { level: 1 }).click()
    await page.keyboard.press('Control+z')
    await expect.poll(async () => (await levels())[1]).toBe('key')
    await page.context().close()
  })
})
