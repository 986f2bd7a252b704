import type { Basis } from './paymentMatch'

/** An instalment that still asks for money. Amounts are minor units. */
export interface OpenItem {
  id: string
  name: string
  account: string
  currency: string
  open: number
  dueOn: string | null
  /** Ids of what it is of; invoices hang by the same. */
  order: string | null
  contract: string | null
  orderCode: string | null
  contractCode: string | null
}
/** An issued invoice that is not paid wholly. */
export interface OpenInvoice {
  id: string
  number: string | null
  code: string | null
  open: number
  issuedOn: string | null
  order: string | null
  contract: string | null
}
/** What is left of some money that came in. */
export interface Receipt {
  id: string
  /** Null while nobody knows whose it is. */
  account: string | null
  currency: string
  left: number
  /** All that the bank says in words: reference and payer. */
  text: string
}
export type Way = 'reference' | 'exact' | 'combination' | 'oldest' | 'manual'
export interface Proposal {
  payment: string
  instalment: string
  invoice: string | null
  amount: number
  way: Way
  basis: Basis
}
export interface Options {
  /** So many instalments at most may come to one receipt together. */
  combine?: number
  /** Whether what nothing else explains pays the oldest debt. */
  oldest?: boolean
}

const COMBINED = 4
/** Among so many of the oldest items combinations are looked for; more would cost more than they explain. */
const AMONG = 20
/** A shorter number stands in a text by chance. */
const NUMBER_MIN = 5

/**
 * Which open instalments a receipt pays: those whose order, contract or invoice its text names; else one of the same amount; else a
 * few that come to it together; else the oldest first. Never more than is left of the receipt or open of an instalment or invoice;
 * what nothing takes stays as an advance. Pure: the same books give the same answer.
 * @param items of the receipt's customer, or all that its text may name where nobody knows the customer
 */
export function propose(
  receipt: Receipt,
  items: readonly OpenItem[],
  invoices: readonly OpenInvoice[],
  { combine = COMBINED, oldest = true }: Options = {},
): Proposal[] {
  if (receipt.left <= 0) return []
  const open = items
    .filter(item => item.open > 0 && item.currency === receipt.currency)
    .filter(item => receipt.account === null || item.account === receipt.account)
    .sort(byDue)
  const text = plain(receipt.text)
  const named = open.flatMap(item => {
    const by = nameIn(text, item, invoices)
    return by ? [{ item, by }] : []
  })
  // What names debts of several customers says nothing certain about whose money it is.
  const account = receipt.account ?? named[0]?.item.account ?? null
  if (account === null || named.some(({ item }) => item.account !== account)) return []
  const bases = new Map(named.map(({ item, by }) => [item.id, by]))
  const left = new Map(invoices.map(one => [one.id, one.open]))
  const among = named.length ? named.map(({ item }) => item) : open
  const { picks, way } = pick(among, receipt.left, combine)
  if (!named.length && way === 'oldest' && !oldest) return []
  return picks.flatMap(({ item, amount }) => {
    const by = bases.get(item.id)
    const basis: Basis = by ?? because(way, item, picks.length)
    return onInvoices(item, amount, invoices, left, by?.invoice ?? null).map(part => ({
      payment: receipt.id,
      instalment: item.id,
      ...part,
      way: by ? ('reference' as const) : way,
      basis: { code: basis.code, params: basis.params },
    }))
  })
}

/**
 * Proposals for many receipts, one after the other: what one takes is no longer there for the next. Each looks only at what its
 * customer owes, or, where nobody knows whose it is, at what its text names.
 */
export function proposeAll(
  receipts: readonly Receipt[],
  items: readonly OpenItem[],
  invoices: readonly OpenInvoice[],
  options: Options = {},
): Proposal[] {
  const itemOf = new Map(items.map(item => [item.id, { ...item }]))
  const invoiceOf = new Map(invoices.map(one => [one.id, { ...one }]))
  const wholeOf = (one: OpenItem | OpenInvoice) => one.order ?? one.contract
  const ofAccount = groupsOf(itemOf.values(), item => [item.account])
  const ofWhole = groupsOf(itemOf.values(), item => [wholeOf(item)])
  const invoicesOfWhole = groupsOf(invoiceOf.values(), one => [wholeOf(one)])
  const byNumber = groupsOf(itemOf.values(), item => [item.orderCode, item.contractCode])
  for (const one of invoiceOf.values())
    for (const number of [one.number, one.code])
      if (number) byNumber.set(number, [...(byNumber.get(number) ?? []), ...(ofWhole.get(wholeOf(one) ?? '') ?? [])])
  return receipts.flatMap(receipt => {
    const owed = receipt.account
      ? (ofAccount.get(receipt.account) ?? [])
      : [...new Set(numbersIn(receipt.text).flatMap(number => byNumber.get(number) ?? []))]
    const billed = [...new Set(owed.map(wholeOf))].flatMap(whole => invoicesOfWhole.get(whole ?? '') ?? [])
    const proposals = propose(receipt, owed, billed, options)
    for (const { instalment, invoice, amount } of proposals) {
      itemOf.get(instalment)!.open -= amount
      if (invoice) invoiceOf.get(invoice)!.open -= amount
    }
    return proposals
  })
}

