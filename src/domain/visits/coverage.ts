import { today } from '../../core/access/me'
import { reachOf, within } from '../../core/access/reach'
import { forbidden } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import type { Filter } from '../../core/records/filter'
import { dueSql, type Frequency, frequenciesOf, overdueFilter } from './frequencies'

interface Named {
  id: string
  name: string
}
/** One person's customers of one grade, against the frequency they are to be seen at. */
export interface Covered {
  board: Named
  person: Named
  level: string
  days: number
  by: string
  /** Customers that are to be seen at this frequency. */
  toVisit: number
  /** Of these: seen in the period. */
  done: number
  /** Seen within the frequency, so not overdue today. */
  kept: number
  overdue: number
  /** Due within the next seven days. */
  soon: number
}
export interface Coverage {
  from: string
  to: string
  lines: Covered[]
  /** By the place of a frequency in `frequencies`: what its overdue ones are in the list of accounts. */
  frequencies: (Frequency & { overdue: Filter })[]
}

const SOON_DAYS = 7

/** How far people see their customers as often as their grade asks for, as far as the caller reads them; one statement. */
export async function coverageOf(ctx: Ctx, from: string, to: string): Promise<Coverage> {
  const account = ctx.words.entity('account')
  const reach = reachOf(ctx, account, 'read')
  if (reach.kind === 'nothing') throw forbidden('right.read', { object: 'account' })
  const frequencies = await frequenciesOf(ctx)
  const boards = (level: string) => frequencies.flatMap(one => (one.level === level && one.board ? [one.board] : []))
  const day = sql`${today(ctx)}::date`
  const answers = reach.kind === 'people' ? sql`and t.owner_id = any(${[...reach.people]}::uuid[])` : raw('')
  const rows = frequencies.length
    ? await ctx.db.query<Omit<Covered, 'by'>>(sql`
    select json_build_object('id', b.id, 'name', b.name) as board, json_build_object('id', u.id, 'name', u.name) as person, c.level, c.days,
      c.to_visit as "toVisit", c.done, c.kept, c.overdue, c.soon
    from (select t.board_id, t.owner_id, t.level, d.every_days as days, count(*)::int as to_visit,
        count(*) filter (where d.last_on between ${from}::date and ${to}::date)::int as done,
        count(*) filter (where d.due_on >= ${day})::int as kept, count(*) filter (where d.due_on < ${day})::int as overdue,
        count(*) filter (where d.due_on between ${day} and ${day} + ${SOON_DAYS - 1}::int)::int as soon
      from ${raw(account.table)} t ${await dueSql(ctx, 't', frequencies)}
      where d.every_days is not null and t.deleted_at is null and ${within(reach, account, 't')} ${answers} group by 1, 2, 3, 4) c
      join boards b on b.id = c.board_id join users u on u.id = c.owner_id order by b.position, b.name, b.id, u.name, u.id, c.days, c.level`)
    : []
  const byOf = (level: string, board: string) =>
    frequencies.find(one => one.level === level && (one.board === board || one.board === null))?.by ?? 'visit'
  return {
    from,
    to,
    lines: rows.map(row => ({ ...row, by: byOf(row.level, row.board.id) })),
    frequencies: frequencies.map(one => ({ ...one, overdue: overdueFilter(one, boards(one.level)) })),
  }
}
