import type { Ctx } from '../../core/ctx'
import type { Earning } from './earn'

export interface Span {
  /** Days, both included, `YYYY-MM-DD`. */
  from: string
  to: string
}
/** Something that people earn by. A slice that brings orders or receipts registers itself with `earning`. */
export interface EarningSource {
  /** When plans pay by it: on order or on receipt. */
  base: 'order' | 'receipt'
  /** What was earned in some days, whoever sold it; the caller is the system. */
  earned(ctx: Ctx, span: Span): Promise<Earning[]>
  /** Whose part of it came to how much, by person and currency, in minor units. */
  credited(ctx: Ctx, span: Span): Promise<{ user: string; currency: string; amount: number }[]>
}

const sources: EarningSource[] = []

/** Adds a source of commission. It calls `recomputeSoon` for the month in question whenever something of it changes. */
export const earning = (source: EarningSource): void => void sources.push(source)
export const sourcesOf = (base: string): readonly EarningSource[] => sources.filter(source => source.base === base)
export const bases = (): ReadonlySet<string> => new Set(sources.map(source => source.base))
