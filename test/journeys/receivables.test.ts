import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser } from '../browser'
import type { Who } from '../company'
import { type Desk, faults, openDesk } from '../desk'

const day = (ago: number) => new Date(Date.now() + 8 * 3_600_000 - ago * 86_400_000).toISOString().slice(0, 10)

describe.skipIf(!hasBrowser)('from what is due to what is paid', { timeout: 180_000 }, () => {
  let desk: Desk
  let order: { id: string; code: string }
  let account: string

  beforeAll(async () => {
    desk = await openDesk()
    account = (await made('zhou', 'accounts', { name: '泸州老窖经销处' })).id
    const draft = await made('zhou', 'orders/save', {
      name: '中秋礼盒',
      account,
      lines: [{ name: '礼盒', quantity: 10, unitPrice: 1_000_00, taxRate: '13' }],
    })
    await made('zhou', `orders/${draft.id}/confirm`)
    order = (await desk.company.as('zhou').get(`/api/orders/${draft.id}`)).body
  }, 120_000)
  afterAll(() => desk?.close())

  const made = async (who: Who, path: string, body: unknown = {}) => {
    const answer = await desk.company.as(who).post(`/api/${path}`, body)
    expect([200, 201], JSON.stringify(answer.body)).toContain(answer.status)
    return answer.body
  }

  test('zhou draws up the plan of an order by the usual terms, and gives the first part a day', async () => {
    const page = await desk.at('zhou', `/plan/order/${order.id}`)
    await page.getByRole('button', { name: '付款条件' }).click()
    await page.getByRole('option', { name: '三六一' }).click()
    await page.getByText('合计 ¥10,000.00').waitFor()
    expect(await faults(page, '.doc')).toEqual([])
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText('回款计划已保存，共 3 期').waitFor()
    await page.getByRole('link', { name: '尾款' }).waitFor()
    await page.close()
  })

  test('gao takes in what the bank sent, and accepts what is proposed with one key', async () => {
    await made('gao', 'payments', {
      payer: '泸州老窖经销处',
      amount: 3_000_00,
      receivedOn: day(0),
      reference: `预付款 ${order.code}`,
    })
    await made('gao', 'payments', { payer: '不知道是谁', amount: 12_00, receivedOn: day(0) })
    const page = await desk.at('gao', '/payment-matching')
    await page.getByText('2 笔待匹配').waitFor()
    await page.getByRole('option', { name: /泸州老窖/ }).click()
    await page.getByText(`附言写有订单号 ${order.code}`).waitFor()
    expect(await faults(page, '.match')).toEqual([])
    await page.getByRole('option', { name: /泸州老窖/ }).press('Enter')
    await page.getByText('已匹配 ¥3,000.00').waitFor()
    await page.getByText('1 笔待匹配').waitFor()
    await page.close()
    const phone = await desk.at('gao', '/payment-matching', 375)
    await phone.getByText('不知道是谁').first().waitFor()
    expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBe(375)
    await phone.close()
  })

  test('what is owed stands in the ageing, the customer’s statement and on its page', async () => {
    const ageing = await desk.at('gao', '/ageing')
    await ageing.getByRole('link', { name: '泸州老窖经销处', exact: true }).waitFor()
    expect(await faults(ageing, '.ageing')).toEqual([])
    await ageing.getByRole('link', { name: '泸州老窖经销处', exact: true }).click()
    await ageing.getByText('期末欠款').waitFor()
    await ageing.getByText('¥7,000.00').first().waitFor()
    expect(await faults(ageing, '.statement')).toEqual([])
    await ageing.close()
    const customer = await desk.at('zhou', `/accounts/${account}`)
    await customer.getByText('往来账款').waitFor()
    await customer.getByText('¥7,000.00').first().waitFor()
    await customer.close()
  })

  test('part of an order is delivered and invoiced, and the invoice taken back in part, line by line', async () => {
    const page = await desk.at('zhou', `/orders/${order.id}/deliver`)
    await page.getByRole('textbox', { name: '礼盒 本次交付' }).fill('4')
    expect(await faults(page, '.doc')).toEqual([])
    await page.getByRole('button', { name: '登记' }).click()
    await page.getByText('已登记交付').waitFor()
    await page.close()
    const { id } = await made('zhou', 'invoices', { order: order.id, kind: 'special' })
    await made('gao', `invoices/${id}/issue`, { number: '25440000000000000001' })
    const finance = await desk.at('gao', `/invoices/${id}/take-back`)
    await finance.getByLabel('红冲原因').fill('少发一件')
    await finance.getByRole('textbox', { name: '礼盒 本次红冲' }).fill('11')
    await finance.getByRole('button', { name: '红冲', exact: true }).click()
    await finance.getByRole('alert').waitFor()
    await finance.getByRole('textbox', { name: '礼盒 本次红冲' }).fill('1')
    expect(await faults(finance, '.doc')).toEqual([])
    await finance.getByRole('button', { name: '红冲', exact: true }).click()
    await finance.getByText('已生成红字发票').waitFor()
    const { redAmount } = (await desk.company.as('gao').get(`/api/invoices/${id}`)).body
    expect(redAmount).toBe(1_000_00)
    await finance.close()
  })

  test('zhou proposes that some of an instalment be written off', async () => {
    const phone = await desk.at('zhou', `/write-offs/new?account=${account}`, 375)
    await phone.getByLabel('原因').first().waitFor()
    expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBe(375)
    await phone.close()
    const page = await desk.at('zhou', `/write-offs/new?account=${account}`)
    await page.getByRole('button', { name: '原因' }).click()
    await page.getByRole('option', { name: /争议|纠纷/ }).click()
    await page.getByRole('textbox', { name: /尾款 本次核销/ }).fill('500')
    await page.getByText('合计 ¥500.00').waitFor()
    expect(await faults(page, '.doc')).toEqual([])
    await page.getByRole('button', { name: '登记' }).click()
    await page.getByText('已登记，提交审批后核销').waitFor()
    const { items } = (await desk.company.as('zhou').get('/api/write-offs?fields=amount')).body
    expect(items).toMatchObject([{ amount: 500_00 }])
    await page.close()
  })

  test('the group has the sums added up and finds that they agree', async () => {
    const page = await desk.at('zheng', '/ledger-check')
    await page.getByText('还没有核对过').waitFor()
    expect(await faults(page, '.checks')).toEqual([])
    await page.close()
  })
})
