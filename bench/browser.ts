import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { isMainThread } from 'node:worker_threads'
import fastify from 'fastify'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { openDatabase } from '../src/core/db/database'
import { startPostgres } from '../src/core/db/embedded'
import { migrate } from '../src/core/db/migrate'
import { program } from '../src/core/program'
import { slices } from '../src/domain'
import { openPeople } from '../src/domain/org'
import { setUp } from '../src/domain/set-up'
import { percentile } from './clock'
import { generate } from './generate'
import { fillSales, OPEN_SHARE } from './sales'
import { startServer } from './server'

/**
 * What people feel in the browser: npm run bench:browser -- [--cards 5000] [--visits 5] [--data DIR]. Opens pages with an empty cache (largest
 * paint, layout shift, script, what the processor did), then scrolls and drags on a board of so many open cards and counts frames
 * by the clock. Says something only where nothing else runs.
 */
const option = (name: string) => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? undefined : process.argv[at + 1]
}
const CARDS = Number(option('cards') ?? 5_000)
const ACCOUNTS = 5_000
const VISITS = Number(option('visits') ?? 5)
const PORT = Number(process.env.BENCH_PORT ?? 4791)
const PASSWORD = 'bench-only'
const WIDTHS = [1440, 375]
const OPEN = { field: 'status', op: 'eq', value: 'open' }
const BOARD = `/opportunities?display=board&filter=${encodeURIComponent(JSON.stringify(OPEN))}`
/** A screen draws sixty times a second; what comes later than this left one out. */
const FRAME_MS = 1000 / 60
const LATE_MS = FRAME_MS * 1.5
const say = (sentence: string) => process.stderr.write(`  ${sentence}\n`)
const base = `http://127.0.0.1:${PORT}`

interface Visit {
  paintMs: number
  shift: number
  kb: number
  busyMs: number
}

/** A page opened by somebody who is signed in and was never here. */
async function visit(browser: Browser, path: string, width: number): Promise<Visit> {
  const context = await signedIn(browser, width)
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
  await page.addInitScript(() => {
    const seen = { paintMs: 0, shift: 0 }
    Object.assign(window, { seen })
    new PerformanceObserver(list => {
      for (const entry of list.getEntries()) seen.paintMs = entry.startTime
    }).observe({ type: 'largest-contentful-paint', buffered: true })
    new PerformanceObserver(list => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
        if (!entry.hadRecentInput) seen.shift += entry.value
    }).observe({ type: 'layout-shift', buffered: true })
  })
  await page.goto(base + path)
  await page.waitForLoadState('networkidle').catch(() => {})
  await page.waitForTimeout(500)
  const { metrics } = await devtools.send('Performance.getMetrics')
  const seen = await page.evaluate(() => {
    const scripts = performance.getEntriesByType('resource').filter(e => e.name.endsWith('.js'))
    const bytes = scripts.reduce((sum, e) => sum + (e as PerformanceResourceTiming).encodedBodySize, 0)
    return { ...(window as unknown as { seen: { paintMs: number; shift: number } }).seen, kb: bytes / 1024 }
  })
  await context.close()
  return { ...seen, busyMs: 1000 * (metrics.find(m => m.name === 'TaskDuration')?.value ?? 0) }
}

async function signedIn(browser: Browser, width: number): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'zh-CN' })
  await context.request.post(`${base}/api/session`, { data: { login: 'admin', password: PASSWORD } })
  return context
}

/** Frames that a page draws while something is done, by the clock. */
async function framesWhile(page: Page, doing: () => Promise<unknown>): Promise<string> {
  await page.evaluate(() => {
    const at: number[] = []
    Object.assign(window, { at })
    const tick = (ms: number) => {
      at.push(ms)
      requestAnimationFrame(tick)
    }
    requestAnimationFrame(tick)
  })
  await doing()
  const at = await page.evaluate(() => (window as unknown as { at: number[] }).at)
  const gaps = at.slice(1).map((ms, i) => ms - at[i]!)
  const seconds = (at.at(-1)! - at[0]!) / 1000
  const late = gaps.filter(gap => gap > LATE_MS)
  return `${(gaps.length / seconds).toFixed(1)} frames/s over ${seconds.toFixed(1)} s · ${((100 * late.length) / gaps.length).toFixed(1)} % left a frame out · p95 ${percentile(gaps, 0.95).toFixed(1)} ms · longest ${Math.max(...gaps).toFixed(0)} ms`
}

