import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, freshCompany } from '../../../test/company'
import { combinations, variantKey } from './attributes'

let company: Company
beforeAll(async () => {
  company = await freshCompany()
})
afterAll(() => company?.close())

const admin = () => company.as('admin')
async function product(values: Record<string, unknown>): Promise<string> {
  const answer = await admin().post('/api/products', values)
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return answer.body.id
}
const line = (parent: string, component: string, quantity = 1, more = {}) =>
  admin().post('/api/bom-lines', { parent, component, quantity, ...more })

describe('variants', () => {
  it('are made for every combination, named and numbered after their product, once', async () => {
    const id = await product({
      name: '瓷瓶',
      code: 'CP',
      listPrice: 12_00,
      attributes: [
        {
          name: '容量',
          values: [
            { name: '500 ml', code: '500' },
            { name: '1 L', code: '1L' },
          ],
        },
        {
          name: '颜色',
          values: [
            { name: '红', code: 'R' },
            { name: '白', code: 'W' },
            { name: '青', code: 'C' },
          ],
        },
      ],
    })
    const made = await admin().post(`/api/products/${id}/generateVariants`, {})
    expect(made.status, JSON.stringify(made.body)).toBe(200)
    const filter = encodeURIComponent(JSON.stringify({ field: 'parent', op: 'eq', value: id }))
    const list = () => admin().get(`/api/products?fields=name,code,variant,listPrice&filter=${filter}&sort=code`)
    const variants = (await list()).body.items
    expect(variants.map((v: { code: string }) => v.code)).toEqual([
      'CP-1L-C',
      'CP-1L-R',
      'CP-1L-W',
      'CP-500-C',
      'CP-500-R',
      'CP-500-W',
    ])
    expect(variants[1]).toMatchObject({ name: '瓷瓶 1 L 红', variant: { 容量: '1 L', 颜色: '红' } })
    await admin().post(`/api/products/${id}/generateVariants`, {})
    expect((await list()).body.items).toHaveLength(6)
    const again = await admin().post(`/api/products/${variants[0].id}/generateVariants`, {})
    expect([again.status, again.body.detail]).toEqual([422, '款式下面不能再分款式，选它的所属产品'])
    const nested = await admin().post('/api/products', { name: '再分', parent: variants[0].id })
    expect(nested.status).toBe(422)
  })
  it('refuse attributes that make more than five hundred', async () => {
    const values = Array.from({ length: 30 }, (_, i) => ({ name: `v${i}` }))
    const id = await product({
      name: '画框',
      attributes: [
        { name: '宽', values },
        { name: '高', values },
      ],
    })
    const answer = await admin().post(`/api/products/${id}/generateVariants`, {})
    expect([answer.status, answer.body.detail]).toEqual([
      422,
      '这些属性会产生 900 个款式，一次最多 500 个，减少取值后再生成',
    ])
    const twice = await admin().post('/api/products', {
      name: '坏',
      attributes: [{ name: '宽', values: [{ name: 'a' }, { name: 'a' }] }],
    })
    expect(twice.status).toBe(422)
  })
  it('know their combination in whatever order it is said', () => {
    expect(variantKey('p', { 颜色: '红', 尺寸: 'L' })).toBe(variantKey('p', { 尺寸: 'L', 颜色: '红' }))
    expect(combinations([])).toEqual([])
  })
})

