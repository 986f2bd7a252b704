import type { Ctx } from '../ctx'
import { sql } from '../db/statement'
import { refuseInvalid } from '../records/parse'

/** Ties uploaded files to the record that now holds them. Only one's own uploads, or files the record holds already. */
export async function attach(ctx: Ctx, object: string, recordId: string, fileIds: readonly string[]): Promise<void> {
  const tied = await ctx.db.query<{ id: string }>(sql`update files set object = ${object}, record_id = ${recordId}
    where id = any(${fileIds}::uuid[]) and tenant_id = ${ctx.tenant}
      and ((record_id is null and (created_by = ${ctx.user.id} or ${ctx.user.system})) or (object = ${object} and record_id = ${recordId})) returning id`)
  if (tied.length !== new Set(fileIds).size) refuseInvalid([{ field: 'files', code: 'field.noSuchRecord' }])
}
