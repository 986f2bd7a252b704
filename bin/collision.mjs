// How well and how fast duplicates are found: npm run bench:collision -- [--shared DIR] [--accounts N]
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { bundle, root } from './build.mjs'

await bundle('bench/collision.ts', 'dist/bench/collision.js')
spawn(process.execPath, [join(root, 'dist/bench/collision.js'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
}).on('exit', code => process.exit(code ?? 1))
