import { today } from '../../core/access/me'
import { act } from '../../core/acts/act'
import { refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import type { Row } from '../../core/entity'
import { say } from '../../core/i18n/say'
import { change, create, insert, update } from '../../core/records/write'
import { approvable, approvalFlow, type Steps } from '../approvals'
import { contractPrice } from './contractPrice'
import { priceRequest } from './priceRequest'
import { quote } from './quote'

type Asked = Row<typeof priceRequest> & { currency?: string | null }

/** Once agreed to, the price is the customer's: the next quote finds it as a contract price. */
export const requesting = approvable(priceRequest, {
  label: ['特价申请', 'Price request'],
  title: (_, row) => String(row.code),
  locks: true,
  withoutFlow: 'refuse',
  async onApproved(ctx, row) {
    const asked = row as Asked
    const made = await insert(ctx, contractPrice, {
      name: say('priceRequest.agreement', { code: String(row.code) }, 'zh-CN'),
      account: row.account,
      product: row.product,
      fromQuantity: row.quantity,
      price: row.price,
      currency: asked.currency ?? 'CNY',
      holdsTax: row.holdsTax !== false,
      validFrom: today(ctx),
      validUntil: row.validUntil,
    })
    await change(ctx, priceRequest, row, { contractPrice: made.id })
  },
})

/** Asks for a special price; what is regular, and how much below it one wants to go, is reckoned at once and kept for the deciders. */
export const createPriceRequest = act(priceRequest, 'create', {
  label: ['申请特价', 'Ask for a price'],
  on: 'object',
  async run(ctx, _, input) {
    const { draft } = input as unknown as { draft: Record<string, unknown> }
    return compared(ctx, await create(ctx, priceRequest, draft), 'create')
  },
})
export const updatePriceRequest = act(priceRequest, 'update', {
  label: ['修改', 'Edit'],
  async run(ctx, row, input) {
    const { draft } = input as unknown as { draft: Record<string, unknown> }
    return compared(ctx, await update(ctx, priceRequest, row.id, draft), 'update')
  },
})

async function compared(ctx: Ctx, row: Row<typeof priceRequest>, actName: string): Promise<Row<typeof priceRequest>> {
  const asked = row as Asked
  const { lines } = await quote(ctx, {
    account: row.account,
    currency: asked.currency ?? 'CNY',
    taxIncluded: row.holdsTax !== false,
    lines: [{ product: row.product, quantity: row.quantity, unitPrice: row.price }],
  })
  const [line] = lines
  if (line!.regularPrice !== null && row.price >= line!.regularPrice) throw refuse('priceRequest.notLower')
  return change(
    ctx,
    priceRequest,
    row,
    {
      regularPrice: line!.regularPrice,
      discount: line!.regularPrice === null ? null : Math.floor(line!.discount * 100) / 100,
      belowFloor: line!.needs.includes('belowFloor'),
    },
    actName,
  )
}

const decide = (id: string, name: string, approvers: unknown) => ({ kind: 'decide', id, name, mode: 'any', approvers })

/** A new company begins with two flows: the direct superior for what is small, the board's head as well for what is large or below the floor. */
export async function setUpPriceFlows(ctx: Ctx): Promise<void> {
  const [there] = await ctx.db.query(
    sql`select 1 from approval_flows where tenant_id = ${ctx.tenant} and object = ${priceRequest.name} limit 1`,
  )
  if (there) return
  const manager = decide('manager', '直接上级审批', [{ by: 'manager', level: 1 }])
  const head = decide('head', '版块负责人审批', [{ by: 'role', role: 'board-head', within: 'board' }])
  const flow = (name: string, steps: unknown[], position: number, condition: unknown = null) =>
    insert(ctx, approvalFlow, {
      name,
      object: priceRequest.name,
      purpose: 'submit',
      condition,
      steps: steps as Steps,
      active: true,
      position,
    })
  const large = {
    or: [
      { field: 'discount', op: 'gt', value: 10 },
      { field: 'belowFloor', op: 'eq', value: true },
      { field: 'regularPrice', op: 'isNull' },
    ],
  }
  await flow('特价申请：让利超过 10% 或低于最低价', [manager, head], 0, large)
  await flow('特价申请', [manager], 1)
}
