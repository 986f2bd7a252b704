import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser } from '../browser'
import { type Desk, faults, openDesk } from '../desk'

describe.skipIf(!hasBrowser)('leads become customers', { timeout: 180_000 }, () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk()
    await desk.company.as('wang').post('/api/accounts', { name: '遵义赤岭酒业有限公司' })
  }, 120_000)
  afterAll(() => desk?.close())

  test('zhou takes a call down on the telephone, converts it with one press at her desk, and takes that back', async () => {
    const phone = await desk.at('zhou', '/phone-note', 375)
    await phone.getByLabel('电话', { exact: true }).fill('13900008001')
    await phone.getByLabel('联系人').fill('孟祥宇')
    await phone.getByLabel('公司').fill('徐州汉泉酒业有限公司')
    await phone.getByLabel('说了什么').fill('问明年封面的价格')
    expect(await faults(phone, '.phone-note')).toEqual([])
    expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
    await phone.getByRole('button', { name: '保存', exact: true }).click()
    await phone.waitForURL(/\/leads\/[0-9a-f-]{36}$/)
    const address = new URL(phone.url()).pathname
    await phone.context().close()

    const page = await desk.at('zhou', address)
    await page.getByText('问明年封面的价格').waitFor()
    await page.getByRole('button', { name: '转化', exact: true }).click()
    await page.getByText('没有找到相同的客户，可以直接转化').waitFor()
    expect(await faults(page, '.lead-convert')).toEqual([])
    await page.getByRole('button', { name: '转化', exact: true }).click()
    await page.waitForURL(/\/opportunities\//)
    await page.getByText(/已转化「/).waitFor()
    await page.getByRole('button', { name: '撤销', exact: true }).click()
    await page.waitForURL(/\/leads\//)
    await page.getByText('新线索', { exact: true }).first().waitFor()
    await page.context().close()
  })

  test('a colleague’s customer is asked about before another is made of it', async () => {
    const { id } = (
      await desk.company.as('zhou').post('/api/leads', { name: '想投封面', company: '遵义赤岭酒业有限公司' })
    ).body
    const page = await desk.at('zhou', `/convert-lead/${id}`)
    await page.getByText('可能已经有这家客户').waitFor()
    expect(await page.getByRole('button', { name: '转化', exact: true }).isDisabled()).toBe(true)
    await page.getByRole('button', { name: '提出撞单申请' }).waitFor()
    await page.getByText('仍然新建', { exact: true }).click()
    await page.getByRole('button', { name: '转化', exact: true }).click()
    await page.waitForURL(/\/opportunities\//)
    await page.context().close()
  })

  test('gao makes a form, a stranger fills it in, and the funnel counts it', async () => {
    const page = await desk.at('gao', '/settings/web-forms')
    await page.getByRole('button', { name: '新建表单' }).first().click()
    await page.getByLabel('表单名称').fill('官网')
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.getByText('已保存「官网」').waitFor()
    expect(await faults(page, '.set')).toEqual([])
    const link = await page.locator('.lead-preview code').first().innerText()
    await page.goto(link)
    await page.getByLabel('联系人').fill('田甜')
    await page.getByLabel('电话').fill('13900008002')
    await page.getByRole('button', { name: '提交' }).click()
    await page.getByText('已收到').waitFor()
    expect(await faults(page, 'main')).toEqual([])
    await page.context().close()
    const funnel = await desk.at('gao', '/lead-funnel')
    await funnel.getByRole('row', { name: /网站/ }).waitFor()
    expect(await faults(funnel, '.set')).toEqual([])
    await funnel.getByRole('row', { name: /网站/ }).getByRole('link', { name: '网站' }).click()
    await funnel.getByText('田甜').first().waitFor()
    await funnel.context().close()
  })
})
