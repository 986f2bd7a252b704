import { type Reach, reachOf, within } from '../../core/access/reach'
import { forbidden, Refusal } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { join, literal, raw, type Sql, sql } from '../../core/db/statement'
import type { Entity } from '../../core/entity'
import { type Filter, filterSql } from '../../core/records/filter'
import { CHECKS, type Check, type Kind } from './checks'

interface Named {
  id: string
  name: string
}
/** How sound the records are that the caller looks after or answers for. */
export interface Quality {
  checks: { name: string; kind: Kind; object: string; label: string; filter: Filter }[]
  /** One for each owner on a board; `person` null: what nobody owns there. */
  lines: {
    board: Named
    person: Named | null
    /** Records by object. */
    totals: Record<string, number>
    /** Records by check; what finds none is left out. */
    counts: Record<string, number>
  }[]
}

const OBJECTS = ['account', 'contact'] as const

/**
 * Counts every check by board and owner, in the caller's scope and in one statement. A check on a field that the caller's role
 * closes is left out.
 * @throws 403 where neither accounts nor contacts are open to the caller
 */
export async function qualityOf(ctx: Ctx): Promise<Quality> {
  const objects = OBJECTS.map(name => ctx.words.entity(name))
    .map(entity => ({ entity, reach: reachOf(ctx, entity, 'read') }))
    .filter(({ reach }) => reach.kind !== 'nothing')
  if (objects.length === 0) throw forbidden('right.read', { object: OBJECTS[0] })
  const asked = objects.map(({ entity, reach }) => {
    const checks = CHECKS.filter(check => check.object === entity.name).flatMap(check => {
      const condition = open(ctx, entity, check)
      return condition ? [{ check, condition }] : []
    })
    return { entity, reach, checks }
  })
  const parts = asked.map(
    ({ entity, reach, checks }) => sql`
    select ${literal(entity.name)} as object, t.board_id as board, t.owner_id as person, count(*)::int as total,
      array[${join(checks.map(({ condition }) => sql`count(*) filter (where ${condition})::int`))}]::int[] as counts
    from ${raw(entity.table)} t where t.deleted_at is null and ${within(reach, entity, 't')} and ${answeredFor(reach)}
    group by t.board_id, t.owner_id`,
  )
  const rows = await ctx.db.query<{
    object: string
    board: Named
    person: Named | null
    total: number
    counts: number[]
  }>(sql`
    select c.object, json_build_object('id', b.id, 'name', b.name) as board,
      case when u.id is not null then json_build_object('id', u.id, 'name', u.name) end as person, c.total, c.counts
    from (${join(parts, ' union all ')}) c join boards b on b.id = c.board left join users u on u.id = c.person
    order by b.position, b.name, b.id, u.name nulls first, u.id`)
  const lines = new Map<string, Quality['lines'][number]>()
  for (const { object, board, person, total, counts } of rows) {
    const key = `${board.id} ${person?.id}`
    const line = lines.get(key) ?? { board, person, totals: {}, counts: {} }
    lines.set(key, line)
    line.totals[object] = total
    for (const [i, { check }] of asked.find(one => one.entity.name === object)!.checks.entries())
      if (counts[i]) line.counts[check.name] = counts[i]
  }
  const counted = new Set(asked.flatMap(({ checks }) => checks.map(({ check }) => check)))
  return {
    checks: CHECKS.filter(check => counted.has(check)).map(({ name, kind, object, label, filter }) => ({
      name,
      kind,
      object,
      label: label[ctx.lang === 'en' ? 1 : 0],
      filter,
    })),
    lines: [...lines.values()],
  }
}

function open(ctx: Ctx, entity: Entity, check: Check): Sql | null {
  try {
    return filterSql(ctx, entity, check.filter)
  } catch (thrown) {
    if (thrown instanceof Refusal) return null
    throw thrown
  }
}

/** What is merely shared with somebody, or lies in a pool they may claim from, is not theirs to put right. */
const answeredFor = (reach: Reach): Sql =>
  reach.kind === 'people' ? sql`t.owner_id = any(${reach.people}::uuid[])` : raw('true')
