import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemContext } from '../../src/core/context'
import { findPairs } from '../../src/domain/collisions'
import { hasBrowser } from '../browser'
import { type Desk, faults, openDesk } from '../desk'

describe.skipIf(!hasBrowser)('two records of one customer become one on screen', { timeout: 180_000 }, () => {
  let desk: Desk
  let stays: any
  let goes: any
  beforeAll(async () => {
    desk = await openDesk()
    stays = (await desk.company.as('zhou').post('/api/accounts', { name: '四川金穗食品有限公司', level: 'key' })).body
    goes = (
      await desk.company
        .as('li')
        .post('/api/accounts', { name: '四川金穗食品有限责任公司', phone: '13900139001', level: 'normal' })
    ).body
    await desk.company.as('li').post('/api/contacts', { name: '方明', account: goes.id })
  }, 120_000)
  afterAll(() => desk?.close())

  test('chen finds the other from the record’s page, chooses field by field, and takes it back from the history', async () => {
    const page = await desk.at('chen', `/accounts/${stays.id}`)
    await page.getByRole('button', { name: '更多操作' }).click()
    await page.getByRole('menuitem', { name: '合并…' }).click()
    await page.getByRole('button', { name: '选这条' }).click()
    await page.getByText('13900139001').first().waitFor()
    await page.getByRole('radio', { name: '等级取自 四川金穗食品有限责任公司' }).check()
    await expect
      .poll(() => page.locator('tr', { hasText: '等级' }).locator('.merge-result').textContent())
      .toContain('普通')
    await page.locator('tr', { hasText: '联系人' }).first().waitFor()
    expect(await faults(page, '.merge')).toEqual([])
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/merge.png` })
    await page.getByRole('button', { name: '合并 2 条为 1 条' }).click()
    await page.getByRole('heading', { name: '四川金穗食品有限公司' }).waitFor()
    const merged = (await desk.company.as('chen').get(`/api/accounts/${stays.id}`)).body
    expect(merged).toMatchObject({ phone: '13900139001', level: 'normal' })

    await page.goto(page.url().replace(stays.id, goes.id))
    await page.waitForURL(`**/accounts/${stays.id}`)
    await page.getByRole('button', { name: '更多操作' }).click()
    await page.getByRole('menuitem', { name: '修改记录' }).click()
    await page.getByRole('button', { name: '撤销合并' }).click()
    await expect.poll(async () => (await desk.company.as('li').get(`/api/accounts/${goes.id}`)).status).toBe(200)
    expect((await desk.company.as('chen').get(`/api/accounts/${stays.id}`)).body).toMatchObject({
      phone: null,
      level: 'key',
    })
    await page.context().close()
  })

  test('chen merges what is ticked in the list', async () => {
    const page = await desk.at('chen', '/accounts')
    for (const name of [stays.name, goes.name]) await page.getByRole('checkbox', { name: new RegExp(name) }).check()
    await page.locator('.selection-bar').getByRole('button', { name: '更多' }).click()
    await page.getByRole('menuitem', { name: '合并…' }).click()
    await page.locator('.merge-table').waitFor()
    await page.getByRole('button', { name: '合并 2 条为 1 条' }).click()
    await page.getByText(`已合并 2 条为 ${stays.name}`).waitFor()
    await page.getByRole('button', { name: '撤销' }).click()
    await expect.poll(async () => (await desk.company.as('li').get(`/api/accounts/${goes.id}`)).status).toBe(200)
    await page.context().close()
  })
})

describe.skipIf(!hasBrowser)('possible duplicates are decided by keyboard', { timeout: 180_000 }, () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk()
    for (const name of ['四川金穗食品有限公司', '金穗食品有限公司', '自贡盐帮餐饮有限公司', '盐帮餐饮管理公司'])
      await desk.company.as('zhou').post('/api/accounts', { name })
    await desk.company.as('zhou').post('/api/accounts', { name: '盐帮餐饮', phone: '13900139001' })
    const run = (await desk.company.as('gao').post('/api/duplicate-runs', { object: 'account' })).body.id
    await findPairs.run(await systemContext(desk.company.host, desk.company.tenant), { run })
  }, 120_000)
  afterAll(() => desk?.close())

  test('gao keeps one pair apart and merges the next', async () => {
    const open = async () =>
      (
        await desk.company
          .as('gao')
          .get(`/api/duplicate-pairs?filter=${encodeURIComponent('{"field":"status","op":"eq","value":"open"}')}`)
      ).body.items
    const before = (await open()).length
    expect(before).toBeGreaterThan(1)
    const page = await desk.at('gao', '/duplicates')
    await page.getByRole('button', { name: '合并', exact: true }).waitFor()
    await page.locator('.merge-table').waitFor()
    expect(await faults(page, '.merge')).toEqual([])
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/pairs.png` })
    await page.keyboard.press('d')
    await page.getByText('已判为不同').waitFor()
    await expect.poll(async () => (await open()).length).toBe(before - 1)
    await page.locator('.merge-table').waitFor()
    await expect.poll(() => page.locator('.pairs-list button').count()).toBe(before - 1)
    await page.locator('.merge-table').waitFor()
    await page.keyboard.press('m')
    await page.getByText('已合并 2 条为').waitFor()
    await expect.poll(async () => (await open()).length).toBeLessThan(before - 1)
    await page.context().close()
  })
})
