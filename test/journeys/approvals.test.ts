import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser } from '../browser'
import { type Desk, faults, openDesk } from '../desk'

describe.skipIf(!hasBrowser)('approvals', { timeout: 180_000 }, () => {
  let desk: Desk
  const admin = () => desk.company.as('admin')
  const users = async (login: string) => {
    const filter = encodeURIComponent(JSON.stringify({ field: 'login', op: 'eq', value: login }))
    return (await admin().get(`/api/users?fields=name,status&filter=${filter}`)).body.items
  }
  const ask = async (name: string, login: string) => {
    const { roles } = desk.company
    const draft = { kind: 'open', name, login, roles: [roles.salesperson], reason: '华东组新入职' }
    const made = await desk.company.as('li').post('/api/user-requests', draft)
    expect(made.status).toBe(201)
    return made.body.id as string
  }

  beforeAll(async () => {
    desk = await openDesk()
  }, 120_000)
  afterAll(() => desk?.close())

  test('li asks for a colleague’s user, gao approves from the workbench, zheng on the telephone; the user exists', async () => {
    const asking = await desk.at('li', '/user-requests')
    await asking.getByRole('button', { name: '新建用户申请' }).first().click()
    const form = asking.getByRole('dialog')
    await form.getByLabel('申请原因').fill('接手苏南客户')
    await form.getByLabel('姓名').fill('林知远')
    await form.getByLabel('登录名').fill('linzhiyuan')
    await form.locator('[data-field="roles"]').getByRole('button').first().click()
    await asking.getByRole('option', { name: '业务人员' }).click()
    await asking.keyboard.press('Escape')
    await form.getByRole('button', { name: '保存', exact: true }).click()
    await form.waitFor({ state: 'detached' })

    const gao = await desk.at('gao', '/')
    await gao.getByRole('region', { name: '待我审批' }).getByText('开户：林知远').click()
    const request = gao.getByRole('article', { name: '开户：林知远' })
    await request.getByText('接手苏南客户').waitFor()
    expect(await faults(gao, '.ap')).toEqual([])
    await request.getByRole('button', { name: '拒绝' }).click()
    await request.getByText('先写理由').waitFor()
    await request.getByRole('textbox', { name: '意见' }).fill('同意，本月到岗')
    await gao.keyboard.press('Control+Enter')
    await gao.getByText('没有待审批的事').first().waitFor()

    const zheng = await desk.at('zheng', '/approvals', 390)
    await zheng.getByText('开户：林知远').click()
    await zheng.getByText('同意，本月到岗').waitFor()
    expect(await faults(zheng, '.ap')).toEqual([])
    expect(await zheng.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    await zheng.getByRole('button', { name: '同意', exact: true }).click()
    await zheng.getByText('没有待审批的事').waitFor()
    await expect.poll(() => users('linzhiyuan')).toMatchObject([{ name: '林知远', status: 'active' }])
    for (const page of [asking, gao, zheng]) await page.context().close()
  })

  test('the record shows where it stands, also to who asked; withdrawn it says so', async () => {
    const id = await ask('苏荷', 'suhe')
    const page = await desk.at('li', `/user-requests/${id}`)
    const line = page.getByRole('region', { name: '用户申请' })
    await line.getByText('高原').waitFor()
    await line.getByText('审批中').waitFor()
    expect(await faults(page, '.record')).toEqual([])
    await line.getByRole('link', { name: '用户申请' }).click()
    await page.getByRole('button', { name: '撤回' }).click()
    await page.getByText('李敏 撤回').waitFor()
    await page.context().close()
  })

  test('an administrator draws a flow: what is missing is said in words, then it is saved and serves', async () => {
    const page = await desk.at('admin', '/settings/approvals')
    await page.getByRole('button', { name: '加审批' }).last().click()
    const steps = page.locator('.ad-steps')
    await steps.getByLabel('步骤名称').fill('')
    await page.getByText('给步骤起个名字').waitFor()
    await steps.getByLabel('步骤名称').fill('人事备案')
    await steps.getByRole('button', { name: /^审批人 / }).click()
    await page.getByRole('option', { name: '指定人员' }).click()
    await page.getByText('「人事备案」还没有指定人').waitFor()
    await steps.locator('.ad-people button').first().click()
    await page.getByRole('combobox').last().fill('孙晓岚')
    await page.getByRole('option', { name: '孙晓岚' }).click()
    await page.keyboard.press('Escape')
    await page.getByText('可以启用').waitFor()
    await page.locator('.ad-picture').getByText('由 孙晓岚').waitFor()
    expect(await faults(page, '.set')).toEqual([])
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.getByText(/^已保存：用户开户、变更与注销/).waitFor()

    const id = await ask('白芷', 'baizhi')
    const { items } = (await desk.company.as('li').get(`/api/user-requests/${id}/approvals`)).body
    expect(items[0].steps.map((step: { name: string }) => step.name)).toEqual([
      '版块负责人审批',
      '集团复核',
      '人事备案',
    ])
    await page.context().close()
  })
})
