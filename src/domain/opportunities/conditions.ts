import { Refusal } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import type { Field, Label, Row } from '../../core/entity'
import { say } from '../../core/i18n/say'
import type { ExitCondition } from './exit'
import type { opportunity } from './opportunity'
import type { Step } from './ways'

type Opportunity = Readonly<Row<typeof opportunity>>
type Condition = Readonly<Record<string, any>>

/** A kind of condition that must hold before an opportunity leaves a stage. Other slices add theirs with `exitKind`. */
export interface ExitKind {
  label: Label
  /** What a condition of this kind says of itself; the settings draw their form from it. */
  input: Readonly<Record<string, Field<any>>>
  /** Values to choose from, for inputs that no dictionary holds. */
  options?(ctx: Ctx): Record<string, { code: string; label: string }[]>
  /** Why a condition can't be read, when it is saved: the code of a sentence. */
  fault?(ctx: Ctx, condition: Condition): string | null
  /** What it demands, as a sentence. */
  demand(ctx: Ctx, condition: Condition): Demand
  /** Whether the opportunity, as it would be with what was just given, meets it. */
  holds(ctx: Ctx, of: Opportunity, condition: Condition, step: Step): Promise<boolean> | boolean
  /** Fields by which whoever advances may give what lacks, by name; with `give` they are no fields of the opportunity. */
  asks?(ctx: Ctx, condition: Condition): Record<string, Field<any>>
  /** Writes what was given for it, in the act's transaction. */
  give?(ctx: Ctx, of: Opportunity, condition: Condition, given: Readonly<Record<string, any>>): Promise<void>
}
export interface Demand {
  code: string
  params?: Record<string, string | number>
}

const kinds = new Map<string, ExitKind>()

/** Declares a kind of exit condition. */
export const exitKind = (name: string, kind: ExitKind) => void kinds.set(name, kind)
export const exitKinds = (): ReadonlyMap<string, ExitKind> => kinds

/** A stage's conditions with their kinds. What nobody can check any more, its slice being gone, holds nobody up. */
export const conditionsOf = (step: Pick<Step, 'exit'>): { condition: ExitCondition; kind: ExitKind }[] =>
  step.exit.flatMap(condition => {
    const kind = kinds.get(condition.kind)
    return kind ? [{ condition, kind }] : []
  })

/** What may be given along when an opportunity leaves a stage and is no field of its own. */
export function giftsOf(ctx: Ctx, step: Pick<Step, 'exit'>): Record<string, Field<any>> {
  const asked = conditionsOf(step).filter(({ kind }) => kind.give)
  return Object.assign({}, ...asked.map(({ condition, kind }) => kind.asks?.(ctx, condition) ?? {}))
}

/** Writes what was given along. */
export async function give(ctx: Ctx, of: Opportunity, step: Step, gifts: Readonly<Record<string, any>>): Promise<void> {
  for (const { condition, kind } of conditionsOf(step)) {
    const own = Object.keys(kind.asks?.(ctx, condition) ?? {}).filter(name => gifts[name] != null)
    if (kind.give && own.length > 0) await kind.give(ctx, of, condition, gifts)
  }
}

/** @throws 422 with a sentence for each demand of the stage that is not met */
export async function checkLeaving(ctx: Ctx, of: Opportunity, step: Step): Promise<void> {
  const errors: Refusal['errors'] = []
  const lacking: string[] = []
  for (const { condition, kind } of conditionsOf(step)) {
    if (await kind.holds(ctx, of, condition, step)) continue
    const { code, params } = kind.demand(ctx, condition)
    errors.push({
      field: Object.keys(kind.asks?.(ctx, condition) ?? {})[0] ?? 'exit',
      code,
      ...(params ? { params } : {}),
    })
    lacking.push(say(code, params ?? {}, ctx.lang))
  }
  if (errors.length > 0)
    throw new Refusal(
      'opportunity.lacks',
      { stage: step.name, what: lacking.join(ctx.lang === 'en' ? '; ' : '；') },
      422,
      errors,
    )
}
