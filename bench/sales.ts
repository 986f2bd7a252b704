import pg from 'pg'
import type { Person } from './generate'

/** The oldest stage log begins so long ago; the sales of the last months are open still. */
const DAYS = 730
const OPEN_DAYS = 120
/** So much of what is made is open. */
export const OPEN_SHARE = OPEN_DAYS / DAYS

/**
 * Fills the pipelines that a tenant was set up with: `count` opportunities at its first customers, with the stage log that brought
 * them where they are, and two leads for each of `people`. Set-based; nothing where there are enough already.
 */
export async function fillSales(
  url: string,
  tenant: number,
  count: number,
  people: readonly Pick<Person, 'id' | 'board'>[],
  say: (sentence: string) => void,
): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows: before } = await client.query('select count(*)::int as n from opportunities where tenant_id = $1', [
    tenant,
  ])
  if (before[0].n < count) {
    const definitions = await withoutIndexes(client, ['opportunities', 'stage_moves'])
    await client.query(`set session_replication_role to replica; set synchronous_commit to off; select setseed(0.7)`)
    await client.query(
      `insert into opportunities (tenant_id, id, name, code, account_id, owner_id, board_id, source, amount, currency, close_date, pipeline_id, stage_id,
          probability, forecast, stage_entered_at, status, closed_on, end_reason, stalled, overdue, created_at, created_by, updated_at, updated_by)
        select $1, gen_random_uuid(), a.name || ' ' || r.n, 'JH-' || lpad(r.n::text, 8, '0'), a.id, a.owner_id, a.board_id, a.source, (power(10, 3 + r.size * 3))::bigint * 100, 'CNY',
          (r.began + interval '1 day' * (30 + 120 * r.far))::date, s.pipeline_id, s.id, case r.status when 'won' then 100 when 'lost' then 0 else s.probability end,
          case r.status when 'open' then s.forecast when 'won' then 'commit' else 'omitted' end, r.began + interval '1 day' * (s.place - 1) * 7, r.status,
          case when r.status <> 'open' then (r.began + interval '1 day' * s.place * 7)::date end, case when r.status <> 'open' then 'price' end,
          r.status = 'open' and r.size < 0.2, r.status = 'open' and r.far < 0.1, r.began, a.owner_id, r.began + interval '1 day' * s.place * 7, a.owner_id
        from (select n, 1 + (n - 1) % (select count(*) from accounts where tenant_id = $1 and deleted_at is null) as customer,
              random() as size, random() as far, now() - interval '1 day' * days as began, 1 + floor(random() * 7)::int as place,
              case when days < ${OPEN_DAYS} then 'open' when random() < 0.4 then 'won' else 'lost' end as status
            from (select n, ${DAYS} * random() as days from generate_series(1, $2::int) n) d) r
          join (select id, name, owner_id, board_id, source, row_number() over (order by id) as n from accounts where tenant_id = $1 and deleted_at is null) a
            on a.n = r.customer
          join (select s.id, s.pipeline_id, s.probability, s.forecast, row_number() over (order by s.position) as place from stages s join pipelines p on p.id = s.pipeline_id
            where p.tenant_id = $1 and p.preferred and s.deleted_at is null) s on s.place = case r.status when 'won' then 8 else r.place end`,
      [tenant, count],
    )
    await client.query(
      `insert into stage_moves (tenant_id, id, opportunity_id, pipeline_id, from_id, to_id, act, at, by_id, days, owner_id, board_id, created_at, updated_at)
        select $1, gen_random_uuid(), o.id, o.pipeline_id, f.id, t.id, case when f.id is null then 'create' else 'advance' end, m.at, o.owner_id, case when f.id is null then 0 else 7 end,
          o.owner_id, o.board_id, m.at, m.at
        from opportunities o
          join (select id, pipeline_id, row_number() over (partition by pipeline_id order by position) as place from stages where deleted_at is null) here on here.id = o.stage_id
          cross join lateral (select g as place, o.created_at + interval '1 day' * (g - 1) * 7 as at from generate_series(1, here.place) g) m
          join (select id, pipeline_id, row_number() over (partition by pipeline_id order by position) as place from stages where deleted_at is null) t
            on t.pipeline_id = o.pipeline_id and t.place = m.place
          left join (select id, pipeline_id, row_number() over (partition by pipeline_id order by position) as place from stages where deleted_at is null) f
            on f.pipeline_id = o.pipeline_id and f.place = m.place - 1
        where o.tenant_id = $1
        union all
        select $1, gen_random_uuid(), o.id, o.pipeline_id, o.stage_id, null, case o.status when 'won' then 'win' else 'lose' end, o.closed_on, o.owner_id, 7,
          o.owner_id, o.board_id, o.closed_on, o.closed_on
        from opportunities o where o.tenant_id = $1 and o.status <> 'open'`,
      [tenant],
    )
    for (const definition of definitions) await client.query(definition)
    for (const table of ['opportunities', 'stage_moves']) await client.query(`vacuum (analyze) ${table}`)
    say(`${count.toLocaleString('en-US')} opportunities with their stage log`)
  }
  await client.query(
    `update leads set status = 'discarded' where tenant_id = $1 and note = 'bench' and status = 'new'`,
    [tenant],
  )
  await client.query(
    `insert into leads (tenant_id, id, name, company, note, contact_person, phone, status, came_by, owned_since, owner_id, board_id, created_by, updated_by)
      select $1, gen_random_uuid(), c.company, c.company, 'bench', '王伟', '139' || lpad(floor(random() * 100000000)::text, 8, '0'), 'new', 'created', now(), p.id, p.board, p.id, p.id
      from unnest($2::uuid[], $3::uuid[]) with ordinality p(id, board, n), generate_series(1, 200) k,
        lateral (select string_agg(chr(19968 + (random() * 9000)::int), '') || '贸易行' as company from generate_series(1, 5 + 0 * k)) c`,
    [tenant, people.map(person => person.id), people.map(person => person.board)],
  )
  await client.end()
}

/** Takes a table's indexes away but for its key. @returns what brings them back */
async function withoutIndexes(client: pg.Client, tables: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select i.relname as name, pg_get_indexdef(i.oid) as definition from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
      join pg_namespace n on n.oid = t.relnamespace where n.nspname = 'public' and t.relname = any($1) and not x.indisprimary`,
    [tables],
  )
  for (const { name } of rows) await client.query(`drop index public."${name}"`)
  return rows.map(row => row.definition)
}
