import pg from 'pg'

/** So many people subscribe to one title. */
const SUBSCRIPTIONS = 100_000

/**
 * Fills the books with subscriptions to one title, each at an address of its own. What an earlier run left is struck out first.
 * @returns id of an issue that goes out to all of them
 */
export async function fillSubscriptions(url: string, tenant: number, say: (sentence: string) => void): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('set session_replication_role to replica; set synchronous_commit to off')
    for (const table of ['dispatch_lines', 'dispatches', 'subscriptions', 'issues', 'publications'])
      await client.query(`delete from ${table} where tenant_id = $1`, [tenant])
    const { rows } = await client.query<{ issue: string }>(
      `with p as (insert into publications (tenant_id, id, name, frequency, active) values ($1, gen_random_uuid(), '酒海观潮', 'monthly', true) returning id),
        k as (insert into issues (tenant_id, id, name, publication_id, year, number, publishes_on)
          select $1, gen_random_uuid(), '第 1 期', id, 2026, 1, '2026-01-10'::date from p returning id, publication_id),
        s as (insert into subscriptions (tenant_id, id, recipient, account_id, publication_id, from_issue_id, until_issue_id, copies, status, gift, address, method, phone, owner_id, board_id)
          select $1, gen_random_uuid(), '收件人 ' || n, a.id, k.publication_id, k.id, k.id, 1, 'active', false, '人民路 ' || n || ' 号', 'post', '13800000000', a.owner_id, a.board_id
          from k, (select id, owner_id, board_id, row_number() over (order by id) as n from accounts
            where tenant_id = $1 and owner_id is not null and deleted_at is null limit $2::int) a)
        select id as issue from k`,
      [tenant, SUBSCRIPTIONS],
    )
    for (const table of ['subscriptions', 'dispatch_lines']) await client.query(`vacuum (analyze) ${table}`)
    say(`${SUBSCRIPTIONS.toLocaleString('en-US')} subscriptions to one title`)
    return rows[0]!.issue
  } finally {
    await client.end()
  }
}
