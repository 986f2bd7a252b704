import { Refusal, refuseInvalid } from '../acts/refusal'
import type { Ctx } from '../ctx'
import { literal, raw, sql } from '../db/statement'
import { type Entity, ref } from '../entity'
import { note } from '../records/journal'
import { checkReferences, isObject, parseValues } from '../records/parse'
import { load } from '../records/row'
import { reachOf } from './reach'

const USER = ref('user', { label: ['人员', 'Person'], required: true })

async function sharable(
  ctx: Ctx,
  entity: Entity,
  id: string,
  body: unknown,
): Promise<{ row: Record<string, any>; user: string; level: 'read' | 'edit' }> {
  const row = await load(ctx, entity, id, 'update', true)
  if (!entity.owned) throw new Refusal('share.notOwned', {}, 422)
  if (!isObject(body)) throw new Refusal('body.notObject', {}, 400)
  const { user, level = 'read', ...rest } = body
  const errors: Refusal['errors'] = Object.keys(rest).map(field => ({ field, code: 'field.unknown' }))
  const values = parseValues(ctx, { user: USER }, { user: user ?? null }, errors)
  if (level !== 'read' && level !== 'edit')
    errors.push({ field: 'level', code: 'field.notInDictionary', params: { text: String(level).slice(0, 40) } })
  refuseInvalid(errors)
  await checkReferences(ctx, { user: USER }, values)
  return { row, user: values.user, level: level as 'read' | 'edit' }
}

/** Lets one person see or edit one record beyond what the person's scope reaches. Only headquarters shares across boards. */
export async function grantShare(ctx: Ctx, entity: Entity, id: string, body: unknown): Promise<Access> {
  const { row, user, level } = await sharable(ctx, entity, id, body)
  const [other] = await ctx.db.query<{ board: string; name: string }>(
    sql`select board_id as board, name from users where id = ${user}`,
  )
  if (other!.board !== row.board && reachOf(ctx, entity, 'update').kind !== 'everything')
    throw new Refusal('share.otherBoard', { name: other!.name }, 403)
  await ctx.db.query(sql`insert into shares (tenant_id, object, record_id, user_id, level, sort_at, created_by)
    values (${ctx.tenant}, ${literal(entity.name)}, ${id}, ${user}, ${level}, ${row.updatedAt}, ${ctx.user.id})
    on conflict (tenant_id, object, record_id, user_id) do update set level = excluded.level`)
  await note(ctx, entity.name, id, {
    act: 'share',
    title: row[entity.title],
    changes: { sharedWith: [null, `${other!.name}:${level}`] },
    board: row.board,
    owner: row.owner,
  })
  return whoSees(ctx, entity, id)
}

/** Lets people read a record whatever their scope, on their board or not. For acts: nobody's rights are asked. */
export async function admit(
  ctx: Ctx,
  entity: Entity<any>,
  row: { id: string; updatedAt: string },
  people: readonly string[],
): Promise<void> {
  if (people.length === 0) return
  await ctx.db.query(sql`insert into shares (tenant_id, object, record_id, user_id, level, sort_at, created_by)
    select ${ctx.tenant}, ${literal(entity.name)}, ${row.id}, id, 'read', ${row.updatedAt}, ${ctx.user.system ? null : ctx.user.id}
    from unnest(${[...new Set(people)]}::uuid[]) id on conflict (tenant_id, object, record_id, user_id) do nothing`)
}

export async function revokeShare(ctx: Ctx, entity: Entity, id: string, body: unknown): Promise<Access> {
  const { row, user } = await sharable(ctx, entity, id, body)
  await ctx.db.query(
    sql`delete from shares where object = ${literal(entity.name)} and record_id = ${id} and user_id = ${user}`,
  )
  await note(ctx, entity.name, id, {
    act: 'unshare',
    title: row[entity.title],
    changes: { sharedWith: [user, null] },
    board: row.board,
    owner: row.owner,
  })
  return whoSees(ctx, entity, id)
}

