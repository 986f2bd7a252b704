import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { traditional } from '../../src/core/i18n/traditional'
import { hasBrowser } from '../browser'
import { type Desk, faults, faultsOfColour, openDesk } from '../desk'

describe.skipIf(!hasBrowser)('screens that everybody can use', { timeout: 180_000 }, () => {
  let desk: Desk
  let account: string

  beforeAll(async () => {
    desk = await openDesk()
    const zhou = desk.company.as('zhou')
    account = (
      await zhou.post('/api/accounts', { name: '江苏淮泽酒业集团有限公司', level: 'key', phone: '0517-05501234' })
    ).body.id
    await zhou.post('/api/contacts', { name: '贾思源', position: '副总经理', account })
    await zhou.post('/api/activities', { type: 'visit', subject: '看了新展厅', account })
    await zhou.post('/api/tasks', { subject: '给报价', account, dueAt: new Date().toISOString() })
  }, 120_000)
  afterAll(() => desk?.close())

  /** Goes to a page and waits until all of it has been drawn. */
  async function go(page: Page, path: string): Promise<void> {
    await page.goto(new URL(path, page.url()).href)
    await page.locator('h1, h2').first().waitFor()
    await page.waitForFunction(() => !document.querySelector('[aria-busy="true"], .k-skeleton'))
  }

  /** Serious faults inside an element, by day and by night; the night changes nothing but colours. */
  async function faultsInBoth(page: Page, inside = 'body'): Promise<string[]> {
    const wear = (theme: string) =>
      page.evaluate(chosen => {
        document.documentElement.dataset.theme = chosen
      }, theme)
    await wear('light')
    const byDay = await faults(page, inside)
    await wear('dark')
    return [...byDay, ...(await faultsOfColour(page, inside)).map(fault => `dark: ${fault}`)]
  }

  test.each([
    [
      'zhou',
      ['/', '/notifications', '/me', '/calendar', '/visit', '/accounts?display=board', '/accounts?display=chart'],
    ],
    ['admin', ['/settings', '/settings/roles', '/settings/fields', '/settings/dictionaries']],
  ] as const)('what %s works with', async (who, paths) => {
    const page = await desk.at(who, '/me')
    for (const path of paths) {
      await go(page, path)
      expect(await faultsInBoth(page), path).toEqual([])
    }
    await page.context().close()
  })

  test('customers, one of them, the form that changes it, the palette above all, and signing in again', async () => {
    const page = await desk.at('zhou', '/me')
    await page.evaluate(() => localStorage.setItem('theme', 'dark'))
    await go(page, '/accounts')
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')
    expect(await faultsInBoth(page)).toEqual([])
    await go(page, `/accounts/${account}`)
    expect(await faultsInBoth(page)).toEqual([])
    await page.locator('.record-acts').getByRole('button', { name: '修改' }).click()
    await page.locator('.form-row').first().waitFor()
    expect(await faultsInBoth(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+k')
    await page.locator('.palette').getByRole('option').first().waitFor()
    expect(await faultsInBoth(page, '.palette')).toEqual([])
    await page.context().clearCookies()
    await page.reload()
    await page.getByLabel('密码', { exact: true }).waitFor()
    expect(await faultsInBoth(page)).toEqual([])
    await page.context().close()
  })

  test('no page is wider than a telephone', async () => {
    const page = await desk.at('zhou', '/me', 375)
    for (const path of ['/', '/calendar', '/notifications', '/me', '/accounts']) {
      await go(page, path)
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(375)
    }
    await page.context().close()
  })

  test('what zhou chooses to read is spoken at once and everywhere: English, and traditional characters', async () => {
    const page = await desk.at('zhou', '/accounts')
    const frame = async () =>
      (await page.locator('.rail, .side-head, .top-search, .top-create, .view-tabs, .grid-head').allInnerTexts()).join(
        '\n',
      )
    const choose = async (language: string) => {
      await page.locator('.top-me').click()
      await page.getByRole('menuitemcheckbox', { name: language }).click()
    }
    await choose('English')
    await page.getByRole('heading', { name: 'Accounts' }).waitFor()
    await expect.poll(frame).not.toMatch(/\p{Script=Han}/u)
    await choose('繁體中文')
    await page.getByRole('heading', { name: '客戶' }).waitFor()
    await expect.poll(async () => traditional(await frame()) === (await frame())).toBe(true)
    await page.reload()
    await page.getByRole('heading', { name: '客戶' }).waitFor()
    expect((await desk.company.as('zhou').get('/api/session')).body.user).toMatchObject({ lang: 'zh-TW' })
    await page.context().close()
  })
})
