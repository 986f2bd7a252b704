import type { Filter } from '../../../core/records/filter'
import type { Approver, Branch, Decision, Step, Steps } from '../../../domain/approvals/definition'

/** A flow while it is being drawn. */
export interface Draft {
  name: string
  object: string
  purpose: string
  condition: Filter | null
  steps: Steps
  days: number | null
  active: boolean
  /** Of several flows for one purpose the one with the lowest is asked first. */
  position: number
}
export type Part = Step | Branch
export const isBranch = (part: Part): part is Branch => 'steps' in part

/** A name no part of the flow has had: letters and digits, short. */
export const newId = (): string => crypto.randomUUID().slice(0, 8)

/** The steps with one step or branch changed; null takes it away. */
export function withPart(steps: Steps, id: string, change: (part: Part) => Part | null): Steps {
  return steps.flatMap(step => {
    if (step.id === id) return (change(step) as Step | null) ?? []
    if (step.kind !== 'parallel') return step
    const branches = step.branches.flatMap(branch =>
      branch.id === id
        ? ((change(branch) as Branch | null) ?? [])
        : { ...branch, steps: withPart(branch.steps, id, change) },
    )
    return { ...step, branches }
  })
}

/** The same where the list that a part stands in changes: it moves, or another comes after it. */
function withList(
  steps: Steps,
  id: string,
  change: <P extends Part>(list: readonly P[], at: number) => readonly P[],
): Steps {
  const at = steps.findIndex(step => step.id === id)
  if (at >= 0) return change(steps, at)
  return steps.map(step => {
    if (step.kind !== 'parallel') return step
    const branch = step.branches.findIndex(one => one.id === id)
    return branch >= 0
      ? { ...step, branches: change(step.branches, branch) }
      : { ...step, branches: step.branches.map(one => ({ ...one, steps: withList(one.steps, id, change) })) }
  })
}

export const moved = (steps: Steps, id: string, by: 1 | -1): Steps =>
  withList(steps, id, (list, at) => {
    const to = at + by
    if (to < 0 || to >= list.length) return list
    const next = [...list]
    ;[next[at], next[to]] = [next[to]!, next[at]!]
    return next
  })

export const decision = (name: string): Decision => ({
  kind: 'decide',
  id: newId(),
  name,
  mode: 'any',
  approvers: [{ by: 'manager', level: 1 }],
})
export const branch = (name: string, steps: Steps = []): Branch => ({ id: newId(), name, steps })

/** An approver of a kind, before anybody is chosen. */
export const approverOf: { [K in Approver['by']]: () => Extract<Approver, { by: K }> } = {
  person: () => ({ by: 'person', people: [] }),
  role: () => ({ by: 'role', role: '', within: 'board' }),
  manager: () => ({ by: 'manager', level: 1 }),
  departmentHead: () => ({ by: 'departmentHead' }),
  field: () => ({ by: 'field', field: '' }),
}
