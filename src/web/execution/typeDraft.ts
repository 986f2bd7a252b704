import type { Asked, StepPlan } from '../../domain/execution'

let fresh = 0
/** A name for what is new, by which its answers are kept. */
const newKey = (letter: string) => `${letter}${Date.now().toString(36)}${(++fresh).toString(36)}`

export const newAsked = (label: string): Asked => ({ key: newKey('q'), label, kind: 'text' })
export const newStep = (name: string, before?: StepPlan): StepPlan => ({
  key: newKey('s'),
  name,
  who: { by: 'owner' },
  due: { from: before ? 'steps' : 'confirmed', days: 3 },
  ...(before ? { after: [before.key] } : {}),
})

/** A list with the entry at `at` moved by one up or down. */
export function shifted<T>(list: readonly T[], at: number, by: -1 | 1): T[] {
  const to = at + by
  if (to < 0 || to >= list.length) return [...list]
  const next = [...list]
  next.splice(to, 0, ...next.splice(at, 1))
  return next
}

/** The steps without one, and without anybody waiting for it. */
export const withoutStep = (steps: readonly StepPlan[], key: string): StepPlan[] =>
  steps
    .filter(step => step.key !== key)
    .map(step => (step.after?.includes(key) ? { ...step, after: step.after.filter(one => one !== key) } : step))

/** The steps that `key` may wait for: none of those that wait for it already. */
export function mayWaitFor(steps: readonly StepPlan[], key: string): StepPlan[] {
  const waits = new Set([key])
  for (let grew = true; grew; ) {
    grew = false
    for (const step of steps)
      if (!waits.has(step.key) && step.after?.some(one => waits.has(one))) {
        waits.add(step.key)
        grew = true
      }
  }
  return steps.filter(step => !waits.has(step.key))
}

/** Questions as the API takes them: choices only where there is a choice, nothing that is empty. */
export const askedInput = (asks: readonly Asked[]): Asked[] =>
  asks.map(({ key, label, kind, required, hint, choices }) => ({
    key,
    label,
    kind,
    ...(required ? { required } : {}),
    ...(hint ? { hint } : {}),
    ...(kind === 'choice' ? { choices: (choices ?? []).map(one => one.trim()).filter(Boolean) } : {}),
  }))

export const stepInput = (steps: readonly StepPlan[]): StepPlan[] =>
  steps.map(({ key, name, who, due, after, asks, needsFiles, guidance }) => ({
    key,
    name,
    who,
    due,
    ...(after?.length ? { after } : {}),
    ...(asks?.length ? { asks: askedInput(asks) } : {}),
    ...(needsFiles ? { needsFiles } : {}),
    ...(guidance ? { guidance } : {}),
  }))
