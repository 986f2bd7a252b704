import { expect, it } from 'vitest'
import { doneFilter, spanOf } from './report'

/** Monday, 1 March 2027, one o'clock in the morning in China. */
const NOW = Date.parse('2027-02-28T17:00:00Z')

it('weeks begin on Monday, months on the first, and today is China’s', () => {
  expect(spanOf('thisWeek', NOW)).toEqual({ from: '2027-03-01', to: '2027-03-01' })
  expect(spanOf('lastWeek', NOW)).toEqual({ from: '2027-02-22', to: '2027-02-28' })
  expect(spanOf('thisMonth', NOW)).toEqual({ from: '2027-03-01', to: '2027-03-01' })
  expect(spanOf('lastMonth', NOW)).toEqual({ from: '2027-02-01', to: '2027-02-28' })
})
it('the list behind a figure holds the whole of the last day', () => {
  expect(doneFilter('p', 'call', { from: '2027-03-01', to: '2027-03-02' }).and[2]).toMatchObject({
    value: ['2027-02-28T16:00:00.000Z', '2027-03-02T15:59:59.999Z'],
  })
})
