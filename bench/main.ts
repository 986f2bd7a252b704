import { type ChildProcess, fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import { join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { isMainThread } from 'node:worker_threads'
import fastify, { type FastifyInstance } from 'fastify'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { v7 as uuid } from 'uuid'
import { openDatabase } from '../src/core/db/database'
import { startPostgres } from '../src/core/db/embedded'
import { migrate } from '../src/core/db/migrate'
import { createServer } from '../src/core/http/server'
import { program } from '../src/core/program'
import { slices } from '../src/domain'
import { authenticate, openPeople } from '../src/domain/org'
import { setUp } from '../src/domain/set-up'
import { clock, rate } from './clock'
import { fillSubscriptions } from './dispatch'
import { generate } from './generate'
import { chance, companyName, mobile } from './names'
import { fillReceivables, RECEIPTS } from './receivables'
import { recording } from './record'
import { fillSales } from './sales'
import { goods, typed } from './selling'
import { startServer } from './server'

export interface Result {
  work: string
  size: number
  p50Ms: number
  p95Ms: number
  bareP50Ms: number | null
  ratio: number | null
  perSecond?: number
  memoryMb?: number
}

const PORT = Number(process.env.BENCH_PORT ?? 4790)
const say = (sentence: string) => process.stderr.write(`  ${sentence}\n`)
const encode = (value: unknown) => encodeURIComponent(JSON.stringify(value))
const option = (name: string) => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? undefined : process.argv[at + 1]
}

interface Caller {
  cookie: string
  id: string
  board: string
}
interface Work {
  name: string
  as: Caller
  request(run: number): { method?: 'GET' | 'POST'; path: string; body?: unknown }
  /** Whether its SQL can be sent again by itself: acts of many statements write under ids of their own. */
  bare?: false
  /** Writes can't be repeated as they are: gives the recorded values fresh ids. */
  fresh?(values: unknown[]): unknown[]
  runs?: number
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 64 })

/** One request on a kept-open connection. @throws when it is refused, for a refused request measures nothing */
function ask(
  port: number,
  cookie: string,
  { method = 'GET', path, body }: ReturnType<Work['request']>,
): Promise<string> {
  return new Promise((done, fail) => {
    const text = body === undefined ? undefined : JSON.stringify(body)
    const request = http.request(
      {
        port,
        host: '127.0.0.1',
        agent,
        method,
        path,
        headers: {
          cookie,
          ...(text ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) } : {}),
        },
      },
      response => {
        const chunks: Buffer[] = []
        response.on('data', c => chunks.push(c))
        response.on('end', () => {
          const answer = Buffer.concat(chunks).toString()
          if (response.statusCode! >= 400) fail(new Error(`${path}: ${response.statusCode} ${answer.slice(0, 300)}`))
          else done(answer)
        })
      },
    )
    request.on('error', fail)
    request.end(text)
  })
}

async function until(test: () => Promise<unknown>, limitMs: number): Promise<void> {
  const end = Date.now() + limitMs
  for (;;) {
    try {
      await test()
      return
    } catch (error) {
      if (Date.now() > end) throw error
      await new Promise(wake => setTimeout(wake, 100))
    }
  }
}

/** Peak memory of a process since `forgetPeak`, in MB; nothing where the system doesn't tell. */
function memoryMb(pid: number | undefined): number | undefined {
  const file = `/proc/${pid}/status`
  const peak = existsSync(file) ? /VmHWM:\s+(\d+)/.exec(readFileSync(file, 'utf8'))?.[1] : undefined
  return peak ? Math.round(Number(peak) / 1024) : undefined
}

/** From here on the peak is counted anew: work is measured by itself, not by what ran before it. */
function forgetPeak(pid: number | undefined): void {
  const file = `/proc/${pid}/clear_refs`
  if (existsSync(file)) writeFileSync(file, '5')
}

/** A connection as the server's own, bound to the tenant. */
async function bareClient(url: string, tenant: number): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`set timezone to 'UTC'; set role guanxi_app; set search_path to wall`)
  await client.query(`select set_config('app.tenant', '${tenant}', false)`)
  return client
}

