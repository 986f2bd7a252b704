import { sql } from '../../core/db/statement'
import { choice, entity, flag, longText, number, phone, ref, region, text } from '../../core/entity'

/**
 * That somebody gets copies of a publication from one issue to another, at an address (征订). A customer subscribes to several titles at
 * several addresses: as many records, which one order may hold together.
 */
export const subscription = entity('subscription', {
  label: ['征订', 'Subscription'],
  area: 'sales',
  group: 'carryingOut',
  icon: 'mailbox',
  owned: true,
  belongsTo: 'order',
  subtitle: ['publication.name', 'account.name'],
  open: { field: 'status', op: 'in', value: ['draft', 'active', 'paused'] },
  sections: {
    what: ['征订', 'Subscription'],
    where: ['收刊', 'Recipient'],
  },
  fields: {
    recipient: text({ label: ['收件人', 'Recipient'], required: true, search: true, max: 100, section: 'where' }),
    account: ref('account', { label: ['客户', 'Account'], filter: true, section: 'what' }),
    publication: ref('publication', {
      label: ['期刊', 'Publication'],
      required: true,
      filter: true,
      section: 'what',
    }),
    fromIssue: ref('issue', { label: ['起订期', 'From issue'], required: true, section: 'what' }),
    untilIssue: ref('issue', { label: ['止订期', 'Until issue'], required: true, filter: true, section: 'what' }),
    copies: number({ label: ['份数', 'Copies'], scale: 0, min: 1, required: true, default: 1, section: 'what' }),
    status: choice({
      label: ['状态', 'Status'],
      dictionary: 'subscriptionStatus',
      readOnly: true,
      filter: true,
      section: 'what',
    }),
    gift: flag({ label: ['赠阅', 'Free copy'], default: false, section: 'what' }),
    order: ref('order', { label: ['订单', 'Order'], once: true, section: 'what' }),
    orderLine: ref('orderLine', { label: ['订单明细', 'Order line'], once: true, section: 'what' }),
    renewedBy: ref('subscription', { label: ['续订', 'Renewed by'], readOnly: true, section: 'what' }),
    contact: ref('contact', { label: ['联系人', 'Contact'], section: 'where' }),
    phone: phone({ label: ['电话', 'Telephone'], section: 'where' }),
    region: region({ label: ['地区', 'Region'], filter: true, section: 'where' }),
    address: text({ label: ['地址', 'Address'], required: true, search: true, max: 300, section: 'where' }),
    postcode: text({ label: ['邮编', 'Postcode'], max: 10, section: 'where' }),
    method: choice({
      label: ['发刊方式', 'Sent by'],
      dictionary: 'dispatchMethod',
      required: true,
      default: 'post',
      filter: true,
      section: 'where',
    }),
    pauseReason: text({ label: ['停发原因', 'Why paused'], readOnly: true, max: 300, section: 'what' }),
    note: longText({ label: ['备注', 'Note'], max: 2_000, section: 'where' }),
  },
  list: [
    'recipient',
    'account',
    'publication',
    'fromIssue',
    'untilIssue',
    'copies',
    'status',
    'method',
    'region',
    'owner',
  ],
  /** What is not said follows from the order it belongs to. */
  async prepare(ctx, rows) {
    const orders = [...new Set(rows.map(row => row.order).filter(id => typeof id === 'string'))]
    const found = orders.length
      ? await ctx.db.query<{ id: string; account: string; status: string }>(
          sql`select id, account_id as account, status from orders where id = any(${orders}::uuid[])`,
        )
      : []
    const known = new Map(found.map(one => [one.id, one]))
    for (const row of rows as Record<string, unknown>[]) {
      const order = known.get(row.order as string)
      row.account ??= order?.account ?? null
      row.status = order ? statusWith(order.status) : 'active'
    }
  },
})

/** How a subscription stands while its order stands as it does. */
export const statusWith = (order: string) =>
  order === 'draft' ? 'draft' : order === 'cancelled' ? 'cancelled' : 'active'
