// The speed table of the product: npm run bench -- --accounts 100000 --json FILE (or --growth for 10,000, 100,000 and 1,000,000)
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { bundle, root } from './build.mjs'

await bundle('src/main.ts', 'dist/server/main.js')
await bundle('bench/main.ts', 'dist/bench/main.js')
spawn(process.execPath, [join(root, 'dist/bench/main.js'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
}).on('exit', code => process.exit(code ?? 1))
