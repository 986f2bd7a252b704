import { times } from '../../core/exact'

const isGiven = (value: unknown) => value !== undefined && value !== null && value !== ''

/**
 * What of a line follows from the rest: an amount in foreign money comes to `amount` at its rate, rounded half up to the fen; an
 * invoice number is kept without blanks and in half-width capitals, so that one written twice is found.
 */
export function worked(line: Record<string, unknown>): Record<string, unknown> {
  const { foreignAmount, rate, invoiceNumber } = line
  const figures = [foreignAmount, rate].every(
    figure => typeof figure === 'number' && Number.isFinite(figure) && figure >= 0,
  )
  return {
    ...line,
    ...(figures && (foreignAmount as number) < 1e10 && (rate as number) < 1e6
      ? { amount: times(Math.round((foreignAmount as number) * 100), rate as number) }
      : {}),
    ...(typeof invoiceNumber === 'string' ? { invoiceNumber: plainNumber(invoiceNumber) } : {}),
  }
}

export const plainNumber = (typed: string): string => typed.normalize('NFKC').replace(/\s/g, '').toUpperCase()

/** True where some but not all that foreign money needs is said. */
export const halfForeign = (line: Record<string, unknown>): boolean => {
  const given = ['foreignAmount', 'foreignCurrency', 'rate'].filter(name => isGiven(line[name])).length
  return given > 0 && given < 3
}
