// What people feel in the browser, paints and frames: npm run bench:browser -- [--cards N] [--data DIR]
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { buildServer, buildWebIfStale, bundle, root } from './build.mjs'
import { findChromium } from './chromium.mjs'

await buildServer()
await buildWebIfStale()
await bundle('bench/browser.ts', 'dist/bench/browser.js')
await findChromium()
spawn(process.execPath, [join(root, 'dist/bench/browser.js'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
}).on('exit', code => process.exit(code ?? 1))
