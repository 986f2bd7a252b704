import pg from 'pg'

/** So many orders are owed for, and so many receipts came in. */
export const RECEIPTS = 100_000
/** Instalments of each customer that owes: what a reference does not name is found among these. */
const EACH = 10

/**
 * Fills the books with orders that are owed for and with as many receipts: six of ten name their order, three have its amount, one
 * neither. What an earlier run left is struck out first. Set-based.
 * @returns ids of customers that owe
 */
export async function fillReceivables(url: string, tenant: number, say: (sentence: string) => void): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(`set session_replication_role to replica; set synchronous_commit to off; select setseed(0.3)`)
    for (const table of ['payment_matches', 'payments', 'instalments'])
      await client.query(`delete from ${table} where tenant_id = $1`, [tenant])
    await client.query(`delete from orders where tenant_id = $1 and code like 'DD-9%'`, [tenant])
    await client.query(
      `create temporary table owing as
        select gen_random_uuid() as "order", gen_random_uuid() as instalment, a.id as account, a.name, a.owner_id, a.board_id, n,
          'DD-9' || lpad(n::text, 8, '0') as code, 100000 + n * 100 + floor(random() * 100)::bigint as amount, current_date - (random() * 200)::int as due
        from generate_series(1, $2::int) n join (select id, name, owner_id, board_id, row_number() over (order by id) as place from accounts
          where tenant_id = $1 and owner_id is not null and deleted_at is null limit $2::int / $3::int) a on a.place = 1 + (n - 1) / $3::int`,
      [tenant, RECEIPTS, EACH],
    )
    await client.query(
      `insert into orders (tenant_id, id, name, code, account_id, owner_id, board_id, status, gross, net, tax, currency, ordered_on)
        select $1, "order", name || ' ' || n, code, account, owner_id, board_id, 'confirmed', amount, amount, 0, 'CNY', due - 30 from owing`,
      [tenant],
    )
    await client.query(
      `insert into instalments (tenant_id, id, name, order_id, account_id, owner_id, board_id, event, due_on, booked_on, amount, paid, credited, written_off, open_amount, currency, status, overdue)
        select $1, instalment, '全款', "order", account, owner_id, board_id, 'date', due, due - 30, amount, 0, 0, 0, amount, 'CNY', 'open', true from owing`,
      [tenant],
    )
    await client.query(
      `insert into payments (tenant_id, id, code, account_id, owner_id, board_id, payer, received_on, amount, currency, method, reference, matched, refunded, open_amount, status)
        select $1, gen_random_uuid(), 'HK-9' || lpad(n::text, 8, '0'), account, owner_id, board_id, name, due + 3, case when n % 10 < 9 then amount else amount - 777 end, 'CNY', 'transfer',
          case when n % 10 < 6 then '货款 ' || code else '往来款' end, 0, 0, case when n % 10 < 9 then amount else amount - 777 end, 'unmatched' from owing`,
      [tenant],
    )
    const { rows } = await client.query<{ account: string }>('select distinct account from owing limit 200')
    for (const table of ['orders', 'instalments', 'payments', 'payment_matches'])
      await client.query(`vacuum (analyze) ${table}`)
    say(`${RECEIPTS.toLocaleString('en-US')} receipts and as many orders that are owed for`)
    return rows.map(row => row.account)
  } finally {
    await client.end()
  }
}
