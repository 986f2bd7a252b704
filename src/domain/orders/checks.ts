import type { Refusal } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import type { Row } from '../../core/entity'
import type { order } from './order'

type Order = Row<typeof order>
/** Why an order may not go on, or null. */
export type Check = (ctx: Ctx, order: Order) => Promise<Refusal | null> | Refusal | null
/** What follows in the same transaction. */
export type Follow = (ctx: Ctx, order: Order) => Promise<void>

const checks = { confirm: [] as Check[], reopen: [] as Check[], cancel: [] as Check[], fulfil: [] as Check[] }
const follows: Follow[] = []

/** Asks before an order is confirmed: whether the customer's credit allows it, whether space is still free. */
export const beforeConfirm = (check: Check): void => void checks.confirm.push(check)
/** Asks before a confirmed order becomes a draft again: whether something was delivered or invoiced. */
export const beforeReopen = (check: Check): void => void checks.reopen.push(check)
/** Asks before an order is cancelled. */
export const beforeCancel = (check: Check): void => void checks.cancel.push(check)
/** Asks before an order is called fulfilled, and before anybody is offered to: whether something is still to be done for it. */
export const beforeFulfil = (check: Check): void => void checks.fulfil.push(check)
/** Goes on once an order is confirmed. */
export const afterConfirm = (follow: Follow): void => void follows.push(follow)

/** The first refusal of those who are asked, or null. */
export async function refusalOf(ctx: Ctx, moment: keyof typeof checks, row: Order): Promise<Refusal | null> {
  for (const check of checks[moment]) {
    const refusal = await check(ctx, row)
    if (refusal) return refusal
  }
  return null
}
/** @throws the first refusal of those who are asked */
export async function ask(ctx: Ctx, moment: keyof typeof checks, row: Order): Promise<void> {
  const refusal = await refusalOf(ctx, moment, row)
  if (refusal) throw refusal
}
export async function followConfirmed(ctx: Ctx, row: Order): Promise<void> {
  for (const follow of follows) await follow(ctx, row)
}
