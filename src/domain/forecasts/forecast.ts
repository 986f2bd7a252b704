import { reachOf, within } from '../../core/access/reach'
import { dayOf, startOf } from '../../core/calendar/china'
import type { Ctx } from '../../core/ctx'
import { raw, type Sql, sql } from '../../core/db/statement'
import { interval } from './curves'
import { type Asked, type Figures, figuresOf } from './figures'
import { type Period, shifted } from './periods'
import { type Level, overrideReach, speaksFor } from './subject'
import { type Targets, targetsOf } from './targets'
import { type Place, placesOf } from './tree'

/** What somebody said instead of what adds up. */
export interface Said {
  amount: number
  reason: string
  by: string
  at: string
}
/** One line: a person, a department with all below it, a board, the company; in minor units, or deals. */
export interface Line {
  key: string
  level: Level | 'nobody' | 'team'
  id: string
  name: string
  parent: string | null
  won: number
  commit: number
  best: number
  pipeline: number
  weighted: number
  past: number
  undated: number
  /** What adds up from below, corrected where somebody there corrected it: for a person what is won and committed. */
  added: number
  /** What the person concerned says. */
  own: Said | null
  /** What whoever leads them says. */
  override: Said | null
  /** The last word of the three. */
  forecast: number
  /** What the past says, the won included; null where there is too little of it. */
  expected: { value: number; low: number; high: number } | null
  target: number | null
  /** What the targets of the lines below add up to, where there are any. */
  targetBelow: number | null
  may: boolean
}
export interface Forecast {
  period: Period
  today: string
  measure: Asked['measure']
  currency: string
  /** Currencies in which there is anything open, or won in the period; the most used first. */
  currencies: string[]
  lines: Line[]
}

/** The forecast of everybody whose opportunities are the caller's to answer for, person by person and added up. */
export async function forecastOf(ctx: Ctx, asked: Asked): Promise<Forecast> {
  const { figures, currencies } = await figuresOf(ctx, asked)
  const targets = await targetsOf(ctx, asked)
  const said = asked.measure === 'amount' ? await saidOf(ctx, asked) : new Map<string, Both>()
  const owners = [...figures.flatMap(one => one.owner ?? []), ...targets.people(asked.period)]
  const places = await placesOf(ctx, owners, figures)
  return {
    period: asked.period,
    today: dayOf(ctx.now),
    measure: asked.measure,
    currency: asked.currency,
    currencies,
    lines: linesOf(ctx, asked, places, figures, targets, said),
  }
}

interface Both {
  own: Said | null
  override: Said | null
}
const NOTHING: Both = { own: null, override: null }

/** What was said of each subject last: by the person concerned, and by anybody else. */
async function saidOf(ctx: Ctx, { period, currency, week }: Asked): Promise<Map<string, Both>> {
  const entity = ctx.words.entity('forecastOverride')
  const reach = reachOf(ctx, entity, 'read')
  if (reach.kind === 'nothing') return new Map()
  // A week's snapshot is what was known when it began to be kept.
  const until: Sql = week === undefined ? raw('true') : sql`t.created_at < ${startOf(shifted(week, 7))}::timestamptz`
  const rows = await ctx.db.query<{
    key: string
    mine: boolean
    amount: number | null
    reason: string
    by: string
    at: string
  }>(sql`
    select distinct on (key, mine) key, mine, amount, reason, u.name as by, x.created_at as at from (
      select t.*, t.level || ':' || coalesce(case t.level when 'person' then t.owner_id when 'department' then t.department_id when 'board' then t.board_id end::text, '') as key,
        t.created_by is not distinct from t.owner_id as mine
      from forecast_overrides t where t.deleted_at is null and t.period = ${period.kind} and t.starts_on = ${period.from}::date
        and coalesce(t.currency, 'CNY') = ${currency} and ${until} and ${within(reach, entity, 't')}) x
    left join users u on u.id = x.created_by order by key, mine, x.created_at desc, x.id desc`)
  const all = new Map<string, Both>()
  for (const { key, mine, amount, reason, by, at } of rows) {
    const both = all.get(key) ?? { ...NOTHING }
    if (amount !== null) both[mine ? 'own' : 'override'] = { amount, reason, by, at }
    all.set(key, both)
  }
  return all
}

function linesOf(
  ctx: Ctx,
  asked: Asked,
  places: readonly Place[],
  figures: readonly Figures[],
  targets: Targets,
  said: ReadonlyMap<string, Both>,
): Line[] {
  const children = new Map<string, Place[]>()
  for (const place of places)
    if (place.parent) children.set(place.parent, [...(children.get(place.parent) ?? []), place])
  const mine = new Map<string, Figures[]>()
  for (const one of figures) {
    const key = one.owner ? `person:${one.owner}` : `nobody:${one.board}`
    mine.set(key, [...(mine.get(key) ?? []), one])
  }
  const reach = overrideReach(ctx)
  const open =
    asked.week === undefined && asked.measure === 'amount' && asked.period.to >= dayOf(ctx.now) && !asked.product
  const lines: Line[] = []
  /** Adds up from the leaves, so that a correction below is in what stands above. */
  function visit(place: Place): { line: Line; chance: number; doubt: number; open: number; expected: number | null } {
    const below = (children.get(place.key) ?? []).map(visit)
    const own = mine.get(place.key) ?? []
    const total = (name: 'won' | 'commit' | 'best' | 'pipeline' | 'weighted' | 'past' | 'undated') =>
      own.reduce((sum, one) => sum + one[name], 0) + below.reduce((sum, one) => sum + one.line[name], 0)
    const sums = { won: total('won'), commit: total('commit'), best: total('best'), pipeline: total('pipeline') }
    const known = [...own.map(one => ({ ...one, line: null })), ...below]
    const some = known.some(one => one.expected !== null)
    const carried = {
      expected: some ? known.reduce((sum, one) => sum + (one.expected ?? 0), 0) : null,
      chance: known.reduce((sum, one) => sum + one.chance, 0),
      doubt: known.reduce((sum, one) => sum + one.doubt, 0),
      open: known.reduce((sum, one) => sum + one.open, 0),
    }
    const added =
      own.reduce((sum, one) => sum + one.won + one.commit, 0) + below.reduce((sum, one) => sum + one.line.forecast, 0)
    const both = said.get(place.key) ?? NOTHING
    const targetBelow = below.reduce<number | null>((sum, { line }) => {
      const one = line.target ?? line.targetBelow
      return one === null ? sum : (sum ?? 0) + one
    }, null)
    const range =
      carried.expected === null ? null : interval(carried.expected, carried.chance, carried.doubt, carried.open)
    const line: Line = {
      key: place.key,
      level: place.level,
      id: place.id,
      name: place.name,
      parent: place.parent,
      ...sums,
      weighted: Math.round(total('weighted')),
      past: total('past'),
      undated: total('undated'),
      added,
      ...both,
      forecast: both.override?.amount ?? both.own?.amount ?? added,
      expected: range && {
        value: Math.round(sums.won + carried.expected!),
        low: Math.round(sums.won + range.low),
        high: Math.round(sums.won + range.high),
      },
      target: targets.of(place.key, asked.period),
      targetBelow,
      may:
        open &&
        place.level !== 'nobody' &&
        place.level !== 'team' &&
        speaksFor(reach, place.level, place.owner, place.board),
    }
    lines.push(line)
    return { line, ...carried }
  }
  for (const place of places) if (!place.parent) visit(place)
  const order = new Map(places.map((place, i) => [place.key, i]))
  return lines.sort((a, b) => order.get(a.key)! - order.get(b.key)!)
}
