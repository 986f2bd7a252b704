import { rm } from 'node:fs/promises'
import type { Ctx } from '../ctx'
import { sql } from '../db/statement'
import type { Job } from '../slice'
import { contentPath, thumbnailPath } from './contents'
import { WIDTHS } from './thumbnail'

/** Removes, every night, what was uploaded more than a day ago and never became part of a record. */
export const sweepFiles: Job = {
  name: 'files.sweep',
  cron: '30 3 * * *',
  async run(ctx) {
    const gone = await ctx.db.query<{ sha256: string }>(sql`
      delete from files f where f.created_at < ${ctx.now.toISOString()}::timestamptz - interval '1 day'
        and not exists (select from file_holders h where h.file_id = f.id)
      returning f.sha256`)
    for (const sha256 of new Set(gone.map(file => file.sha256))) await sweepContent(ctx, sha256)
  },
}

/** Removes a content that no file of any tenant has. */
async function sweepContent({ database, dataDir }: Ctx, sha256: string): Promise<void> {
  const client = await database.owner.connect()
  try {
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [sha256])
    const { rowCount } = await client.query('select 1 from public.files where sha256 = $1 limit 1', [sha256])
    if (!rowCount) {
      const paths = [contentPath(dataDir, sha256), ...WIDTHS.map(width => thumbnailPath(dataDir, sha256, width))]
      await Promise.all(paths.map(path => rm(path, { force: true })))
    }
    await client.query('commit')
  } finally {
    client.release()
  }
}
