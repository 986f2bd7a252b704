import { today } from '../../core/access/me'
import { act } from '../../core/acts/act'
import { refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import type { Entity, Field, Row } from '../../core/entity'
import { rowSql } from '../../core/records/row'
import { change, insert } from '../../core/records/write'
import { quoteDocument } from './document'
import { carryOver, giveLines, linesOf } from './lines/priced'
import { daysAfter, quote, VALID_DAYS } from './quote'

type Quote = Row<typeof quote>

/** What people wrote of a quote, for another that begins like it. */
const written = (row: Quote) =>
  Object.fromEntries(
    Object.entries<Field<any>>(quote.fields as Entity['fields'])
      .filter(([name, field]) => !field.readOnly && (!field.system || name === 'owner'))
      .map(([name]) => [name, row[name as keyof Quote] ?? null]),
  )
const anew = (ctx: Ctx) => ({ quotedOn: today(ctx), validUntil: daysAfter(today(ctx), VALID_DAYS) })

/** All versions of an offer, the first locked so that two people do not make the same next one. */
async function versionsOf(ctx: Ctx, row: Quote): Promise<Quote[]> {
  const first = row.revisionOf ?? row.id
  await ctx.db.query(sql`select 1 from quotes where id = ${first} for update`)
  const found = await ctx.db.query<{ row: Quote }>(sql`
    select ${rowSql(quote)} as row from ${raw(quote.table)} t
    where (t.id = ${first} or t.revision_of_id = ${first}) and t.deleted_at is null order by t.revision for update`)
  return found.map(one => one.row)
}

/** Makes the next version of an offer, priced as of today; the one it replaces no longer holds. */
export const revise = act(quote, 'revise', {
  label: ['生成新版本', 'New version'],
  icon: 'copy-plus',
  allow: (_ctx, row) =>
    row.status === 'draft' ? refuse('quote.stillDraft') : row.status === 'accepted' ? refuse('quote.closed') : null,
  async run(ctx, row) {
    const versions = await versionsOf(ctx, row)
    const open = versions.find(one => one.status === 'draft')
    if (open) throw refuse('quote.draftVersion', { code: open.code ?? '' })
    if (versions.some(one => one.status === 'accepted')) throw refuse('quote.closed')
    const first = versions[0]!
    const revision = Math.max(...versions.map(one => one.revision ?? 1)) + 1
    const made = await insert(ctx, quote, {
      ...written(row),
      ...anew(ctx),
      files: null,
      status: 'draft',
      approval: 'draft',
      code: await freeCode(ctx, first.revisionOf ? row.code! : first.code!, revision),
      revision,
      revisionOf: first.revisionOf ?? first.id,
    })
    await giveLines(ctx, quoteDocument, made, (await linesOf(ctx, quoteDocument, row.id)).map(carryOver))
    for (const one of versions)
      if (one.status !== 'superseded') await change(ctx, quote, one, { status: 'superseded' }, 'supersede')
    return { made: { object: quote.name, id: made.id } }
  },
})

/** The first version's number with the revision behind it; a version in the bin keeps its own. */
async function freeCode(ctx: Ctx, code: string, revision: number): Promise<string> {
  const base = code.replace(/-V\d+$/, '')
  const [taken] = await ctx.db.query(
    sql`select 1 from quotes where code = ${`${base}-V${revision}`} and deleted_at is null`,
  )
  return taken ? freeCode(ctx, base, revision + 1) : `${base}-V${revision}`
}

/** Makes another quote with the same lines. */
export const copy = act(quote, 'copy', {
  label: ['复制', 'Copy'],
  icon: 'copy',
  needs: 'read',
  async run(ctx, row) {
    if (!ctx.user.system && !ctx.user.rights(quote.name).create) throw refuse('right.create', { object: quote.name })
    const { owner: _, ...values } = written(row)
    const made = await insert(ctx, quote, {
      ...values,
      ...anew(ctx),
      files: null,
      status: 'draft',
      approval: 'draft',
      revision: 1,
    })
    await giveLines(ctx, quoteDocument, made, (await linesOf(ctx, quoteDocument, row.id)).map(carryOver))
    return { made: { object: quote.name, id: made.id } }
  },
})
