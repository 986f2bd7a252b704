import pg from 'pg'
import type { Slice } from '../slice'
import { difference } from './difference'
import { startPostgres } from './embedded'
import { migrate } from './migrate'

/** What is missing in a database that has run every migration: asked of a fresh one in `dataDir`. */
export async function writeDifference(
  slices: readonly Slice[],
  { dataDir, migrations }: { dataDir: string; migrations: string },
): Promise<string> {
  const postgres = await startPostgres({ dataDir, throwAway: true })
  try {
    await migrate(postgres.url, migrations)
    const client = new pg.Client({ connectionString: postgres.url })
    await client.connect()
    try {
      const entities = slices.flatMap(slice => slice.entities ?? [])
      return await difference(client, entities)
    } finally {
      await client.end()
    }
  } finally {
    await postgres.stop()
  }
}
