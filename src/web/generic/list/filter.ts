import type { Operator } from '../../../core/entity/kind'
import type { Filter } from '../../../core/records/filter'

export type { Filter }
export type Condition = { field: string; op: Operator; value?: unknown }
/** Where a node stands: the index at each level, from the whole filter down. */
export type At = readonly number[]

export const isCondition = (node: Filter): node is Condition => 'field' in node
/** A condition on a child object's records. */
export interface Over extends Condition {
  op: 'some' | 'none'
}
export const isOver = (node: Filter): node is Over => isCondition(node) && (node.op === 'some' || node.op === 'none')

/** Whether something from an address or a saved view has the shape of a filter; what it names is the server's to judge. */
export function isFilter(node: unknown): node is Filter {
  if (typeof node !== 'object' || node === null) return false
  const { and, or, not, field, op, value } = node as Record<string, unknown>
  if (and !== undefined) return Array.isArray(and) && and.every(isFilter)
  if (or !== undefined) return Array.isArray(or) && or.every(isFilter)
  if (not !== undefined) return isFilter(not)
  if (typeof field !== 'string' || typeof op !== 'string') return false
  return (op !== 'some' && op !== 'none') || value === undefined || value === null || isFilter(value)
}

/** What a node is made of: the members of a group, what is negated, what a child object's records must be. */
export function partsOf(node: Filter): Filter[] {
  if ('and' in node) return node.and
  if ('or' in node) return node.or
  if ('not' in node) return [node.not]
  return isOver(node) && node.value ? [node.value as Filter] : []
}

/** The same node with other parts; null when nothing is left of it. */
function withParts(node: Filter, parts: Filter[]): Filter | null {
  if ('and' in node) return parts.length === 0 ? null : { and: parts }
  if ('or' in node) return parts.length === 0 ? null : parts.length === 1 ? parts[0]! : { or: parts }
  if ('not' in node) return parts[0] ? { not: parts[0] } : null
  const { value: _, ...rest } = node
  return parts[0] ? { ...rest, value: parts[0] } : rest
}

/** A filter as the sentence holds it: a list of clauses that all hold. */
export function asClauses(filter: Filter | null | undefined): { and: Filter[] } {
  if (!filter) return { and: [] }
  return 'and' in filter ? filter : { and: [filter] }
}
/** The filter to send and to save: null when it asks for nothing, no needless group. */
export function plain(filter: Filter | null | undefined): Filter | null {
  const { and } = asClauses(filter)
  return and.length === 0 ? null : and.length === 1 ? and[0]! : { and }
}

export const nodeAt = (filter: Filter, at: At): Filter | undefined =>
  at.reduce<Filter | undefined>((node, i) => node && partsOf(node)[i], filter)

/** The filter with another node in that place; null takes the node out, and the groups it leaves empty with it. */
export function replaceAt(filter: Filter, at: At, put: Filter | null): Filter | null {
  const [first, ...rest] = at
  if (first === undefined) return put
  const parts = partsOf(filter)
  const changed = replaceAt(parts[first]!, rest, put)
  return withParts(filter, changed ? parts.with(first, changed) : parts.toSpliced(first, 1))
}

/** Adds an alternative to a condition: `a` becomes (a or b), and a member of such a group gets a sibling. */
export function addAlternative(filter: Filter, at: At, put: Filter): Filter {
  const parent = at.length > 0 ? nodeAt(filter, at.slice(0, -1)) : undefined
  if (parent && 'or' in parent) return replaceAt(filter, at.slice(0, -1), { or: [...parent.or, put] })!
  return replaceAt(filter, at, { or: [nodeAt(filter, at)!, put] })!
}

/** Adds a clause to the list at `at` (the whole filter, a group, or what a child object's records must be). */
export function addClause(filter: Filter, at: At, put: Filter): Filter {
  const node = nodeAt(filter, at)!
  if (isOver(node)) {
    const inner = node.value as Filter | undefined
    return replaceAt(filter, at, { ...node, value: inner ? { and: [...asClauses(inner).and, put] } : put })!
  }
  if ('or' in node) return replaceAt(filter, at, { or: [...node.or, put] })!
  return replaceAt(filter, at, { and: [...asClauses(node).and, put] })!
}

/** Two filters as one; what they share is asked once. */
export function both(a: Filter | null, b: Filter | null): Filter | null {
  const clauses = [...asClauses(a).and, ...asClauses(b).and]
  return plain({ and: clauses.filter((c, i) => clauses.findIndex(o => same(o, c)) === i) })
}

export const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

const LISTS: readonly Operator[] = ['in', 'notIn']
const NO_VALUE: readonly Operator[] = ['isNull', 'notNull']

/** The condition with another operator, keeping as much of its value as still makes sense. */
export function withOperator(condition: Condition, op: Operator): Condition {
  const { field, value } = condition
  if (NO_VALUE.includes(op)) return { field, op }
  if (LISTS.includes(op))
    return { field, op, value: value === undefined || condition.op === 'relative' ? [] : [value].flat() }
  if (op === 'relative') return { field, op, value: 'last30days' }
  if (op === 'between') return { field, op, value: condition.op === 'between' ? value : [scalar(value), scalar(value)] }
  return { field, op, value: condition.op === 'relative' ? undefined : scalar(value) }
}
const scalar = (value: unknown) => (Array.isArray(value) ? value[0] : value)

/** Nothing can be asked with it yet: its value has still to be chosen. */
export function isUnfinished(node: Filter): boolean {
  if (!isCondition(node)) return partsOf(node).some(isUnfinished)
  if (isOver(node)) return partsOf(node).some(isUnfinished)
  if (NO_VALUE.includes(node.op)) return false
  const { value } = node
  if (value === undefined || value === null || value === '') return true
  return Array.isArray(value) && (value.length === 0 || value.some(v => v === undefined || v === null || v === ''))
}

/** The filter without what is still being written. */
export function finished(filter: Filter | null): Filter | null {
  if (!filter || !isUnfinished(filter)) return filter
  if (isCondition(filter) && !isOver(filter)) return null
  const parts = partsOf(filter).map(finished)
  return withParts(
    filter,
    parts.filter(p => p !== null),
  )
}
