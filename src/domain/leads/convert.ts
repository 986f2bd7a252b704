import { act } from '../../core/acts/act'
import { Refusal } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import { date, type Entity, type Field, flag, money, type Row, ref, text } from '../../core/entity'
import { say } from '../../core/i18n/say'
import { load, rowSql } from '../../core/records/row'
import { change, create, insert } from '../../core/records/write'
import { activity } from '../activities'
import { account, contact } from '../customers'
import { opportunity } from '../opportunities'
import { accountNameOf, COLLIDES, candidatesFor, contactAt, contactNameOf, notConvertible } from './conversion'
import { lead } from './lead'
import { leadConversion, type Made } from './leadConversion'

type Lead = Row<typeof lead>
type Values = Record<string, any>

/**
 * Makes customer, contact and opportunity of a lead; all that was said and is to be done goes to the customer with it. Where
 * somebody may have the customer already it asks first (409 with `candidates`): `account` uses one that is there, `anyway` makes
 * another. `unconvert` takes it back.
 */
export const convert = act(lead, 'convert', {
  label: ['转化', 'Convert'],
  icon: 'circle-arrow-right',
  undo: 'unconvert',
  screen: '/convert-lead/{id}',
  input: {
    account: ref('account', { label: ['用已有客户', 'Use account'] }),
    accountName: text({ label: ['客户名称', 'Account name'], max: 500 }),
    contact: ref('contact', { label: ['用已有联系人', 'Use contact'] }),
    contactName: text({ label: ['联系人', 'Contact'], max: 200 }),
    createContact: flag({ label: ['建联系人', 'Create a contact'], default: true }),
    createOpportunity: flag({ label: ['建销售机会', 'Create an opportunity'], default: true }),
    opportunityName: text({ label: ['机会名称', 'Opportunity name'], max: 300 }),
    amount: money({ label: ['预计金额', 'Amount'] }),
    closeDate: date({ label: ['预计成交日', 'Close date'] }),
    product: ref('product', { label: ['产品', 'Product'] }),
    anyway: flag({ label: ['仍然新建客户', 'Create the account anyway'] }),
  },
  allow: (_ctx, row) => notConvertible(row),
  async run(ctx, row, input) {
    const accountName = input.accountName ?? accountNameOf(row)
    if (!input.account && !input.anyway) {
      const candidates = await candidatesFor(ctx, row, accountName)
      if (candidates.some(one => one.score >= COLLIDES))
        throw new Refusal('lead.collides', { count: candidates.length, name: candidates[0]!.name }, 409, [], {
          candidates,
        })
    }
    const made: Made = { status: row.status ?? 'new', created: [], moved: [] }
    const owner = row.owner ?? ctx.user.id
    const keep = async (entity: Entity<any>, draft: Values): Promise<Values> => {
      const values = Object.entries(draft).filter(([, value]) => value !== null && value !== undefined)
      const record = (await create(ctx, ctx.words.entity(entity.name), Object.fromEntries(values))) as Values
      made.created.push({ object: entity.name, id: record.id, version: record.version })
      return record
    }
    const person = input.createContact === false ? null : (input.contactName ?? contactNameOf(row))
    const accountId =
      input.account ??
      (
        await keep(account, {
          ...ownFields(ctx, row, account),
          name: accountName,
          phone: person && isMobile(row.phone) ? null : row.phone,
          email: person ? null : row.email,
          region: row.region,
          industry: row.industry,
          source: row.source,
          owner,
        })
      ).id
    const contactId =
      input.contact ??
      (person
        ? ((input.account ? await contactAt(ctx, accountId, row, person) : null) ??
          (
            await keep(contact, {
              ...ownFields(ctx, row, contact),
              name: person,
              account: accountId,
              phone: row.phone,
              email: row.email,
              wechat: row.wechat,
            })
          ).id)
        : null)
    let opportunityId: string | null = null
    if (input.createOpportunity !== false) {
      const deal = await keep(opportunity, {
        ...ownFields(ctx, row, opportunity),
        name: input.opportunityName ?? row.name,
        account: accountId,
        contact: contactId,
        amount: input.amount,
        closeDate: input.closeDate,
        product: input.product ?? row.product,
        source: row.source,
        owner,
      })
      await change(ctx, opportunity, await load(ctx, opportunity, deal.id, 'read', true), { lead: row.id }, 'convert')
      opportunityId = deal.id
    }
    await keep(activity, {
      type: 'note',
      occurredAt: ctx.now.toISOString(),
      subject: say('lead.became', { code: row.code ?? '', name: row.name }, ctx.lang),
      body: row.note,
      files: row.files,
      account: accountId,
      contact: contactId,
      aboutObject: lead.name,
      aboutId: row.id,
    })
    made.moved = await tieToCustomer(ctx, row, accountId, contactId)
    await change(
      ctx,
      lead,
      row,
      {
        status: 'converted',
        convertedAccount: accountId,
        convertedContact: contactId,
        convertedOpportunity: opportunityId,
        ...(row.owner ? {} : { owner }),
      },
      'convert',
    )
    await insert(
      ctx,
      leadConversion,
      {
        lead: row.id,
        name: row.name,
        account: accountId,
        contact: contactId,
        opportunity: opportunityId,
        made: await asLeft(ctx, made),
      },
      'convert',
    )
  },
})