export interface Access {
  /** Why the caller sees the record, the strongest reason first. */
  why: {
    reason: 'owner' | 'assigned' | 'shared' | 'pool' | 'realm' | 'team' | 'department' | 'board' | 'all'
    scope?: string
  }[]
  /** People beside the owner who see it because it was shared with them. */
  shares: { user: { id: string; name: string }; level: 'read' | 'edit'; at: string; by: string | null }[]
  /** Everybody who sees it, with the reason; at most 200. */
  people: { user: { id: string; name: string }; reason: string }[]
}

/** Answers «why can Zhang see this?» for one record: the caller, the shares, and everybody whose roles reach it. */
export async function whoSees(ctx: Ctx, entity: Entity, id: string): Promise<Access> {
  const row = (await load(ctx, entity, id, 'read')) as Record<string, any>
  const scope = ctx.user.rights(entity.name).read
  const shares = await ctx.db.query<{
    user: { id: string; name: string }
    level: 'read' | 'edit'
    at: string
    by: string | null
  }>(sql`
    select json_build_object('id', u.id, 'name', u.name) as "user", s.level, s.created_at as at, c.name as by
    from shares s join users u on u.id = s.user_id left join users c on c.id = s.created_by where s.object = ${entity.name} and s.record_id = ${id} order by s.created_at`)
  const assigned = (entity.visibleTo ?? []).some(f => [row[f]].flat().includes(ctx.user.id))
  const why: Access['why'] = []
  if (entity.owned && row.owner === ctx.user.id) why.push({ reason: 'owner' })
  if (assigned) why.push({ reason: 'assigned' })
  if (shares.some(s => s.user.id === ctx.user.id)) why.push({ reason: 'shared' })
  if (entity.pool && ctx.user.pools.some(p => p.id === row[entity.pool!])) why.push({ reason: 'pool' })
  if (!entity.owned || scope === 'all') why.push({ reason: 'all', scope })
  else if (row.board === ctx.user.board) {
    if (entity.realm && ctx.user.realms.some(realm => realm.id === row[entity.realm!])) why.push({ reason: 'realm' })
    if (scope === 'board') why.push({ reason: 'board', scope })
    if (scope === 'department' && ctx.user.departmentPeople.includes(row.owner))
      why.push({ reason: 'department', scope })
    if (scope === 'team' && row.owner !== ctx.user.id && ctx.user.team.includes(row.owner))
      why.push({ reason: 'team', scope })
  }
  return { why, shares, people: entity.owned ? await reachers(ctx, entity, row) : [] }
}

/** People whose roles reach a record. Scopes stand in the roles' rights, so this is one statement over users and roles. */
async function reachers(ctx: Ctx, entity: Entity, row: Record<string, any>): Promise<Access['people']> {
  return ctx.db
    .query(sql`
    with recursive superiors as (
        select manager_id as id from users where id = ${row.owner ?? null} union
        select u.manager_id from users u join superiors s on u.id = s.id where u.manager_id is not null),
      departments_above as (
        select department_id as id from users where id = ${row.owner ?? null} union
        select d.parent_id from departments d join departments_above a on d.id = a.id where d.parent_id is not null),
      scopes as (
        select u.id, u.name, u.board_id, u.department_id, coalesce(r.rights->${raw(`'${entity.name}'`)}->>'read', r.rights->'*'->>'read') as scope
        from users u join roles r on r.id = any(u.roles) where u.deleted_at is null and u.status = 'active' and r.deleted_at is null)
    select json_build_object('id', p.id, 'name', p.name) as "user", min(p.reason) as reason from (
      select id, name, case when id = ${row.owner ?? null} then '1:owner' when scope = 'all' then '5:all' when board_id <> ${row.board} then null when scope = 'board' then '4:board'
        when scope = 'department' and department_id in (select id from departments_above) then '3:department'
        when scope = 'team' and id in (select id from superiors) then '2:team' end as reason from scopes) p
    where reason is not null group by p.id, p.name order by min(p.reason), p.name limit 200`)
    .then(rows => rows.map((r: any) => ({ user: r.user, reason: r.reason.slice(2) })))
}
