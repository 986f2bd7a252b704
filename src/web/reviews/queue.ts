import type { ObjectMeta } from '../../core/metadata/types'

/** Where a record stands on its way to being vouched for. */
export const STAGES = ['first', 'second', 'returned'] as const
export type Stage = (typeof STAGES)[number]

/** The act that passes a record of this stage. What was sent back begins anew. */
export const passing = (stage: Stage) => (stage === 'second' ? 'secondReview' : 'firstReview')

const is = (field: string, value: unknown) => ({ field, op: 'eq', value })
const not = (filter: unknown) => ({ not: filter })

/** What waits for somebody: nothing they entered themselves, and no second review of what they passed first. */
export function waitingFor(person: string, object: ObjectMeta, stage: Stage): unknown {
  const status =
    stage === 'first'
      ? { or: [is('reviewStatus', 'none'), { field: 'reviewStatus', op: 'isNull' }] }
      : is('reviewStatus', stage === 'second' ? 'first' : 'returned')
  const others = ['createdBy', 'enteredBy', ...(stage === 'second' ? ['firstReviewBy'] : [])].filter(name =>
    object.fields.some(f => f.name === name),
  )
  return { and: [status, ...others.map(name => not(is(name, person)))] }
}
