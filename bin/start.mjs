// npm start: installs, builds and serves, each only where needed.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildServer, buildWebIfStale, root } from './build.mjs'
import { install } from './install.mjs'

install()
await buildServer()
await buildWebIfStale()
await import(pathToFileURL(join(root, 'dist/server/main.js')).href)
