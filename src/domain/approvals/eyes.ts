import type { FieldAccess } from '../../core/access/rights'
import type { Ctx } from '../../core/ctx'
import type { Entity, Field } from '../../core/entity'
import type { Decision } from './definition'

/**
 * The caller as a decider: sees the one record that is put to them whatever their scope, and of its fields what the step says; what
 * it does not name they read as they otherwise may. Only ever used on the record of a request the caller takes part in.
 */
export function eyesOf(ctx: Ctx, entity: Entity<any>, step?: Decision): Ctx {
  const own = ctx.user.rights(entity.name)
  const fields: Record<string, FieldAccess> = {}
  for (const [name, field] of Object.entries<Field<any>>(entity.fields)) {
    const access = own.fields[name] ?? (field.sensitive ? own.sensitive : 'write')
    fields[name] = step?.fields?.[name] ?? (access === 'write' ? 'read' : access)
  }
  const rights = { ...own, read: 'all', update: 'all', fields } as const
  return {
    ...ctx,
    user: { ...ctx.user, rights: object => (object === entity.name ? rights : ctx.user.rights(object)) },
  }
}
