import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser } from '../browser'
import { type Desk, faults, openDesk } from '../desk'

const widest = (page: any) => page.evaluate(() => document.documentElement.scrollWidth)
const shot = async (page: any, name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png` })
}

describe.skipIf(!hasBrowser)('what is the same, and what is true', { timeout: 180_000 }, () => {
  let desk: Desk
  const made = async (path: string, body: object) => (await desk.company.as('zhou').post(`/api/${path}`, body)).body.id
  beforeAll(async () => {
    desk = await openDesk()
  }, 120_000)
  afterAll(() => desk?.close())

  test('the administrator tries a weight and a threshold on two records, saves them and goes back to the standard', async () => {
    const page = await desk.at('admin', '/settings/matching')
    for (const [draft, name, phone] of [
      ['第一条', '四川金穗食品有限公司', '13900139001'],
      ['第二条', '甲乙丙丁', '139 0013 9001'],
    ] as const) {
      const typed = page.getByRole('group', { name: draft })
      await typed.getByLabel('客户名称').fill(name)
      await typed.getByLabel('电话').fill(phone)
    }
    await page.getByText('80% · 会提示').waitFor()
    await page.getByText('电话相同').waitFor()
    const form = page.getByRole('region', { name: '撞单规则' })
    await form.getByLabel('提示门槛').fill('0.9')
    await page.getByText('80% · 不会提示').waitFor()
    await form.getByLabel('电话').fill('0.95')
    await page.getByText('95% · 会提示').waitFor()
    await form.getByLabel('邮箱').fill('2')
    await page.getByText('填 0 到 0.99').waitFor()
    expect(await page.getByRole('button', { name: '保存', exact: true }).isDisabled()).toBe(true)
    await form.getByLabel('邮箱').fill('0.85')
    expect(await faults(page, '.set')).toEqual([])
    await shot(page, 'matching')
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.getByText('已保存撞单规则').waitFor()
    const kept = async () => (await desk.company.as('admin').get('/api/matching-weights')).body
    expect(await kept()).toMatchObject({ phone: 0.95, threshold: 0.9, email: 0.85 })
    await page.getByRole('button', { name: '恢复标准' }).click()
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await expect.poll(kept).toMatchObject({ phone: 0.8, threshold: 0.55 })
    await page.setViewportSize({ width: 375, height: 800 })
    expect(await widest(page)).toBeLessThanOrEqual(375)
    await shot(page, 'matching-phone')
    await page.context().close()

    const zhou = await desk.at('zhou', '/settings/matching')
    await zhou.getByText('你看不到这里的内容').waitFor()
    await zhou.context().close()
  })

  test('chen passes one record by keyboard, the next follows, and is sent back with a reason', async () => {
    const [first, second] = [
      await made('accounts', { name: '四川金穗食品有限公司' }),
      await made('accounts', { name: '绵竹剑南糖酒商行' }),
    ]
    const account = async (id: string) => (await desk.company.as('chen').get(`/api/accounts/${id}`)).body
    const page = await desk.at('chen', '/reviews')
    await page.getByRole('tab', { name: '待初审 2' }).waitFor()
    await page.getByRole('heading', { name: '绵竹剑南糖酒商行' }).waitFor()
    expect(await faults(page, '.ap')).toEqual([])
    await shot(page, 'reviews')
    await page.keyboard.press('p')
    await page.getByRole('heading', { name: '四川金穗食品有限公司' }).waitFor()
    expect(await account(second)).toMatchObject({ reviewStatus: 'first', firstReviewBy: { name: '陈嘉伟' } })
    await page.keyboard.press('r')
    await page.getByText('退回前写明要核实什么').waitFor()
    await page.keyboard.type('电话打不通')
    await page.keyboard.press('Control+Enter')
    await page.getByText('没有等你初审的客户').waitFor()
    expect(await account(first)).toMatchObject({ reviewStatus: 'returned', reviewNote: '电话打不通' })
    await page.getByRole('tab', { name: '待复审' }).click()
    await page.getByText('没有等你复审的客户').waitFor()
    await page.context().close()

    const gao = await desk.at('gao', '/reviews?stage=second', 375)
    await gao.getByRole('button', { name: '绵竹剑南糖酒商行' }).click()
    expect(await widest(gao)).toBeLessThanOrEqual(375)
    await gao.getByRole('button', { name: '复审通过' }).waitFor()
    await shot(gao, 'reviews-phone')
    await gao.getByRole('button', { name: '复审通过' }).click()
    await gao.getByText('没有等你复审的客户').waitFor()
    expect((await account(second)).reviewStatus).toBe('second')
    await gao.context().close()
  })

  test('a run looks through contacts as well', async () => {
    const page = await desk.at('admin', '/duplicates')
    await page.getByRole('button', { name: '查一遍' }).click()
    await page.getByRole('menuitem', { name: '查一遍联系人' }).click()
    await page.getByText('开始查重').waitFor()
    const [run] = (await desk.company.as('admin').get('/api/duplicate-runs')).body.items
    expect(run.object).toBe('contact')
    await page.context().close()
  })

  test('li enters what zhou has already, says why it is another, and writes to zhou about it', async () => {
    await made('accounts', { name: '自贡盐帮餐饮有限公司' })
    const page = await desk.at('li', '/accounts')
    await page.locator('.top-create').click()
    await page.getByRole('menuitem', { name: '客户', exact: true }).click()
    const form = page.getByRole('dialog', { name: '新建客户' })
    await form.getByLabel('客户名称').fill('盐帮餐饮有限公司')
    await form.locator('.form-duplicate', { hasText: '去掉地区和后缀后名称相同' }).waitFor()
    await page.keyboard.press('Control+Enter')
    await form.getByText('很可能已经有了').waitFor()
    await form.getByRole('checkbox', { name: /不是同一个/ }).check()
    expect(await faults(page, '.form')).toEqual([])
    await page.keyboard.press('Control+Enter')
    await form.getByText('说明为什么不是同一个').waitFor()
    await form.getByLabel(/为什么不是同一个/).fill('成都的另一家')
    await page.keyboard.press('Control+Enter')
    const toast = page.locator('.k-toast', { hasText: '盐帮餐饮有限公司' })
    await toast.getByRole('button', { name: '打开' }).click()
    const [pair] = (await desk.company.as('admin').get('/api/duplicate-pairs?sort=-createdAt')).body.items
    expect(pair).toMatchObject({ status: 'different', reason: '成都的另一家' })

    await page.getByRole('button', { name: '给同事留言' }).click()
    const letter = page.getByRole('dialog', { name: '写留言' })
    await letter.getByText('关于 盐帮餐饮有限公司').waitFor()
    await letter.getByRole('button', { name: /选人/ }).click()
    await page.getByRole('option', { name: /周雨桐/ }).click()
    await page.keyboard.press('Escape')
    await letter.getByLabel('内容').fill('盐帮在成都还有一家，不是一回事')
    await letter.getByRole('button', { name: '发送' }).click()
    await page.locator('.k-toast', { hasText: '已发送' }).waitFor()
    const [talk] = (await desk.company.as('zhou').get('/api/conversations/mine')).body.items
    expect(talk).toMatchObject({ subject: '盐帮餐饮有限公司', unread: 1 })
    await page.context().close()
  })
})
