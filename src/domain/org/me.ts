import type { ObjectRights } from '../../core/access/rights'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'

interface Named {
  id: string
  name: string
}
/** Who is signed in: the person, where they work, and what they may do. The person's id, name and login stand at the top too. */
export interface Me extends Named {
  login: string
  user: Named & {
    login: string
    lang: string
    position: string | null
    phone: string | null
    email: string | null
    gender: string | null
  }
  board: Named
  department: Named | null
  tenant: { id: number; name: string }
  roles: (Named & { code: string })[]
  /** By object name. */
  rights: Record<string, ObjectRights>
  /** Ids of the pools that they administer. */
  administers: string[]
  mustChangePassword: boolean
  twoFactor: boolean
  preferences: Record<string, unknown>
}

export async function me(ctx: Ctx): Promise<Me> {
  const [found] = await ctx.db.query<Omit<Me, 'rights' | 'administers'>>(sql`
    select u.id, u.name, u.login,
      json_build_object('id', u.id, 'name', u.name, 'login', u.login, 'lang', ${ctx.user.lang}::text, 'position', u.position, 'phone', u.phone, 'email', u.email, 'gender', u.gender) as user,
      (select json_build_object('id', b.id, 'name', b.name) from boards b where b.id = u.board_id) as board,
      (select json_build_object('id', d.id, 'name', d.name) from departments d where d.id = u.department_id) as department,
      (select json_build_object('id', t.id, 'name', t.name) from tenants t) as tenant,
      coalesce((select json_agg(json_build_object('id', r.id, 'code', r.code, 'name', r.name)) from roles r where r.id = any(u.roles) and r.deleted_at is null), '[]') as roles,
      coalesce(c.must_change, false) as "mustChangePassword", coalesce(c.otp_on, false) as "twoFactor",
      coalesce((select p.values from preferences p where p.user_id = u.id), '{}') as preferences
    from users u left join credentials c on c.user_id = u.id where u.id = ${ctx.user.id}`)
  const rights = Object.fromEntries(ctx.words.entities.map(e => [e.name, ctx.user.rights(e.name)]))
  const administers = ctx.user.pools.filter(pool => pool.administers).map(pool => pool.id)
  return { ...found!, rights, administers }
}
