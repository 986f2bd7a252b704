import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemContext } from '../../src/core/context'
import { hasBrowser } from '../browser'
import { type Desk, faults, openDesk } from '../desk'

describe.skipIf(!hasBrowser)('handing over in a browser', { timeout: 180_000 }, () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk()
    const { company } = desk
    const zhou = company.as('zhou')
    for (const name of ['宜宾百汇酒业', '泸州老街商贸', '成都锦官食品']) await zhou.post('/api/accounts', { name })
    await zhou.post('/api/tasks', { subject: '寄样品' })
    await company
      .as('gao')
      .post('/api/use-rules', { name: '使用规则', board: company.boards.marketing, callsPerDay: 5 })
  }, 120_000)
  afterAll(() => desk?.close())

  const carryOut = async () => {
    const { host, tenant } = desk.company
    const job = host.program.slices.flatMap(slice => slice.jobs ?? []).find(one => one.name === 'hand-over')!
    const { items } = (await desk.company.as('gao').get('/api/handovers?fields=status')).body
    for (const { id } of items) await job.run(await systemContext(host, tenant), { handover: id })
  }

  test('gao opens zhou in the address book, shares her customers out between two, and reads what became of it', async () => {
    const { company } = desk
    const page = await desk.at('gao', `/people/${company.people.zhou}`)
    await page.getByRole('link', { name: '移交', exact: true }).click()
    await page.getByRole('heading', { name: '移交 周雨桐' }).waitFor()
    expect(await faults(page, '.handover')).toEqual([])
    await page.getByText('同时冻结账号').waitFor()
    await page.getByText('同时冻结账号').click()
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByRole('row', { name: '客户 3' }).waitFor()
    await page.getByRole('row', { name: '任务 1' }).waitFor()
    expect(await faults(page, '.handover')).toEqual([])
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByRole('button', { name: '添加规则' }).click()
    await page.getByRole('button', { name: '给谁' }).click()
    for (const name of ['李敏', '陈嘉伟']) await page.getByRole('option', { name }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: '看结果' }).click()
    await page.getByText('先选「其余给」谁').waitFor()
    await page.getByRole('button', { name: /^其余给/ }).click()
    await page.getByRole('option', { name: '陈嘉伟' }).click()
    expect(await faults(page, '.handover')).toEqual([])
    await page.getByRole('button', { name: '看结果' }).click()
    await page.getByRole('row', { name: /^客户 3 李敏 2、陈嘉伟 1$/ }).waitFor()
    await page.getByRole('button', { name: '移交 4 项' }).click()
    await page.getByText('可以离开这一页').waitFor()
    await carryOut()
    await page.getByRole('heading', { name: '已移交' }).waitFor()
    await page.getByText('已移交 4 / 4').waitFor()
    await page.getByRole('button', { name: '查看记录' }).click()
    await page.getByRole('link', { name: '宜宾百汇酒业' }).waitFor()
    expect(await faults(page, '.handover')).toEqual([])
    await page.getByRole('button', { name: '撤销移交' }).click()
    await page.getByRole('heading', { name: '正在撤销' }).waitFor()
    await carryOut()
    await page.getByRole('heading', { name: '已撤销' }).waitFor()
    await page.context().close()
  })

  test('zheng gives a customer to another board and reads before what follows', async () => {
    const { company } = desk
    const { items } = (await company.as('zhou').get('/api/accounts?fields=name')).body
    const page = await desk.at('zheng', `/accounts/${items[0].id}`)
    await page.getByRole('heading', { name: items[0].name }).first().waitFor()
    const button = page.getByRole('button', { name: '移交', exact: true })
    if (!(await button.isVisible())) await page.getByRole('button', { name: '更多' }).first().click()
    await page.getByText('移交', { exact: true }).first().click()
    await page.getByRole('button', { name: /^移交给/ }).click()
    await page.getByRole('option', { name: '王磊' }).click()
    await page.getByText('1 条从 营销中心 移到 糖酒会办公室，原版块的人不再看到').waitFor()
    expect(await faults(page, '[role="dialog"]')).toEqual([])
    await page.getByRole('dialog').getByRole('button', { name: '移交', exact: true }).click()
    await expect.poll(async () => (await company.as('wang').get(`/api/accounts/${items[0].id}`)).status).toBe(200)
    await page.context().close()
  })

  test('gao reads how the board keeps the rules and goes from a figure to the records; on the phone too', async () => {
    const page = await desk.at('gao', '/supervision')
    await page.getByText('营销中心 · 2 人').waitFor()
    expect(await faults(page, '.supervision')).toEqual([])
    await page.setViewportSize({ width: 390, height: 844 })
    await page.getByRole('link', { name: '周雨桐' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.goto(page.url().replace('/supervision', '/settings/use-rules'))
    await page.getByRole('heading', { name: '营销中心' }).waitFor()
    expect(await faults(page, '.set')).toEqual([])
    await page.context().close()
  })
})
