import { name } from './statement'
import type { Database } from './types'

/**
 * Lets PostgreSQL look at tables again. What fills one by the thousand does so: otherwise what follows is planned for the table as it
 * was, and where that was empty every index seems as good as any other.
 */
export async function learnSize(database: Database, ...tables: string[]): Promise<void> {
  for (const table of tables) await database.owner.query(`analyze public.${name(table).compile().text}`)
}
