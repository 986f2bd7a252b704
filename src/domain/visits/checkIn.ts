import { act } from '../../core/acts/act'
import { refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import { files, instant, type Label, type Row, structure, text } from '../../core/entity'
import { change } from '../../core/records/write'
import { checkLocation, type Location } from '../activities'
import { distanceMetres } from './route'
import { visit } from './visit'

/** A place is right enough to be remembered as the customer's. */
const GOOD_METRES = 200

/** Says that one is there: time, place, photos. The report follows when the talk is over. */
export const checkIn = act(visit, 'checkIn', {
  label: ['签到', 'Check in'],
  icon: 'map-pin-check',
  input: {
    at: instant({ label: ['时间', 'When'] }),
    location: structure<Location, { label: Label; check: typeof checkLocation }>({
      label: ['签到定位', 'Location'],
      check: checkLocation,
    }),
    place: text({ label: ['地点', 'Place'], max: 300 }),
    photos: files({ label: ['照片', 'Photos'], images: true }),
  },
  allow: (_ctx, row) => (['planned', 'missed'].includes(row.status ?? '') ? null : refuse('visit.closed')),
  async run(ctx, row, { at, location, photos }) {
    await change(
      ctx,
      visit,
      row,
      {
        checkedInAt: at ?? ctx.now.toISOString(),
        status: 'planned',
        whyNot: null,
        ...(location ? await arrived(ctx, row, location) : {}),
        ...(photos?.length ? { photos: [...new Set([...(row.photos ?? []), ...photos])] } : {}),
      },
      'checkIn',
    )
  },
})

/**
 * Where one checked in, and how far from the customer that is. A customer whose place nobody knew is where its first good check-in
 * was.
 */
export async function arrived(
  ctx: Ctx,
  row: Pick<Row<typeof visit>, 'account'>,
  location: Location,
): Promise<{ location: Location; distanceMetres?: number }> {
  const account = ctx.words.entity('account')
  const [known] = await ctx.db.query<{ latitude: number | null; longitude: number | null }>(
    sql`select latitude::float8 as latitude, longitude::float8 as longitude from ${raw(account.table)} where id = ${row.account}`,
  )
  if (known?.latitude != null && known.longitude != null)
    return {
      location,
      distanceMetres: Math.round(distanceMetres(location, { latitude: known.latitude, longitude: known.longitude })),
    }
  if (known && location.accuracyMetres <= GOOD_METRES)
    // No one's edit: the record says no more than where it was met.
    await ctx.db.query(sql`update ${raw(account.table)} set latitude = ${location.latitude}::numeric, longitude = ${location.longitude}::numeric
      where id = ${row.account} and tenant_id = ${ctx.tenant}`)
  return { location }
}
