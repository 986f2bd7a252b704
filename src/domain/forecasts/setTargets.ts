import { act } from '../../core/acts/act'
import { raw, sql } from '../../core/db/statement'
import { isId, type Label, listOf, structure } from '../../core/entity'
import { load } from '../../core/records/row'
import { change, insert, remove } from '../../core/records/write'
import { type Period, readPeriod } from './periods'
import { keyOf } from './prepare'
import { salesTarget } from './salesTarget'
import { answering, LEVELS, type Level } from './subject'

/** One cell of the sheet. What is null is no longer asked for; what is left out stays. */
export interface TargetEntry {
  /** `2026-11`, `2026-Q4`, `2026`. */
  period: string
  level: Level
  /** The person's, department's or board's. */
  id?: string | null
  product?: string | null
  currency?: string
  /** Minor units. */
  amount?: number | null
  deals?: number | null
}

const MAX = 1_000
const whole = (value: unknown, max: number) =>
  value === undefined ||
  value === null ||
  (Number.isInteger(value) && (value as number) >= 0 && (value as number) <= max)
const CURRENCY = /^[A-Z]{3}$/

const isEntry = (one: any): one is TargetEntry =>
  typeof one?.period === 'string' &&
  readPeriod(one.period) !== null &&
  LEVELS.includes(one.level) &&
  (one.level === 'company' ? !one.id : isId(one.id)) &&
  (!one.product || isId(one.product)) &&
  (one.currency === undefined || CURRENCY.test(one.currency)) &&
  whole(one.amount, Number.MAX_SAFE_INTEGER) &&
  whole(one.deals, 1_000_000)

/** Refuses what are no cells of the sheet. */
export const checkEntries = listOf(isEntry, MAX, 'salesTarget.malformed')

/** Writes cells of the sheet of targets, all or none: sets, changes, and takes away those that say nothing any more. */
export const setTargets = act(salesTarget, 'set', {
  label: ['填目标', 'Set targets'],
  on: 'object',
  input: {
    targets: structure<TargetEntry[], { label: Label; required: true; check: typeof checkEntries }>({
      label: ['目标', 'Targets'],
      required: true,
      check: checkEntries,
    }),
  },
  async run(ctx, _, { targets }) {
    const whose = new Map<string, Awaited<ReturnType<typeof answering>>>()
    for (const { level, id } of targets) {
      const key = `${level} ${id ?? ''}`
      if (!whose.has(key)) whose.set(key, await answering(ctx, { level, id: id ?? '' }))
    }
    const wanted = targets.map(entry => ({ entry, row: rowFor(entry, whose.get(`${entry.level} ${entry.id ?? ''}`)!) }))
    const keys = wanted.map(({ row }) => keyOf(row))
    const there = new Map(
      (
        await ctx.db.query<{ key: string; id: string }>(
          sql`select key, id from ${raw(salesTarget.table)} where key = any(${keys}::text[]) and deleted_at is null`,
        )
      ).map(one => [one.key, one.id]),
    )
    for (const [i, { entry, row }] of wanted.entries()) {
      const asked = Object.fromEntries(
        (['amount', 'deals'] as const).flatMap(name => (entry[name] === undefined ? [] : [[name, entry[name]]])),
      )
      const id = there.get(keys[i]!)
      if (!id) {
        if (Object.values(asked).some(value => value !== null)) {
          const made = await insert(ctx, salesTarget, { ...row, ...asked })
          there.set(keys[i]!, made.id)
        }
        continue
      }
      const before = await load(ctx, salesTarget, id, 'update', true)
      const after = { ...before, ...asked }
      if (after.amount === null && after.deals === null) {
        await remove(ctx, salesTarget, before)
        there.delete(keys[i]!)
      } else await change(ctx, salesTarget, before, asked)
    }
    return { saved: wanted.length }
  },
})

/** The record that a cell stands for, as far as the cell says. */
function rowFor({ period, level, id, product, currency }: TargetEntry, whose: { owner: string | null; board: string }) {
  const { kind, from } = readPeriod(period) as Period
  return {
    period: kind,
    startsOn: from,
    level,
    ...whose,
    department: level === 'department' ? (id ?? null) : null,
    product: product ?? null,
    currency: currency ?? 'CNY',
  }
}
