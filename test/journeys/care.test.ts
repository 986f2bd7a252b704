import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dayOf } from '../../src/core/calendar/china'
import { systemContext } from '../../src/core/context'
import { planCare } from '../../src/domain/care'
import { hasBrowser } from '../browser'
import { type Desk, faults, openDesk } from '../desk'

describe.skipIf(!hasBrowser)('customers are thought of', { timeout: 180_000 }, () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk()
    const zhou = desk.company.as('zhou')
    const account = (await zhou.post('/api/accounts', { name: '江苏淮泽酒业集团有限公司' })).body.id
    const birthday = `1980-${dayOf(new Date(Date.now() + 3 * 86_400_000))
      .slice(5)
      .replace('02-29', '02-28')}`
    await zhou.post('/api/contacts', { name: '贾思源', account, birthday, phone: '13800000001', smsConsent: 'refused' })
    await desk.company.as('admin').post('/api/message-templates', { name: '生日祝福', body: '{称呼}，生日快乐' })
  }, 120_000)
  afterAll(() => desk?.close())

  test('the administrator sees what a rule will bring before saving it, and zhou what is coming, and skips one', async () => {
    const page = await desk.at('admin', '/settings/care')
    await page.getByRole('button', { name: '新建规则' }).first().click()
    await page.getByText('未来 7 天将有 1 条关怀').waitFor()
    await page.getByText('生日：贾思源').waitFor()
    await page.getByLabel('规则名称').fill('联系人生日')
    expect(await faults(page, '.set')).toEqual([])
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.getByText('已保存「联系人生日」').waitFor()
    await page.context().close()

    await planCare(await systemContext(desk.company.host, desk.company.tenant))
    const mine = await desk.at('zhou', '/care')
    await mine.getByRole('button', { name: '生日：贾思源' }).click()
    await mine.locator('.care-text').waitFor()
    expect(await faults(mine, '.set')).toEqual([])
    await mine.getByRole('button', { name: '跳过' }).click()
    await mine.getByText('接下来 31 天没有关怀').waitFor()
    await mine.getByText('已处理').click()
    await mine.getByRole('button', { name: '恢复' }).click()
    await mine.getByText('还没有处理过的关怀').waitFor()
    await mine.context().close()
  })

  test('the settings for sending take a server, say what it answers, and never show the password', async () => {
    const page = await desk.at('admin', '/settings/senders', 375)
    const email = page.getByRole('form', { name: '邮件' })
    await email.getByLabel('服务器', { exact: true }).fill('127.0.0.1')
    await email.getByLabel('端口').fill('9')
    await email.getByLabel('发件地址').fill('crm@fenghe.cn')
    await email.getByLabel('密码', { exact: true }).fill('geheim-2026')
    await email.getByRole('button', { name: '保存' }).click()
    await page.getByText('邮件的发送设置已保存').waitFor()
    await expect.poll(() => email.getByLabel('密码', { exact: true }).inputValue()).toBe('')
    await email.getByLabel('测试收件地址').fill('me@fenghe.cn')
    await email.getByRole('button', { name: '发送测试' }).click()
    await page.getByText(/没有发出去/).waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
    expect(await faults(page, '.set')).toEqual([])
    await page.context().close()
  })

  test('whoever keeps no rules is told so', async () => {
    const page = await desk.at('zhou', '/settings/care')
    await page.getByText('你看不到这里的内容').waitFor()
    await page.context().close()
  })
})
