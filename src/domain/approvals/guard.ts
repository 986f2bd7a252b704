import { refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import type { Entity, Field } from '../../core/entity'
import { sameValue } from '../../core/records/row'
import { type Decision, partOf } from './definition'
import { kept, requestsOf } from './keeping'

/**
 * While a record is being decided only deciders change what its people enter, and only the fields that their step lets them. What
 * acts keep (its number, its owner) goes on.
 */
export async function guard(ctx: Ctx, entity: Entity<any>, purpose: string, after: any, before: any): Promise<void> {
  const changed = Object.entries<Field<any>>(entity.fields)
    .filter(([name, field]) => !field.readOnly && !field.system && !sameValue(entity, name, after[name], before[name]))
    .map(([name]) => name)
  const deleted = after === before
  if (changed.length === 0 && !deleted) return
  const running = (await requestsOf(ctx, entity.name, after.id)).find(
    one => one.purpose === purpose && one.status === 'running',
  )
  if (!running) return
  const { steps, state } = await kept(ctx, running)
  const writable = state.tasks
    .filter(task => task.status === 'open' && task.person === ctx.user.id)
    .map(task => (partOf(steps, task.step) as Decision).fields ?? {})
  if (deleted || !writable.some(fields => changed.every(field => fields[field] === 'write')))
    throw refuse('approval.locked')
}
