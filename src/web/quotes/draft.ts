import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type Problem, post, type Row } from '../api'
import { inputValue, isEmpty, isNamed } from '../fields/value'
import { useQuiet } from '../kit/useQuiet'
import type { Step } from '../prices/quote'
import { useLang } from '../words'

/** A line as it is typed; without an id it is not saved yet. */
export interface Line {
  key: string
  id?: string
  /** A free text with a price of its own. */
  text: boolean
  /** Its unit price was typed, or agreed on before: the rules have no say in it. */
  hand: boolean
  agreed: boolean
  values: Record<string, unknown>
}

export const LINE_FIELDS = [
  'product',
  'configuration',
  'name',
  'quantity',
  'unit',
  'unitPrice',
  'discount',
  'taxRate',
  'note',
]

export const newLine = (values: Record<string, unknown> = {}, text = false): Line => ({
  key: crypto.randomUUID(),
  text,
  hand: text,
  agreed: false,
  values: { quantity: 1, ...values },
})

export const lineOf = (row: Row): Line => {
  const values = Object.fromEntries(LINE_FIELDS.map(name => [name, row[name] ?? null]))
  const product = row.product
  // A line is called as its product is, unless somebody gave it a name.
  if (isNamed(product) && product.name === row.name) values.name = null
  return {
    key: row.id,
    id: row.id,
    text: !isNamed(product),
    hand: row.pricing === 'hand',
    // Neither is typed here, so both stay as they are until somebody types a price.
    agreed: row.pricing === 'agreed' || row.pricing === 'reduced',
    values,
  }
}

/** Whether there is anything in it to be saved. */
export const isMeant = ({ text, values }: Line) => (text ? !isEmpty(values.name) : isNamed(values.product))

/** A line as the API takes it. What the rules reckon is left to them; a price that was agreed on is not named. */
export function lineInput({ id, text, hand, agreed, values }: Line): Record<string, unknown> {
  const { unitPrice, discount, ...rest } = Object.fromEntries(LINE_FIELDS.map(name => [name, inputValue(values[name])]))
  const price = agreed ? {} : text || hand ? { unitPrice } : { unitPrice: null, discount: discount ?? null }
  const fields = { ...rest, ...price }
  return id ? { id, ...fields } : Object.fromEntries(Object.entries(fields).filter(([, value]) => !isEmpty(value)))
}

/** What the server makes of lines before they are saved; see POST /api/quotes/price. */
export interface Sheet {
  lines: {
    name: string | null
    unit: string | null
    pricing: string
    listPrice: number | null
    unitPrice: number | null
    discount: number
    freeQuantity: number
    orderDiscount: number
    taxRate: string
    net: number
    tax: number
    gross: number
    needs: string[] | null
    remarks: string[]
    floor: number | null
    leadDays: number | null
    steps: Step[]
  }[]
  listAmount: number
  net: number
  tax: number
  gross: number
  taxes: { rate: string; net: number; tax: number }[]
  orderDiscount: number
  steps: Step[]
  leadDays: number | null
  needsApproval: boolean
}

const QUIET_MS = 300

/** What a document comes to while it is typed. Lines without a product or a quantity wait. */
export function useSheet(path: string, head: Record<string, unknown>, lines: readonly Line[]) {
  const lang = useLang()
  const ready = lines.filter(line => isMeant(line) && Number(line.values.quantity) > 0)
  const body = useQuiet(JSON.stringify({ ...head, lines: ready.map(lineInput) }), QUIET_MS)
  const keys = useQuiet(JSON.stringify(ready.map(line => line.key)), QUIET_MS)
  const query = useQuery<{ sheet: Sheet; keys: string[] }, Problem>({
    queryKey: ['prices', path, lang, body, keys],
    queryFn: async () => ({ sheet: await post<Sheet>(`/api/${path}/price`, JSON.parse(body)), keys: JSON.parse(keys) }),
    enabled: keys !== '[]',
    placeholderData: keepPreviousData,
    retry: false,
  })
  const data = ready.length > 0 ? query.data : undefined
  return {
    error: ready.length > 0 ? query.error : null,
    waiting: query.isFetching,
    sheet: data?.sheet,
    of: (line: Line) => {
      const at = data?.keys.indexOf(line.key) ?? -1
      return at < 0 ? undefined : data!.sheet.lines[at]
    },
    /** Where in what was sent a line stands, for what is said of it. */
    sent: ready,
  }
}
