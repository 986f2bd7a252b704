// npm test: installs and builds where needed, runs every test; arguments narrow it down as they do for vitest.
import { buildWebIfStale } from './build.mjs'
import { findChromium } from './chromium.mjs'
import { install } from './install.mjs'

install()
const unbuilt = await buildWebIfStale().then(
  () => 0,
  error => {
    console.error(error)
    return 1
  },
)
await findChromium()
if (!process.env.CHROMIUM) console.log('  没有浏览器，跳过界面测试 No browser here: its tests are skipped')

const { startVitest } = await import('vitest/node')
const vitest = await startVitest('test', process.argv.slice(2), { watch: false, run: true })
const modules = vitest.state.getTestModules()
const count = { passed: 0, failed: 0, skipped: 0 }
for (const module of modules) {
  const tests = [...module.children.allTests()]
  for (const test of tests) count[test.result().state === 'pending' ? 'failed' : test.result().state]++
  // A file that can't be loaded or whose set-up fails has no failed test, and is one.
  if (module.state() === 'failed' && !tests.some(test => test.result().state === 'failed')) count.failed++
}
const stray = vitest.state.getUnhandledErrors().length
count.failed += unbuilt + stray + (modules.length === 0 ? 1 : 0)
await vitest.close()

console.log(`\n${count.passed} passed, ${count.failed} failed${count.skipped ? `, ${count.skipped} skipped` : ''}`)
process.exit(count.failed ? 1 : 0)
