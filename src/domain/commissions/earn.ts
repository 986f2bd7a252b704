import { apportion, times } from '../../core/exact'
import type { Kicker, Rate } from './rates'

/** Somebody's part in what was sold. */
export interface Share {
  user: string
  percent: number
}
/** Something that was sold, or paid for: one product of one deal. */
export interface Earning {
  object: string
  id: string
  /** Which product line of it; null where the deal has none. */
  part: string | null
  title: string
  account: string | null
  /** YYYY-MM-DD. */
  on: string
  currency: string
  /** Minor units. */
  amount: number
  /** What it cost us, minor units; null where nobody said. */
  cost: number | null
  product: string | null
  /** The product's category and those above it, nearest first. */
  categories: readonly string[]
  shares: readonly Share[]
}
/** How far somebody is: minor units. */
export interface Attainment {
  attained: number
  target: number
}
export interface Terms {
  id: string
  of: 'amount' | 'margin'
  rates: readonly Rate[]
  kickers: readonly Kicker[]
}

/** How a line comes to its amount: what a sentence needs, in any language. */
export type Basis =
  | {
      kind: 'earned'
      of: 'amount' | 'margin'
      /** What the rate is of, for the whole deal; minor units. */
      whole: number
      /** Somebody's part of it. */
      share: number
      mine: number
      /** Null: no rate of the plan fits. */
      percent: number | null
      category: string | null
      /** In percent, where it counted. */
      margin: number | null
      attained: number | null
      product: string | null
      cost: number | null
    }
  | { kind: 'deal'; from: number; whole: number; share: number; amount: number }
  | { kind: 'attainment'; from: number; attained: number; amount: number }
  /** What it comes to now, and what was paid for it. */
  | { kind: 'adjustment'; paid: number; due: number; now: Basis | null }

export interface Line {
  key: string
  kind: 'earned' | 'kicker' | 'adjustment'
  plan: string
  object: string | null
  id: string | null
  title: string | null
  account: string | null
  on: string | null
  amount: number
  basis: Basis
}

const floor = (n: bigint, by: bigint) => (n < 0n && n % by !== 0n ? n / by - 1n : n / by)

/** What was left after cost, in percent of the amount to two decimals; null where the cost is not known. */
export const marginOf = ({ amount, cost }: Pick<Earning, 'amount' | 'cost'>): number | null =>
  cost === null || amount <= 0 ? null : Number(floor(BigInt(amount - cost) * 10_000n, BigInt(amount))) / 100

/** True when at least `from` percent of the target are attained: exact, for on the very mark much hangs. */
export const reaches = (attainment: Attainment | null, from: number): boolean =>
  attainment !== null &&
  attainment.target > 0 &&
  BigInt(attainment.attained) * 1_000_000n >= BigInt(attainment.target) * BigInt(Math.round(from * 10_000))

/** In percent, cut to two decimals, so that nobody reads 100 % who is not there. */
export const attainedPercent = ({ attained, target }: Attainment): number =>
  Number((BigInt(attained) * 10_000n) / BigInt(target)) / 100

/** The first rate that fits. */
export function rateFor(rates: readonly Rate[], earning: Earning, attainment: Attainment | null): Rate | null {
  const margin = marginOf(earning)
  return (
    rates.find(
      rate =>
        (!rate.category || earning.categories.includes(rate.category)) &&
        (typeof rate.marginFrom !== 'number' || (margin !== null && margin >= rate.marginFrom)) &&
        (typeof rate.marginTo !== 'number' || (margin !== null && margin < rate.marginTo)) &&
        (typeof rate.attainmentFrom !== 'number' || reaches(attainment, rate.attainmentFrom)),
    ) ?? null
  )
}

/**
 * What a plan pays one person for what was sold in a month. The amount (or the margin) of a deal is shared out by largest remainder, so
 * the parts of all add up to the whole; each part times its rate is rounded half up at the line.
 * @param earnings in which the person has a share
 * @param attainment null where there is no target
 */
