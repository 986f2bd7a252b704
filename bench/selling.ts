/** Asks the server as somebody who keeps the catalogue. */
type Ask = (path: string, body?: unknown) => Promise<any>

/** What is sold in the measurements: plain products, and one that is configured. */
export interface Goods {
  products: string[]
  configured: string
}

const PRODUCTS = 60
const OPTIONS = 20
const VALUES = 6

/** The catalogue that quotes are priced from; made once, through the product's own acts. */
export async function goods(ask: Ask): Promise<Goods> {
  const found = async (filter: unknown) =>
    (
      await ask(
        `/api/products?fields=id&limit=${PRODUCTS}&sort=code&filter=${encodeURIComponent(JSON.stringify(filter))}`,
      )
    ).items.map((one: { id: string }) => one.id) as string[]
  const plain = { field: 'code', op: 'startsWith', value: 'BENCH-P' }
  const whole = { field: 'code', op: 'eq', value: 'BENCH-C' }
  const products = await found(plain)
  for (let n = products.length; n < PRODUCTS; n++) {
    const price = { listPrice: 100_000 + n * 700, cost: 40_000, taxRate: '6' }
    products.push((await ask('/api/products', { name: `版位 ${n + 1}`, code: `BENCH-P${1000 + n}`, ...price })).id)
  }
  const [standing] = await found(whole)
  if (standing) return { products, configured: standing }
  const { id } = await ask('/api/products', { name: '特装展位', code: 'BENCH-C', listPrice: 5_000_00, taxRate: '6' })
  await ask('/api/configuration-models', { name: '特装展位', product: id, ...model() })
  return { products, configured: id }
}

/** Twenty options of six values each; every value but the first asks for a certain one of the next option or shuts another out. */
function model() {
  const option = (n: number) => ({
    id: `o${n}`,
    name: `选项 ${n + 1}`,
    kind: 'one',
    required: n % 4 === 0,
    values: Array.from({ length: VALUES }, (_, v) => ({ id: `v${v}`, name: `值 ${v + 1}`, price: v * 10_000 })),
  })
  const rules = Array.from({ length: OPTIONS - 1 }, (_, n) => ({
    id: `r${n}`,
    kind: 'requires',
    when: [{ option: `o${n}`, is: [`v${1 + (n % 5)}`] }],
    needs: [{ option: `o${n + 1}`, is: ['v0', `v${n % 5}`] }],
  }))
  return { options: Array.from({ length: OPTIONS }, (_, n) => option(n)), rules }
}

/** So many lines as somebody types them: every fifth with a discount of its own. */
export const typed = ({ products }: Goods, lines: number) =>
  Array.from({ length: lines }, (_, n) => ({
    product: products[n % products.length],
    quantity: 1 + (n % 7),
    ...(n % 5 === 0 ? { discount: 2 } : {}),
  }))
