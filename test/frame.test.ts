import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser } from './browser'
import { PASSWORD } from './company'
import { type Desk, faults, openDesk } from './desk'

describe.skipIf(!hasBrowser)('the frame in a browser', { timeout: 180_000 }, () => {
  let desk: Desk
  let account: string

  beforeAll(async () => {
    desk = await openDesk()
    const zhou = desk.company.as('zhou')
    account = (await zhou.post('/api/accounts', { name: '四川云岭春酒业股份有限公司' })).body.id
    await zhou.post('/api/tasks', {
      subject: '致电采购总监',
      account,
      dueAt: new Date(Date.now() - 60_000).toISOString(),
    })
  }, 120_000)
  afterAll(() => desk?.close())

  const signIn = async (page: Page, login: string, password: string) => {
    await page.getByLabel('登录名').fill(login)
    await page.getByLabel('密码', { exact: true }).fill(password)
    await page.getByRole('button', { name: '登录', exact: true }).click()
  }

  test('whoever is not signed in is asked to, and then sees what the link meant', async () => {
    const page = await desk.at('zhou', '/login')
    await page.context().clearCookies()
    await page.goto(new URL(`/accounts/${account}`, page.url()).href)
    await signIn(page, 'zhou', 'wrong')
    await page.getByText('登录名或密码不对').waitFor()
    await signIn(page, 'zhou', PASSWORD)
    await page.getByRole('heading', { name: '四川云岭春酒业股份有限公司' }).waitFor()
    await page.context().close()
  })

  test('a password that an administrator gave must be changed before anything else', async () => {
    const { boards } = desk.company
    await desk.company.as('admin').post('/api/users', {
      name: '新人',
      login: 'xinren',
      password: 'Erst-2026-pw',
      board: boards.marketing,
      roles: ['salesperson'],
    })
    const page = await desk.at('zhou', '/login')
    await page.context().clearCookies()
    await page.goto(new URL('/', page.url()).href)
    await signIn(page, 'xinren', 'Erst-2026-pw')
    await page.getByLabel('新密码').fill('Eigen-2026-pw')
    await page.getByLabel('再输入一次').fill('Eigen-2026-pw')
    await page.getByRole('button', { name: '设置并进入' }).click()
    await page.getByText('没有要先做的事').waitFor()
    await page.context().close()
  })

  test('Ctrl K and three initials open a customer', async () => {
    const page = await desk.at('zhou', '/')
    await page.getByText('致电采购总监').waitFor()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('ylc')
    await page.locator('mark', { hasText: '云岭春' }).waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/accounts/${account}`)
    await page.context().close()
  })

  test('what was ticked off on the workbench can be taken back', async () => {
    const page = await desk.at('zhou', '/')
    const first = async () => (await desk.company.as('zhou').get('/api/tasks')).body.items[0].status
    await page.getByRole('button', { name: '完成 致电采购总监' }).click()
    await page.getByText('没有要先做的事').waitFor()
    expect(await first()).toBe('done')
    await page.getByRole('button', { name: '撤销' }).click()
    await expect.poll(first).toBe('open')
    await page.context().close()
  })

  test('a session that ends asks for the password over the page and goes on', async () => {
    const page = await desk.at('li', '/')
    await page.getByText('今天先做').waitFor()
    await page.context().clearCookies()
    await page.getByRole('link', { name: '客户', exact: true }).first().click()
    const again = page.getByRole('dialog', { name: '登录已过期' })
    await again.getByLabel('密码', { exact: true }).fill(PASSWORD)
    await again.getByRole('button', { name: '登录', exact: true }).click()
    await again.waitFor({ state: 'detached' })
    await page.getByRole('heading', { name: '客户' }).waitFor()
    await page.context().close()
  })

  test('a language chosen in the menu is spoken at once and on the next device', async () => {
    const page = await desk.at('gao', '/')
    await page.getByRole('button', { name: '高原' }).click()
    await page.getByRole('menuitemcheckbox', { name: 'English' }).click()
    await page.getByText('First today').waitFor()
    await expect.poll(async () => (await desk.company.as('gao').get('/api/session')).body.user.lang).toBe('en')
    const other = await desk.at('gao', '/accounts')
    await other.getByRole('heading', { name: 'Accounts' }).waitFor()
    await page.context().close()
    await other.context().close()
  })

  test('a panel that somebody hides stays away', async () => {
    const page = await desk.at('zhou', '/')
    await page.getByRole('button', { name: '调整面板' }).click()
    const panel = page.getByRole('region', { name: '沉默客户' })
    await panel.waitFor()
    await page.getByRole('checkbox', { name: '沉默客户' }).click()
    await panel.waitFor({ state: 'detached' })
    await expect
      .poll(async () => (await desk.company.as('zhou').get('/api/session')).body.preferences.workbench?.main)
      .not.toContain('silent')
    await page.context().close()
  })

  test.each(['/', '/me', '/notifications'])('axe finds no serious fault on %s', async path => {
    const page = await desk.at('zhou', path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await faults(page, 'body')).toEqual([])
    await page.context().close()
  })
})
