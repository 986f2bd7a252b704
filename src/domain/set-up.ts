import { perform } from '../core/acts/perform'
import { type Host, systemContext } from '../core/context'
import type { Ctx } from '../core/ctx'
import { sql } from '../core/db/statement'
import { insert } from '../core/records/write'
import { board, SYSTEM_ADMIN, user } from './org'
import { setPassword } from './org/credentials'
import { temporaryPassword } from './org/password'

export interface Login {
  login: string
  password: string
  /** Name of the role, as it is printed. */
  role: string
}

/**
 * The first start: one company with the standard roles, each slice's own set-up, a board and an administrator. Does nothing
 * where there is a company already; of several processes that start at once one does it.
 * @param options.adminPassword of log-in `admin`; without one a password is made up, to be changed at the first log-in
 * @returns log-ins to print, this once
 */
export async function setUp(
  host: Host,
  options: { demo: boolean; adminPassword?: string },
): Promise<{ created: boolean; tenant: number; logins: Login[] }> {
  const client = await host.database.owner.connect()
  try {
    await client.query(`select pg_advisory_lock(hashtext('guanxi set-up'))`)
    const { rows } = await client.query<{ id: number }>('select id from tenants order by id limit 1')
    if (rows[0]) return { created: false, tenant: rows[0].id, logins: [] }
    const password = options.adminPassword || temporaryPassword()
    const company = options.demo ? '丰禾传媒' : '我的公司'
    const tenant = await setUpTenant(host, {
      company,
      administrator: { login: 'admin', password, mustChange: !options.adminPassword },
    })
    return { created: true, tenant, logins: [{ login: 'admin', password, role: '系统管理员' }] }
  } finally {
    await client.query('select pg_advisory_unlock_all()').catch(() => {})
    client.release()
  }
}

export interface NewTenant {
  company: string
  /** Name of the first board. */
  board?: string
  administrator: { login: string; name?: string; password: string; mustChange: boolean }
}

/** Opens a tenant: all of it or, when anything fails, nothing. @returns its number */
export async function setUpTenant(
  host: Host,
  { company, board: boardName = '总部', administrator }: NewTenant,
): Promise<number> {
  const { rows } = await host.database.owner.query<{ id: number }>(
    `select nextval(pg_get_serial_sequence('tenants', 'id'))::int4 as id`,
  )
  const tenant = rows[0]!.id
  const outside = await systemContext(host, tenant, 'set-up')
  await host.database.transaction(tenant, async db => {
    await db.query(sql`insert into tenants (id, name) values (${tenant}, ${company})`)
    const first = await insert({ ...outside, db }, board, { name: boardName, position: 1 })
    const ctx: Ctx = { ...outside, db, user: { ...outside.user, board: first.id } }
    for (const slice of host.program.slices) await slice.setUp?.(ctx)
    const { login, name, password, mustChange } = administrator
    const created = (await perform(ctx, user, 'create', null, {
      name: name ?? '系统管理员',
      login,
      roles: [SYSTEM_ADMIN],
    })) as { id: string }
    // Whoever runs the system chooses its first password, good or bad.
    await setPassword(ctx, created.id, password, mustChange)
  })
  return tenant
}
