import type { Ctx } from '../../core/ctx'
import { load } from '../../core/records/row'
import { quoteDocument } from './document'
import { linesOf } from './lines/priced'
import { quote } from './quote'

/** Fields of a line that a customer would notice. */
const FIELDS = [
  'quantity',
  'unit',
  'unitPrice',
  'discount',
  'freeQuantity',
  'orderDiscount',
  'taxRate',
  'gross',
  'note',
] as const
const HEAD_FIELDS = [
  'account',
  'contact',
  'currency',
  'taxIncluded',
  'validUntil',
  'paymentTerms',
  'deliveryTerms',
  'net',
  'tax',
  'gross',
] as const

export interface ComparedLine {
  how: 'added' | 'removed' | 'changed' | 'same'
  name: string
  /** The line in the one quote and in the other. */
  from: Record<string, unknown> | null
  to: Record<string, unknown> | null
  /** What of it differs. */
  fields: string[]
}
export interface Comparison {
  from: Record<string, unknown>
  to: Record<string, unknown>
  /** What of the quotes as a whole differs. */
  fields: string[]
  currency: [string, string]
  lines: ComparedLine[]
}

const empty = (value: unknown) => value === null || value === undefined || value === '' || value === 0
const differs = (a: unknown, b: unknown) => !(empty(a) && empty(b)) && a !== b

/** Two quotes side by side. Lines are the same where they sell the same: product and configuration, or the same words. */
export async function compare(ctx: Ctx, from: string, to: string): Promise<Comparison> {
  const [a, b] = [await load(ctx, quote, from, 'read'), await load(ctx, quote, to, 'read')] as Record<string, any>[]
  const [before, after] = [await linesOf(ctx, quoteDocument, from), await linesOf(ctx, quoteDocument, to)]
  const told = ({ id, code, name, revision, status, quotedOn, ...row }: Record<string, any>) => ({
    id,
    code,
    name,
    revision,
    status,
    quotedOn,
    ...Object.fromEntries(HEAD_FIELDS.map(field => [field, row[field] ?? null])),
  })
  return {
    from: told(a!),
    to: told(b!),
    fields: HEAD_FIELDS.filter(field => differs(a![field], b![field])),
    currency: [a!.currency ?? 'CNY', b!.currency ?? 'CNY'],
    lines: compareLines(before, after),
  }
}

/** Lines of the later one in their order, those that went behind them. */
export function compareLines(
  before: readonly Record<string, any>[],
  after: readonly Record<string, any>[],
): ComparedLine[] {
  const left = new Map<string, Record<string, any>[]>()
  const key = (line: Record<string, any>) =>
    line.product ? `${line.product} ${line.configuration ?? ''}` : `text ${String(line.name ?? '').trim()}`
  for (const line of before) left.set(key(line), [...(left.get(key(line)) ?? []), line])
  const told = (line: Record<string, any>) => ({
    id: line.id,
    ...Object.fromEntries(FIELDS.map(field => [field, line[field] ?? null])),
  })
  const kept = after.map((line): ComparedLine => {
    const old = left.get(key(line))?.shift()
    if (!old) return { how: 'added', name: line.name ?? '', from: null, to: told(line), fields: [] }
    const fields = FIELDS.filter(field => differs(old[field], line[field]))
    return { how: fields.length ? 'changed' : 'same', name: line.name ?? '', from: told(old), to: told(line), fields }
  })
  const gone = before.filter(line => left.get(key(line))?.includes(line))
  return [
    ...kept,
    ...gone.map(
      (line): ComparedLine => ({ how: 'removed', name: line.name ?? '', from: told(line), to: null, fields: [] }),
    ),
  ]
}
