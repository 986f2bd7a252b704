import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import { entity, instant, type Row, refs, text } from '../../core/entity'
import { rowSql } from '../../core/records/row'
import { change, insert } from '../../core/records/write'
import { notification } from '../together'

/** That somebody has read something, and until when: announcements, talks. Told to its reader and to who wrote, nobody else. */
export const readReceipt = entity('readReceipt', {
  label: ['已读回执', 'Read receipt'],
  owned: true,
  authored: true,
  private: true,
  internal: true,
  searched: false,
  visibleTo: ['tells'],
  title: 'aboutId',
  fields: {
    aboutObject: text({ label: ['所属对象', 'About object'], required: true, max: 60 }),
    aboutId: text({ label: ['所属记录', 'About record'], required: true, max: 36, filter: true }),
    tells: refs('user', { label: ['告知', 'Tells'], past: true }),
    readAt: instant({ label: ['已读时间', 'Read'], required: true }),
    confirmedAt: instant({ label: ['确认时间', 'Confirmed'] }),
  },
})

export interface About {
  object: string
  id: string
  /** Who may know who has read it. */
  tells: readonly string[]
}

/**
 * Notes that the caller has read something up to now; the bell need not tell of it any more. For acts on a record that is locked:
 * there is one receipt for each reader.
 */
export async function receive(ctx: Ctx, { object, id, tells }: About, { confirm = false } = {}): Promise<void> {
  const now = ctx.now.toISOString()
  const [known] = await ctx.db.query<{ row: Row<typeof readReceipt> }>(sql`select ${rowSql(readReceipt)} as row
    from ${raw(readReceipt.table)} t where t.owner_id = ${ctx.user.id} and t.about_object = ${object} and t.about_id = ${id} and t.deleted_at is null`)
  const confirmedAt = known?.row.confirmedAt ?? (confirm ? now : null)
  if (known) await change(ctx, readReceipt, known.row, { readAt: now, confirmedAt }, 'read')
  else await insert(ctx, readReceipt, { aboutObject: object, aboutId: id, tells, readAt: now, confirmedAt })
  await ctx.db.query(sql`update ${raw(notification.table)} set read_at = ${now}, version = version + 1
    where owner_id = ${ctx.user.id} and about_object = ${object} and about_id = ${id} and read_at is null and tenant_id = ${ctx.tenant}`)
}
