import { today } from '../../core/access/me'
import { act } from '../../core/acts/act'
import { Refusal, refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import { choice, date, isId, type Label, listOf, ref, structure } from '../../core/entity'
import { find } from '../../core/records/query'
import { load } from '../../core/records/row'
import { change, create } from '../../core/records/write'
import { checkLocation, type Location } from '../activities'
import { centreOf } from './places'
import { distanceMetres, inOrder, type Point } from './route'
import { visit } from './visit'

const PLANNED_MAX = 200

/** One stop of somebody's day. */
export interface Stop {
  visit: string
  account: { id: string; name: string }
  latitude: number | null
  longitude: number | null
  /** Only its city is known. */
  approximate: boolean
  /** From the stop before, as the crow flies; null where either place is unknown. */
  metres: number | null
}
export interface DayRoute {
  day: string
  stops: Stop[]
  /** The whole way, as far as it is known. */
  metres: number
}

/** Plans a visit to each of several customers on one day. */
export const planVisits = act(visit, 'plan', {
  label: ['安排拜访', 'Plan visits'],
  icon: 'calendar-plus',
  on: 'object',
  input: {
    accounts: structure<string[], { label: Label; required: true; check: (value: unknown) => string | null }>({
      label: ['客户', 'Accounts'],
      required: true,
      check: listOf(isId, PLANNED_MAX, 'visit.ids', 1),
    }),
    plannedOn: date({ label: ['计划日期', 'Planned on'], required: true }),
    owner: ref('user', { label: ['拜访人', 'Who goes'] }),
    purpose: choice({ label: ['目的', 'Purpose'], dictionary: 'visitPurpose', default: 'routine' }),
  },
  async run(ctx, _, { accounts, plannedOn, owner, purpose }) {
    const ids: string[] = []
    for (const account of new Set(accounts))
      ids.push(
        (await create(ctx, ctx.words.entity(visit.name), { account, plannedOn, purpose, ...(owner ? { owner } : {}) }))
          .id,
      )
    return { ids }
  },
})

/** Puts the visits of one's day in a sensible order: a short way round, beginning where one is. */
export const arrangeDay = act(visit, 'arrange', {
  label: ['排顺序', 'Put in order'],
  icon: 'route',
  on: 'object',
  input: {
    day: date({ label: ['日期', 'Day'] }),
    person: ref('user', { label: ['拜访人', 'Who goes'] }),
    from: structure<Location, { label: Label; check: typeof checkLocation }>({
      label: ['出发地', 'Starting from'],
      check: checkLocation,
    }),
    ids: structure<string[], { label: Label; check: (value: unknown) => string | null }>({
      label: ['顺序', 'Order'],
      check: listOf(isId, PLANNED_MAX, 'visit.ids', 1),
    }),
  },
  async run(ctx, _, { day, person, from, ids }) {
    const when = day ?? today(ctx)
    const stops = await stopsOf(ctx, when, person ?? ctx.user.id)
    if (stops.length === 0) throw refuse('visit.nobodyThere')
    const order = ids ? givenOrder(stops, ids) : shortest(stops, from)
    for (const [i, stop] of order.entries()) {
      const row = await load(ctx, visit, stop.visit, 'update', true)
      await change(ctx, visit, row, { position: i + 1 })
    }
    return withLegs(when, order, from)
  },
})

/** A day's planned visits in their order, with the way between them. */
export async function routeOf(ctx: Ctx, day: string, person: string): Promise<DayRoute> {
  return withLegs(day, await stopsOf(ctx, day, person))
}

async function stopsOf(ctx: Ctx, day: string, person: string): Promise<Stop[]> {
  const rows = await find<{ id: string; account: { id: string; name: string } | null }>(
    ctx,
    ctx.words.entity(visit.name),
    {
      fields: ['account'],
      filter: {
        and: [
          { field: 'plannedOn', op: 'eq', value: day },
          { field: 'status', op: 'eq', value: 'planned' },
          { field: 'owner', op: 'eq', value: person },
        ],
      },
      sort: 'position,startAt',
      limit: PLANNED_MAX,
    },
  )
  const known = rows.flatMap(row => (row.account ? [row.account.id] : []))
  const places = await ctx.db.query<{
    id: string
    latitude: number | null
    longitude: number | null
    region: string | null
  }>(
    sql`select id, latitude::float8 as latitude, longitude::float8 as longitude, region from ${raw(ctx.words.entity('account').table)} where id = any(${known}::uuid[])`,
  )
  return rows.flatMap((row): Stop[] => {
    const place = places.find(one => one.id === row.account?.id)
    if (!row.account || !place) return []
    const exact = place.latitude !== null && place.longitude !== null
    const centre = exact ? { latitude: place.latitude!, longitude: place.longitude! } : centreOf(place.region)
    return [
      {
        visit: row.id,
        account: row.account,
        latitude: centre?.latitude ?? null,
        longitude: centre?.longitude ?? null,
        approximate: !exact,
        metres: null,
      },
    ]
  })
}

const isPlaced = (stop: Stop): stop is Stop & Point => stop.latitude !== null && stop.longitude !== null

/** Those whose place is known in a short order, the others after them. */
const shortest = (stops: readonly Stop[], from: Point | null): Stop[] => [
  ...inOrder(stops.filter(isPlaced), from ?? undefined),
  ...stops.filter(stop => !isPlaced(stop)),
]

function givenOrder(stops: readonly Stop[], ids: readonly string[]): Stop[] {
  const place = new Map(ids.map((id, i) => [id, i]))
  if (!stops.every(stop => place.has(stop.visit))) throw new Refusal('visit.ids')
  return stops.toSorted((a, b) => place.get(a.visit)! - place.get(b.visit)!)
}

function withLegs(day: string, order: readonly Stop[], from?: Point | null): DayRoute {
  let here: Point | null = from ?? null
  const stops = order.map(stop => {
    const metres = isPlaced(stop) && here ? Math.round(distanceMetres(here, stop)) : null
    if (isPlaced(stop)) here = { latitude: stop.latitude, longitude: stop.longitude }
    return { ...stop, metres }
  })
  return { day, stops, metres: stops.reduce((sum, stop) => sum + (stop.metres ?? 0), 0) }
}
