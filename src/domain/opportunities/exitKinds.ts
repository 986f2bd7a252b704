import { systemPrincipal } from '../../core/context'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import { choice, type Field, number, ref, structure, text } from '../../core/entity'
import { labelIn, textIn } from '../../core/i18n/say'
import { type Filter, filterSql } from '../../core/records/filter'
import { insert } from '../../core/records/write'
import { approvalRequest } from '../approvals'
import { exitKind } from './conditions'
import { opportunityContact, stakeholderOf } from './opportunityContact'

const declared = (ctx: Ctx) => ctx.words.entity('opportunity').fields
const labelOf = (ctx: Ctx, field: Field<any> | undefined, name: string) =>
  field ? labelIn(field.label, ctx.lang) : name
const isBlank = (value: unknown) =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
const itemLabel = (ctx: Ctx, dictionary: string, code: string) => {
  const item = ctx.words.dictionary(dictionary)?.get(code)
  return item ? textIn(item.label, item.labelEn, ctx.lang) : code
}

exitKind('filled', {
  label: ['字段已填', 'A field is filled in'],
  input: { field: text({ label: ['字段', 'Field'], required: true, max: 60 }) },
  options: ctx => ({
    field: Object.entries(declared(ctx))
      .filter(([, field]) => !field.readOnly && !field.once && !field.system)
      .map(([code, field]) => ({ code, label: labelIn(field.label, ctx.lang) })),
  }),
  fault: (ctx, { field }) => (declared(ctx)[field] ? null : 'opportunity.exit.noField'),
  demand: (ctx, { field }) => ({
    code: 'opportunity.demand.filled',
    params: { field: labelOf(ctx, declared(ctx)[field], field) },
  }),
  holds: (ctx, of, { field }) => !declared(ctx)[field] || !isBlank((of as Record<string, unknown>)[field]),
  asks: (ctx, { field }) => {
    const asked = declared(ctx)[field]
    return asked && !asked.readOnly && !asked.once ? { [field]: asked } : {}
  },
})

exitKind('fits', {
  label: ['满足条件', 'A filter fits'],
  input: {
    where: structure<Filter>({ label: ['条件', 'Filter'], required: true }),
    says: text({ label: ['怎么说', 'In words'], required: true, max: 200 }),
  },
  fault: (ctx, { where }) => {
    filterSql({ ...ctx, user: systemPrincipal(ctx.tenant) }, ctx.words.entity('opportunity'), where)
    return null
  },
  demand: (_ctx, { says }) => ({ code: 'opportunity.demand.fits', params: { what: says } }),
  async holds(ctx, of, { where }) {
    const everything = { ...ctx, user: { ...systemPrincipal(ctx.tenant), id: ctx.user.id } }
    const entity = ctx.words.entity('opportunity')
    const [found] = await ctx.db.query(
      sql`select 1 from ${raw(entity.table)} t where t.id = ${of.id} and ${filterSql(everything, entity, where)}`,
    )
    return !!found
  },
})

exitKind('activity', {
  label: ['本阶段有跟进', 'Activities in this stage'],
  input: {
    type: choice({ label: ['方式', 'Kind'], dictionary: 'activityType' }),
    count: number({ label: ['至少', 'At least'], scale: 0, min: 1, unit: ['次', 'times'], default: 1 }),
  },
  demand: (ctx, { type, count }) => ({
    code: type ? 'opportunity.demand.activityOf' : 'opportunity.demand.activity',
    params: { count: count ?? 1, ...(type ? { type: itemLabel(ctx, 'activityType', type) } : {}) },
  }),
  async holds(ctx, of, { type, count }) {
    const [found] = await ctx.db.query<{ n: number }>(sql`select count(*)::int as n from activities
      where opportunity_id = ${of.id} and deleted_at is null and occurred_at >= ${of.stageEnteredAt}::timestamptz
        and ${type ? sql`type = ${type}` : raw(`type <> 'note'`)}`)
    return found!.n >= (count ?? 1)
  },
})

exitKind('document', {
  label: ['已附文件', 'A document is attached'],
  input: { name: text({ label: ['文件名含', 'Name contains'], max: 60 }) },
  demand: (_ctx, { name }) =>
    name
      ? { code: 'opportunity.demand.documentOf', params: { name: String(name) } }
      : { code: 'opportunity.demand.document' },
  async holds(ctx, of, { name }) {
    if (!of.files?.length) return false
    if (!name) return true
    const [found] = await ctx.db.query(
      sql`select 1 from files where id = any(${of.files}::uuid[]) and strpos(lower(name), lower(${name})) > 0`,
    )
    return !!found
  },
  asks: ctx => ({ files: declared(ctx).files! }),
})

exitKind('approval', {
  label: ['评审通过', 'Review is passed'],
  input: {},
  demand: () => ({ code: 'opportunity.demand.approval' }),
  async holds(ctx, of) {
    const [latest] = await ctx.db.query<{ status: string }>(sql`
      select status from ${raw(approvalRequest.table)} where about_object = 'opportunity' and about_id = ${of.id} and purpose = 'submit'
        and submitted_at >= ${of.stageEnteredAt}::timestamptz and deleted_at is null order by submitted_at desc limit 1`)
    return latest?.status === 'approved'
  },
})

exitKind('role', {
  label: ['采购角色已明确', 'A buying role is known'],
  input: { role: choice({ label: ['采购角色', 'Buying role'], dictionary: 'buyingRole', required: true }) },
  demand: (ctx, { role }) => ({
    code: 'opportunity.demand.role',
    params: { role: itemLabel(ctx, 'buyingRole', role) },
  }),
  async holds(ctx, of, { role }) {
    const [found] = await ctx.db.query(
      sql`select 1 from opportunity_contacts where opportunity_id = ${of.id} and roles @> array[${role}]::text[] and deleted_at is null`,
    )
    return !!found
  },
  asks(ctx, { role }) {
    const item = ctx.words.dictionary('buyingRole')?.get(role)
    const label = [`${item?.label ?? role}人`, item?.labelEn ?? role] as const
    return { [roleInput(role)]: ref('contact', { label }) }
  },
  async give(ctx, of, { role }, given) {
    const contact = given[roleInput(role)] as string
    const known = await stakeholderOf(ctx, of.id, contact)
    if (!known) await insert(ctx, opportunityContact, { opportunity: of.id, contact, roles: [role] })
    else if (!known.roles?.includes(role))
      await ctx.db.query(
        sql`update opportunity_contacts set roles = array_append(coalesce(roles, '{}'), ${role}) where id = ${known.id} and tenant_id = ${ctx.tenant}`,
      )
  },
})
const roleInput = (role: string) => `role.${role}`

exitKind('competitor', {
  label: ['竞争对手已登记', 'A competitor is recorded'],
  input: {},
  demand: () => ({ code: 'opportunity.demand.competitor' }),
  async holds(ctx, of) {
    const [found] = await ctx.db.query(
      sql`select 1 from opportunity_competitors where opportunity_id = ${of.id} and deleted_at is null`,
    )
    return !!found
  },
})

exitKind('lines', {
  label: ['有产品明细', 'Products are listed'],
  input: {},
  demand: () => ({ code: 'opportunity.demand.lines' }),
  async holds(ctx, of) {
    const [found] = await ctx.db.query(
      sql`select 1 from opportunity_lines where opportunity_id = ${of.id} and deleted_at is null`,
    )
    return !!found
  },
})