/** Scrolls and drags on the board of stages as a hand would. */
async function board(browser: Browser): Promise<void> {
  const context = await signedIn(browser, 1440)
  const page = await context.newPage()
  await page.goto(base + BOARD)
  await page.locator('.board-card').first().waitFor({ timeout: 60_000 })
  await page.waitForLoadState('networkidle').catch(() => {})
  say(`board of ${await page.locator('.list-count').innerText()} open cards`)
  const devtools = await context.newCDPSession(page)
  const middle = (await page.locator('.board-pile').nth(2).boundingBox())!
  const x = middle.x + middle.width / 2
  const scroll = (distance: number) =>
    devtools.send('Input.synthesizeScrollGesture', {
      x,
      y: middle.y + middle.height / 2,
      yDistance: distance,
      speed: 2_000,
      gestureSourceType: 'mouse',
    })
  console.log('  nothing        ', await framesWhile(page, () => page.waitForTimeout(2_000)))
  console.log('  scrolls down   ', await framesWhile(page, () => scroll(-10_000)))
  console.log('  scrolls back   ', await framesWhile(page, () => scroll(10_000)))
  const drag = async () => {
    await page.mouse.move(x, middle.y + 60)
    await page.mouse.down()
    for (let step = 0; step < 200; step++) {
      const there = Math.sin(step / 20)
      await page.mouse.move(x + there * middle.width * 2, middle.y + 200 + 100 * Math.cos(step / 20))
      await page.waitForTimeout(FRAME_MS)
    }
    await page.mouse.move(x, middle.y + 60)
    await page.mouse.up()
  }
  console.log('  drags a card   ', await framesWhile(page, drag))
  await context.close()
}

async function main() {
  const dataDir = resolve(option('data') ?? 'data/bench-browser')
  mkdirSync(dataDir, { recursive: true })
  const postgres = await startPostgres({ dataDir })
  await migrate(postgres.url, resolve('migrations'))
  const database = openDatabase({ url: postgres.url })
  const host = { database, program: program(slices), dataDir, log: fastify().log }
  const people = openPeople(database, host.program.entities)
  const { tenant } = await setUp(host, { demo: false, adminPassword: PASSWORD })
  const count = async (table: string) =>
    (await database.owner.query<{ n: number }>(`select count(*)::int as n from ${table}`)).rows[0]!.n
  if ((await count('accounts')) < ACCOUNTS)
    await generate(postgres.url, tenant, ACCOUNTS, new URL(import.meta.url), say)
  await fillSales(postgres.url, tenant, Math.ceil((1.02 * CARDS) / OPEN_SHARE), [], say)
  const [account] = (await database.owner.query<{ id: string }>('select id from accounts order by id limit 1')).rows

  const server = startServer(postgres.url, PORT, dataDir)
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--headless=new'],
  })
  try {
    for (let tries = 0; tries < 10 || !(await fetch(`${base}/readyz`).catch(() => null))?.ok; tries++) {
      // Another server may answer where ours found the port taken.
      if (tries > 300 || server.exitCode !== null) throw new Error('the server did not start')
      await new Promise(wake => setTimeout(wake, 200))
    }
    await visit(browser, '/', 1440)
    for (const width of VISITS > 0 ? WIDTHS : [])
      for (const path of ['/', '/accounts', `/accounts/${account!.id}`, BOARD, '/forecast', '/quotes']) {
        const visits: Visit[] = []
        for (let n = 0; n < VISITS; n++) visits.push(await visit(browser, path, width))
        const middle = (of: keyof Visit) =>
          percentile(
            visits.map(v => v[of]),
            0.5,
          )
        console.log(
          `  ${path
            .replace(/[0-9a-f-]{36}/, '…')
            .replace(/&.*/, '')
            .padEnd(
              30,
            )} ${String(width).padStart(5)} px  paint ${middle('paintMs').toFixed(0).padStart(5)} ms  shift ${Math.max(...visits.map(v => v.shift)).toFixed(3)}  script ${middle('kb').toFixed(0).padStart(4)} kB  busy ${middle('busyMs').toFixed(0).padStart(5)} ms`,
        )
      }
    await board(browser)
  } finally {
    await browser.close()
    const gone = new Promise(done => server.once('exit', done))
    server.kill()
    await gone
    await people.close()
    await database.close()
    await postgres.stop()
  }
}

if (isMainThread) await main()
