import { availableParallelism } from 'node:os'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { searchDocument } from '../src/core/search/document'
import { account, contact } from '../src/domain/customers'
import { chance, companyName, mobile, personName, pick } from './names'

/** What a made company consists of. One tenant with ten boards and 400 owners, as quality.md says. */
export interface Size {
  accounts: number
  contacts: number
  activities: number
}
export const sizeOf = (accounts: number): Size => ({ accounts, contacts: accounts * 2, activities: accounts * 5 })

export interface Person {
  id: string
  board: string
}
interface Part {
  url: string
  tenant: number
  from: number
  to: number
  people: Person[]
  nowMs: number
}

const STEP = 5_000
const DAY_MS = 86_400_000
const LEVELS = ['strategic', ...Array(4).fill('key'), ...Array(11).fill('normal'), ...Array(4).fill('potential')]
const TYPES = ['potential', 'potential', 'target', 'customer', 'customer', 'key', 'old', 'lost']
const SOURCES = ['referral', 'fair', 'fair', 'phone', 'reply-card', 'website', 'visit', 'campaign', 'other']
const CATEGORIES = ['baijiu', 'baijiu', 'wine', 'beer', 'sugar', 'juice', 'snack', 'condiment', 'dairy', 'candy']
const KINDS = ['call', 'call', 'call', 'visit', 'email', 'meeting', 'wechat', 'note']
const SUBJECTS = [
  '电话回访',
  '上门拜访',
  '发送报价',
  '寄送样刊',
  '讨论展位',
  '确认排期',
  '催收回款',
  '了解需求',
  '续订沟通',
  '节日问候',
]

/** An id that sorts by time, like the product's own. */
function idAt(ms: number, random: () => number): string {
  const hex = (n: number, length: number) => Math.floor(n).toString(16).padStart(length, '0')
  const t = hex(ms, 12)
  return `${t.slice(0, 8)}-${t.slice(8)}-7${hex(random() * 4096, 3)}-${hex(32768 + random() * 16384, 4)}-${hex(random() * 2 ** 48, 12)}`
}
const escaped = (text: string) =>
  text.replace(/[\\\t\n\r]/g, c => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' })[c]!)
const line = (cells: readonly (string | number | boolean | null)[]) =>
  `${cells.map(c => (c === null ? '\\N' : typeof c === 'string' ? escaped(c) : String(c))).join('\t')}\n`

const COPIES = {
  accounts:
    'copy accounts (tenant_id, id, name, code, type, level, status, region, phone, source, product_category, country, last_contact_at, next_follow_up_on, currency, owner_id, board_id, created_at, created_by, updated_at, updated_by) from stdin',
  contacts:
    'copy contacts (tenant_id, id, name, account_id, position, phone, email, owner_id, board_id, created_at, created_by, updated_at, updated_by) from stdin',
  activities:
    'copy activities (tenant_id, id, type, subject, occurred_at, account_id, contact_id, done_by_id, owner_id, board_id, created_at, created_by, updated_at, updated_by) from stdin',
  search_documents:
    'copy search_documents (tenant_id, object, record_id, title, subtitle, norm, terms, rank) from stdin',
} as const
type Lines = Record<keyof typeof COPIES, string[]>

/** The customers number `from` to `to`, with their people and contacts, as lines to copy. */
function* customers({ tenant, from, to, people, nowMs }: Part): Generator<Lines> {
  const words = { dictionary: () => undefined, region: () => undefined, regionCode: () => undefined } as never
  for (let start = from; start < to; start += STEP) {
    const random = chance(start + 1)
    const lines: Lines = { accounts: [], contacts: [], activities: [], search_documents: [] }
    const found = (entity: typeof account | typeof contact, row: Record<string, unknown>) => {
      const { title, subtitle, norm, terms } = searchDocument({ tenant, words }, entity as never, row)
      lines.search_documents.push(
        line([
          tenant,
          entity.name,
          row.id as string,
          title,
          subtitle,
          norm,
          `{${terms.join(',')}}`,
          row.updatedAt as string,
        ]),
      )
    }
    for (let i = start; i < Math.min(to, start + STEP); i++) {
      const createdMs = nowMs - random() * 1000 * DAY_MS
      const updatedMs = createdMs + random() * (nowMs - createdMs)
      const [created, updated] = [new Date(createdMs).toISOString(), new Date(updatedMs).toISOString()]
      const owner = people[Math.floor(random() * people.length)]!
      const { name, region } = companyName(random)
      const row = {
        id: idAt(createdMs, random),
        name,
        code: `KH-${String(i + 1).padStart(8, '0')}`,
        type: pick(random, TYPES),
        level: pick(random, LEVELS),
        region,
        phone: mobile(random),
        source: pick(random, SOURCES),
        productCategory: pick(random, CATEGORIES),
        lastContactAt: random() < 0.8 ? updated : null,
        owner: owner.id,
        board: owner.board,
        updatedAt: updated,
      }
      lines.accounts.push(
        line([
          tenant,
          row.id,
          name,
          row.code,
          row.type,
          row.level,
          'active',
          region,
          row.phone,
          row.source,
          row.productCategory,
          'CN',
          row.lastContactAt,
          random() < 0.3 ? new Date(nowMs + random() * 30 * DAY_MS).toISOString().slice(0, 10) : null,
          'CNY',
          owner.id,
          owner.board,
          created,
          owner.id,
          updated,
          owner.id,
        ]),
      )
      found(account, row)
      const staff: string[] = []
      for (let n = 0; n < 2; n++) {
        const person = {
          id: idAt(createdMs + n, random),
          name: personName(random),
          phone: mobile(random),
          email: `p${i}-${n}@c${i % 9973}.example`,
          owner: owner.id,
          board: owner.board,
          updatedAt: updated,
        }
        staff.push(person.id)
        lines.contacts.push(
          line([
            tenant,
            person.id,
            person.name,
            row.id,
            pick(random, ['总经理', '采购经理', '市场总监', '财务', '销售经理']),
            person.phone,
            person.email,
            owner.id,
            owner.board,
            created,
            owner.id,
            updated,
            owner.id,
          ]),
        )
        found(contact, person)
      }
      for (let n = 0; n < 5; n++) {
        const atMs = createdMs + random() * (nowMs - createdMs)
        const at = new Date(atMs).toISOString()
        lines.activities.push(
          line([
            tenant,
            idAt(atMs, random),
            pick(random, KINDS),
            pick(random, SUBJECTS),
            at,
            row.id,
            pick(random, staff),
            owner.id,
            owner.id,
            owner.board,
            at,
            owner.id,
            at,
            owner.id,
          ]),
        )
      }
    }
    yield lines
  }
}

async function copyPart(part: Part): Promise<void> {
  const client = new pg.Client({ connectionString: part.url })
  await client.connect()
  await client.query('set synchronous_commit to off; set session_replication_role to replica')
  for (const lines of customers(part)) {
    for (const [table, copy] of Object.entries(COPIES)) {
      await pipeline(Readable.from([lines[table as keyof Lines].join('')]), client.query(copyFrom(copy)))
    }
    parentPort?.postMessage(STEP)
  }
  await client.end()
}
if (!isMainThread && workerData?.bench === 'generate') await copyPart(workerData.part)

/**
 * Makes `accounts` customers with two people and five contacts each, straight into the tables: indexes off, COPY from one
 * worker per core, indexes on again.
 * @param worker this bundle's own file, to start workers from
 */
export async function generate(
  url: string,
  tenant: number,
  accounts: number,
  worker: URL,
  say: (sentence: string) => void,
): Promise<Person[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const people = await staff(client, tenant)
  const tables = Object.keys(COPIES)
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `select i.relname as name, pg_get_indexdef(i.oid) as definition from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
      join pg_namespace n on n.oid = t.relnamespace where n.nspname = 'public' and t.relname = any($1) and not x.indisprimary`,
    [tables],
  )
  for (const { name } of indexes) await client.query(`drop index if exists public."${name}"`)
  const workers = Math.max(1, Math.min(4, availableParallelism()))
  const share = Math.ceil(accounts / workers / STEP) * STEP
  let done = 0
  await Promise.all(
    Array.from(
      { length: workers },
      (_, w) =>
        new Promise<void>((resolve, reject) => {
          const part: Part = {
            url,
            tenant,
            from: w * share,
            to: Math.min(accounts, (w + 1) * share),
            people,
            nowMs: Date.now(),
          }
          if (part.from >= part.to) return resolve()
          const thread = new Worker(worker, { workerData: { bench: 'generate', part } })
          thread.on('message', (n: number) => {
            done += n
            if (done % 100_000 < STEP) say(`${Math.min(done, accounts).toLocaleString('en-US')} accounts`)
          })
          thread.on('error', reject)
          thread.on('exit', code => (code === 0 ? resolve() : reject(new Error(`worker ended with ${code}`))))
        }),
    ),
  )
  await client.query(`set maintenance_work_mem to '1GB'; set max_parallel_maintenance_workers to 2`)
  for (const { name, definition } of indexes) {
    say(`index ${name}`)
    await client.query(definition)
  }
  say('analyze')
  for (const table of tables) await client.query(`vacuum (analyze) ${table}`)
  await client.end()
  return people
}

