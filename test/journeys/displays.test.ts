import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser } from '../browser'
import { type Desk, faults, openDesk } from '../desk'

describe.skipIf(!hasBrowser)('the rows of a list shown in other ways', { timeout: 180_000 }, () => {
  let desk: Desk
  const ids: string[] = []
  const zhou = () => desk.company.as('zhou')
  const middle = `${new Date().toISOString().slice(0, 7)}-15`

  beforeAll(async () => {
    desk = await openDesk()
    const gao = desk.company.as('gao')
    const owner = desk.company.people.zhou
    for (const [name, level, creditLimit] of [
      ['云岭酒业', 'normal', 100_00],
      ['越溪酒业', 'key', 250_00],
      ['青川酒业', 'key', 50_00],
    ])
      ids.push((await gao.post('/api/accounts', { name, level, creditLimit, nextFollowUpOn: middle, owner })).body.id)
  }, 120_000)
  afterAll(() => desk?.close())

  const column = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
  const accountNow = async (i: number) => (await zhou().get(`/api/accounts/${ids[i]}`)).body

  test('a board: a dragged card takes the value of its column, the keyboard can do it too, and it is taken back', async () => {
    const page = await desk.at('zhou', '/accounts')
    await page.getByRole('radio', { name: '看板' }).click()
    await page.getByRole('button', { name: /^按 / }).click()
    await page.getByRole('menuitemcheckbox', { name: '等级' }).click()
    expect(new URL(page.url()).searchParams.get('by')).toBe('level')
    const card = page.locator('.board-card', { hasText: '云岭酒业' })
    await card.dragTo(column(page, '战略'))
    await column(page, '战略').getByText('云岭酒业').waitFor()
    await expect.poll(async () => (await accountNow(0)).level).toBe('strategic')
    expect(await faults(page, '.list-page')).toEqual([])
    await page.keyboard.press('Control+z')
    await column(page, '普通').getByText('云岭酒业').waitFor()
    expect((await accountNow(0)).level).toBe('normal')

    await page.getByRole('button', { name: '移动 云岭酒业' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitemcheckbox', { name: '潜力' }).click()
    await page.getByText('等级改为 潜力').waitFor()
    await page.keyboard.press('Control+z')
    await expect.poll(async () => (await accountNow(0)).level).toBe('normal')
    await page.context().close()
  })

  test('a chart adds up what it is asked for, reads as a table, and leads to the records of a bar', async () => {
    const page = await desk.at('zhou', '/accounts?display=chart&by=level&measure=creditLimit')
    const rows = page.locator('.chart tbody tr')
    await rows.first().waitFor()
    const cells = async (label: string) =>
      (await rows.filter({ hasText: label }).locator('td.figure').allInnerTexts()).map(text => text.trim())
    expect(await cells('重点')).toEqual(['¥300.00', '2', '75.0%'])
    expect(await cells('普通')).toEqual(['¥100.00', '1', '25.0%'])
    expect(await faults(page, '.list-page')).toEqual([])
    await page.getByRole('button', { name: '重点，看这 2 条' }).click()
    await page.getByText('共 2 条').waitFor()
    await page.getByRole('gridcell', { name: '越溪酒业', exact: true }).waitFor()
    await page.context().close()
  })

  test('a calendar: a dragged record gets the day it is dropped on, and goes back', async () => {
    const page = await desk.at('zhou', '/accounts?display=calendar&by=nextFollowUpOn')
    const event = page.locator('.day-event', { hasText: '越溪酒业' })
    await event.waitFor()
    const other = page.locator(`.calendar-body [data-date="${middle.slice(0, 8)}17"]`).first()
    const [from, to] = [(await event.boundingBox())!, (await other.boundingBox())!]
    await page.mouse.move(from.x + 20, from.y + 8)
    await page.mouse.down()
    await page.mouse.move(from.x + 40, from.y + 20, { steps: 4 })
    await page.mouse.move(to.x + 40, to.y + 40, { steps: 8 })
    await page.mouse.up()
    await expect.poll(async () => (await accountNow(1)).nextFollowUpOn).toBe(`${middle.slice(0, 8)}17`)
    expect(await faults(page, '.list-page')).toEqual([])
    await page.keyboard.press('Control+z')
    await expect.poll(async () => (await accountNow(1)).nextFollowUpOn).toBe(middle)
    await page.context().close()
  })

  test('a view keeps its display', async () => {
    const page = await desk.at('zhou', '/accounts?display=board&by=level')
    await page.getByRole('button', { name: '存为视图' }).click()
    await page.getByLabel('视图名称').fill('按等级看')
    await page.keyboard.press('Enter')
    await page.waitForURL(/view=/)
    expect(new URL(page.url()).searchParams.get('display')).toBeNull()
    await page.reload()
    await column(page, '重点').getByText('越溪酒业').waitFor()
    await page.context().close()
  })

  test('the page of a record walks through the list it was opened from, after a reload too', async () => {
    const page = await desk.at('zhou', '/accounts?sort=name')
    await page.locator('.grid-record').nth(0).hover()
    await page.locator('.grid-record').nth(0).getByRole('button', { name: '打开整页' }).click()
    await page.getByText('1 / 3').waitFor()
    const heading = () => page.getByRole('heading', { level: 1 }).innerText()
    const first = await heading()
    await page.keyboard.press('j')
    await page.getByText('2 / 3').waitFor()
    expect(await heading()).not.toBe(first)
    await page.reload()
    await page.getByText('2 / 3').waitFor()
    await page.keyboard.press('k')
    await page.getByText('1 / 3').waitFor()
    await expect.poll(heading).toBe(first)
    await page.context().close()
  })
})
