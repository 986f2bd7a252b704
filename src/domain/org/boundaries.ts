import type { Rights } from '../../core/access/rights'
import { covers, unionOf } from '../../core/access/union'
import { reaction } from '../../core/acts/act'
import { forbidden, invalid, refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import type { Row } from '../../core/entity'
import { board } from './board'
import { endSessions } from './credentials'
import { department } from './department'
import { peopleChanged } from './people'
import { isSetUp } from './principal'
import { role } from './role'
import { SYSTEM_ADMIN } from './standardRoles'
import { user } from './user'

type User = Row<typeof user>
interface RoleRow {
  id: string
  code: string
  name: string
  rights: Rights
  grants: string[] | null
}

const rolesBy = (ctx: Ctx, ids: readonly string[]) =>
  ctx.db.query<RoleRow>(
    sql`select id, code, name, rights, grants from roles where id = any(${ids}::uuid[]) and deleted_at is null`,
  )

/** True when the caller may do whatever `rights` allow, on every object there is or may come. */
function reachesAsFar(ctx: Ctx, rights: Rights): boolean {
  const objects = new Map(ctx.words.entities.map(e => [e.name, isSetUp(e)]))
  for (const name of ['*', '*setup', ...Object.keys(rights)])
    if (!objects.has(name)) objects.set(name, name === '*setup')
  return [...objects].every(([name, setUp]) => covers(ctx.user.rights(name), unionOf([rights], name, setUp)))
}

/** Of these roles, the first that the caller can't give: neither within the caller's own rights nor among what a role of theirs may grant. */
async function outOfReach(ctx: Ctx, ids: readonly string[]): Promise<RoleRow | undefined> {
  if (ctx.user.system || ids.length === 0) return undefined
  const wanted = await rolesBy(ctx, ids)
  const mine = await ctx.db.query<{ grants: string[] | null }>(
    sql`select grants from roles where code = any(${ctx.user.roles}::text[]) and deleted_at is null`,
  )
  const granted = new Set(mine.flatMap(r => r.grants ?? []))
  return wanted.find(r => !granted.has(r.id) && !reachesAsFar(ctx, r.rights))
}

/** Whoever may not change these on all boards changes them on their own. */
function keepToOwnBoard(ctx: Ctx, object: 'user' | 'department', of: string | null): void {
  if (!ctx.user.system && ctx.user.rights(object).update !== 'all' && of !== ctx.user.board)
    throw forbidden('user.otherBoard')
}

/** An administrator keeps to the own board unless their right on users is for all, and never touches whoever reaches further than they do. */
export async function mayManage(ctx: Ctx, person: User): Promise<void> {
  if (ctx.user.system) return
  keepToOwnBoard(ctx, 'user', person.board)
  if (await outOfReach(ctx, person.roles ?? [])) throw forbidden('user.beyondYou')
}

const added = (after: readonly string[] | null, before: readonly string[] | null | undefined) =>
  (after ?? []).filter(id => !before?.includes(id))

export const boundaries = [
  reaction(user, ['create', 'update', 'restore'], async (ctx, after, before) => {
    if (before) await mayManage(ctx, before)
    keepToOwnBoard(ctx, 'user', after.board)
    const beyond = await outOfReach(ctx, before ? added(after.roles, before.roles) : (after.roles ?? []))
    if (beyond) throw forbidden('user.roleBeyondYou', { role: beyond.name })
    if (after.manager && after.manager !== before?.manager) await refuseManagerLoop(ctx, after)
    if (after.department) await refuseForeignDepartment(ctx, after)
    if (before && (before.status !== after.status || `${before.roles}` !== `${after.roles}`))
      await keepAnAdministrator(ctx)
    await peopleChanged(ctx)
  }),
  reaction(user, ['delete'], async (ctx, after) => {
    await mayManage(ctx, after)
    if (after.id === ctx.user.id) throw refuse('user.notYourself')
    await keepAnAdministrator(ctx)
    await endSessions(ctx, after.id)
    await peopleChanged(ctx)
  }),

  reaction(role, ['create', 'update', 'restore'], async (ctx, after, before) => {
    if (before?.code === SYSTEM_ADMIN && JSON.stringify(after.rights) !== JSON.stringify(before.rights))
      throw refuse('role.administratorStays')
    if (before?.standard && after.code !== before.code) throw refuse('role.standardStays')
    if (!ctx.user.system && !reachesAsFar(ctx, after.rights)) throw forbidden('role.beyondYou')
    if (await outOfReach(ctx, added(after.grants, before?.grants))) throw forbidden('role.beyondYou')
    await peopleChanged(ctx)
  }),
  reaction(role, ['delete'], async (ctx, after) => {
    if (after.standard) throw refuse('role.standardStays')
    const [held] = await ctx.db.query<{ count: number }>(
      sql`select count(*) as count from users where roles @> array[${after.id}::uuid] and deleted_at is null`,
    )
    if (held!.count > 0) throw refuse('role.inUse', { count: held!.count })
    await peopleChanged(ctx)
  }),

  reaction(department, ['create', 'update', 'restore'], async (ctx, after, before) => {
    if (after.parent && after.parent !== before?.parent) await refuseDepartmentLoop(ctx, after)
    for (const one of before ? [before, after] : [after]) keepToOwnBoard(ctx, 'department', one.board)
    await peopleChanged(ctx)
  }),
  reaction(department, ['delete'], async (ctx, after) => {
    keepToOwnBoard(ctx, 'department', after.board)
    const [left] = await ctx.db.query<{
      count: number
    }>(sql`select (select count(*) from users where department_id = ${after.id} and deleted_at is null)
      + (select count(*) from departments where parent_id = ${after.id} and deleted_at is null) as count`)
    if (left!.count > 0) throw refuse('department.inUse', { count: left!.count })
    await peopleChanged(ctx)
  }),
  reaction(board, ['delete'], async (ctx, after) => {
    const [left] = await ctx.db.query<{ count: number }>(
      sql`select count(*) as count from users where board_id = ${after.id} and deleted_at is null`,
    )
    if (left!.count > 0) throw refuse('board.inUse', { count: left!.count })
  }),
]

/** Somebody must always be able to let others in. The role is locked, so that two administrators can't freeze each other at once. */
async function keepAnAdministrator(ctx: Ctx): Promise<void> {
  const [administrator] = await ctx.db.query<{ id: string }>(
    sql`select id from roles where code = ${SYSTEM_ADMIN} and deleted_at is null for update`,
  )
  if (!administrator) return
  const [left] = await ctx.db.query(
    sql`select 1 from users where roles @> array[${administrator.id}::uuid] and status = 'active' and deleted_at is null limit 1`,
  )
  if (!left) throw refuse('user.lastAdministrator')
}

async function refuseManagerLoop(ctx: Ctx, person: User): Promise<void> {
  const [loop] =
    await ctx.db.query(sql`with recursive up as (select ${person.manager}::uuid as id union select u.manager_id from users u join up on u.id = up.id)
    select 1 from up where id = ${person.id}`)
  if (loop) throw invalid('manager', 'user.managerLoop')
}

async function refuseDepartmentLoop(ctx: Ctx, one: Row<typeof department>): Promise<void> {
  const [loop] =
    await ctx.db.query(sql`with recursive up as (select ${one.parent}::uuid as id union select d.parent_id from departments d join up on d.id = up.id)
    select 1 from up where id = ${one.id}`)
  if (loop) throw invalid('parent', 'department.loop')
}

/** A person's department is the own board's, or one of no board in particular. */
async function refuseForeignDepartment(ctx: Ctx, person: User): Promise<void> {
  const [found] = await ctx.db.query<{ board: string | null }>(
    sql`select board_id as board from departments where id = ${person.department}`,
  )
  if (found?.board && found.board !== person.board) throw invalid('department', 'user.departmentOfOtherBoard')
}
