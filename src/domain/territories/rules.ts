import type { Vocabulary } from '../../core/records/vocabulary'

/** A territory as placing needs it. */
export interface Terms {
  id: string
  name: string
  board: string
  priority: number
  regions: readonly string[]
  industries: readonly string[]
  productCategories: readonly string[]
  sizes: readonly string[]
  people: readonly string[]
  createdAt: string
}

/** What a record says of where it belongs. What it does not say fits no condition. */
export interface Whereabouts {
  board: string | null
  region?: string | null
  industry?: string | null
  productCategory?: string | null
  size?: string | null
}

/** Decides to which territory a record belongs. */
export interface Placing {
  territories: readonly Terms[]
  /** The territory of a record; null where none fits. */
  of(record: Whereabouts): Terms | null
  /** Divisions that territories name: nothing finer tells two records apart. */
  regions: readonly string[]
  /** Codes under which territories tell records apart, each with the nearest one that a territory names. */
  industries: ReadonlyMap<string, string>
  productCategories: ReadonlyMap<string, string>
}

/** One way of fitting a territory: a value for each of its conditions, and how deep that lies. */
interface Way {
  territory: Terms
  depths: readonly number[]
}

/**
 * To which territory a record belongs. Of those on its board all of whose conditions it fits it is
 * 1. the one with the highest priority;
 * 2. of these the one with most conditions (region, industry, product category, size);
 * 3. then the one whose region is the smallest (district before city before province), whose industry, then whose product
 *    category lies deepest;
 * 4. then the one that has been there longest.
 * So a record has one territory or none, and the same one every time.
 * @param words the trees of industries and product categories
 */
export function placing(territories: readonly Terms[], words: Pick<Vocabulary, 'below'>): Placing {
  const regions = [...new Set(territories.flatMap(terms => terms.regions))]
  const industries = treeOf(
    territories.flatMap(terms => terms.industries),
    code => words.below('industry', code),
  )
  const products = treeOf(
    territories.flatMap(terms => terms.productCategories),
    code => words.below('productCategory', code),
  )
  const ways = new Map<string, Way>()
  for (const territory of territories) {
    const { regions: where, industries: trades, productCategories: goods, sizes } = territory
    for (const values of combinations([where, trades, goods, sizes])) {
      const [region, trade, good, size] = values
      const way: Way = {
        territory,
        depths: [region?.length ?? 0, industries.line(trade).length, products.line(good).length, size ? 1 : 0],
      }
      const key = keyOf(territory.board, values)
      const other = ways.get(key)
      if (!other || compare(way, other) < 0) ways.set(key, way)
    }
  }
  return {
    territories,
    regions,
    industries: industries.nearest,
    productCategories: products.nearest,
    of({ board, region, industry, productCategory, size }) {
      if (!board) return null
      const places = [
        [null, ...regions.filter(code => region?.startsWith(code))],
        [null, ...industries.line(industries.nearest.get(industry ?? ''))],
        [null, ...products.line(products.nearest.get(productCategory ?? ''))],
        size ? [null, size] : [null],
      ]
      let best: Way | null = null
      for (const values of combinations(places)) {
        const way = ways.get(keyOf(board, values))
        if (way && (!best || compare(way, best) < 0)) best = way
      }
      return best?.territory ?? null
    },
  }
}

type Value = string | null
const keyOf = (board: string, values: readonly Value[]) => [board, ...values.map(value => value ?? '')].join('|')

/** Every choice of one from each list; an empty list leaves its place open. */
const combinations = (lists: readonly (readonly Value[])[]): Value[][] =>
  lists.reduce<Value[][]>(
    (all, list) => all.flatMap(begun => (list.length ? list : [null]).map(one => [...begun, one])),
    [[]],
  )

/** Negative where the first wins. */
function compare(a: Way, b: Way): number {
  const conditions = (way: Way) => way.depths.filter(depth => depth > 0).length
  return (
    b.territory.priority - a.territory.priority ||
    conditions(b) - conditions(a) ||
    a.depths.reduce((so, depth, i) => so || b.depths[i]! - depth, 0) ||
    (a.territory.createdAt === b.territory.createdAt ? 0 : a.territory.createdAt < b.territory.createdAt ? -1 : 1) ||
    (a.territory.id < b.territory.id ? -1 : 1)
  )
}

/** The named nodes of a tree: which of them a code lies under, and the line of named ones from the root down to one. */
function treeOf(named: readonly string[], below: (code: string) => readonly string[]) {
  const reach = [...new Set(named)].map(code => ({ code, below: new Set([code, ...below(code)]) }))
  // What holds most lies highest.
  reach.sort((a, b) => b.below.size - a.below.size || (a.code < b.code ? -1 : 1))
  const lines = new Map(
    reach.map(({ code }) => [code, reach.filter(one => one.below.has(code)).map(one => one.code)] as const),
  )
  const nearest = new Map<string, string>()
  for (const { code, below: codes } of reach) for (const one of codes) nearest.set(one, code)
  return { nearest, line: (code: Value | undefined): readonly string[] => lines.get(code ?? '') ?? [] }
}
