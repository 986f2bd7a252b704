import { Invalid, type Kind } from '../kind'
import { figureFromText, orderedOperators } from './number'

/** Minor units. Every currency of the dictionary has two decimals; sums stay exact. */
export const money: Kind<number> = {
  family: 'number',
  icon: 'circle-dollar-sign',
  column: () => 'bigint',
  parse(value) {
    if (typeof value !== 'number' || !Number.isInteger(value)) return new Invalid('field.notMinorUnits')
    return Number.isSafeInteger(value) ? value : new Invalid('field.tooLarge')
  },
  operators: orderedOperators,
  toText: value => (value / 100).toFixed(2),
  fromText(cell) {
    const figure = figureFromText(cell)
    return figure instanceof Invalid ? figure : Math.round(figure * 100)
  },
  schema: () => ({ type: 'integer', description: 'minor units (分)' }),
}
