// npm start: installs, builds and serves, each only where needed.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './build.mjs'
import { install } from './install.mjs'

install()
// In a process of its own: the tools that build take more memory than the product.
const { status } = spawnSync(process.execPath, [join(root, 'bin/build.mjs')], { stdio: 'inherit' })
if (status !== 0) process.exit(status ?? 1)
await import(pathToFileURL(join(root, 'dist/server/main.js')).href)
