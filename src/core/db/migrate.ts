import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Logger, runMigrations } from 'graphile-worker'
import pg from 'pg'
import { layFoundation, raiseWall } from './wall'

export interface Migration {
  name: string
  sql: string
  checksum: string
}

/** The files of `directory` in order. */
export const migrationsIn = (directory: string): Migration[] =>
  readdirSync(directory)
    .filter(file => /^\d{4}_.+\.sql$/.test(file))
    .sort()
    .map(file => {
      const sql = readFileSync(join(directory, file), 'utf8')
      // Line ends don't count, so a checkout on Windows is no changed migration.
      return { name: file, sql, checksum: createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex') }
    })

/**
 * Brings a database up to date, each file in its own transaction; several processes may start at once. Throws when a
 * file that ran has changed or is gone, since then nobody can say what the database holds.
 * @returns names of the files that ran
 */
export async function migrate(url: string, directory: string): Promise<string[]> {
  const files = migrationsIn(directory)
  const client = new pg.Client({ connectionString: url, application_name: 'guanxi migrations' })
  await client.connect()
  try {
    await client.query(`set client_min_messages to warning; set search_path to public`)
    await client.query(`select pg_advisory_lock(hashtext('guanxi migrations'))`)
    await layFoundation(client)
    await client.query(`create table if not exists migrations (
      name text primary key, checksum text not null, ran_at timestamptz not null default now())`)
    const ran = await client.query<{ name: string; checksum: string }>('select name, checksum from migrations')
    const done = new Map(ran.rows.map(row => [row.name, row.checksum]))
    for (const { name, checksum } of files) {
      if (done.has(name) && done.get(name) !== checksum) {
        throw new Error(`migrations/${name} has changed since it ran. Put it back and write a new migration.`)
      }
      done.set(name, done.has(name) ? 'same' : 'new')
    }
    const gone = [...done].find(([, state]) => state !== 'same' && state !== 'new')
    if (gone) throw new Error(`The database is newer than this program: it has ${gone[0]}, which is not here.`)

    await runJobMigrations(client, url)
    const fresh = files.filter(({ name }) => done.get(name) === 'new')
    for (const migration of fresh) await apply(client, migration)
    await raiseWall(client)
    return fresh.map(({ name }) => name)
  } finally {
    await client.end()
  }
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration) {
  try {
    await client.query('begin')
    await client.query(sql)
    await client.query('insert into migrations (name, checksum) values ($1, $2)', [name, checksum])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw new Error(`migrations/${name}: ${describe(error as pg.DatabaseError, sql)}`)
  }
}

const describe = ({ message, position }: pg.DatabaseError, sql: string) =>
  position ? `line ${sql.slice(0, Number(position)).split('\n').length}: ${message}` : message

/** The queue's own tables; its later versions are brought in when the worker starts. */
async function runJobMigrations(client: pg.Client, url: string) {
  const { rows } = await client.query(`select to_regclass('graphile_worker.migrations') as there`)
  if (!rows[0].there) await runMigrations({ connectionString: url, schema: 'graphile_worker', logger: quiet })
}
const quiet = new Logger(() => () => {})
