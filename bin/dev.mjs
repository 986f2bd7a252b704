// npm run dev: the server restarts and the page reloads when a source file changes.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root, serverBundle } from './build.mjs'
import { install } from './install.mjs'

install()
const port = process.env.PORT ?? '3000'
const { context } = await import('esbuild')
const { createServer } = await import('vite')

let server
let stopping = false
/** The database inside stops with the server, so the next one starts when the last one has ended. */
const restart = () => {
  if (server) return server.kill('SIGTERM')
  server = spawn(process.execPath, ['--enable-source-maps', join(root, 'dist/server/main.js')], {
    stdio: 'inherit',
    env: { LOG_LEVEL: 'info', ...process.env, PORT: port },
  })
  server.once('exit', code => {
    server = undefined
    if (stopping) process.exit(0)
    if (code === 0) restart()
  })
}
const build = await context({
  ...serverBundle('src/main.ts', 'dist/server/main.js'),
  plugins: [{ name: 'restart', setup: ({ onEnd }) => onEnd(({ errors }) => void (errors.length === 0 && restart())) }],
})
await build.watch()

process.env.API ??= `http://127.0.0.1:${port}`
const web = await createServer({ configFile: join(root, 'src/web/vite.config.ts') })
await web.listen()
web.printUrls()

const stop = () => {
  stopping = true
  if (server) server.kill('SIGTERM')
  else process.exit(0)
}
process.on('SIGINT', stop)
process.on('SIGTERM', stop)
