import type pg from 'pg'

/** The role that serves requests. It may use schema wall and nothing else. */
export const APP_ROLE = 'guanxi_app'

/** What is written here stays: no request may change or remove it. */
const APPEND_ONLY = new Set(['journal'])
/** Belongs to the product, not to a tenant. */
const WITHOUT_TENANT = new Set(['migrations'])

/** Role and schema must be there before the first migration, whose functions live in the schema. */
export async function layFoundation(client: pg.ClientBase) {
  await client.query(`do $$ begin
    if not exists (select from pg_roles where rolname = '${APP_ROLE}') then create role ${APP_ROLE} nologin; end if;
  exception when duplicate_object or unique_violation then null; end $$`)
  // Asked first, because a role that another owner made can only be granted by that owner.
  const { rows } = await client.query(`select pg_has_role('${APP_ROLE}', 'member') as member`)
  if (!rows[0].member) await client.query(`grant ${APP_ROLE} to current_user`)
  await client.query('create schema if not exists wall')
}

/**
 * Gives every table its view in schema wall, bound to the transaction's `app.tenant`, and row-level security for roles
 * that reach the table itself. Row-level security alone would make indexes of array, LIKE and jsonb operators unusable.
 */
export async function raiseWall(client: pg.ClientBase) {
  const { rows } = await client.query<{ table: string; columns: string; standing: string | null }>(`
    select c.relname as table,
      string_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod), ', ' order by a.attnum) as columns,
      (select obj_description(v.oid) from pg_class v join pg_namespace n on n.oid = v.relnamespace
        where n.nspname = 'wall' and v.relname = c.relname) as standing
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    group by c.relname order by c.relname`)
  const built: string[] = []
  for (const { table, columns, standing } of rows) {
    if (WITHOUT_TENANT.has(table) || standing === columns) continue
    const key = table === 'tenants' ? 'id' : 'tenant_id'
    if (!columns.split(', ').includes(`${key} integer`)) throw new Error(`Table ${table} has no ${key}`)
    const mine = `${key} = nullif(current_setting('app.tenant', true), '')::int4`
    const rights = APPEND_ONLY.has(table) ? 'select, insert' : 'select, insert, update, delete'
    built.push(`
      drop view if exists wall."${table}";
      create view wall."${table}" as select * from public."${table}" where ${mine} with local check option;
      comment on view wall."${table}" is '${columns}';
      grant ${rights} on wall."${table}" to ${APP_ROLE};
      alter table public."${table}" enable row level security;
      drop policy if exists tenant on public."${table}";
      create policy tenant on public."${table}" using (${mine});`)
  }
  await client.query(`begin; ${built.join('')}
    grant usage on schema wall to ${APP_ROLE};
    grant execute on all functions in schema wall to ${APP_ROLE};
    revoke execute on all functions in schema wall from public;
    commit`)
}
