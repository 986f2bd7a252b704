import type { ObjectRights, Rights } from '../../core/access/rights'
import { unionOf } from '../../core/access/union'
import type { PoolAccess, Principal, RealmAccess } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import type { Database } from '../../core/db/types'
import type { Entity, Lang } from '../../core/entity'
import { isLang } from '../../core/i18n/locale'

interface Found {
  id: string
  name: string
  login: string
  board: string
  department: string | null
  lang: string | null
  roles: { code: string; rights: Rights }[]
  team: string[]
  departments: string[]
  departmentPeople: string[]
  pools: PoolAccess[]
  realms: RealmAccess[]
}

/** True for what administrators keep: a role's `*` does not reach it. People are business enough to be searched, and still theirs alone. */
export const isSetUp = (entity: Pick<Entity, 'name' | 'setup'>) => !!entity.setup || entity.name === 'user'

/**
 * Loads a person with everything rights need, in one statement. Colleagues who were frozen or left stay in the team, so that what
 * they own stays in their manager's sight.
 * @returns null for nobody, the frozen and the deleted
 */
export async function readPrincipal(
  database: Database,
  tenant: number,
  userId: string,
  entities: readonly Entity[],
): Promise<Principal | null> {
  const [found] = await database.tenant(tenant).query<Found>(sql`
    with recursive me as (
        select u.id, u.name, u.login, u.board_id, u.department_id, u.lang, u.roles from users u
        where u.id = ${userId} and u.status = 'active' and u.deleted_at is null),
      team as (select id from me union select u.id from users u join team t on u.manager_id = t.id),
      part as (select department_id as id from me union select d.id from departments d join part p on d.parent_id = p.id),
      realm as (select t.id, coalesce(t.edits, false) as edits from territories t join me on t.people @> array[me.id] and t.board_id = me.board_id
          where t.active is not false and t.deleted_at is null
        union select t.id, r.edits from territories t join realm r on t.parent_id = r.id where t.active is not false and t.deleted_at is null),
      above as (select department_id as id from me union select d.parent_id from departments d join above a on d.id = a.id)
    select me.id, me.name, me.login, me.board_id as board, me.department_id as department, me.lang,
      coalesce((select json_agg(json_build_object('code', r.code, 'rights', r.rights)) from roles r where r.id = any(me.roles) and r.deleted_at is null), '[]') as roles,
      (select json_agg(id) from team) as team,
      coalesce((select json_agg(id) from above where id is not null), '[]') as departments,
      (select json_agg(id) from (select id from me union select u.id from users u where u.department_id in (select id from part)) p) as "departmentPeople",
      coalesce((select json_agg(json_build_object('id', p.id, 'object', p.object, 'hidden', coalesce(p.hidden_fields, '[]'), 'administers', me.id = any(coalesce(p.administrators, '{}'))))
        from pools p where p.board_id = me.board_id and p.deleted_at is null
          and (p.whole_board or me.id = any(p.members || p.administrators) or p.departments && (select array_agg(id) from above))), '[]') as pools,
      coalesce((select json_agg(json_build_object('id', r.id, 'edits', r.edits)) from (select id, bool_or(edits) as edits from realm group by id) r), '[]') as realms
    from me`)
  return found ? asPrincipal(tenant, found, new Set(entities.filter(isSetUp).map(e => e.name))) : null
}

function asPrincipal(tenant: number, found: Found, setUp: ReadonlySet<string>): Principal {
  const roles = found.roles.map(r => r.rights)
  const known = new Map<string, ObjectRights>()
  const rights = (object: string) => {
    const before = known.get(object)
    if (before) return before
    const union = unionOf(roles, object, setUp.has(object))
    known.set(object, union)
    return union
  }
  const lang: Lang = isLang(found.lang) ? found.lang : 'zh-CN'
  return { ...found, tenant, lang, roles: found.roles.map(r => r.code), rights, system: false }
}
