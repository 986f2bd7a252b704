import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser } from '../browser'
import { type Desk, faults, openDesk } from '../desk'

describe('templates', { timeout: 180_000 }, () => {
  let desk: Desk
  let account: string
  const zhou = () => desk.company.as('zhou')

  beforeAll(async () => {
    desk = await openDesk()
    account = (await zhou().post('/api/accounts', { name: '云岭酒业有限公司' })).body.id
  }, 120_000)
  afterAll(() => desk?.close())

  test('one’s own are nobody else’s; those for the board stop at the board', async () => {
    const names = async (who: 'li' | 'wang') => {
      const { items } = (await desk.company.as(who).get('/api/templates?sort=name')).body
      return items.map((row: { name: string }) => row.name)
    }
    const kept = []
    for (const scope of ['me', 'board', 'all'])
      kept.push(await zhou().post('/api/templates', { name: `给${scope}`, body: '样刊已寄出', scope }))
    expect(kept.map(answer => answer.status)).toEqual([201, 201, 201])
    expect(await names('li')).toEqual(['给all', '给board'])
    expect(await names('wang')).toEqual(['给all'])
    expect((await desk.company.as('li').patch(`/api/templates/${kept[1]!.body.id}`, { body: '改' })).status).toBe(403)
    for (const { body } of kept) await zhou().delete(`/api/templates/${body.id}`)
  })

  test.skipIf(!hasBrowser)('a text is kept as a template and put in at the next customer by a slash', async () => {
    const page = await desk.at('zhou', `/accounts/${account}`)
    const text = page.locator('.composer textarea')
    await text.fill('云岭酒业有限公司要看样刊，周雨桐三天内寄出')
    await page.getByRole('button', { name: '保存为模板' }).click()
    await page.getByLabel('模板名称').fill('寄样刊')
    await page.keyboard.press('Enter')
    await page.getByText('已存为模板 寄样刊').waitFor()
    const [kept] = (await zhou().get('/api/templates?fields=body,scope')).body.items
    expect(kept).toMatchObject({ body: '{客户}要看样刊，{我}三天内寄出', scope: 'me' })

    const other = (await zhou().post('/api/accounts', { name: '越溪坊黄酒' })).body.id
    await page.goto(new URL(`/accounts/${other}`, page.url()).href)
    await text.click()
    await page.keyboard.type('今天来电 /寄')
    await page.getByRole('option', { name: '寄样刊' }).waitFor()
    expect(await faults(page, '.composer')).toEqual([])
    await page.keyboard.press('Enter')
    await expect.poll(() => text.inputValue()).toBe('今天来电 越溪坊黄酒要看样刊，周雨桐三天内寄出')
    await page.keyboard.press('Control+Enter')
    await page.locator('.timeline').getByText('今天来电 越溪坊黄酒要看样刊').waitFor()
    await page.context().close()
  })
})