describe('a bill of materials', () => {
  it('shows every level with how much goes in, costs from the bottom up, and knows where a part is used', async () => {
    const desk = await product({ name: '展台', code: 'B-1', cost: 1 })
    const frame = await product({ name: '框架', code: 'B-2' })
    const tube = await product({ name: '铝管', code: 'B-3', cost: 20_00 })
    const screw = await product({ name: '螺丝', code: 'B-4', cost: 5 })
    await line(desk, frame, 2, { position: '1' })
    await line(desk, screw, 8, { position: '2' })
    await line(frame, tube, 4, { scrap: 5 })
    await line(frame, screw, 16)
    const { body } = await admin().get(`/api/products/${desk}/bom?quantity=10`)
    const told = body.lines.map((l: any) => [l.level, l.product.name, l.quantity, l.total, l.totalCost])
    expect(told).toEqual([
      [1, '框架', 2, 20, 169_600],
      [2, '铝管', 4, 84, 168_000],
      [2, '螺丝', 16, 320, 1_600],
      [1, '螺丝', 8, 80, 400],
    ])
    expect([body.cost, body.missingCosts]).toEqual([170_000, 0])
    const used = (await admin().get(`/api/products/${screw}/bom`)).body.usedIn
    expect(used.map((one: any) => [one.product.name, one.level, one.quantity])).toEqual([
      ['展台', 1, 40],
      ['框架', 1, 16],
    ])
  })
  it('never goes round in a circle, and what is in use is not deleted', async () => {
    const [a, b, c] = [await product({ name: '甲' }), await product({ name: '乙' }), await product({ name: '丙' })]
    expect((await line(a, b)).status).toBe(201)
    expect((await line(b, c)).status).toBe(201)
    const round = await line(c, a)
    expect([round.status, round.body.errors[0].message]).toEqual([422, '「甲」里已经用到这个产品，会绕成一圈'])
    expect((await line(a, a)).body.errors[0].message).toBe('产品不能由自己组成')
    const gone = await admin().delete(`/api/products/${c}`)
    expect([gone.status, gone.body.detail]).toEqual([422, '「乙」的物料清单用到它，先从清单里去掉'])
  })
  it('tells a salesperson what is in it, but not what it costs', async () => {
    const a = await product({ name: '套件', cost: 9 })
    const b = await product({ name: '零件', cost: 7 })
    await line(a, b)
    const { body, status } = await company.as('zhou').get(`/api/products/${a}/bom`)
    expect([status, body.lines[0].product.name, body.lines[0].cost, body.cost, body.ownCost]).toEqual([
      200,
      '零件',
      null,
      null,
      null,
    ])
    expect((await company.as('zhou').get(`/api/products/${a}`)).body).not.toHaveProperty('cost')
    expect((await company.as('zhou').patch(`/api/products/${a}`, { name: '改' })).status).toBe(403)
  })
})

describe('stock', () => {
  it('is what the ERP said last, whatever order its reports come in', async () => {
    const id = await product({ name: '糖酒经纬', code: 'MAG' })
    const report = (asOf: string, onHand: number, more = {}) =>
      admin().post('/api/stock', { asOf, items: [{ code: 'MAG', warehouse: '成都', onHand, reserved: 2, ...more }] })
    expect((await report('2026-11-20T08:00:00Z', 10, { leadDays: 5 })).body).toEqual({
      written: 1,
      stale: 0,
      unknown: [],
    })
    expect((await report('2026-11-19T08:00:00Z', 99)).body).toEqual({ written: 0, stale: 1, unknown: [] })
    expect((await report('2026-11-21T08:00:00Z', 12)).body.written).toBe(1)
    const { items } = (await company.as('zhou').get('/api/product-stocks?fields=product,warehouse,onHand,available'))
      .body
    expect(items).toEqual([
      expect.objectContaining({ product: { id, name: '糖酒经纬' }, warehouse: '成都', onHand: 12, available: 10 }),
    ])
    expect((await admin().get(`/api/products/${id}`)).body.leadDays).toBe(5)
    const all = await admin().post('/api/stock', {
      asOf: '2026-11-22T08:00:00Z',
      complete: true,
      items: [{ code: 'NONE', onHand: 1 }],
    })
    expect(all.body.unknown).toEqual(['NONE'])
    expect((await admin().get('/api/product-stocks?fields=onHand')).body.items[0].onHand).toBe(0)
  })
  it('is refused with every fault, and from whoever may not bring it', async () => {
    const bad = await admin().post('/api/stock', {
      items: [
        { code: '', onHand: 'many' },
        { code: 'A', incomingOn: '2026-02-31' },
      ],
    })
    expect([bad.status, bad.body.errors.map((e: any) => e.field)]).toEqual([
      422,
      ['items.0.code', 'items.0.onHand', 'items.1.incomingOn'],
    ])
    expect((await company.as('zhou').post('/api/stock', { items: [] })).status).toBe(403)
  })
})

it('products are found by pinyin, code and specification', async () => {
  await product({ name: '封面整版广告', code: 'AD-COVER-01', specification: '210 × 285 mm 四色' })
  for (const typed of ['fengmian', 'AD-COVER', '四色']) {
    const { items } = (await company.as('zhou').get(`/api/search?q=${encodeURIComponent(typed)}`)).body
    expect(
      items.map((one: any) => one.title),
      typed,
    ).toContain('封面整版广告')
  }
})
