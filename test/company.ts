import type { PoolClient } from 'pg'
import type { Slice } from '../src/core/slice'
import { type Asking, asking } from './asking'
import { cluster, freshDatabase } from './database'
import { type Made, makeCompany } from './making'
import { type Served, serve } from './serve'

export type { Answer, Caller } from './asking'
export { PASSWORD, type Who } from './making'

/** The company, its server and its people's ids. */
export interface Company extends Made, Asking, Served {}

/**
 * The company in a database of its own: a copy of the one that was made when the run began, or made anew where a test adds to
 * the product.
 * @param more slices that only a test declares
 * @param prepare makes the tables of those
 */
export async function freshCompany(
  more: readonly Slice[] = [],
  prepare?: (client: PoolClient) => Promise<void>,
): Promise<Company> {
  const anew = more.length > 0 || prepare !== undefined
  const database = await freshDatabase(anew ? 'empty' : 'company')
  if (prepare) {
    const client = await database.owner.connect()
    await prepare(client).finally(() => client.release())
  }
  const served = await serve(database, more)
  const made = anew ? await makeCompany(served) : cluster().made
  return { ...made, ...asking(served.app), ...served }
}