/** Ten boards, each with a head, two managers and 37 salespeople under them: 400 people. */
async function staff(client: pg.Client, tenant: number): Promise<Person[]> {
  const random = chance(7)
  const { rows: roles } = await client.query<{ id: string; code: string }>(
    'select id, code from roles where tenant_id = $1',
    [tenant],
  )
  const role = (code: string) => roles.find(r => r.code === code)!.id
  const managers = await managerRole(client, tenant, random)
  const people: Person[] = []
  for (let b = 0; b < 10; b++) {
    const board = idAt(Date.now() - 1e9 + b, random)
    await client.query('insert into boards (tenant_id, id, name, position) values ($1, $2, $3, $4)', [
      tenant,
      board,
      `版块 ${b + 1}`,
      b + 10,
    ])
    const ids = Array.from({ length: 40 }, (_, n) => idAt(Date.now() - 1e9 + b * 100 + n, random))
    for (const [n, id] of ids.entries()) {
      const manager = n === 0 ? null : n < 3 ? ids[0] : ids[1 + (n % 2)]
      const roleId = n > 0 && n < 3 ? managers : role(n === 0 ? 'board-head' : 'salesperson')
      await client.query(
        `insert into users (tenant_id, id, name, login, board_id, manager_id, roles, status) values ($1, $2, $3, $4, $5, $6, $7, 'active')`,
        [tenant, id, personName(random), `bench-${b}-${n}`, board, manager, [roleId]],
      )
      people.push({ id, board })
    }
  }
  return people
}

/** @returns the id of the role */
async function managerRole(client: pg.Client, tenant: number, random: () => number): Promise<string> {
  const id = idAt(Date.now(), random)
  const rights = {
    '*': { read: 'team', create: true, update: 'team', delete: 'own', export: true },
    '*setup': { read: 'all' },
  }
  await client.query('insert into roles (tenant_id, id, name, code, rights) values ($1, $2, $3, $4, $5)', [
    tenant,
    id,
    '测速经理',
    'bench-manager',
    JSON.stringify(rights),
  ])
  return id
}
