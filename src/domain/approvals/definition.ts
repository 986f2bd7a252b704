import type { Filter } from '../../core/records/filter'

/** Who decides, found anew whenever a step begins. */
export type Approver =
  | { by: 'person'; people: readonly string[] }
  /** Holders of a role: in the submitter's board, or in the whole company. */
  | { by: 'role'; role: string; within: 'board' | 'company' }
  /** The submitter's manager (level 1), that one's manager (2), … */
  | { by: 'manager'; level: number }
  /** Who heads the submitter's department; where the submitter does, the one above. */
  | { by: 'departmentHead' }
  /** The person that a field of the record names. */
  | { by: 'field'; field: string }

interface Part {
  /** Unique in the flow; never changes, so that what people decided stays with it. */
  id: string
  name: string
  /** Only for records that fit; the others pass over it. */
  when?: Filter | null
}
/** People decide: one of them (或签) or all (会签). A single refusal ends the request. */
export interface Decision extends Part {
  kind: 'decide'
  approvers: readonly Approver[]
  mode: 'any' | 'all'
  /** Working days it may take. */
  days?: number | null
  /** What the deciders see and change of the record; a field not named is read. */
  fields?: Record<string, 'none' | 'read' | 'write'>
}
/** People are told and nothing waits for them (抄送). */
export interface Copy extends Part {
  kind: 'copy'
  to: readonly Approver[]
}
/** Branches run side by side; it is over when all those are whose condition held. */
export interface Parallel extends Part {
  kind: 'parallel'
  branches: readonly Branch[]
}
export interface Branch extends Part {
  steps: readonly Step[]
}
export type Step = Decision | Copy | Parallel

/** Steps one after another. */
export type Steps = readonly Step[]

export const isBranch = (part: Step | Branch): part is Branch => 'steps' in part

/** Every step and branch with the list it stands in, outermost first. */
export function* partsOf(steps: Steps): Generator<Step | Branch> {
  for (const step of steps) {
    yield step
    if (step.kind !== 'parallel') continue
    for (const branch of step.branches) {
      yield branch
      yield* partsOf(branch.steps)
    }
  }
}

export function partOf(steps: Steps, id: string): Step | Branch | undefined {
  for (const part of partsOf(steps)) if (part.id === id) return part
  return undefined
}

/** The lists of steps around a step, from the outermost to the one it stands in; empty when it is not there. */
export function listsAround(steps: Steps, id: string): Steps[] {
  for (const step of steps) {
    if (step.id === id) return [steps]
    if (step.kind !== 'parallel') continue
    for (const branch of step.branches) {
      const inner = listsAround(branch.steps, id)
      if (inner.length) return [steps, ...inner]
    }
  }
  return []
}
