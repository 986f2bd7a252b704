import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildServer, root } from '../bin/build.mjs'

/** The product as it is started, killed and started again. */
const dataDir = mkdtempSync(join(tmpdir(), 'guanxi-start-'))
const password = 'Tangjiu-2026'
const running = new Set<ChildProcess>()

beforeAll(() => buildServer())
afterAll(async () => {
  for (const server of running) await stop(server)
  killDatabase()
  rmSync(dataDir, { recursive: true, force: true })
})

function launch(env: Record<string, string> = {}) {
  const server = spawn(process.execPath, [join(root, 'dist/server/main.js')], {
    env: { ...process.env, PORT: '0', DATA_DIR: dataDir, DEMO: '0', ADMIN_PASSWORD: password, ...env },
  })
  running.add(server)
  let output = ''
  const ended = new Promise<number | null>(done =>
    server.once('exit', code => {
      running.delete(server)
      done(code)
    }),
  )
  const address = new Promise<string>((done, fail) => {
    const read = (chunk: Buffer) => {
      output += chunk
      const found = /http:\/\/localhost:\d+/.exec(output)
      if (found) done(found[0])
    }
    server.stdout.on('data', read)
    server.stderr.on('data', read)
    void ended.then(code => fail(new Error(`ended with ${code}: ${output}`)))
  })
  address.catch(() => {})
  return { server, address, ended, output: () => output }
}
const stop = (server: ChildProcess, signal: NodeJS.Signals = 'SIGINT') =>
  new Promise<number | null>(done => {
    server.once('exit', done)
    server.kill(signal)
  })

async function signIn(address: string): Promise<string> {
  const answer = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: 'admin', password }),
  })
  expect(answer.status).toBe(200)
  return answer.headers.getSetCookie()[0]!.split(';')[0]!
}
async function createBoard(address: string, name: string) {
  const cookie = await signIn(address)
  const answer = await fetch(`${address}/api/boards`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ name }),
  })
  expect(answer.status).toBe(201)
}
async function boards(address: string): Promise<string[]> {
  const answer = await fetch(`${address}/api/boards?fields=name&sort=name`, {
    headers: { cookie: await signIn(address) },
  })
  return ((await answer.json()) as { items: { name: string }[] }).items.map(board => board.name)
}

/** All processes of the cluster at once, as a power cut does. */
function killDatabase() {
  const file = readdirSync(dataDir).includes('postgres') && join(dataDir, 'postgres', 'cluster', 'postmaster.pid')
  if (!file || !existsSync(file)) return
  const postmaster = Number.parseInt(readFileSync(file, 'utf8'), 10)
  try {
    process.kill(-postmaster, 'SIGKILL')
  } catch {
    // It has ended already.
  }
}

test('loses nothing that was acknowledged, however it ends', { timeout: 120_000 }, async () => {
  const first = launch()
  await createBoard(await first.address, '营销中心')
  await stop(first.server, 'SIGKILL')

  const second = launch()
  expect(await boards(await second.address)).toContain('营销中心')
  await createBoard(await second.address, '糖酒会办公室')
  await stop(second.server, 'SIGKILL')
  killDatabase()

  const third = launch()
  expect(await boards(await third.address)).toEqual(expect.arrayContaining(['营销中心', '糖酒会办公室']))

  const port = new URL(await third.address).port
  const late = launch({ PORT: port })
  expect(await late.ended).toBe(1)
  expect(late.output()).toMatch(new RegExp(`${port} is taken, try: +PORT=\\d+ npm start`))

  expect(await stop(third.server)).toBe(0)
  expect(existsSync(join(dataDir, 'postgres', 'cluster', 'postmaster.pid'))).toBe(false)
  expect(third.output()).not.toMatch(/error/i)
})
