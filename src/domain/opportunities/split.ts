import { act } from '../../core/acts/act'
import { refuse } from '../../core/acts/refusal'
import { sql } from '../../core/db/statement'
import { isId, listOf, structure } from '../../core/entity'
import { change, insert } from '../../core/records/write'
import { opportunity } from './opportunity'
import { opportunitySplit } from './opportunitySplit'

/** One person's part. */
interface Part {
  user: string
  /** In percent, at most two decimals. */
  percent: number
  note?: string | null
}

const PARTS_MAX = 20

const checkParts = listOf(
  part =>
    isId(part?.user) &&
    typeof part.percent === 'number' &&
    part.percent > 0 &&
    part.percent <= 100 &&
    Math.abs(part.percent * 100 - Math.round(part.percent * 100)) < 1e-6 &&
    (part.note === undefined || part.note === null || (typeof part.note === 'string' && part.note.length <= 300)),
  PARTS_MAX,
  'opportunity.splitMalformed',
)

/**
 * Shares a sale among people: the whole list at once, a hundred percent together; an empty one leaves all of it to the owner. Who
 * has a part works along, and so sees the opportunity.
 */
export const split = act(opportunity, 'split', {
  label: ['业绩分成', 'Split'],
  icon: 'percent',
  input: {
    parts: structure<Part[]>({ label: ['分成', 'Parts'], required: true, check: checkParts }),
  },
  screen: '/opportunities/{id}?open=split',
  async run(ctx, row, input) {
    const parts = input.parts as Part[]
    const people = parts.map(part => part.user)
    if (new Set(people).size < people.length) throw refuse('opportunity.splitTwice')
    const hundredths = parts.reduce((sum, part) => sum + Math.round(part.percent * 100), 0)
    if (parts.length > 0 && hundredths !== 10_000) throw refuse('opportunity.splitSum', { sum: hundredths / 100 })
    const known = await ctx.db.query<{ id: string }>(
      sql`select id from users where id = any(${people}::uuid[]) and board_id = ${row.board} and deleted_at is null`,
    )
    if (known.length < people.length) throw refuse('opportunity.splitElsewhere')
    await ctx.db.query(
      sql`update opportunity_splits set deleted_at = ${ctx.now.toISOString()} where opportunity_id = ${row.id} and deleted_at is null and tenant_id = ${ctx.tenant}`,
    )
    for (const { user, percent, note } of parts)
      await insert(ctx, opportunitySplit, { opportunity: row.id, user, percent, note: note ?? null })
    const members = [...new Set([...(row.members ?? []), ...people.filter(id => id !== row.owner)])]
    await change(ctx, opportunity, row, { members: members.length ? members : null }, 'split')
  },
})