const nameOf = (text: string) => `b${createHash('sha1').update(text).digest('hex').slice(0, 16)}`

/** Measures one kind of work through HTTP, and its SQL straight through the driver. */
async function measure(
  work: Work,
  inside: FastifyInstance,
  statements: { text: string; values: unknown[] }[],
  bare: pg.Client,
  size: number,
): Promise<Result> {
  const run = (n: number) => ask(PORT, work.as.cookie, work.request(n))
  const http = await clock(run, { runs: work.runs ?? 200 })
  if (work.bare === false) {
    say(`${work.name.padEnd(44)} p50 ${http.p50Ms.toFixed(2)}  p95 ${http.p95Ms.toFixed(2)}`)
    return { work: work.name, size, ...http, bareP50Ms: null, ratio: null }
  }
  const first = work.request(1_000_000)
  const inject = () =>
    inside.inject({
      method: first.method ?? 'GET',
      url: first.path,
      headers: { cookie: work.as.cookie, ...(first.body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(first.body === undefined ? {} : { payload: JSON.stringify(first.body) }),
    })
  if (!work.fresh) await inject()
  statements.length = 0
  const answer = await inject()
  if (answer.statusCode >= 400) throw new Error(`${work.name}: ${answer.body.slice(0, 300)}`)
  const asked = [...statements]
  const straight = await clock(
    async () => {
      if (work.fresh) await bare.query('begin')
      let changed: unknown[] | undefined
      for (const { text, values } of asked) {
        changed = work.fresh ? work.fresh(values) : values
        await bare.query({ name: nameOf(text), text, values: changed })
      }
      if (work.fresh) await bare.query('commit')
    },
    { runs: work.runs ?? 200 },
  )
  const result = { work: work.name, size, ...http, bareP50Ms: straight.p50Ms, ratio: http.p50Ms / straight.p50Ms }
  say(
    `${work.name.padEnd(44)} p50 ${http.p50Ms.toFixed(2)}  p95 ${http.p95Ms.toFixed(2)}  bare ${straight.p50Ms.toFixed(2)}  ${result.ratio.toFixed(2)}×  (${asked.length} statements)`,
  )
  return result
}

/** A pool of the board with quotas nobody reaches, and 400 of its accounts in it. @returns their ids */
async function fillPool(database: ReturnType<typeof openDatabase>, tenant: number, seller: Caller): Promise<string[]> {
  const { rows } = await database.owner.query(
    `with pool as (
        insert into pools (tenant_id, id, name, board_id, object, whole_board, limits, cool_down_days)
        values ($1, gen_random_uuid(), 'bench', $2, 'account', true, '[{"of":"daily","max":100000},{"of":"owned","max":100000}]', 30) returning id)
      update accounts set owner_id = null, pool_id = (select id from pool), entered_pool_at = now() where tenant_id = $1
        and id in (select id from accounts where tenant_id = $1 and board_id = $2 and owner_id is distinct from $3 and deleted_at is null order by id desc limit 400)
      returning id`,
    [tenant, seller.board, seller.id],
  )
  return rows.map(row => row.id)
}

/** What the sales works need: stages in order, and somebody's early opportunities and new leads. */
async function salesOf(database: ReturnType<typeof openDatabase>, tenant: number, { id, board }: Caller) {
  const ids = async (text: string, values: unknown[]) =>
    (await database.owner.query<{ id: string }>(text, values)).rows.map(row => row.id)
  const stages = await ids(
    'select s.id from stages s join pipelines p on p.id = s.pipeline_id where s.tenant_id = $1 and p.preferred order by s.position',
    [tenant],
  )
  return {
    stages,
    early: await ids(
      `update opportunities set owner_id = $2, board_id = $4 where tenant_id = $1 and id in (select id from opportunities
        where tenant_id = $1 and status = 'open' and stage_id = any($3) order by id limit 100) returning id`,
      [tenant, id, stages.slice(0, 3), board],
    ),
    leads: await ids(`select id from leads where tenant_id = $1 and owner_id = $2 and status = 'new'`, [tenant, id]),
  }
}

async function benchAt(size: number): Promise<Result[]> {
  const dataDir = resolve(option('data') ?? join('data', `bench-${size}`))
  mkdirSync(dataDir, { recursive: true })
  say(`${size.toLocaleString('en-US')} accounts in ${dataDir}`)
  const postgres = await startPostgres({ dataDir })
  await migrate(postgres.url, resolve('migrations'))
  const database = openDatabase({ url: postgres.url })
  const { database: recorded, statements } = recording(database)
  const host = { database: recorded, program: program(slices), dataDir, log: fastify().log }
  const people = openPeople(recorded, host.program.entities)
  const { tenant } = await setUp({ ...host, database }, { demo: false, adminPassword: 'bench-only' })
  const {
    rows: [{ n }],
  } = await database.owner.query('select count(*)::int as n from accounts')
  const startMs = Date.now()
  if (n < size) await generate(postgres.url, tenant, size, new URL(import.meta.url), say)
  say(`data ready after ${((Date.now() - startMs) / 1000).toFixed(0)} s`)

  const cookieFor = async (login: string): Promise<Caller> => {
    const token = `bench-${login}`
    const { rows } = await database.owner.query('select id, board_id from users where login = $1', [login])
    await database.owner.query(
      `insert into sessions (tenant_id, hash, user_id, expires_at) values ($1, $2, $3, now() + interval '1 day') on conflict do nothing`,
      [tenant, createHash('sha256').update(token).digest('hex'), rows[0].id],
    )
    return { cookie: `guanxi_session=${token}`, id: rows[0].id, board: rows[0].board_id }
  }
  const seller = await cookieFor('bench-3-17')
  const manager = await cookieFor('bench-3-1')
  const head = await cookieFor('bench-3-0')
  const headquarters = await cookieFor('admin')

  await fillSales(postgres.url, tenant, size / 2, [seller], say)

  const inside = await createServer({ ...host, authenticate })
  await inside.ready()
  // Its words are read and its listeners there before anything is noted.
  await inside.inject({ url: '/api/session', headers: { cookie: headquarters.cookie } })
  const server = startServer(postgres.url, PORT, dataDir)
  const bare = await bareClient(postgres.url, tenant)
  const results: Result[] = []
  try {
    await until(() => ask(PORT, '', { path: '/readyz' }), 60_000)
    const idleMb = memoryMb(server.pid)
    const { rows: some } = await database.owner.query(
      'select id, name, phone from accounts where owner_id = $1 limit 200',
      [seller.id],
    )
    const fields = 'name,level,type,region,phone,updatedAt,owner'
    const quarter = encode({
      and: [
        { field: 'level', op: 'in', value: ['normal'] },
        { field: 'type', op: 'in', value: ['potential', 'customer'] },
      ],
    })
    const rare = encode({
      and: [
        { field: 'level', op: 'eq', value: 'strategic' },
        { field: 'source', op: 'eq', value: 'campaign' },
      ],
    })
    const random = chance(99)
    const list = (name: string, as: Caller, filter: string): Work => ({
      name,
      as,
      request: () => ({ path: `/api/accounts?fields=${fields}&filter=${filter}` }),
    })
    const draft = () => ({
      name: `${companyName(random).name.slice(0, 4)}${Math.floor(random() * 1e9).toString(36)}商贸有限公司`,
      phone: mobile(random),
      level: 'normal',
    })
    const waiting = await fillPool(database, tenant, seller)
    const sales = await salesOf(database, tenant, seller)
    const asked = async (path: string, body?: unknown) =>
      JSON.parse(await ask(PORT, headquarters.cookie, { method: body ? 'POST' : 'GET', path, body }))
    const sold = await goods(asked)
    const pooled = { field: 'pool', op: 'notNull' }
    const works: Work[] = [
      list('list, a quarter of the rows, salesperson', seller, quarter),
      list('list, rare value, manager of 21', manager, rare),
      list('list, rare value, board head', head, rare),
      list('list, rare value, headquarters', headquarters, rare),
      list('list, a quarter of the rows, headquarters', headquarters, quarter),
      {
        name: 'search two characters',
        as: headquarters,
        request: n => ({ path: `/api/search?q=${encodeURIComponent(some[n % some.length].name.slice(2, 4))}` }),
      },
      {
        name: 'search a common word',
        as: headquarters,
        request: () => ({ path: `/api/search?q=${encodeURIComponent('四川')}` }),
      },
      {
        name: 'search two characters, salesperson',
        as: seller,
        request: n => ({ path: `/api/search?q=${encodeURIComponent(some[n % some.length].name.slice(2, 4))}` }),
      },
      {
        name: 'search pinyin initials',
        as: headquarters,
        request: n => ({ path: `/api/search?q=${['ylc', 'rtjy', 'dfsm', 'hlty', 'jhgm'][n % 5]}` }),
      },
      {
        name: 'search phone tail',
        as: headquarters,
        request: n => ({ path: `/api/search?q=${some[n % some.length].phone.slice(-4)}` }),
      },
      {
        name: 'customer 360',
        as: seller,
        request: n => ({ path: `/api/accounts/${some[n % some.length].id}/overview` }),
      },
      {
        name: 'collision check while typing',
        as: seller,
        request: n => ({
          method: 'POST',
          path: '/api/accounts/duplicates',
          body: { name: some[n % some.length].name.replace('有限', '') },
        }),
      },
      {
        name: 'create an account',
        as: seller,
        request: () => ({ method: 'POST', path: '/api/accounts', body: draft() }),
        runs: 150,
        fresh: freshIds(),
      },
      {
        name: 'claim from a pool',
        as: seller,
        request: () => ({ method: 'POST', path: `/api/accounts/${waiting.pop()}/claim`, body: {} }),
        runs: 150,
        fresh: values => values,
      },
      {
        name: 'list of a pool, salesperson',
        as: seller,
        request: () => ({ path: `/api/accounts?fields=${fields}&sort=-enteredPoolAt&filter=${encode(pooled)}` }),
      },
      {
        name: 'board column of 40 cards, board head',
        as: head,
        request: n => ({
          path: `/api/opportunities?fields=name,account,amount,closeDate,stage,owner,stalled,overdue&limit=40&filter=${encode(
            {
              and: [
                { field: 'status', op: 'eq', value: 'open' },
                { field: 'stage', op: 'eq', value: sales.stages[n % 7] },
              ],
            },
          )}`,
        }),
      },
      {
        name: 'sums of a board’s columns, board head',
        as: head,
        runs: 40,
        request: () => ({
          method: 'POST',
          path: '/api/opportunities/aggregate',
          body: {
            groupBy: ['stage'],
            measures: [{ fn: 'count' }, { fn: 'sum', field: 'amount' }],
            filter: { field: 'status', op: 'eq', value: 'open' },
          },
        }),
      },
      {
        name: 'funnel of a quarter, headquarters',
        as: headquarters,
        runs: 20,
        request: () => ({
          method: 'POST',
          path: '/api/opportunities/analysis/funnel',
          body: { period: 'thisQuarter' },
        }),
      },
      { name: 'forecast, board head', as: head, runs: 20, request: () => ({ path: '/api/forecasts' }) },
      { name: 'forecast, headquarters', as: headquarters, runs: 20, request: () => ({ path: '/api/forecasts' }) },
      { name: 'what to do today, salesperson', as: seller, request: () => ({ path: '/api/workbench/today' }) },
      {
        name: 'advance an opportunity',
        as: seller,
        runs: 60,
        bare: false,
        request: () => ({ method: 'POST', path: `/api/opportunities/${sales.early.pop()}/advance`, body: {} }),
      },
      {
        name: 'convert a lead',
        as: seller,
        runs: 60,
        bare: false,
        request: () => ({ method: 'POST', path: `/api/leads/${sales.leads.pop()}/convert`, body: {} }),
      },
      {
        name: 'price a quote of 200 lines',
        as: seller,
        runs: 40,
        bare: false,
        request: n => ({
          method: 'POST',
          path: '/api/quotes/price',
          body: { account: some[n % some.length].id, lines: typed(sold, 200) },
        }),
      },
      {
        name: 'configure a product of 20 options',
        as: seller,
        runs: 60,
        bare: false,
        request: n => ({
          method: 'POST',
          path: `/api/products/${sold.configured}/configurator`,
          body: { choices: { o0: `v${n % 6}`, o4: `v${n % 5}` } },
        }),
      },
      {
        name: 'create an order of 3 lines',
        as: seller,
        runs: 60,
        bare: false,
        request: n => ({
          method: 'POST',
          path: '/api/orders/save',
          body: { name: `订单 ${n}`, account: some[n % some.length].id, lines: typed(sold, 3) },
        }),
      },
      {
        name: 'sales of the year by customer, headquarters',
        as: headquarters,
        runs: 10,
        bare: false,
        request: () => ({ method: 'POST', path: '/api/sales/analysis', body: { by: 'account', period: 'thisYear' } }),
      },
      {
        name: 'group-by over opportunities, headquarters',
        as: headquarters,
        runs: 20,
        request: () => ({
          method: 'POST',
          path: '/api/opportunities/aggregate',
          body: { groupBy: ['stage', 'status'], measures: [{ fn: 'count' }, { fn: 'sum', field: 'amount' }] },
        }),
      },
      {
        name: 'group-by over accounts, headquarters',
        as: headquarters,
        runs: 20,
        request: () => ({
          method: 'POST',
          path: '/api/accounts/aggregate',
          body: { groupBy: ['level', 'type'], measures: [{ fn: 'count' }] },
        }),
      },
    ]
    const only = option('only')
    for (const work of works)
      if (!only || work.name.includes(only)) results.push(await measure(work, inside, statements, bare, size))
    const owing: string[] = []
    const long = [
      duplicateRun(headquarters),
      handOver(database, tenant, headquarters, await cookieFor('bench-3-18'), seller),
      receipts(postgres.url, tenant, headquarters, owing),
      dispatch(postgres.url, tenant, headquarters),
    ]
    for (const work of long) if (!only || work.name.includes(only)) results.push(await watch(work, server, size))
    const statement: Work = {
      name: 'statement of account',
      as: headquarters,
      bare: false,
      request: n => ({ path: `/api/receivables/statement?account=${owing[n % owing.length]}&from=2020-01-01` }),
    }
    if (owing.length > 0) results.push(await measure(statement, inside, statements, bare, size))
    if (only) return results

    const listWork = works[0]!
    statements.length = 0
    await inside.inject({ url: listWork.request(0).path, headers: { cookie: seller.cookie } })
    const bareServer = fork(new URL(import.meta.url).pathname, [], {
      env: {
        ...process.env,
        BENCH_BARE: JSON.stringify({
          url: postgres.url,
          tenant,
          statements: statements.filter(({ text }) => text.includes('from accounts')),
          port: PORT + 1,
        }),
      },
    })
    await until(() => ask(PORT + 1, '', { path: '/' }), 20_000)
    const ours = await rate(n => ask(PORT, seller.cookie, listWork.request(n)))
    const theirs = await rate(() => ask(PORT + 1, '', { path: '/' }))
    bareServer.kill()
    const creates = await rate(() => ask(PORT, seller.cookie, { method: 'POST', path: '/api/accounts', body: draft() }))
    say(
      `list at 16 connections: ${ours.toFixed(0)}/s, bare server ${theirs.toFixed(0)}/s; creates ${creates.toFixed(0)}/s; idle ${idleMb} MB`,
    )
    results.push({
      work: 'list, 16 connections',
      size,
      p50Ms: 16_000 / ours,
      p95Ms: 0,
      bareP50Ms: 16_000 / theirs,
      ratio: theirs / ours,
      perSecond: ours,
    })
    results.push({
      work: 'create, 16 connections',
      size,
      p50Ms: 16_000 / creates,
      p95Ms: 0,
      bareP50Ms: null,
      ratio: null,
      perSecond: creates,
      memoryMb: memoryMb(server.pid),
    })
    results.push({ work: 'server idle', size, p50Ms: 0, p95Ms: 0, bareP50Ms: null, ratio: null, memoryMb: idleMb })
    if (process.argv.includes('--transfers') || size <= 100_000)
      results.push(...(await transfers(headquarters, server, database, size)))
  } finally {
    server.kill()
    await bare.end()
    await inside.close()
    await people.close?.()
    await database.close()
    await postgres.stop()
  }
  return results
}

/** Ids, codes and idempotent names of a recorded write, new each time but the same within one act. */
function freshIds(): (values: unknown[]) => unknown[] {
  let id = ''
  return values => {
    if (values.some(v => typeof v === 'string' && /^KH-/.test(v))) id = uuid()
    return values.map(v =>
      typeof v === 'string' && /^KH-\d{4}-/.test(v)
        ? `KH-X-${id}`
        : typeof v === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-7/.test(v) && v > '01a2' && values.indexOf(v) < 3
          ? id
          : v,
    )
  }
}

/** Work that somebody begins and comes back to. */
interface LongWork {
  name: string
  as: Caller
  /** What it works on, made before the time counts. */
  fill?(): Promise<unknown>
  /** Begins it. @returns where it says how far it is */
  begin(): Promise<string>
  /** How much it has done once it is over; null while it runs. @throws when it failed */
  over(state: any): number | null
}

/** Measures long work from the button to the end, and the server's peak of memory meanwhile. */
async function watch(work: LongWork, server: ChildProcess, size: number): Promise<Result> {
  await work.fill?.()
  forgetPeak(server.pid)
  const startMs = Date.now()
  const path = await work.begin()
  let done: number | null
  for (;;) {
    done = work.over(JSON.parse(await ask(PORT, work.as.cookie, { path })))
    if (done !== null) break
    await new Promise(wake => setTimeout(wake, 100))
  }
  const tookMs = Date.now() - startMs
  const peak = memoryMb(server.pid)
  say(`${work.name}: ${done} in ${(tookMs / 1000).toFixed(1)} s, peak ${peak} MB`)
  return {
    work: work.name,
    size,
    p50Ms: tookMs,
    p95Ms: tookMs,
    bareP50Ms: null,
    ratio: null,
    perSecond: (done / tookMs) * 1000,
    memoryMb: peak,
  }
}

const posted = async (as: Caller, path: string, body: unknown) =>
  JSON.parse(await ask(PORT, as.cookie, { method: 'POST', path, body }))

/** All stored accounts are gone through for pairs that may be the same. */
const duplicateRun = (as: Caller): LongWork => ({
  name: 'go through all accounts for duplicates',
  as,
  async begin() {
    await posted(as, '/api/duplicate-runs', { object: 'account' })
    return '/api/duplicate-runs'
  },
  over: ({ items: [run] }) => (run.endedAt ? run.scanned : null),
})

const HANDED_OVER = 10_000

/** Somebody leaves who has ten thousand accounts: all of them go to another, with their contacts and activities. */
const handOver = (
  database: ReturnType<typeof openDatabase>,
  tenant: number,
  as: Caller,
  leaver: Caller,
  heir: Caller,
): LongWork => ({
  name: 'hand-over of 10,000 records',
  as,
  fill: () =>
    database.owner.query(
      `with theirs as (update accounts set owner_id = $2, pool_id = null where tenant_id = $1 and id in (
        select id from accounts where tenant_id = $1 and board_id = $3 and deleted_at is null order by id limit $4) returning id),
      contacts as (update contacts set owner_id = $2 where tenant_id = $1 and account_id in (select id from theirs))
    update activities set owner_id = $2 where tenant_id = $1 and account_id in (select id from theirs)`,
      [tenant, leaver.id, leaver.board, HANDED_OVER],
    ),
  begin: async () =>
    `/api/handovers/${(await posted(as, `/api/users/${leaver.id}/handover`, { rest: heir.id })).id}?fields=status,total`,
  over: ({ status, total }) => (status === 'done' ? total : null),
})

/**
 * Matches 100,000 receipts to what is owed, as somebody presses one button.
 * @param owing is given the customers that owe
 */
const receipts = (url: string, tenant: number, as: Caller, owing: string[]): LongWork => ({
  name: 'match 100,000 receipts',
  as,
  async fill() {
    owing.push(...(await fillReceivables(url, tenant, say)))
  },
  begin: async () => `/api/match-runs/${(await posted(as, '/api/payments/match', {})).id}?fields=status,matched`,
  over(run) {
    if (run.status === 'running') return null
    if (run.status !== 'done' || run.matched < RECEIPTS * 0.9) throw new Error(JSON.stringify(run))
    return run.matched
  },
})

/** Lists whom an issue goes out to, as somebody presses one button. */
function dispatch(url: string, tenant: number, as: Caller): LongWork {
  let issue: string
  return {
    name: 'list a dispatch of 100,000 copies',
    as,
    async fill() {
      issue = await fillSubscriptions(url, tenant, say)
    },
    begin: async () =>
      `/api/dispatches/${(await posted(as, '/api/dispatches/generate', { issue })).id}?fields=status,addresses`,
    over(list) {
      if (list.status === 'working') return null
      if (list.status !== 'ready' || list.addresses === 0) throw new Error(JSON.stringify(list))
      return list.addresses
    },
  }
}

/** Export of all accounts and import of 100,000 rows through the product's own endpoints, the import beside a bare COPY. */
async function transfers(
  as: Caller,
  server: ChildProcess,
  database: ReturnType<typeof openDatabase>,
  size: number,
): Promise<Result[]> {
  const headers = { cookie: as.cookie }
  const base = `http://127.0.0.1:${PORT}/api`
  const begin = async (path: string, init: RequestInit) => {
    forgetPeak(server.pid)
    const startMs = Date.now()
    const asked = await fetch(`${base}/${path}`, { method: 'POST', ...init })
    let job = (await asked.json()) as any
    if (!asked.ok) throw new Error(JSON.stringify(job))
    while (job.status !== 'done') {
      if (job.status === 'failed') throw new Error(JSON.stringify(job))
      await new Promise(wake => setTimeout(wake, 100))
      job = await (await fetch(`${base}/${path}/${job.id}`, { headers })).json()
    }
    return { job, tookMs: Date.now() - startMs, memoryMb: memoryMb(server.pid) }
  }
  const result = (
    work: string,
    rows: number,
    tookMs: number,
    bareMs: number | null,
    memoryMb: number | undefined,
  ): Result => ({
    work,
    size,
    p50Ms: tookMs,
    p95Ms: tookMs,
    bareP50Ms: bareMs,
    ratio: bareMs && tookMs / bareMs,
    perSecond: (rows / tookMs) * 1000,
    ...(memoryMb === undefined ? {} : { memoryMb }),
  })

  const out = await begin('exports', {
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({
      object: 'accounts',
      format: 'xlsx',
      fields: ['name', 'code', 'level', 'type', 'region', 'phone', 'source', 'owner.name', 'updatedAt'],
    }),
  })
  say(`export of ${size} rows: ${(out.tookMs / 1000).toFixed(1)} s, peak ${out.memoryMb} MB`)

  const rows = 100_000
  const random = chance(Date.now())
  const lines = ['客户名称,等级,地区,电话,来源,详细地址']
  for (let i = 0; i < rows; i++)
    lines.push(
      `${companyName(random).name.slice(0, 5)}${i.toString(36)}号商行,普通,四川成都,${mobile(random)},糖酒会,人民路 ${i} 号`,
    )
  const form = new FormData()
  form.set('object', 'accounts')
  form.set('mode', 'run')
  form.set('file', new Blob([lines.join('\n')]), 'customers.csv')
  const {
    rows: [{ before }],
  } = await database.owner.query('select clock_timestamp()::text as before')
  const into = await begin('imports', { headers, body: form })
  const copyMs = await bareCopy(database, before)
  say(
    `import of ${rows} rows: ${((rows / into.tookMs) * 1000).toFixed(0)} rows/s, bare COPY ${(copyMs / 1000).toFixed(1)} s, peak ${into.memoryMb} MB (${JSON.stringify({ created: into.job.created, failed: into.job.failed })})`,
  )
  return [
    result('export to Excel', size, out.tookMs, null, out.memoryMb),
    result('import 100,000 rows', rows, into.tookMs, copyMs, into.memoryMb),
  ]
}

/**
 * What the database alone needs for the rows an import has just written (accounts, journal, search documents), copied into empty
 * tables of the same columns and indexes.
 * @param before the moment the import began, by the database's clock
 * @returns milliseconds
 */
async function bareCopy(database: ReturnType<typeof openDatabase>, before: string): Promise<number> {
  const client = await database.owner.connect()
  let tookMs = 0
  try {
    for (const [table, chosen] of [
      ['accounts', 'created_at >= $1'],
      ['journal', 'at >= $1'],
      ['search_documents', `record_id in (select id from accounts where created_at >= $1)`],
    ] as const) {
      const written = `select * from ${table} where ${chosen.replace('$1', `'${before}'`)}`
      const parts: Buffer[] = []
      for await (const part of client.query(copyTo(`copy (${written}) to stdout (format binary)`))) parts.push(part)
      await client.query(`create table bare_copy (like ${table} including defaults including indexes)`)
      const startMs = Date.now()
      await pipeline(parts, client.query(copyFrom('copy bare_copy from stdin (format binary)')))
      tookMs += Date.now() - startMs
      await client.query('drop table bare_copy')
    }
  } finally {
    client.release()
  }
  return tookMs
}

/** What a server can do that does nothing but send one statement and pass the rows on. */
async function bareServer(): Promise<void> {
  const { url, tenant, statements, port } = JSON.parse(process.env.BENCH_BARE!)
  const pool = new pg.Pool({ connectionString: url, max: 8 })
  const ready = new WeakSet<pg.PoolClient>()
  const [{ text, values }] = statements
  http
    .createServer(async (_request, response) => {
      const client = await pool.connect()
      if (!ready.has(client)) {
        await client.query(`set role guanxi_app; set search_path to wall; set app.tenant to '${tenant}'`)
        ready.add(client)
      }
      const { rows } = await client.query({ name: 'list', text, values })
      client.release()
      response.setHeader('content-type', 'application/json')
      response.end(`{"items":[${rows.map(r => r.document).join(',')}]}`)
    })
    .listen(port, '127.0.0.1')
}

if (process.env.BENCH_BARE) await bareServer()
else if (isMainThread) {
  const sizes = process.argv.includes('--growth')
    ? [10_000, 100_000, 1_000_000]
    : [Number(option('accounts') ?? 100_000)]
  const results: Result[] = []
  for (const size of sizes) results.push(...(await benchAt(size)))
  console.log(table(results))
  const file = option('json')
  if (file) writeFileSync(file, `${JSON.stringify(results, null, 1)}\n`)
  process.exit(0)
}

/** The figures as people read them; with several sizes, how each grows from the smallest to the largest. */
function table(results: Result[]): string {
  const first = new Map<string, Result>()
  for (const r of results) if (!first.has(r.work)) first.set(r.work, r)
  const rows = results.map(r => {
    const grown = r.p50Ms && first.get(r.work) !== r ? `${(r.p50Ms / first.get(r.work)!.p50Ms).toFixed(2)}×` : ''
    return [
      r.work.padEnd(46),
      String(r.size).padStart(9),
      r.p50Ms.toFixed(2).padStart(9),
      r.p95Ms.toFixed(2).padStart(9),
      (r.bareP50Ms?.toFixed(2) ?? '').padStart(9),
      (r.ratio?.toFixed(2) ?? '').padStart(6),
      grown.padStart(8),
      (r.perSecond?.toFixed(0) ?? '').padStart(8),
      (r.memoryMb ? `${r.memoryMb} MB` : '').padStart(8),
    ].join(' ')
  })
  return [
    [
      'work'.padEnd(46),
      'size'.padStart(9),
      'p50 ms'.padStart(9),
      'p95 ms'.padStart(9),
      'bare ms'.padStart(9),
      'ratio'.padStart(6),
      'growth'.padStart(8),
      '/s'.padStart(8),
      'memory'.padStart(8),
    ].join(' '),
    ...rows,
  ].join('\n')
}
