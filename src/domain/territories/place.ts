import { type Given, type Reaction, reaction } from '../../core/acts/act'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import type { Entity } from '../../core/entity'
import { setMany } from '../../core/records/set'
import { change } from '../../core/records/write'
import type { Placing, Terms, Whereabouts } from './rules'
import { placingNow } from './terms'

type Values = Record<string, any>
const DECIDING = ['board', 'region', 'industry', 'productCategory', 'size'] as const
const whereabouts = (row: Values): Whereabouts => ({
  board: row.board ?? null,
  region: row.region,
  industry: row.industry,
  productCategory: row.productCategory,
  size: row.size,
})

/** New records get their territory; one that nobody owns and that lies in no pool goes to whoever of its people has fewest there. */
export const placeNew =
  (object: string) =>
  async (ctx: Ctx, rows: readonly Values[]): Promise<void> => {
    const placed = await placingNow(ctx)
    if (placed.territories.length === 0) return
    const ownerless: { row: Values; terms: Terms }[] = []
    for (const row of rows) {
      const terms = placed.of(whereabouts(row))
      row.territory = terms?.id ?? null
      if (terms?.people.length && !row.owner && !row.pool) ownerless.push({ row, terms })
    }
    if (ownerless.length === 0) return
    const held = await heldBy(ctx, ctx.words.entity(object), [...new Set(ownerless.map(({ terms }) => terms))])
    for (const { row, terms } of ownerless) {
      const people = held.get(terms.id)
      const [fewest] = [...(people ?? [])].sort((a, b) => a[1] - b[1])
      if (!fewest) continue
      row.owner = fewest[0]
      row.cameBy = 'realign'
      people!.set(fewest[0], fewest[1] + 1)
    }
  }

/** How many records each of a territory's people has in it, in the order in which the territory names them; the frozen and the gone are not asked. */
export async function heldBy(
  ctx: Ctx,
  entity: Entity<any>,
  territories: readonly Terms[],
): Promise<Map<string, Map<string, number>>> {
  const seats = territories.flatMap(({ id, people }) => people.map(person => ({ territory: id, person })))
  const found = await ctx.db.query<{ territory: string; person: string; held: number }>(sql`
    select s.territory, s.person, (select count(*)::int from ${raw(entity.table)} t
        where t.territory_id = s.territory and t.owner_id = s.person and t.deleted_at is null) as held
    from unnest(${seats.map(seat => seat.territory)}::uuid[], ${seats.map(seat => seat.person)}::uuid[]) with ordinality as s(territory, person, place)
      join users u on u.id = s.person and u.status = 'active' and u.deleted_at is null order by s.place`)
  const held = new Map<string, Map<string, number>>()
  for (const { territory, person, held: n } of found)
    held.set(territory, (held.get(territory) ?? new Map()).set(person, Number(n)))
  return held
}

/** Keeps a record in the right territory when what decides changes; its owner stays. */
export const territoryReactions = (entity: Entity<any>): Reaction[] => [
  reaction<Entity<any>>(
    entity,
    ['update'],
    async (ctx, after, before) => {
      const row = after as Values
      if (DECIDING.every(name => (row[name] ?? null) === ((before as Values)[name] ?? null))) return
      const territory = (await placingNow(ctx)).of(whereabouts(row))?.id ?? null
      if (territory !== (row.territory ?? null)) await change(ctx, entity, after, { territory }, 'place')
    },
    async (ctx, given) => moveAlong(ctx, entity, given),
  ),
]

/** Of many that changed hands only those that changed boards may lie elsewhere now. */
async function moveAlong(ctx: Ctx, entity: Entity<any>, given: readonly Given[]): Promise<void> {
  const moved = given.filter(({ before, after }) => before.board !== after.board)
  if (moved.length === 0) return
  const placed: Placing = await placingNow(ctx)
  const territories = moved.flatMap(({ after }) => {
    const territory = placed.of(whereabouts(after))?.id ?? null
    return territory === (after.territory ?? null) ? [] : [{ id: after.id as string, value: territory }]
  })
  await setMany(ctx, entity, 'territory', territories, 'place')
}
