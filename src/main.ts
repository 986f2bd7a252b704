import { mkdirSync } from 'node:fs'
import { createServer as createHttpServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import fastify from 'fastify'
import type { Host } from './core/context'
import { openDatabase } from './core/db/database'
import { startPostgres } from './core/db/embedded'
import { migrate } from './core/db/migrate'
import { startFollowers } from './core/events/follow'
import { createServer } from './core/http/server'
import { startJobs } from './core/jobs/run'
import { program } from './core/program'
import { plantEverywhere } from './core/vocabulary/plant'
import { slices } from './domain'
import { authenticate, openPeople } from './domain/org'
import { setUp } from './domain/set-up'
import { type Handler, startingPage } from './startingPage'

/** This file is bundled to dist/server/main.js. */
const root = resolve(import.meta.dirname, '..', '..')
const STOP_LIMIT_MS = 10_000
// An import's garbage would grow the heap to four times what lives in it; so it grows by less than half before it is swept.
setFlagsFromString('--heap-growing-percent=40')

const {
  PORT = '3000',
  HOST = '127.0.0.1',
  DATA_DIR,
  DATABASE_URL,
  DEMO,
  ADMIN_PASSWORD,
  LOG_LEVEL = 'warn',
} = process.env
const dataDir = resolve(DATA_DIR || join(root, 'data'))
/** What is open, in the order in which it was opened; closed the other way round, the database last. */
const open: { close(): Promise<unknown> }[] = []

const say = (sentence: string) => console.log(`  ${sentence}`)

async function main() {
  // The port first: somebody who asks during a long first start learns that it is coming.
  let handle: Handler = startingPage
  const http = createHttpServer((request, response) => handle(request, response))
  http.keepAliveTimeout = 72_000
  const port = await listen(http, Number(PORT), HOST)

  mkdirSync(dataDir, { recursive: true })
  // What the company uploads is nobody else's on this machine.
  process.umask(0o077)
  const url = DATABASE_URL || (await startDatabase())
  const ran = await migrate(url, join(root, 'migrations'))
  if (ran.length) say(`数据库已更新 Database brought up to date (${ran.length})`)

  const database = openDatabase({ url })
  open.push(database)
  const log = fastify({ logger: { level: LOG_LEVEL } }).log
  process.on('unhandledRejection', error => log.error(error, 'unhandled rejection'))
  const host: Host = { database, program: program(slices), dataDir, log }
  open.push(openPeople(database, host.program.entities))

  const empty = (await database.owner.query('select from tenants limit 1')).rowCount === 0
  if (empty && DEMO !== '0') say('正在建立演示公司 Building the demo company …')
  const { logins } = await setUp(host, { demo: DEMO !== '0', adminPassword: ADMIN_PASSWORD, say })
  if (!empty) await plantEverywhere(host)

  const app = await createServer({ ...host, authenticate, webRoot: join(root, 'dist', 'web') })
  await app.ready()
  const jobs = startJobs(host)
  const followers = startFollowers(host)
  const stopWork = () => Promise.all([jobs.stop(), followers.stop()])
  open.push({ close: () => Promise.race([stopWork(), wait(STOP_LIMIT_MS / 2)]) }, app, {
    close: () => closeHttp(http),
  })
  handle = app.routing

  console.log(`\n  关系 Guanxi  →  http://${HOST === '127.0.0.1' ? 'localhost' : HOST}:${port}\n`)
  for (const { login, password, role } of logins) say(`登录名 Log-in ${login}   密码 Password ${password}   ${role}`)
  if (logins.length) console.log()
  say('按 Ctrl+C 停止 Press Ctrl+C to stop')
}

async function startDatabase(): Promise<string> {
  const postgres = await startPostgres({ dataDir, say })
  open.push({ close: () => postgres.stop() })
  return postgres.url
}

/** @returns the port, which differs from the given one only when that is 0 */
async function listen(http: Server, port: number, address: string): Promise<number> {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`PORT=${PORT} 不是端口号 is not a port`)
  await new Promise<void>((done, fail) => {
    http.once('error', fail)
    http.listen(port, address, done)
  }).catch(async error => {
    if (error.code !== 'EADDRINUSE') throw error
    const free = await nextFree(port + 1, address)
    throw new Error(`端口 ${port} 已被占用，可改用 Port ${port} is taken, try:  PORT=${free} npm start`)
  })
  return (http.address() as AddressInfo).port
}

async function nextFree(port: number, address: string): Promise<number> {
  const probe = createHttpServer()
  const free = await new Promise<boolean>(done => {
    probe.once('error', () => done(false))
    probe.listen(port, address, () => probe.close(() => done(true)))
  })
  return free || port >= 65_535 ? port : nextFree(port + 1, address)
}

/** Lets requests in progress finish; streams of events never do. */
async function closeHttp(http: Server) {
  const closed = new Promise<void>(done => http.close(() => done()))
  http.closeIdleConnections()
  await Promise.race([closed, wait(1_000)])
  http.closeAllConnections()
  await closed
}

const wait = (ms: number) => new Promise<void>(done => setTimeout(done, ms).unref())

let stopping = false
async function stop(code: number) {
  // npm passes Ctrl+C on, so it arrives twice.
  if (stopping) return
  stopping = true
  setTimeout(() => process.exit(1), STOP_LIMIT_MS * 2).unref()
  for (const one of open.reverse()) await one.close().catch(error => console.error(error))
  process.exit(code)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0))

await main().catch(error => {
  console.error(`\n  ${error instanceof Error ? error.message : error}`)
  if (LOG_LEVEL !== 'warn') console.error(error)
  return stop(1)
})
