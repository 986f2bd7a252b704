import { isId } from '../../core/entity'
import { isObject } from '../../core/records/parse'
import { type Asked, checkAsked, isKey } from './asked'

/** Who does a step: whoever the order belongs to, a named person, or one of those who hold a role on the order's board. */
export type Who = { by: 'owner' } | { by: 'person'; person: string } | { by: 'role'; role: string }
/** When a step is due: so many days after something (before it, where negative). */
export interface Due {
  /** `confirmed`, `delivery`, `steps` (those that come before it), or what another slice knows: see dueFrom. */
  from: string
  days: number
}
/** One step by which orders of a type are carried out. Data: an administrator writes it on screen. */
export interface StepPlan {
  /** Names the step in its type, stays as it is. */
  key: string
  name: string
  who: Who
  due: Due
  /** Keys of the steps that must be done or skipped first. */
  after?: string[]
  /** What whoever does it is asked when it is done. */
  asks?: Asked[]
  /** It is done only with something attached: a proof, a signed note. */
  needsFiles?: boolean
  guidance?: string
}

const STEPS_MAX = 40
const DAYS_MAX = 1_000

/** Answers the sentence code of what is wrong with the steps of a type. */
export function checkSteps(value: unknown): string | null {
  if (!Array.isArray(value) || value.length > STEPS_MAX || !value.every(isStep)) return 'execution.steps'
  const keys = new Set(value.map(one => one.key))
  if (keys.size !== value.length) return 'execution.stepTwice'
  if (value.some(one => one.after?.some((key: string) => !keys.has(key)))) return 'execution.stepUnknown'
  return inOrder(value) === null ? 'execution.stepCircle' : null
}

function isStep(value: unknown): value is StepPlan {
  if (!isObject(value)) return false
  const { key, name, who, due, after, asks, needsFiles, guidance } = value
  return (
    isKey(key) &&
    typeof name === 'string' &&
    name.trim() !== '' &&
    name.length <= 100 &&
    isWho(who) &&
    isObject(due) &&
    typeof due.from === 'string' &&
    due.from.length <= 60 &&
    Number.isInteger(due.days) &&
    Math.abs(due.days as number) <= DAYS_MAX &&
    (after === undefined || after === null || (Array.isArray(after) && after.every(isKey))) &&
    (asks === undefined || asks === null || checkAsked(asks) === null) &&
    (needsFiles === undefined || needsFiles === null || typeof needsFiles === 'boolean') &&
    (guidance === undefined || guidance === null || (typeof guidance === 'string' && guidance.length <= 2_000))
  )
}

function isWho(value: unknown): value is Who {
  if (!isObject(value)) return false
  if (value.by === 'person') return isId(value.person)
  if (value.by === 'role') return typeof value.role === 'string' && value.role !== '' && value.role.length <= 60
  return value.by === 'owner'
}

/** The steps so that each comes behind those it waits for, else as they stand; null where they wait for each other in a circle. */
export function inOrder<S extends Pick<StepPlan, 'key' | 'after'>>(steps: readonly S[]): S[] | null {
  const sorted: S[] = []
  const left = [...steps]
  const standing = new Set<string>()
  while (left.length) {
    const next = left.findIndex(step => (step.after ?? []).every(key => standing.has(key)))
    if (next < 0) return null
    const [step] = left.splice(next, 1)
    sorted.push(step!)
    standing.add(step!.key)
  }
  return sorted
}
