/** In what variants of a product differ: 尺寸 S, M, L. A value's code becomes part of the variant's. */
export interface Attribute {
  name: string
  values: { name: string; code?: string }[]
}

const ATTRIBUTES_MAX = 6
const VALUES_MAX = 60
const TEXT_MAX = 60

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.trim() !== '' && value.length <= TEXT_MAX

/** Answers the code of a sentence where a product's attributes are not well formed. */
export function checkAttributes(value: unknown): string | null {
  if (!Array.isArray(value) || value.length > ATTRIBUTES_MAX) return 'product.attributes'
  const names = new Set<string>()
  for (const attribute of value as Partial<Attribute>[]) {
    if (!isText(attribute?.name) || names.has(attribute.name)) return 'product.attributes'
    names.add(attribute.name)
    const { values } = attribute
    if (!Array.isArray(values) || values.length === 0 || values.length > VALUES_MAX) return 'product.attributes'
    if (values.some(one => !isText(one?.name) || (one.code !== undefined && !isText(one.code))))
      return 'product.attributes'
    if (new Set(values.map(one => one.name)).size !== values.length) return 'product.attributes'
  }
  return null
}

/** One combination of values: 红 of 颜色 with L of 尺寸. */
export interface Combination {
  values: Record<string, string>
  /** 红 L */
  name: string
  /** R-L */
  code: string
}

/** How many variants some attributes make. */
export const combinationsCount = (attributes: readonly Attribute[]): number =>
  attributes.length === 0 ? 0 : attributes.reduce((product, { values }) => product * values.length, 1)

/** Every combination of the attributes' values, the first attribute varying slowest. */
export function combinations(attributes: readonly Attribute[]): Combination[] {
  if (attributes.length === 0) return []
  let all: Combination[] = [{ values: {}, name: '', code: '' }]
  for (const attribute of attributes)
    all = all.flatMap(one =>
      attribute.values.map(value => ({
        values: { ...one.values, [attribute.name]: value.name },
        name: one.name ? `${one.name} ${value.name}` : value.name,
        code: one.code ? `${one.code}-${value.code ?? value.name}` : (value.code ?? value.name),
      })),
    )
  return all
}

/** The same combination has the same key, in whatever order its attributes are named. */
export const variantKey = (product: string, values: Readonly<Record<string, string>>): string =>
  `${product}:${JSON.stringify(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)))}`
