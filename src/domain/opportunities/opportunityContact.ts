import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { choice, choices, entity, number, ref, text } from '../../core/entity'

/** Somebody at the customer who has a say in this sale: 发起、使用、影响、决策、采购、把关, and how they stand to us. */
export const opportunityContact = entity('opportunityContact', {
  label: ['关键人', 'Stakeholder'],
  icon: 'users',
  owned: true,
  belongsTo: 'opportunity',
  searched: false,
  title: 'note',
  fields: {
    opportunity: ref('opportunity', { label: ['销售机会', 'Opportunity'], required: true }),
    contact: ref('contact', { label: ['联系人', 'Contact'], required: true }),
    roles: choices({ label: ['采购角色', 'Buying roles'], dictionary: 'buyingRole' }),
    attitude: choice({ label: ['态度', 'Attitude'], dictionary: 'attitude', default: 'unknown' }),
    influence: number({ label: ['影响力', 'Influence'], scale: 0, min: 1, hint: ['1 到 5', '1 to 5'], default: 3 }),
    note: text({ label: ['在意什么', 'What matters to them'], max: 500 }),
  },
  list: ['contact', 'roles', 'attitude', 'influence', 'note', 'opportunity'],
  prepare: rolesKnown,
})

/** Whose roles nobody gives here has those that are known of the person. */
async function rolesKnown(ctx: Ctx, rows: readonly Record<string, any>[]): Promise<void> {
  const open = rows.filter(row => !row.roles?.length && row.contact)
  if (open.length === 0) return
  const known = await ctx.db.query<{ id: string; role: string }>(
    sql`select id, role from contacts where id = any(${open.map(row => row.contact)}::uuid[]) and role is not null`,
  )
  const roles = new Map(known.map(one => [one.id, one.role]))
  for (const row of open) if (roles.has(row.contact)) row.roles = [roles.get(row.contact)]
}

/** What is known of a contact in one sale. */
export async function stakeholderOf(ctx: Ctx, opportunity: string, contact: string) {
  const [found] = await ctx.db.query<{ id: string; roles: string[] | null }>(
    sql`select id, roles from opportunity_contacts where opportunity_id = ${opportunity} and contact_id = ${contact} and deleted_at is null`,
  )
  return found
}
