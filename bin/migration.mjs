// Writes the migration that brings the tables to what the entities declare: node bin/migration.mjs <name>
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { load, root } from './build.mjs'

const name = process.argv[2]
if (!/^[a-z][a-z0-9_]*$/.test(name ?? '')) {
  console.error('Usage: node bin/migration.mjs <name_in_snake_case>')
  process.exit(1)
}
const { writeDifference } = await load('src/core/db/writeDifference.ts')
const slices = existsSync(join(root, 'src/domain.ts')) ? (await load('src/domain.ts')).slices : []
const migrations = join(root, 'migrations')
const dataDir = mkdtempSync(join(tmpdir(), 'guanxi-migration-'))
try {
  const sql = await writeDifference(slices, { dataDir, migrations })
  if (!sql) console.log('The tables are as declared; nothing to write.')
  else {
    const number = Math.max(0, ...readdirSync(migrations).map(file => Number.parseInt(file, 10) || 0)) + 1
    const file = `${String(number).padStart(4, '0')}_${name}.sql`
    writeFileSync(join(migrations, file), `${sql}\n`)
    console.log(`migrations/${file} written. Read it before you commit it.`)
  }
} finally {
  rmSync(dataDir, { recursive: true, force: true })
}
process.exit(0)