/** Mobile numbers are a person's, others the company's. */
const isMobile = (phone: string | null) => !!phone && /^(\+?86)?1[3-9]\d{9}$/.test(phone.replace(/[\s-]/g, ''))

/** The company's own fields that both objects have under one name and of one kind. */
function ownFields(ctx: Ctx, row: Lead, to: Entity<any>): Values {
  const [from, onto] = [ctx.words.entity(lead.name), ctx.words.entity(to.name)]
  return Object.fromEntries(
    Object.entries<Field>(onto.fields).flatMap(([name, field]) => {
      const mine = from.fields[name]
      const alike = field.custom && mine?.custom && mine.kind === field.kind && mine.dictionary === field.dictionary
      return alike ? [[name, (row as Values)[name]]] : []
    }),
  )
}

/** Objects whose records may be about a lead and of a customer at once: contacts with it, tasks. */
export const tiedObjects = (ctx: Ctx): Entity[] =>
  ctx.words.entities.filter(
    e =>
      e.fields.aboutObject &&
      e.fields.aboutId &&
      e.fields.account?.target === account.name &&
      !e.internal &&
      !e.private,
  )

/** What is about the lead is the customer's from now on too: the same records, on both timelines. */
async function tieToCustomer(ctx: Ctx, row: Lead, accountId: string, contactId: string | null): Promise<Made['moved']> {
  const moved: Made['moved'] = []
  for (const entity of tiedObjects(ctx)) {
    const found = await ctx.db.query<{ row: Values }>(sql`select ${rowSql(entity)} as row from ${raw(entity.table)} t
      where t.about_object = ${lead.name} and t.about_id = ${row.id} and t.account_id is null and t.deleted_at is null order by t.id for update`)
    for (const { row: one } of found) {
      const withContact = contactId && entity.fields.contact?.target === contact.name && !one.contact
      await change(
        ctx,
        entity,
        one as never,
        { account: accountId, ...(withContact ? { contact: contactId } : {}) },
        'convert',
      )
      moved.push({
        object: entity.name,
        id: one.id,
        fields: withContact ? ['account', 'contact'] : ['account'],
        owner: one.owner ?? null,
      })
    }
  }
  return moved
}

/** The versions that the conversion leaves its records at; whoever changes one later has made it their own. */
async function asLeft(ctx: Ctx, made: Made): Promise<Made> {
  const created = []
  for (const one of made.created) {
    const [now] = await ctx.db.query<{ version: number }>(
      sql`select version from ${raw(ctx.words.entity(one.object).table)} where id = ${one.id}`,
    )
    created.push({ ...one, version: now?.version ?? one.version })
  }
  return { ...made, created }
}
