import { Refusal } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import type { Field, Label, Row } from '../../core/entity'
import { say } from '../../core/i18n/say'
import type { ExitCondition } from './exit'
import type { opportunity } from './opportunity'
import type { Step } from './ways'

/** Something that a condition misses: a sentence, and the field that would mend it where it is one of the opportunity's. */
export interface Lack {
  field: string | null
  code: string
  params?: Record<string, string | number>
}

/** A kind of condition that must hold before an opportunity leaves a stage. Other slices add theirs with `exitKind`. */
export interface ExitKind {
  label: Label
  /** What a condition of this kind says of itself: the settings draw their form from it. */
  input: Readonly<Record<string, Field<any>>>
  /** What is missing, by the opportunity as it would be with what was just given; null when it holds. */
  lack(
    ctx: Ctx,
    of: Readonly<Row<typeof opportunity>>,
    condition: Readonly<Record<string, any>>,
    step: Step,
  ): Promise<Lack | null> | Lack | null
}

const kinds = new Map<string, ExitKind>()

/** Declares a kind of exit condition. */
export const exitKind = (name: string, kind: ExitKind) => void kinds.set(name, kind)
export const exitKinds = (): ReadonlyMap<string, ExitKind> => kinds

/** All that is missing before an opportunity may leave a stage, in the order of the stage's conditions. */
export async function lacksOf(ctx: Ctx, of: Readonly<Row<typeof opportunity>>, step: Step): Promise<Lack[]> {
  const lacks: Lack[] = []
  for (const condition of step.exit) {
    // A kind may have gone with the slice that brought it; what nobody can check holds nobody up.
    const lack = await kinds.get(condition.kind)?.lack(ctx, of, condition as ExitCondition, step)
    if (lack && !lacks.some(one => one.code === lack.code && one.field === lack.field && same(one, lack)))
      lacks.push(lack)
  }
  return lacks
}

const same = (a: Lack, b: Lack) => JSON.stringify(a.params) === JSON.stringify(b.params)

/** @throws 422 with a sentence for each thing that is missing */
export async function checkLeaving(ctx: Ctx, of: Readonly<Row<typeof opportunity>>, step: Step): Promise<void> {
  const lacks = await lacksOf(ctx, of, step)
  if (lacks.length === 0) return
  const what = lacks.map(lack => say(lack.code, lack.params ?? {}, ctx.lang)).join(ctx.lang === 'en' ? '; ' : '；')
  throw new Refusal(
    'opportunity.lacks',
    { stage: step.name, what },
    422,
    lacks.map(({ field, code, params }) => ({ field: field ?? 'exit', code, ...(params ? { params } : {}) })),
  )
}
