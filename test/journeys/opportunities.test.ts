import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser } from '../browser'
import { type Desk, faults, openDesk } from '../desk'

describe.skipIf(!hasBrowser)('an opportunity, on screen', { timeout: 180_000 }, () => {
  let desk: Desk
  let account: string
  let cover: string
  const zhou = () => desk.company.as('zhou')
  const stageNow = async () => (await zhou().get(`/api/opportunities/${cover}`)).body.stage.name

  beforeAll(async () => {
    desk = await openDesk()
    account = (await zhou().post('/api/accounts', { name: '江苏淮泽酒业集团有限公司' })).body.id
    for (const [name, role] of [
      ['贾思源', 'decider'],
      ['丁可', 'influencer'],
    ])
      await zhou().post('/api/contacts', { name, role, account })
    cover = (await zhou().post('/api/opportunities', { name: '封底全年 12 期', account })).body.id
    const stages = (await desk.company.as('admin').get('/api/stages?sort=position')).body.items
    await desk.company.as('admin').patch(`/api/stages/${stages[1].id}`, {
      exit: [
        { kind: 'filled', field: 'amount' },
        { kind: 'role', role: 'decider' },
      ],
    })
  }, 120_000)
  afterAll(() => desk?.close())

  test('zhou advances it where nothing lacks, and takes that back', async () => {
    const page = await desk.at('zhou', `/opportunities/${cover}`)
    const bar = page.getByRole('region', { name: '阶段', exact: true })
    await bar.locator('.stages-step.current', { hasText: '寻找准客户' }).waitFor()
    await bar.getByText('查一查是否已是同事的客户').waitFor()
    expect(await faults(page, '.record')).toEqual([])
    await bar.locator('.stages-acts').getByRole('button', { name: '升迁到「约见拜访」' }).click()
    await page.locator('.k-toast', { hasText: '「封底全年 12 期」已升迁到「约见拜访」' }).waitFor()
    await bar.locator('.stages-step.current', { hasText: '约见拜访' }).waitFor()
    await page.keyboard.press('Control+z')
    await bar.locator('.stages-step.current', { hasText: '寻找准客户' }).waitFor()
    expect(await stageNow()).toBe('寻找准客户')
    await page.context().close()
  })

  test('where something lacks only that is asked for, the decider among it, who then stands on the map', async () => {
    await zhou().post(`/api/opportunities/${cover}/advance`, {})
    const page = await desk.at('zhou', `/opportunities/${cover}`)
    const bar = page.getByRole('region', { name: '阶段', exact: true })
    await bar.locator('.stages-demands .lacks', { hasText: '明确“决策”的人' }).waitFor()
    await bar.locator('.stages-acts').getByRole('button', { name: '升迁到「建立信任」' }).click()
    const asking = page.getByRole('dialog', { name: '升迁到「建立信任」' })
    await asking.getByText('还缺 2 项，填完即可升迁').waitFor()
    expect(await faults(page, '.stages-asking')).toEqual([])
    await asking.locator('[data-field="amount"] input').fill('268000')
    await asking.locator('[data-field="role.decider"] button').first().click()
    await page.getByRole('option', { name: /贾思源/ }).click()
    await asking.getByRole('button', { name: '升迁', exact: true }).click()
    await bar.locator('.stages-step.current', { hasText: '建立信任' }).waitFor()
    await page.locator('.buying-people', { hasText: '贾思源' }).waitFor()
    await page.locator('.buying-missing', { hasText: '还没找到：发起、使用、影响、采购、把关' }).waitFor()
    expect(await faults(page, '.record-related')).toEqual([])
    await page.context().close()
  })

  test('the next step is planned on the bar, and the merit shared only as a whole', async () => {
    const page = await desk.at('zhou', `/opportunities/${cover}`)
    await page.getByRole('button', { name: '定下一步' }).click()
    await page.locator('[data-field="nextStep"] input').fill('周四前发折扣方案')
    await page.keyboard.press('Control+Enter')
    await page.locator('.stages-next', { hasText: '周四前发折扣方案' }).waitFor()
    await page.getByRole('button', { name: '改分成' }).click()
    const dialog = page.getByRole('dialog', { name: '业绩分成' })
    await dialog.getByRole('button', { name: '加一人' }).click()
    await dialog.locator('.split-parts li').nth(1).locator('button').first().click()
    await page.getByRole('option', { name: /李敏/ }).click()
    await dialog.getByLabel('比例 % 李敏').fill('30')
    await dialog.getByRole('button', { name: '保存' }).click()
    await dialog.getByText('合计应为 100%，现在是 130%').waitFor()
    await dialog.getByRole('button', { name: '平均分' }).click()
    await dialog.getByRole('button', { name: '保存' }).click()
    await page.locator('.splits', { hasText: '李敏' }).waitFor()
    await page.context().close()
    const li = await desk.at('li', `/opportunities/${cover}`)
    await li.locator('.stages-step.current', { hasText: '建立信任' }).waitFor()
    await li.context().close()
  })

  test('its customer’s page shows what is being sold, on the telephone too', async () => {
    const page = await desk.at('zhou', `/accounts/${account}`)
    await page.locator('.deal', { hasText: '封底全年 12 期' }).filter({ hasText: '建立信任' }).waitFor()
    await page.context().close()
    const phone = await desk.at('zhou', `/opportunities/${cover}`, 375)
    await phone.locator('.stages-step.current', { hasText: '建立信任' }).waitFor()
    expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
    expect(await faults(phone, '.record')).toEqual([])
    await phone.context().close()
  })

  test('the administrator adds a stage with a condition, moves it by keyboard, and retires another', async () => {
    const page = await desk.at('admin', '/settings/pipelines')
    await page.getByRole('button', { name: '加阶段' }).click()
    await page.locator('.stage-open', { hasText: '新阶段' }).click()
    await page.locator('.stage-body [data-field="name"] input').fill('样刊试投')
    await page.getByRole('button', { name: /^加条件/ }).click()
    await page.getByRole('option', { name: '本阶段有跟进' }).click()
    await page.getByText('本阶段有跟进').waitFor()
    await page.getByRole('button', { name: '上移「样刊试投」' }).click()
    expect(await faults(page, '.set')).toEqual([])
    await page.locator('.set-save').getByRole('button', { name: '保存' }).click()
    await page.locator('.k-toast', { hasText: '已保存「八步销售法」' }).waitFor()
    const names = async () =>
      (await desk.company.as('admin').get('/api/stages?sort=position')).body.items.map((one: any) => one.name)
    expect(await names()).toEqual([
      '寻找准客户',
      '约见拜访',
      '建立信任',
      '挖掘需求',
      '研究方案',
      '提出方案',
      '样刊试投',
      '签约承诺',
      '客户满意',
    ])
    await page.locator('.stage-open', { hasText: '建立信任' }).click()
    await page.locator('.stage-body').getByRole('button', { name: '停用' }).click()
    const dialog = page.getByRole('dialog', { name: '停用 建立信任' })
    await dialog.getByText('还有 1 个进行中的机会在这个阶段').waitFor()
    await dialog.getByRole('button', { name: /哪个阶段/ }).click()
    await page.getByRole('option', { name: '挖掘需求' }).click()
    await dialog.getByRole('button', { name: '停用' }).click()
    await page.locator('.k-toast', { hasText: '已停用「建立信任」' }).waitFor()
    expect(await stageNow()).toBe('挖掘需求')
    await page.context().close()
    const outside = await desk.at('zhou', '/settings/pipelines')
    await outside.getByText('没有设置销售流程的权限').waitFor()
    await outside.context().close()
  })
})
