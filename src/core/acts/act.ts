import type { Ctx } from '../ctx'
import type { Entity, Row } from '../entity/entity'
import type { Field } from '../entity/field'
import type { Label } from '../entity/label'
import type { Refusal } from './refusal'

type Input = Record<string, Field<any>>
export type Values<I extends Input> = { [K in keyof I]: I[K] extends Field<infer V> ? V : never }

export interface ActOptions<E extends Entity<any>, I extends Input, On extends 'record' | 'object'> {
  label: Label
  icon?: string
  /** What it asks for, in the same field kinds as an object: validation, dialog and API description follow. */
  input?: I
  /** 'record' (default): on one record. 'object': on none yet. */
  on?: On
  /** Takes fields of the record besides what it asks for; `run` gets them as `draft`, still to be parsed. */
  draft?: true
  /** Offered for a selection; each record gets its own transaction. */
  batch?: boolean
  /** Name of the act that takes it back. */
  undo?: string
  /** The right it needs on the record when a role doesn't name it. Default 'update'. */
  needs?: 'read' | 'update'
  /** What a record must be like for screens to offer the act. */
  offer?: { field: string; op: 'isNull' | 'notNull' }
  /** Address of a screen of its own that asks for all it needs, with `{id}` for the record's; instead of a dialog. */
  screen?: string
  /** Name of the object's act that says beforehand what would follow: takes `ids` and the same input, answers `sentences`. */
  foresee?: string
  /** Why a record is out of the caller's reach that was within it a moment ago; null leaves it at "not found". */
  missing?(ctx: Ctx, id: string): Promise<Refusal | null>
  /** Answers why this record doesn't allow it now, else null. */
  allow?(ctx: Ctx, record: Row<E>): Refusal | null | Promise<Refusal | null>
  /** Runs in the transaction, the record locked. What it returns goes to the caller instead of the changed record. */
  run(ctx: Ctx, record: On extends 'object' ? null : Row<E>, input: Values<I>): Promise<unknown>
}
export interface Act extends Omit<ActOptions<any, any, any>, 'input' | 'on' | 'batch' | 'needs'> {
  entity: Entity<any>
  name: string
  input: Input
  on: 'record' | 'object'
  batch: boolean
  needs: 'read' | 'update'
}

/**
 * Declares something one can do: an endpoint, a button, a line in the permission table, an entry in the journal.
 * Write through `create`/`change`/`remove` of core/records, which keep journal, events and search.
 */
export function act<
  E extends Entity<any>,
  const I extends Input = Record<never, never>,
  const On extends 'record' | 'object' = 'record',
>(entity: E, name: string, options: ActOptions<E, I, On>): Act {
  return { on: 'record', batch: false, needs: 'update', ...options, entity, name, input: options.input ?? {} } as Act
}

/** Something that must follow in the same transaction whenever an entity's records change (an activity moves its account's last contact). */
export interface Reaction {
  entity: Entity<any>
  to: readonly ('create' | 'update' | 'delete' | 'restore')[]
  run(ctx: Ctx, after: any, before: any | null, act: string): Promise<void>
  /** The same for many records that changed hands at once, in a statement or two; without it `run` is called for each. */
  many?(ctx: Ctx, given: readonly Given[], act: string): Promise<void>
  /** The same for many new records at once, in a statement or two: an import then goes on writing thousands together. */
  together?(ctx: Ctx, created: readonly Record<string, any>[], act: string): Promise<void>
}
/** A record that changed hands together with others: every field by name, before and after. */
export interface Given {
  before: Record<string, any>
  after: Record<string, any>
}
export const reaction = <E extends Entity<any>>(
  entity: E,
  to: Reaction['to'],
  run: (ctx: Ctx, after: Row<E>, before: Row<E> | null, act: string) => Promise<void>,
  many?: Reaction['many'],
  together?: Reaction['together'],
): Reaction => ({ entity, to, run, ...(many ? { many } : {}), ...(together ? { together } : {}) })