function groupsOf<T>(rows: Iterable<T>, keys: (row: T) => readonly (string | null)[]): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows)
    for (const key of keys(row)) {
      if (key === null) continue
      const group = groups.get(key)
      if (group) group.push(row)
      else groups.set(key, [row])
    }
  return groups
}

const LIKE_NUMBER = /[A-Z0-9][A-Z0-9-]{4,}/g

/** What in a text may be the number of something, as this company writes numbers: dashes are put back where somebody left them out. */
export function numbersIn(text: string): string[] {
  const found = text.normalize('NFKC').toUpperCase().match(LIKE_NUMBER) ?? []
  return found.flatMap(one => {
    const compact = /^([A-Z]+)-?(\d{4})-?(\d{3,})$/.exec(one)
    return compact ? [one, `${compact[1]}-${compact[2]}-${compact[3]}`] : [one]
  })
}

/** A number or a text without what people and banks write differently: width, case, dashes, blanks. */
export const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

/** Whether a text names a number as a whole: not as a part of a longer one. */
export function names(text: string, number: string | null): boolean {
  const wanted = number && plain(number)
  if (!wanted || wanted.length < NUMBER_MIN || !/\d/.test(wanted)) return false
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const before = text[at - 1] ?? ''
    const after = text[at + wanted.length] ?? ''
    const joined = (one: string, edge: string) => /\d/.test(one) && /\d/.test(edge)
    if (!joined(before, wanted[0]!) && !joined(after, wanted.at(-1)!)) return true
  }
  return false
}

type Named = Basis & { invoice: string | null }

function nameIn(text: string, item: OpenItem, invoices: readonly OpenInvoice[]): Named | null {
  const billed = invoicesOf(item, invoices).find(one => names(text, one.number) || names(text, one.code))
  if (billed)
    return {
      code: 'receivable.because.invoice',
      params: { number: billed.number ?? billed.code ?? '' },
      invoice: billed.id,
    }
  for (const kind of ['order', 'contract'] as const) {
    const code = item[`${kind}Code`]
    if (names(text, code)) return { code: `receivable.because.${kind}`, params: { number: code! }, invoice: null }
  }
  return null
}

interface Pick {
  item: OpenItem
  amount: number
}

function pick(items: readonly OpenItem[], left: number, combine: number): { picks: Pick[]; way: Way } {
  const whole = (chosen: readonly OpenItem[]) => chosen.map(item => ({ item, amount: item.open }))
  const same = items.find(item => item.open === left)
  if (same) return { picks: whole([same]), way: 'exact' }
  const several = combination(items.slice(0, AMONG), left, combine)
  if (several) return { picks: whole(several), way: 'combination' }
  const picks: Pick[] = []
  let rest = left
  for (const item of items) {
    if (rest === 0) break
    const amount = Math.min(rest, item.open)
    picks.push({ item, amount })
    rest -= amount
  }
  return { picks, way: 'oldest' }
}

/** The fewest items that come to exactly an amount, the oldest of them first; null where none do. */
export function combination(items: readonly OpenItem[], amount: number, most: number): OpenItem[] | null {
  for (let size = 2; size <= Math.min(most, items.length); size++) {
    const found = summing(items, 0, amount, size)
    if (found) return found
  }
  return null
}

function summing(items: readonly OpenItem[], from: number, amount: number, size: number): OpenItem[] | null {
  for (let i = from; i <= items.length - size; i++) {
    const item = items[i]!
    if (size === 1) {
      if (item.open === amount) return [item]
      continue
    }
    if (item.open >= amount) continue
    const rest = summing(items, i + 1, amount - item.open, size - 1)
    if (rest) return [item, ...rest]
  }
  return null
}

const because = (way: Way, { name, dueOn }: OpenItem, count: number): Basis => ({
  code: dueOn || way !== 'oldest' ? `receivable.because.${way}` : 'receivable.because.oldestUndated',
  params: { name, count, dueOn: dueOn ?? '' },
})

/**
 * What of an amount pays which invoices of the same order or contract: the one that is named, then the oldest; the rest none.
 * @param left what is open of each invoice, less what is taken here
 */
export function onInvoices(
  item: OpenItem,
  amount: number,
  invoices: readonly OpenInvoice[],
  left: Map<string, number>,
  first: string | null,
) {
  const parts: { invoice: string | null; amount: number }[] = []
  let rest = amount
  const billed = invoicesOf(item, invoices).sort(
    (a, b) => Number(b.id === first) - Number(a.id === first) || compare(a.issuedOn, b.issuedOn) || compare(a.id, b.id),
  )
  for (const { id } of billed) {
    const part = Math.min(rest, left.get(id)!)
    if (part <= 0) continue
    parts.push({ invoice: id, amount: part })
    left.set(id, left.get(id)! - part)
    rest -= part
  }
  if (rest > 0) parts.push({ invoice: null, amount: rest })
  return parts
}

const invoicesOf = (item: OpenItem, invoices: readonly OpenInvoice[]) =>
  invoices.filter(one =>
    item.order ? one.order === item.order : item.contract !== null && one.contract === item.contract,
  )

const compare = (a: string | null, b: string | null) => ((a ?? '9') < (b ?? '9') ? -1 : (a ?? '9') > (b ?? '9') ? 1 : 0)
const byDue = (a: OpenItem, b: OpenItem) => compare(a.dueOn, b.dueOn) || compare(a.id, b.id)
