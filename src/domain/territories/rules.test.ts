import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dealOut } from './plan'
import { placing, type Terms, type Whereabouts } from './rules'

const TREE: Record<string, string[]> = {
  food: ['food', 'liquor', 'baijiu'],
  liquor: ['liquor', 'baijiu'],
  A: ['A', 'A1'],
}
const words = { below: (_dictionary: string, code: string) => TREE[code] ?? [code] }
const territory = (id: string, more: Partial<Terms> = {}): Terms => ({
  id,
  name: id,
  board: 'marketing',
  priority: 0,
  regions: [],
  industries: [],
  productCategories: [],
  sizes: [],
  people: [],
  createdAt: '2026-01-01',
  ...more,
})
const all = [
  territory('everything else'),
  territory('Jiangsu', { regions: ['32'] }),
  territory('Nanjing', { regions: ['3201'] }),
  territory('liquor in Jiangsu', { regions: ['32'], productCategories: ['liquor'] }),
  territory('baijiu', { productCategories: ['baijiu'] }),
  territory('large ones', { sizes: ['large'], priority: 5 }),
  territory('another board', { board: 'fair', regions: ['32'] }),
]
const placed = placing(all, words)
const of = (record: Partial<Whereabouts>) => placed.of({ board: 'marketing', ...record })?.id

test('the smaller region wins, then more conditions, and a priority before all', () => {
  expect(of({ region: '320102' })).toBe('Nanjing')
  expect(of({ region: '3205' })).toBe('Jiangsu')
  expect(of({ region: '320102', productCategory: 'baijiu' })).toBe('liquor in Jiangsu')
  expect(of({ region: '4401', productCategory: 'baijiu' })).toBe('baijiu')
  expect(of({ region: '320102', productCategory: 'baijiu', size: 'large' })).toBe('large ones')
})

test('what a record does not say fits no condition, and boards keep to themselves', () => {
  expect(of({})).toBe('everything else')
  expect(of({ region: '32', board: 'fair' })).toBe('another board')
  expect(of({ region: '44', board: 'fair' })).toBeUndefined()
})

test('a record has one territory that it fits, whatever the order in which they are read, and nothing that fits outranks it', () => {
  const codes = (values: string[]) => fc.uniqueArray(fc.constantFrom(...values), { maxLength: 2 })
  const terms = fc.record({
    priority: fc.integer({ min: 0, max: 2 }),
    regions: codes(['32', '3201', '320102', '44']),
    industries: codes(['A', 'A1']),
    productCategories: codes(['food', 'liquor', 'baijiu']),
    sizes: codes(['large', 'small']),
    createdAt: fc.constantFrom('2026-01-01', '2026-02-01'),
  })
  const record = fc.record({
    board: fc.constant('marketing'),
    region: fc.constantFrom(null, '32', '3201', '320102', '3205', '4403', '51'),
    industry: fc.constantFrom(null, 'A', 'A1', 'B'),
    productCategory: fc.constantFrom(null, 'food', 'liquor', 'baijiu', 'sugar'),
    size: fc.constantFrom(null, 'large', 'small'),
  })
  const fits = (one: Terms, { region, industry, productCategory, size }: Whereabouts) =>
    (one.regions.length === 0 || one.regions.some(code => region?.startsWith(code))) &&
    (one.industries.length === 0 || one.industries.some(code => words.below('', code).includes(industry ?? ''))) &&
    (one.productCategories.length === 0 ||
      one.productCategories.some(code => words.below('', code).includes(productCategory ?? ''))) &&
    (one.sizes.length === 0 || one.sizes.includes(size ?? ''))
  const conditions = (one: Terms) =>
    [one.regions, one.industries, one.productCategories, one.sizes].filter(list => list.length).length
  fc.assert(
    fc.property(fc.array(terms, { maxLength: 6 }), record, fc.nat(), (drawn, row, turn) => {
      const some = drawn.map((one, i) => territory(`t${i}`, one))
      const fitting = some.filter(one => fits(one, row))
      const won = placing(some, words).of(row)
      const turned = some.map((_, i) => some[(i + turn) % some.length]!)
      expect(placing(turned, words).of(row)?.id).toBe(won?.id)
      if (!won) {
        expect(fitting).toEqual([])
        return
      }
      expect(fitting).toContain(won)
      for (const other of fitting) {
        expect(other.priority).toBeLessThanOrEqual(won.priority)
        if (other.priority === won.priority) expect(conditions(other)).toBeLessThanOrEqual(conditions(won))
      }
    }),
  )
})

test('what is dealt out goes to whoever has fewest, all of it, and as evenly as can be', () => {
  expect(dealOut([0, 5, 2], 6)).toEqual([4, 0, 2])
  expect(dealOut([3], 4)).toEqual([4])
  fc.assert(
    fc.property(fc.array(fc.nat(40), { minLength: 1, maxLength: 6 }), fc.nat(100), (held, count) => {
      const gets = dealOut(held, count)
      expect(gets.reduce((sum, n) => sum + n, 0)).toBe(count)
      const then = held.map((has, i) => has + gets[i]!)
      for (const [i, n] of gets.entries()) if (n > 0) expect(then[i]! - Math.min(...then)).toBeLessThanOrEqual(1)
    }),
  )
})
