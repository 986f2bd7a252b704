import type { Ctx } from '../../core/ctx'
import type { Entity, Label, Row } from '../../core/entity'
import type { approvalRequest } from './approvalRequest'

export type Request = Row<typeof approvalRequest>

/** What can be asked of deciders, and what follows. Each runs in the transaction of the decision. */
export interface Approvable<E extends Entity<any> = Entity<any>> {
  label: Label
  /** What its requests are called; the record's own title unless given. */
  title?(ctx: Ctx, record: Row<E>): string
  /** While it is being decided only deciders change the record, and only fields their step lets them. */
  locks?: boolean
  /** Where no flow fits: 'approve' at once, or 'refuse' to take it. */
  withoutFlow?: 'approve' | 'refuse'
  /** As whoever decided last. A refusal here reaches that person, and the request goes on waiting. */
  onApproved?(ctx: Ctx, record: Row<E>, request: Request | null): Promise<void>
  onSubmitted?(ctx: Ctx, record: Row<E>, request: Request): Promise<void>
  /** Rejected, sent back to the submitter, or withdrawn. */
  onRejected?(ctx: Ctx, record: Row<E>, request: Request): Promise<void>
  onReturned?(ctx: Ctx, record: Row<E>, request: Request): Promise<void>
  onWithdrawn?(ctx: Ctx, record: Row<E>, request: Request): Promise<void>
}
export interface Declared extends Approvable {
  entity: Entity<any>
  purpose: string
  /** The record's own mark (`approvalField`) tells how far this purpose is. */
  marks: boolean
}

const declared = new Map<string, Declared>()
const key = (object: string, purpose: string) => `${object}/${purpose}`

export const declare = (one: Declared): void => void declared.set(key(one.entity.name, one.purpose), one)
export const approvableOf = (object: string, purpose: string) => declared.get(key(object, purpose))
export const approvables = () => [...declared.values()]
