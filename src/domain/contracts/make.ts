import { act } from '../../core/acts/act'
import { refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { choice, type Row, text } from '../../core/entity'
import { load } from '../../core/records/row'
import { change, create } from '../../core/records/write'
import { order } from '../orders'
import { quote } from '../quotes'
import type { Clause } from './clauses'
import { contract } from './contract'

/** Clauses that new contracts of a kind begin with, in the library's order. */
export async function usualClauses(ctx: Ctx, kind: string | null): Promise<Clause[]> {
  const found = await ctx.db.query<{ id: string; name: string; text: string }>(sql`
    select id, name, text from clause_templates where usual and active and deleted_at is null
      and (kinds is null or kinds = '{}' or ${kind} = any(kinds)) order by position, created_at, id`)
  return found.map(one => ({ title: one.name, text: one.text, template: one.id }))
}

/** A contract written by hand begins with the usual clauses unless it brings its own, and with the amounts of the quote it names. */
export const createContract = act(contract, 'create', {
  label: ['新建合同', 'New contract'],
  on: 'object',
  async run(ctx, _, input) {
    const { draft } = input as unknown as { draft: Record<string, unknown> }
    const kind = typeof draft.kind === 'string' ? draft.kind : 'sales'
    const clauses = 'clauses' in draft ? {} : { clauses: await usualClauses(ctx, kind) }
    const made = await create(ctx, contract, { ...draft, ...clauses })
    if (!made.quote || typeof draft.baseGross === 'number') return made
    return withAmounts(ctx, made, await load(ctx, quote, made.quote, 'read'))
  },
})

const asked = {
  name: text({ label: ['合同名称', 'Name'], max: 300 }),
  kind: choice({ label: ['合同类型', 'Kind'], dictionary: 'contractKind', default: 'sales' }),
}

/** A contract with the amounts of what was offered or ordered: those come from its lines, each with its own tax. */
async function make(
  ctx: Ctx,
  from: Pick<
    Row<typeof quote>,
    'name' | 'account' | 'contact' | 'opportunity' | 'owner' | 'paymentTerms' | 'net' | 'tax' | 'gross'
  >,
  { name, kind, quote: offer }: { name: string | null; kind: string | null; quote: string | null },
) {
  const made = await create(ctx, contract, {
    name: name ?? from.name,
    kind: kind ?? 'sales',
    account: from.account,
    contact: from.contact,
    opportunity: from.opportunity,
    quote: offer,
    currency: (from as { currency?: string }).currency ?? 'CNY',
    paymentTerms: from.paymentTerms,
    clauses: await usualClauses(ctx, kind),
    ...(from.owner ? { owner: from.owner } : {}),
  })
  return withAmounts(ctx, made, from)
}

const withAmounts = (
  ctx: Ctx,
  row: Row<typeof contract>,
  { net, tax, gross }: Pick<Row<typeof quote>, 'net' | 'tax' | 'gross'>,
) => change(ctx, contract, row, { baseNet: net, baseTax: tax, baseGross: gross, net, tax, gross }, 'reckon')

/** Draws up a contract of an accepted offer. */
export const contractQuote = act(quote, 'contract', {
  label: ['生成合同', 'Draw up a contract'],
  icon: 'file-pen-line',
  input: asked,
  allow: (_ctx, row) => (row.status === 'accepted' ? null : refuse('contract.acceptFirst')),
  async run(ctx, row, { name, kind }) {
    const made = await make(ctx, row, { name, kind, quote: row.id })
    return { made: { object: contract.name, id: made.id } }
  },
})

/** Draws up a contract of an order; the order then belongs to it. */
export const contractOrder = act(order, 'contract', {
  label: ['生成合同', 'Draw up a contract'],
  icon: 'file-pen-line',
  input: asked,
  allow: (_ctx, row) =>
    row.contract ? refuse('contract.orderHasOne') : row.status === 'cancelled' ? refuse('order.closed') : null,
  async run(ctx, row, { name, kind }) {
    const made = await make(ctx, row as never, { name, kind, quote: row.quote })
    await change(ctx, order, row, { contract: made.id }, 'contract')
    return { made: { object: contract.name, id: made.id } }
  },
})
