import { rm } from 'node:fs/promises'
import { sql } from '../db/statement'
import type { Job } from '../slice'
import { exportPath } from './run'

/** Deletes exports whose time is over; the journal keeps that they were made. */
export const sweepJob: Job = {
  name: 'export.sweep',
  cron: '10 * * * *',
  async run(ctx) {
    const expired = await ctx.db.query<{ id: string }>(sql`select id from exports where expires_at < now()`)
    for (const { id } of expired) {
      await rm(exportPath(ctx, id), { force: true })
      await ctx.db.query(sql`delete from exports where id = ${id} and tenant_id = ${ctx.tenant}`)
    }
  },
}
