import { share } from '../../core/exact'

/** What of a line can be invoiced, or taken back. Amounts are minor units. */
export interface Billable {
  id: string
  orderLine: string | null
  name: string
  unit: string | null
  taxRate: string | null
  quantity: number
  net: number
  tax: number
  gross: number
}
/** How much of it somebody asks for: pieces or an amount; all of it unless given. */
export interface Asked {
  quantity?: unknown
  gross?: unknown
}

/** Quantities have up to four decimals. */
const QUANTITY_UNITS = 10_000
const units = (quantity: number) => BigInt(Math.round(quantity * QUANTITY_UNITS))

/**
 * The part of a line that is asked for, with its net and tax: what is left after it and it come to the line, to the cent.
 * @returns the part, or the code of what is wrong
 */
export function billed(left: Billable, { quantity, gross }: Asked): Omit<Billable, 'id'> | string {
  const { id: _, ...line } = left
  if (quantity !== undefined && quantity !== null) {
    if (typeof quantity !== 'number' || !(quantity > 0) || units(quantity) <= 0n) return 'receivable.quantity'
    if (units(quantity) > units(left.quantity)) return 'receivable.overQuantity'
    if (units(quantity) === units(left.quantity)) return line
    return part(left, share(left.gross, units(quantity), units(left.quantity)), quantity)
  }
  if (gross === undefined || gross === null) return line
  if (!Number.isSafeInteger(gross) || (gross as number) <= 0) return 'receivable.positive'
  if ((gross as number) > left.gross) return 'receivable.overAmount'
  if (gross === left.gross) return line
  const pieces = Number(share(Math.round(left.quantity * QUANTITY_UNITS), BigInt(gross as number), BigInt(left.gross)))
  return part(left, gross as number, pieces / QUANTITY_UNITS)
}

function part(left: Billable, gross: number, quantity: number): Omit<Billable, 'id'> {
  const { id: _, ...line } = left
  const net = left.gross === 0 ? 0 : share(left.net, BigInt(gross), BigInt(left.gross))
  return { ...line, quantity, gross, net, tax: gross - net }
}

/** The tax that an amount with tax contains. @param rate a code of the dictionary `vatRate`: percent, or `exempt` */
export function taxOf(gross: number, rate: string | null): number {
  const percent = Number(rate)
  if (!rate || !Number.isFinite(percent) || percent <= 0) return 0
  const hundredths = BigInt(Math.round(percent * 100))
  return share(gross, hundredths, 10_000n + hundredths)
}
