/** One thing that must hold before an opportunity goes on from a stage: a kind of condition and what that kind wants to know. */
export interface ExitCondition {
  /** Name of a kind that `exitKind` declared. */
  kind: string
  /** What the kind asks for, by name. */
  [input: string]: unknown
}

const CONDITIONS_MAX = 20

/** Refuses what is no list of conditions; whether a kind can read its own is asked when the stage is saved. */
export function checkExit(value: unknown): string | null {
  return Array.isArray(value) &&
    value.length <= CONDITIONS_MAX &&
    value.every(one => typeof one === 'object' && one !== null && typeof one.kind === 'string')
    ? null
    : 'opportunity.exit'
}
