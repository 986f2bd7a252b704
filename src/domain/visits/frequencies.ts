import { type Reaction, reaction } from '../../core/acts/act'
import { forbidden, invalid } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { join, raw, type Sql, sql } from '../../core/db/statement'
import type { Filter } from '../../core/records/filter'
import { visitFrequency } from './visitFrequency'

/** Every so many days a customer of a grade is to be seen; `board` null: on every board that has none of its own. */
export interface Frequency {
  level: string
  board: string | null
  days: number
  by: string
}

/** The frequencies in force, a board's own before the company's. */
export const frequenciesOf = (ctx: Ctx): Promise<Frequency[]> =>
  ctx.db.query<Frequency>(sql`select level, board_id as board, every_days::int as days, "by" from visit_frequencies
    where active is not false and deleted_at is null order by board_id is null, level, id`)

/** Customers that are still there and have somebody to visit them. */
const LIVING = (alias: string) =>
  raw(`${alias}.owner_id is not null and coalesce(${alias}.status, 'active') <> 'closed'`)

const fits = (one: Frequency, alias: string) =>
  sql`${raw(`${alias}.level`)} = ${one.level}${one.board ? sql` and ${raw(`${alias}.board_id`)} = ${one.board}` : raw('')}`

/**
 * A lateral join `d` on accounts under `alias`: `every_days`, `last_on` (the day somebody was last there), `seen_on` (that day, or
 * the one on which the record was made) and `due_on`, all null for customers without a frequency.
 */
export async function dueSql(ctx: Ctx, alias: string, known?: readonly Frequency[]): Promise<Sql> {
  const frequencies = known ?? (await frequenciesOf(ctx))
  const t = (column: string) => raw(`${alias}.${column}`)
  const when = (value: (one: Frequency) => Sql, kind: string) =>
    frequencies.length
      ? sql`case ${join(
          frequencies.map(one => sql`when ${fits(one, alias)} then ${value(one)}`),
          ' ',
        )} end`
      : raw(`null::${kind}`)
  return sql`left join lateral (select e.every_days, e.last_on, s.seen_on, s.seen_on + e.every_days as due_on
    from (select case when ${LIVING(alias)} then ${when(one => sql`${one.days}::int`, 'int')} end as every_days,
        (${when(one => (one.by === 'visit' ? t('last_visit_at') : t('last_contact_at')), 'timestamptz')} at time zone 'Asia/Shanghai')::date as last_on) e
      cross join lateral (select greatest(e.last_on, (${t('created_at')} at time zone 'Asia/Shanghai')::date) as seen_on) s
    where e.every_days is not null) d on true`
}

/** The filter that finds in the list of accounts what a frequency calls overdue: neither seen nor recorded since. */
export function overdueFilter(one: Frequency, others: readonly string[]): Filter {
  const since = `olderThan${one.days + 1}days`
  return {
    and: [
      { field: 'level', op: 'eq', value: one.level },
      ...(one.board ? [{ field: 'board', op: 'eq' as const, value: one.board }] : []),
      ...(!one.board && others.length ? [{ field: 'board', op: 'notIn' as const, value: [...others] }] : []),
      { field: 'owner', op: 'notNull' },
      { field: 'status', op: 'ne', value: 'closed' },
      { field: one.by === 'visit' ? 'lastVisitAt' : 'lastContactAt', op: 'relative', value: since },
      { field: 'createdAt', op: 'relative', value: since },
    ],
  }
}

/** Whoever may not set frequencies of all boards sets those of the own; a grade has one on each. */
export const frequencyRules: Reaction = reaction(
  visitFrequency,
  ['create', 'update', 'delete', 'restore'],
  async (ctx, after, before) => {
    for (const one of before ? [before, after] : [after])
      if (!ctx.user.system && ctx.user.rights('visitFrequency').update !== 'all' && one.board !== ctx.user.board)
        throw forbidden('visitFrequency.otherBoard')
    const [other] =
      await ctx.db.query(sql`select 1 from visit_frequencies where id <> ${after.id} and level = ${after.level}
      and board_id is not distinct from ${after.board ?? null}::uuid and deleted_at is null
      and exists (select 1 from visit_frequencies f where f.id = ${after.id} and f.deleted_at is null) limit 1`)
    if (other) throw invalid('level', 'visitFrequency.twice')
  },
)
