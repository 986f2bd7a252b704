import { type Reach, reachOf } from '../../core/access/reach'
import { forbidden, notFound } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { raw, type Sql, sql } from '../../core/db/statement'

/** Whose figures: a person's, a department's with all below it, a board's, everybody's. */
export type Level = 'person' | 'department' | 'board' | 'company'
export const LEVELS = ['person', 'department', 'board', 'company'] as const
export interface Subject {
  level: Level
  /** The person's, department's or board's; empty for the company. */
  id: string
}

/** The conditions under which a row (`owner_id`, `board_id` under `alias`) counts as somebody's of the caller's: not what is merely shared. */
export function answeredFor(reach: Reach, alias: string): Sql {
  const t = raw(alias)
  switch (reach.kind) {
    case 'everything':
      return raw('true')
    case 'board':
      return sql`${t}.board_id = ${reach.board}`
    case 'people':
      return sql`(${t}.board_id = ${reach.board} and ${t}.owner_id = any(${reach.people}::uuid[]))`
    case 'mine':
      return sql`${t}.owner_id = ${reach.me}`
    default:
      return raw('false')
  }
}

/** The condition under which a row is one of the subject's. */
export function belongingTo({ level, id }: Subject, alias: string): Sql {
  const t = raw(alias)
  switch (level) {
    case 'company':
      return raw('true')
    case 'board':
      return sql`${t}.board_id = ${id}`
    case 'person':
      return sql`${t}.owner_id = ${id}`
    case 'department':
      return sql`${t}.owner_id in (with recursive part as (select ${id}::uuid as id
        union select d.id from departments d join part p on d.parent_id = p.id where d.deleted_at is null)
        select u.id from users u join part p on p.id = u.department_id)`
  }
}

/** Who answers for a subject, and on which board it is. */
export async function answering(ctx: Ctx, { level, id }: Subject): Promise<{ owner: string | null; board: string }> {
  if (level === 'company') return { owner: null, board: ctx.user.board }
  const from = {
    person: sql`select id as owner, board_id as board from users where id = ${id} and deleted_at is null`,
    department: sql`select head_id as owner, coalesce(board_id, ${ctx.user.board || null}::uuid) as board from departments where id = ${id} and deleted_at is null`,
    board: sql`select null::uuid as owner, id as board from boards where id = ${id} and deleted_at is null`,
  }[level]
  const [found] = await ctx.db.query<{ owner: string | null; board: string }>(from)
  if (!found) throw notFound()
  return found
}

/** True where the subject is the caller's to speak for, within `reach`. */
export const speaksFor = (reach: Reach, level: Level, owner: string | null, board: string | null): boolean =>
  reach.kind === 'everything' ||
  (reach.kind === 'board' && level !== 'company' && board === reach.board) ||
  (reach.kind === 'people' && (level === 'person' || level === 'department') && !!owner && reach.people.includes(owner))

export const overrideReach = (ctx: Ctx) =>
  reachOf(ctx, ctx.words.entity('forecastOverride'), { act: 'override', needs: 'update' })

/** @throws 403 where somebody else's figures are not the caller's to correct */
export function checkSpeaks(ctx: Ctx, level: Level, owner: string | null, board: string): void {
  if (!speaksFor(overrideReach(ctx), level, owner, board)) throw forbidden('forecast.outOfReach')
}