export function linesFor(
  plan: Terms,
  person: string,
  earnings: readonly Earning[],
  attainment: Attainment | null,
): Line[] {
  const lines = earnings.flatMap(earning => earned(plan, person, earning, attainment))
  const deals = new Map<string, Earning[]>()
  for (const earning of earnings) {
    const key = `${earning.object} ${earning.id}`
    deals.set(key, [...(deals.get(key) ?? []), earning])
  }
  for (const parts of deals.values()) lines.push(...dealKickers(plan, person, parts))
  for (const kicker of plan.kickers)
    if (kicker.on === 'attainment' && attainment && reaches(attainment, kicker.from))
      lines.push({
        key: `${plan.id}:attainment:${kicker.from}`,
        kind: 'kicker',
        plan: plan.id,
        object: null,
        id: null,
        title: null,
        account: null,
        on: null,
        amount: kicker.amount,
        basis: { kind: 'attainment', from: kicker.from, attained: attainedPercent(attainment), amount: kicker.amount },
      })
  return lines
}

function earned(plan: Terms, person: string, earning: Earning, attainment: Attainment | null): Line[] {
  const at = earning.shares.findIndex(share => share.user === person)
  if (at < 0 || earning.shares[at]!.percent <= 0) return []
  const whole = plan.of === 'amount' ? earning.amount : earning.cost === null ? 0 : earning.amount - earning.cost
  const mine = partOf(whole, earning.shares, at)
  const rate = rateFor(plan.rates, earning, attainment)
  const said = (condition: unknown) => typeof condition === 'number'
  return [
    {
      ...source(earning),
      key: `${plan.id}:${earning.id}:${earning.part ?? ''}`,
      kind: 'earned',
      plan: plan.id,
      amount: rate ? times(mine, rate.percent / 100) : 0,
      basis: {
        kind: 'earned',
        of: plan.of,
        whole,
        share: earning.shares[at]!.percent,
        mine,
        percent: rate?.percent ?? null,
        category: rate?.category ?? null,
        margin: rate && (said(rate.marginFrom) || said(rate.marginTo)) ? marginOf(earning) : null,
        attained: rate && said(rate.attainmentFrom) && attainment ? attainedPercent(attainment) : null,
        product: earning.product,
        cost: earning.cost,
      },
    },
  ]
}

function dealKickers(plan: Terms, person: string, parts: readonly Earning[]): Line[] {
  const first = parts[0]!
  const at = first.shares.findIndex(share => share.user === person)
  const whole = parts.reduce((sum, part) => sum + part.amount, 0)
  return plan.kickers.flatMap(kicker =>
    kicker.on !== 'deal' || at < 0 || first.shares[at]!.percent <= 0 || whole < kicker.from
      ? []
      : [
          {
            ...source(first),
            key: `${plan.id}:${first.id}:deal:${kicker.from}`,
            kind: 'kicker' as const,
            plan: plan.id,
            amount: partOf(kicker.amount, first.shares, at),
            basis: {
              kind: 'deal' as const,
              from: kicker.from,
              whole,
              share: first.shares[at]!.percent,
              amount: kicker.amount,
            },
          },
        ],
  )
}

const source = ({ object, id, title, account, on }: Earning) => ({ object, id, title, account, on })

/** One person's part, where all parts add up to the whole. */
const partOf = (whole: number, shares: readonly Share[], at: number): number =>
  apportion(
    whole,
    shares.map(share => share.percent),
  )[at]!

/**
 * What is still due, or was paid too much, for a month that has been paid: one line for each source that no longer comes to what was
 * paid for it.
 * @param due what the month comes to now
 * @param paid what has been paid for it up to now, by key, adjustments included
 */
export function adjustments(due: readonly Line[], paid: ReadonlyMap<string, Line>): Line[] {
  const now = new Map(due.map(line => [line.key, line]))
  return [...new Set([...now.keys(), ...paid.keys()])].flatMap(key => {
    const line = now.get(key)
    const before = paid.get(key)
    const difference = (line?.amount ?? 0) - (before?.amount ?? 0)
    if (difference === 0) return []
    return [
      {
        ...(line ?? before!),
        kind: 'adjustment' as const,
        amount: difference,
        basis: {
          kind: 'adjustment' as const,
          paid: before?.amount ?? 0,
          due: line?.amount ?? 0,
          now: line?.basis ?? null,
        },
      },
    ]
  })
}
