import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser } from '../browser'
import { type Desk, faults, openDesk } from '../desk'

describe.skipIf(!hasBrowser)('working together', { timeout: 180_000 }, () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk()
    const zhou = desk.company.as('zhou')
    const account = (await zhou.post('/api/accounts', { name: '四川好又多超市' })).body.id
    await zhou.post('/api/activities', { type: 'call', subject: '问了全年投放', account })
    await zhou.post('/api/activities', { type: 'visit', subject: '看了卖场', account })
  }, 120_000)
  afterAll(() => desk?.close())

  test('zhou hands in the log with one tap, chen reviews it on the telephone, zhou reads that', async () => {
    const zhou = await desk.at('zhou', '/work-logs')
    const done = zhou.getByRole('textbox', { name: '今天的工作' })
    await expect.poll(() => done.inputValue()).toContain('电话 四川好又多超市 问了全年投放')
    await zhou.getByRole('textbox', { name: '明天的计划' }).fill('带合同去签')
    expect(await faults(zhou, '.wl')).toEqual([])
    await zhou.getByRole('button', { name: '提交' }).click()
    await zhou.getByText('日志已提交').waitFor()

    const chen = await desk.at('chen', '/work-logs?tab=team', 390)
    await chen.getByRole('button', { name: /周雨桐.*已提交/ }).click()
    await chen.getByText('带合同去签').waitFor()
    await chen.getByRole('button', { name: '良' }).click()
    await chen.getByRole('textbox', { name: '批阅' }).fill('拜访前先约时间')
    expect(await faults(chen, '.wl')).toEqual([])
    expect(await chen.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    await chen.getByRole('button', { name: '批阅', exact: true }).click()
    await zhou.getByText('拜访前先约时间').waitFor()
    for (const page of [zhou, chen]) await page.context().close()
  })

  test('zhou plans the week; what was done stands beside it', async () => {
    const zhou = await desk.at('zhou', '/work-plans')
    await zhou.getByRole('button', { name: '写计划' }).click()
    await zhou.getByRole('textbox', { name: '电话目标' }).fill('10')
    await zhou.getByRole('textbox', { name: '拜访目标' }).fill('1')
    await zhou.getByRole('textbox', { name: '计划', exact: true }).fill('跟完糖酒会名单')
    await zhou.getByRole('button', { name: '保存' }).click()
    await zhou.getByText('1 / 10').waitFor()
    await zhou.getByRole('textbox', { name: '加任务' }).fill('回访十家')
    await zhou.keyboard.press('Enter')
    await zhou.getByRole('link', { name: '回访十家' }).waitFor()
    expect(await faults(zhou, '.wl')).toEqual([])
    await zhou.context().close()
  })

  test('gao announces; zhou finds it on the workbench and confirms; gao sees who has', async () => {
    const gao = await desk.at('gao', '/announcements')
    await gao.getByRole('button', { name: '发公告' }).click()
    const form = gao.getByRole('dialog')
    await form.getByLabel('标题').fill('周五下午例会')
    await form.getByLabel('内容').fill('三点，大会议室')
    await form.locator('[data-field="mustConfirm"]').getByRole('switch').click()
    await form.getByRole('button', { name: '保存', exact: true }).click()
    await form.waitFor({ state: 'detached' })
    await gao.getByText('未读 4').waitFor()

    const zhou = await desk.at('zhou', '/', 390)
    await zhou.getByRole('region', { name: '公告' }).getByText('周五下午例会').click()
    await zhou.getByRole('button', { name: '确认知悉' }).click()
    await zhou.getByText('已确认').waitFor()
    expect(await faults(zhou, '.an')).toEqual([])
    await gao.getByText('已读 1').waitFor()
    expect(await faults(gao, '.an')).toEqual([])
    for (const page of [gao, zhou]) await page.context().close()
  })

  test('zhou and wang of another board write to each other, live', async () => {
    const wang = await desk.at('wang', '/conversations', 390)
    await wang.getByText('还没有留言').waitFor()
    const zhou = await desk.at('zhou', '/conversations')
    await zhou.getByRole('button', { name: '写留言' }).click()
    const form = zhou.getByRole('dialog')
    await form.getByRole('button', { name: /发给谁|选人/ }).click()
    await zhou.getByRole('option', { name: '王磊' }).click()
    await zhou.keyboard.press('Escape')
    await form.getByRole('textbox', { name: '内容' }).fill('瑞谊的底价是八二折')
    await form.getByRole('button', { name: '发送' }).click()
    await zhou.getByRole('region', { name: '王磊' }).getByText('未读').waitFor()

    await wang.getByRole('button', { name: /周雨桐/ }).click()
    await wang.getByRole('region', { name: '周雨桐' }).getByText('瑞谊的底价是八二折').waitFor()
    await zhou.getByRole('region', { name: '王磊' }).getByText('已读').waitFor()
    await wang.getByRole('textbox', { name: '写留言，Ctrl Enter 发送' }).fill('知道了')
    await wang.keyboard.press('Control+Enter')
    await zhou.getByRole('region', { name: '王磊' }).getByText('知道了').waitFor()
    expect(await wang.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    for (const page of [zhou, wang]) expect(await faults(page, '.cv')).toEqual([])
    for (const page of [zhou, wang]) await page.context().close()
  })
})
