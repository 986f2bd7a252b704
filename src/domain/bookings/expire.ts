import { today } from '../../core/access/me'
import { inTransaction } from '../../core/acts/perform'
import { raw, sql } from '../../core/db/statement'
import { isLang } from '../../core/i18n/locale'
import { say } from '../../core/i18n/say'
import { rowSql } from '../../core/records/row'
import { change } from '../../core/records/write'
import type { Job } from '../../core/slice'
import { notify } from '../together'
import { booking } from './booking'
import type { Booking } from './places'

const BATCH = 500
const NAMED = 5

/** Every night: what was held until yesterday is free again, and its owner hears of it. */
export const expire: Job = {
  name: 'expire-bookings',
  cron: '20 0 * * *',
  async run(ctx) {
    for (;;) {
      const done = await inTransaction(ctx, async tx => {
        const late = await tx.db.query<{
          row: Booking
        }>(sql`select ${rowSql(booking)} as row from ${raw(booking.table)} t
          where t.status = 'held' and t.held_until < ${today(tx)}::date and t.deleted_at is null order by t.id limit ${raw(String(BATCH))} for update`)
        const owners = new Map<string, string[]>()
        for (const { row } of late) {
          await change(tx, booking, row, { status: 'expired' }, 'expire')
          if (row.owner) owners.set(row.owner, [...(owners.get(row.owner) ?? []), row.name ?? ''])
        }
        const people = await tx.db.query<{ id: string; lang: string | null }>(
          sql`select id, lang from users where id = any(${[...owners.keys()]}::uuid[])`,
        )
        for (const { id, lang } of people) {
          const names = owners.get(id)!
          await notify(tx, {
            to: [id],
            type: 'bookingExpired',
            title: say('booking.expired', { count: names.length }, isLang(lang) ? lang : tx.lang),
            text: names.slice(0, NAMED).join('、'),
          })
        }
        return late.length < BATCH
      })
      if (done) return
    }
  },
}
