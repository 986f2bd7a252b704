import { reachOf } from '../../core/access/reach'
import { forbidden, invalid } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { type PeriodKind, periodLabel, periodOf } from './periods'
import { speaksFor } from './subject'

type Target = Record<string, any>
interface Named {
  id: string
  name: string
}

/** What no two targets share: period, whose, of which product, in which currency. */
export const keyOf = (row: Target): string =>
  [
    periodOf(row.period, row.startsOn).text,
    row.level,
    { person: row.owner, department: row.department, board: row.board, company: '' }[row.level as string] ?? '',
    row.product ?? '',
    row.currency ?? 'CNY',
  ].join(' ')

/**
 * Completes new targets: they begin with their period, belong to the head of their department, and are named and told apart by
 * whose they are and for when. Refuses those for people and departments beyond the caller's reach.
 */
export async function prepareTargets(ctx: Ctx, rows: readonly Target[]): Promise<void> {
  const ids = (field: string) => [...new Set(rows.flatMap(row => (row[field] ? [row[field] as string] : [])))]
  const departments = await ctx.db.query<Named & { head: string | null; board: string | null }>(
    sql`select id, name, head_id as head, board_id as board from departments where id = any(${ids('department')}::uuid[]) and deleted_at is null`,
  )
  const named = new Map<string, string>(
    (
      await ctx.db.query<Named>(sql`select id, name from users where id = any(${ids('owner')}::uuid[])
        union all select id, name from boards union all select id, name from products where id = any(${ids('product')}::uuid[])`)
    ).map(one => [one.id, one.name]),
  )
  const reach = reachOf(ctx, ctx.words.entity('salesTarget'), 'update')
  for (const row of rows) {
    row.startsOn = periodOf(row.period as PeriodKind, row.startsOn).from
    if (row.department) row.level = 'department'
    const department = departments.find(one => one.id === row.department)
    if (row.level === 'department') {
      if (!department) throw invalid('department', 'field.required')
      row.owner = department.head
      row.board = department.board ?? row.board
    }
    if (!speaksFor(reach, row.level, row.owner, row.board)) throw forbidden('salesTarget.outOfReach')
    const whose = {
      person: named.get(row.owner),
      department: department?.name,
      board: named.get(row.board),
      company: '全公司',
    }[row.level as string]
    row.name = [
      periodLabel(periodOf(row.period, row.startsOn), false),
      whose,
      row.product ? named.get(row.product) : undefined,
    ]
      .filter(Boolean)
      .join(' · ')
    row.key = keyOf(row)
  }
}
