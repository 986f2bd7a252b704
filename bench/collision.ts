import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { isMainThread } from 'node:worker_threads'
import { parse } from 'csv-parse/sync'
import fastify from 'fastify'
import { v7 as uuid } from 'uuid'
import { systemContext } from '../src/core/context'
import type { Ctx } from '../src/core/ctx'
import { openDatabase } from '../src/core/db/database'
import { startPostgres } from '../src/core/db/embedded'
import { migrate } from '../src/core/db/migrate'
import type { Database } from '../src/core/db/types'
import { type Entity, entity, phone, text } from '../src/core/entity'
import { insertAll } from '../src/core/imports/stage'
import { duplicates } from '../src/core/matching/duplicates'
import { likeness } from '../src/core/matching/score'
import { program } from '../src/core/program'
import { slices } from '../src/domain'
import { account } from '../src/domain/customers'
import { setUp } from '../src/domain/set-up'
import { clock } from './clock'
import { generate } from './generate'
import { companyName } from './names'

/**
 * How well duplicates are found, on public data with known answers: npm run bench:collision -- [--shared DIR] [--accounts N].
 * Prints precision, recall and F1; with --accounts how long a check takes among so many. What is not there is left out.
 */
const option = (name: string) => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? undefined : process.argv[at + 1]
}
const shared = resolve(option('shared') ?? '../shared/data')
const say = (sentence: string) => process.stderr.write(`  ${sentence}\n`)
const percent = (part: number) => `${(100 * part).toFixed(1)} %`

interface Figures {
  precision: number
  recall: number
  f1: number
  at: number
}
/** The figures at the threshold at which F1 is best on `train`, else on the pairs themselves. */
function figures(scored: { score: number; same: boolean }[], total: number, threshold?: number): Figures {
  const at = (limit: number): Figures => {
    const said = scored.filter(pair => pair.score >= limit)
    const right = said.filter(pair => pair.same).length
    const precision = said.length ? right / said.length : 0
    const recall = right / total
    return {
      precision,
      recall,
      f1: precision + recall ? (2 * precision * recall) / (precision + recall) : 0,
      at: limit,
    }
  }
  if (threshold !== undefined) return at(threshold)
  const limits = Array.from({ length: 50 }, (_, i) => 0.3 + i * 0.014)
  return limits.map(at).reduce((best, next) => (next.f1 > best.f1 ? next : best))
}
const print = (what: string, { precision, recall, f1, at }: Figures, more = '') =>
  console.log(
    `${what.padEnd(34)} precision ${percent(precision).padStart(7)}  recall ${percent(recall).padStart(7)}  F1 ${percent(f1).padStart(7)}  at ${at.toFixed(2)}  ${more}`,
  )

type Record_ = Record<string, string>
const csv = (file: string): Record_[] =>
  parse(readFileSync(join(shared, file), 'utf8'), { columns: true, trim: true, skip_empty_lines: true })

const accounts: Entity<any> = account

/* People: febrl. */
const person: Entity<any> = entity('person', {
  label: ['人员', 'Person'],
  fields: {
    name: text({ label: ['姓名', 'Name'] }),
    address: text({ label: ['地址', 'Address'] }),
    birthday: text({ label: ['生日', 'Birthday'] }),
    number: text({ label: ['证件号', 'Number'] }),
  },
  match: { name: 'person', address: 'address', birthday: 'birthday', number: 'code' },
})
function febrl(file: string, threshold?: number): Figures {
  const rows = csv(file).map(row => ({
    key: row.rec_id!.split('-')[1]!,
    name: `${row.given_name} ${row.surname}`.trim(),
    address: [row.street_number, row.address_1, row.address_2, row.suburb, row.postcode].filter(Boolean).join(' '),
    birthday: row.date_of_birth!,
    number: row.soc_sec_id!,
    blocks: [
      row.soc_sec_id,
      row.date_of_birth,
      row.surname,
      row.given_name && row.postcode ? `${row.given_name} ${row.postcode}` : '',
      row.suburb,
    ].map((value, i) => (value ? `${i} ${value}` : '')),
  }))
  const total = rows.reduce((sum, row, i) => sum + rows.slice(i + 1).filter(other => other.key === row.key).length, 0)
  return figures(
    pairsOf(rows).map(([a, b]) => ({ score: likeness(person, a, b).score, same: a.key === b.key })),
    total,
    threshold,
  )
}
function pairsOf<T extends { blocks: string[] }>(rows: T[]): [T, T][] {
  const blocks = new Map<string, number[]>()
  rows.forEach((row, i) => {
    for (const block of row.blocks.filter(Boolean)) blocks.set(block, [...(blocks.get(block) ?? []), i])
  })
  const seen = new Set<number>()
  for (const members of blocks.values())
    for (const [n, i] of members.entries()) for (const j of members.slice(n + 1)) seen.add(i * rows.length + j)
  return [...seen].map(at => [rows[Math.floor(at / rows.length)]!, rows[at % rows.length]!])
}

