import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser } from '../browser'
import { type Desk, faults, openDesk } from '../desk'

describe.skipIf(!hasBrowser)('colleagues in a browser', { timeout: 180_000 }, () => {
  let desk: Desk
  let zhou: string
  beforeAll(async () => {
    desk = await openDesk()
    const { company } = desk
    zhou = company.people.zhou
    await company.as('admin').patch(`/api/users/${zhou}`, { position: '客户经理' })
    const asked = company.as('zhou')
    const account = (await asked.post('/api/accounts', { name: '宜宾百汇酒业' })).body.id
    await asked.patch(`/api/accounts/${account}`, { level: 'key' })
    await asked.post('/api/activities', { account, type: 'visit', subject: '看了新展厅' })
    await asked.post('/api/comments', { aboutObject: 'account', aboutId: account, body: '样刊已寄' })
  }, 120_000)
  afterAll(() => desk?.close())

  const names = (page: Page) => page.locator('.person-name').allInnerTexts()

  test('chen finds zhou in the tree, by initials and by the last digits of her phone, and opens her page by keyboard', async () => {
    const page = await desk.at('chen', '/people')
    await page.locator('.person-card').first().waitFor()
    expect(await names(page)).toHaveLength(9)
    await page.getByRole('navigation', { name: '部门' }).getByRole('button', { name: '华东部 3' }).click()
    await expect.poll(() => names(page)).toEqual(expect.not.arrayContaining(['何建军']))
    expect((await names(page)).sort()).toEqual(['周雨桐', '李敏', '陈嘉伟'].sort())
    const find = page.getByRole('searchbox', { name: '姓名、拼音、手机尾号' })
    for (const typed of ['zyt', '2345', '雨桐']) {
      await find.fill(typed)
      await expect.poll(() => names(page), { message: typed }).toEqual(['周雨桐'])
    }
    expect(await page.getByRole('link', { name: '13810012345' }).getAttribute('href')).toBe('tel:13810012345')
    expect(await faults(page, '.people')).toEqual([])
    await find.fill('没有这个人')
    await page.getByText('没有找到「没有这个人」').waitFor()
    await find.fill('zyt')
    await expect.poll(() => names(page)).toEqual(['周雨桐'])
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '周雨桐' }).waitFor()
    expect(page.url()).toMatch(new RegExp(`/people/${zhou}$`))
    await page.context().close()
  })

  test('her page shows her manager what she did, by kind, and her week; another board sees none of it', async () => {
    const page = await desk.at('chen', `/people/${zhou}`)
    await page.locator('.timeline-entry', { hasText: '修改了客户 宜宾百汇酒业' }).waitFor()
    await page.locator('.timeline-entry', { hasText: '看了新展厅' }).waitFor()
    const figure = page.locator('.k-figure', { hasText: '拜访' }).locator('.k-figure-value')
    await expect.poll(() => figure.innerText()).toBe('1')
    await page.locator('.timeline-parts').getByRole('button', { name: '评论' }).click()
    await page.locator('.timeline-entry', { hasText: '样刊已寄' }).getByRole('link', { name: '宜宾百汇酒业' }).waitFor()
    expect(await page.locator('.timeline-entry').count()).toBe(1)
    expect(await faults(page, '.person')).toEqual([])
    await page.context().close()

    const wang = await desk.at('wang', `/people/${zhou}`)
    await wang.getByText('你能看到的记录里还没有动态。').waitFor()
    await wang.context().close()
  })

  test('both fit a telephone', async () => {
    const page = await desk.at('chen', '/people', 375)
    await page.locator('.person-card').first().waitFor()
    const width = () => page.evaluate(() => document.documentElement.scrollWidth)
    expect(await width()).toBeLessThanOrEqual(375)
    await page.getByRole('button', { name: '部门' }).click()
    await page.getByRole('option', { name: '华东部' }).click()
    await expect.poll(async () => (await names(page)).length).toBe(3)
    await page.getByRole('link', { name: '周雨桐' }).click()
    await page.locator('.timeline-entry').first().waitFor()
    expect(await width()).toBeLessThanOrEqual(375)
    await page.context().close()
  })

  test('an administrator sees what a pattern gives before it counts, and what is wrong with one', async () => {
    const page = await desk.at('admin', '/settings/numbering')
    const pattern = page.getByLabel('客户', { exact: true })
    await pattern.fill('C{yy}')
    await page.getByText('少了流水号').waitFor()
    await pattern.fill('C-{000}')
    await page.getByText('下一个编号：C-001').waitFor()
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText('已修改 客户').waitFor()
    expect((await desk.company.as('zhou').post('/api/accounts', { name: '江南酒业' })).body.code).toBe('C-001')
    await page.getByRole('button', { name: '恢复为 KH-{yyyy}-{00000}' }).click()
    await expect.poll(() => pattern.inputValue()).toBe('KH-{yyyy}-{00000}')
    await page.context().close()
  })
})
