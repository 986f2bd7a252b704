import type { Ctx } from '../../core/ctx'
import type { Row } from '../../core/entity'
import { change, insert } from '../../core/records/write'
import { role } from './role'
import { standardRoles } from './standardRoles'

/** The five standard roles, as a new tenant finds them. */
export async function setUpRoles(ctx: Ctx): Promise<void> {
  const made = new Map<string, Row<typeof role>>()
  for (const { code, name, description, rights } of standardRoles) {
    made.set(code, await insert(ctx, role, { code, name, description, rights, standard: true }))
  }
  for (const { code, grants } of standardRoles) {
    if (grants) await change(ctx, role, made.get(code)!, { grants: grants.map(granted => made.get(granted)!.id) })
  }
}
