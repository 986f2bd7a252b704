import { reaction } from '../../core/acts/act'
import { invalid, refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import type { Row } from '../../core/entity'
import { load, rowSql } from '../../core/records/row'
import { change } from '../../core/records/write'
import { taxed } from '../quotes'
import { contract } from './contract'
import { contractAmendment } from './contractAmendment'

type Contract = Row<typeof contract>
type Amendment = Row<typeof contractAmendment>

/** The contract, locked, with what was signed of it since: its amounts are those it was signed with and all signed differences. */
export async function keepTotals(ctx: Ctx, id: string): Promise<void> {
  const [found] = await ctx.db.query<{ row: Contract }>(
    sql`select ${rowSql(contract)} as row from ${raw(contract.table)} t where t.id = ${id} and t.deleted_at is null for update`,
  )
  if (!found) return
  const { row } = found
  const [signed] = await ctx.db.query<{ net: string; tax: string; gross: string }>(sql`
    select coalesce(sum(net), 0) as net, coalesce(sum(tax), 0) as tax, coalesce(sum(gross), 0) as gross
    from contract_amendments where contract_id = ${id} and status = 'signed' and deleted_at is null`)
  const total = (base: number | null, differences: string) => Number(base ?? 0) + Number(differences)
  await change(ctx, contract, row, {
    net: total(row.baseNet, signed!.net),
    tax: total(row.baseTax, signed!.tax),
    gross: total(row.baseGross, signed!.gross),
  })
}

/** What stands in a contract once it is signed. */
const SIGNED = [
  'account',
  'currency',
  'baseGross',
  'taxRate',
  'startsOn',
  'endsOn',
  'clauses',
  'kind',
  'quote',
] as const

const inOrder = (row: Contract) => {
  if (row.startsOn && row.endsOn && row.endsOn < row.startsOn) throw invalid('endsOn', 'contract.endsBefore')
  if (row.baseGross !== null && row.baseGross < 0) throw invalid('baseGross', 'contract.negative')
}

/** What was signed stays; what is a draft has its tax reckoned anew. */
const keepContract = reaction(
  contract,
  ['create', 'update', 'delete'],
  async (ctx, after, before, actName) => {
    if (after === before) {
      if (after.signedOn) throw refuse('contract.keepSigned')
      return
    }
    inOrder(after)
    if (!before) return
    const differs = (name: (typeof SIGNED)[number]) =>
      JSON.stringify(after[name as keyof Contract] ?? null) !== JSON.stringify(before[name as keyof Contract] ?? null)
    const changed = SIGNED.filter(differs)
    if (changed.length > 0 && before.signedOn && !['sign', 'amend', 'extend'].includes(actName))
      throw refuse('contract.signed')
    const currency = (row: Contract) => (row as Contract & { currency?: string }).currency
    if (currency(after) !== currency(before) && (await hasAmendments(ctx, after.id))) throw refuse('contract.currency')
    // What was made of an offer or an order has its lines' tax.
    if (actName !== 'reckon' && (changed.includes('baseGross') || changed.includes('taxRate'))) {
      const { net, tax } = taxed(after.baseGross ?? 0, after.taxRate, true)
      const row = await change(ctx, contract, after, { baseNet: net, baseTax: tax })
      await keepTotals(ctx, row.id)
      return
    }
    // Once approved it is what was approved.
    if (changed.length > 0 && after.approval === 'approved' && !after.signedOn && before.approval === 'approved')
      await change(ctx, contract, after, { approval: 'draft' })
  },
  async () => {},
)

const hasAmendments = async (ctx: Ctx, id: string) =>
  (await ctx.db.query(sql`select 1 from contract_amendments where contract_id = ${id} and deleted_at is null limit 1`))
    .length > 0

/** Amendments are written while their contract is in force and they are not signed. */
const keepAmendment = reaction(
  contractAmendment,
  ['create', 'update', 'delete', 'restore'],
  async (ctx, after, before, actName) => {
    const [standing] = await ctx.db.query<{ deleted: boolean }>(
      sql`select deleted_at is not null as deleted from contracts where id = ${after.contract} for update`,
    )
    if (!standing || standing.deleted) return
    if (['sign', 'drop', 'reckon'].includes(actName)) return keepTotals(ctx, after.contract)
    const parent = await load(ctx, contract, after.contract, 'update')
    if (parent.status !== 'active') throw refuse('contract.notActive')
    if (before && before.status !== 'draft') throw refuse('contract.amendmentSigned')
    if (before && before.contract !== after.contract) throw invalid('contract', 'field.readOnly')
    if (after === before) return
    if (after.newEndsOn && parent.startsOn && after.newEndsOn < parent.startsOn)
      throw invalid('newEndsOn', 'contract.endsBefore')
    await reckon(ctx, after, (parent as { currency?: string }).currency ?? 'CNY')
  },
  async () => {},
)

/** An amendment's number, and its tax, in its contract's currency. */
async function reckon(ctx: Ctx, row: Amendment, currency: string): Promise<void> {
  const { net, tax } = taxed(row.gross ?? 0, row.taxRate, true)
  const [last] = await ctx.db.query<{ number: number }>(
    sql`select coalesce(max(number), 0)::int as number from contract_amendments where contract_id = ${row.contract} and id <> ${row.id}`,
  )
  await change(
    ctx,
    contractAmendment,
    row,
    { net, tax, currency, number: row.number ?? last!.number + 1, status: row.status ?? 'draft' },
    'reckon',
  )
}

export const contractRules = [keepContract, keepAmendment]
