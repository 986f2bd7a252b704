import type { PoolClient } from 'pg'
import { perform } from '../core/acts/perform'
import { type Host, systemContext } from '../core/context'
import type { Ctx } from '../core/ctx'
import { sql } from '../core/db/statement'
import { insert } from '../core/records/write'
import { demoBegan, demoLogins, furnish } from './demo'
import { board, SYSTEM_ADMIN, setPassword, temporaryPassword, user } from './org'

export interface Login {
  login: string
  password: string
  /** Name of the role, as it is printed. */
  role: string
}

/**
 * The first start: one company with the standard roles, each slice's own set-up, a board and an administrator. Does nothing
 * where there is a company already; of several processes that start at once one does it.
 * @param options.demo with people, customers and a year of work, to look around in
 * @param options.adminPassword of log-in `admin`, and of everybody in the demo; without one a password is made up, which an
 *   administrator changes at the first log-in
 * @param options.say hears how far it is
 * @returns log-ins to print, this once
 */
export async function setUp(
  host: Host,
  options: { demo: boolean; adminPassword?: string; say?: (sentence: string) => void },
): Promise<{ created: boolean; tenant: number; logins: Login[] }> {
  const client = await host.database.owner.connect()
  try {
    await client.query(`select pg_advisory_lock(hashtext('guanxi set-up'))`)
    const { rows } = await client.query<{ id: number; unfinished: boolean }>(
      `select id, settings ? 'unfinished' as unfinished from tenants order by id limit 1`,
    )
    const standing = rows[0]
    if (standing && !standing.unfinished) return { created: false, tenant: standing.id, logins: [] }
    // A first start that was killed while it filled the demo company begins again.
    if (standing) await removeTenant(client, standing.id)

    const password = options.adminPassword || temporaryPassword()
    const logins = [{ login: 'admin', password, role: '系统管理员' }]
    if (!options.demo) {
      const administrator = { login: 'admin', password, mustChange: !options.adminPassword }
      return { created: true, tenant: await setUpTenant(host, { company: '我的公司', administrator }), logins }
    }
    const tenant = await setUpTenant(host, {
      company: '丰禾传媒',
      administrator: { login: 'admin', password, mustChange: false },
      began: demoBegan(new Date()),
      settings: { unfinished: true },
    })
    await furnish(host, tenant, password, options.say)
    await client.query(`update tenants set settings = settings - 'unfinished' where id = $1`, [tenant])
    return { created: true, tenant, logins: [...logins, ...demoLogins.map(one => ({ ...one, password }))] }
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
  /** When it began with the system; now unless given. */
  began?: Date
  settings?: Record<string, unknown>
}

/** Opens a tenant: all of it or, when anything fails, nothing. @returns its number */
export async function setUpTenant(
  host: Host,
  { company, board: boardName = '总部', administrator, began = new Date(), settings = {} }: NewTenant,
): Promise<number> {
  const { rows } = await host.database.owner.query<{ id: number }>(
    `select nextval(pg_get_serial_sequence('tenants', 'id'))::int4 as id`,
  )
  const tenant = rows[0]!.id
  const outside = { ...(await systemContext(host, tenant, 'set-up')), now: began }
  await host.database.transaction(tenant, async db => {
    await db.query(
      sql`insert into tenants (id, name, settings) values (${tenant}, ${company}, ${JSON.stringify(settings)})`,
    )
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

/** Takes a tenant away with all it has. One statement, because records refer to each other in circles. */
async function removeTenant(client: PoolClient, tenant: number): Promise<void> {
  const { rows } = await client.query<{ table: string }>(`
    select quote_ident(c.relname) as table from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`)
  const parts = rows.map(({ table }, i) => `part${i} as (delete from public.${table} where tenant_id = $1)`)
  await client.query(`with ${parts.join(', ')} delete from tenants where id = $1`, [tenant])
}