/* Companies in English: fodors-zagats (restaurants with telephone and address), abt-buy (names only). */
const place: Entity<any> = entity('place', {
  label: ['单位', 'Place'],
  fields: {
    name: text({ label: ['名称', 'Name'] }),
    address: text({ label: ['地址', 'Address'] }),
    phone: phone({ label: ['电话', 'Phone'] }),
  },
  match: { name: 'company', address: 'address', phone: 'phone' },
})
function fodors(file: string) {
  const read = (side: string) => {
    const value = (name: string) =>
      (new RegExp(`COL ${name} VAL (.*?)(?= COL |$)`).exec(side)?.[1] ?? '').replaceAll(/[`'"\\]/g, ' ').trim()
    return {
      name: value('name'),
      address: `${value('addr')} ${value('city')}`,
      phone: `+1 ${value('phone').replaceAll(/\D+/g, ' ')}`,
    }
  }
  return readFileSync(join(shared, file), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => {
      const [a, b, label] = line.split('\t') as [string, string, string]
      return { score: likeness(place, read(a.trim()), read(b.trim())).score, same: label.trim() === '1' }
    })
}
function abtBuy(file: string) {
  const [a, b] = (['tableA', 'tableB'] as const).map(
    name => new Map(csv(`er-abt-buy/${name}.csv`).map((row): [string, Record_] => [row.id!, { name: row.name! }])),
  ) as [Map<string, Record_>, Map<string, Record_>]
  return csv(`er-abt-buy/${file}.csv`).map(row => ({
    score: likeness(place, a.get(row.ltable_id!)!, b.get(row.rtable_id!)!).score,
    same: row.label === '1',
  }))
}
const positives = (pairs: { same: boolean }[]) => pairs.filter(pair => pair.same).length

/** A company as it stands: database, tenant and a context that may do everything. */
async function withCompany(work: (ctx: Ctx, database: Database, url: string) => Promise<void>): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'guanxi-collision-'))
  const postgres = await startPostgres({ dataDir })
  await migrate(postgres.url, resolve('migrations'))
  const database = openDatabase({ url: postgres.url })
  try {
    const host = { database, program: program(slices), dataDir, log: fastify().log }
    const { tenant } = await setUp(host, { demo: false, adminPassword: 'bench-only' })
    await work(await systemContext(host, tenant), database, postgres.url)
  } finally {
    await database.close()
    await postgres.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** Of the listed companies by their full names: is the right one among the first three for its short name? */
async function listed(ctx: Ctx, database: Database): Promise<void> {
  const companies = csv('listed-companies-cn/listed-companies.csv').map(row => ({
    short: row.name!,
    full: row.fullname!,
    id: uuid(),
  }))
  const [board] = await ctx.db.query<{ id: string }>({ text: 'select id from boards limit 1', values: [] })
  const now = new Date().toISOString()
  await database.transaction(ctx.tenant, db =>
    insertAll(
      { ...ctx, db },
      accounts,
      companies.map(({ full, id }) => ({
        row: { id, name: full, version: 1, createdAt: now, updatedAt: now, board: board!.id },
      })),
    ),
  )
  await database.owner.query('vacuum analyze search_documents')
  const characters = [...new Set(companies.flatMap(company => [...company.full]))]
  let seed = 1
  const random = (below: number) => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0
    return (seed >>> 8) % below
  }
  const typo = (name: string) => {
    const units = [...name]
    units[random(units.length)] = characters[random(characters.length)]!
    return units.join('')
  }
  const among = async (what: string, typed: (name: string) => string) => {
    let [first, three] = [0, 0]
    for (const { short, id } of companies) {
      const found = await duplicates(ctx, accounts, { name: typed(short) })
      const at = found.findIndex(one => one.id === id)
      if (at === 0) first++
      if (at >= 0 && at < 3) three++
    }
    console.log(
      `${what.padEnd(34)} first ${percent(first / companies.length).padStart(7)}  among three ${percent(three / companies.length).padStart(7)}`,
    )
  }
  await among(`${companies.length} listed, short name`, name => name)
  await among('the same with one wrong character', typo)
}

async function speed(ctx: Ctx, url: string, size: number): Promise<void> {
  await generate(url, ctx.tenant, size, new URL(import.meta.url), say)
  const chance = (n: number) => () => ((n = (Math.imul(n, 1103515245) + 12345) >>> 0) >>> 8) / 0x1000000
  const draw = chance(7)
  const { p50Ms, p95Ms } = await clock(
    async () => {
      const { name } = companyName(draw)
      await duplicates(ctx, accounts, {
        name: name.slice(2, 8),
        phone: `1380013${Math.floor(1000 + draw() * 9000)}`,
      })
    },
    { runs: 300, limitMs: 30_000 },
  )
  console.log(
    `a check among ${size.toLocaleString('en-US')} accounts`.padEnd(34),
    `p50 ${p50Ms.toFixed(1)} ms  p95 ${p95Ms.toFixed(1)} ms`,
  )
}

if (isMainThread) {
  const has = (name: string) => existsSync(join(shared, name))
  if (has('er-febrl') && !option('only')) {
    const learnt = febrl('er-febrl/dataset1.csv')
    print('febrl 1 (500 pairs)', learnt)
    print('febrl 2 (1,934 pairs)', febrl('er-febrl/dataset2.csv', learnt.at), 'threshold of febrl 1')
  }
  if (has('er-fodors-zagats')) {
    const train = fodors('er-fodors-zagats/train.txt')
    const learnt = figures(train, positives(train))
    const valid = fodors('er-fodors-zagats/valid.txt')
    print('fodors-zagats, train', learnt)
    print('fodors-zagats, valid', figures(valid, positives(valid), learnt.at))
  }
  if (has('er-abt-buy')) {
    const train = abtBuy('train')
    const learnt = figures(train, positives(train))
    const valid = abtBuy('valid')
    print('abt-buy, names only, train', learnt)
    print('abt-buy, names only, valid', figures(valid, positives(valid), learnt.at))
  }
  const size = Number(option('accounts') ?? 0)
  if (has('listed-companies-cn') && !option('no-listed')) await withCompany((ctx, database) => listed(ctx, database))
  if (size) await withCompany((ctx, _, url) => speed(ctx, url, size))
  process.exit(0)
}
