import { sql } from '../../core/db/statement'
import { choice, email, entity, files, phone, ref, text } from '../../core/entity'

/** Somebody who comes to an exhibition for an exhibitor, as the badge shows them (参展人员). */
export const participant = entity('participant', {
  label: ['参展人员', 'Participant'],
  area: 'sales',
  group: 'carryingOut',
  icon: 'id-card',
  owned: true,
  belongsTo: 'order',
  numbering: 'ZJ-{yyyy}-{00000}',
  subtitle: ['company', 'code'],
  fields: {
    name: text({ label: ['姓名', 'Name'], required: true, search: true, max: 60 }),
    code: text({ label: ['证件号', 'Badge number'], readOnly: true, unique: true, search: true, max: 40 }),
    order: ref('order', { label: ['订单', 'Order'], required: true, once: true }),
    exhibition: ref('exhibition', { label: ['展会', 'Exhibition'], required: true, filter: true }),
    contact: ref('contact', { label: ['联系人', 'Contact'] }),
    company: text({ label: ['证件单位', 'Company on the badge'], max: 100 }),
    title: text({ label: ['职务', 'Title'], max: 60 }),
    kind: choice({ label: ['证件类别', 'Badge'], dictionary: 'badgeKind', required: true, default: 'exhibitor' }),
    phone: phone({ label: ['手机', 'Mobile'] }),
    email: email({ label: ['邮箱', 'E-mail'] }),
    photo: files({ label: ['照片', 'Photo'], images: true }),
  },
  list: ['name', 'code', 'company', 'title', 'kind', 'phone', 'exhibition', 'order'],
  async prepare(ctx, rows) {
    const bare = (rows as Record<string, unknown>[]).filter(row => !row.company && row.order)
    if (bare.length === 0) return
    const found = await ctx.db.query<{ id: string; name: string }>(sql`select o.id, left(a.name, 100) as name
      from orders o join accounts a on a.id = o.account_id where o.id = any(${bare.map(row => row.order)}::uuid[])`)
    for (const row of bare) row.company = found.find(one => one.id === row.order)?.name ?? null
  },
})
