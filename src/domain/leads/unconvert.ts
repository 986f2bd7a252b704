import { act } from '../../core/acts/act'
import { refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { join, raw, sql } from '../../core/db/statement'
import type { Entity } from '../../core/entity'
import { pointsAt, referencesTo } from '../../core/merging/references'
import { rowSql } from '../../core/records/row'
import { change, remove } from '../../core/records/write'
import { lead } from './lead'
import { leadConversion, type Made } from './leadConversion'

type Values = Record<string, any>

/**
 * Takes a conversion back: what it tied to the customer is the lead's alone again, what it made and nobody has touched since goes
 * to the recycle bin, and the lead is open as before. What somebody has worked on stays.
 */
export const unconvert = act(lead, 'unconvert', {
  label: ['撤销转化', 'Undo conversion'],
  icon: 'undo-2',
  allow: (_ctx, row) => (row.status === 'converted' ? null : refuse('lead.notConverted')),
  async run(ctx, row) {
    const [conversion] = await ctx.db.query<{
      row: Values & { made: Made }
    }>(sql`select ${rowSql(leadConversion)} as row
      from lead_conversions t where t.lead_id = ${row.id} and t.undone_at is null and t.deleted_at is null order by t.created_at desc limit 1 for update`)
    const made = conversion?.row.made
    await change(
      ctx,
      lead,
      row,
      {
        status: made?.status ?? 'qualified',
        convertedAccount: null,
        convertedContact: null,
        convertedOpportunity: null,
      },
      'unconvert',
    )
    if (!conversion || !made) return
    for (const one of made.moved) await untie(ctx, one, conversion.row)
    // What came last points at what came first.
    for (const one of [...made.created].reverse()) {
      const entity = ctx.words.findEntity(one.object)
      const record = entity && (await untouched(ctx, entity, one, conversion.row as Conversion))
      if (entity && record) await remove(ctx, entity, record, 'unconvert')
    }
    await change(ctx, leadConversion, conversion.row as never, { undoneAt: ctx.now.toISOString() }, 'unconvert')
  },
})

/** Takes a record off the customer again, unless somebody has given it to another one meanwhile. */
async function untie(
  ctx: Ctx,
  { object, id, fields, owner }: Made['moved'][number],
  conversion: Values,
): Promise<void> {
  const entity = ctx.words.findEntity(object)
  if (!entity) return
  const [found] = await ctx.db.query<{ row: Values }>(
    sql`select ${rowSql(entity)} as row from ${raw(entity.table)} t where t.id = ${id} and t.deleted_at is null for update`,
  )
  const still = fields.filter(name => found?.row[name] && found.row[name] === conversion[name])
  if (!found || still.length === 0) return
  const untied = await change(
    ctx,
    entity,
    found.row as never,
    Object.fromEntries(still.map(name => [name, null])),
    'unconvert',
  )
  // Without a customer it is its author's again, not of whoever takes the conversion back.
  if (owner && (untied as Values).owner !== owner) await change(ctx, entity, untied, { owner }, 'unconvert')
}

interface Conversion {
  createdAt: string
  made: Made
}

/** The record where nobody has changed it since and nothing has come to point at it, else null. */
async function untouched(
  ctx: Ctx,
  entity: Entity,
  { id, version }: Made['created'][number],
  { createdAt, made }: Conversion,
): Promise<Values | null> {
  const [found] = await ctx.db.query<{ row: Values }>(
    sql`select ${rowSql(entity)} as row from ${raw(entity.table)} t where t.id = ${id} and t.deleted_at is null for update`,
  )
  if (found?.row.version !== version) return null
  // Logs, follows and notifications are no work on it; nor is what came with it in the same moment, unless that stays by itself.
  const kept = made.created.map(one => one.id)
  const pointing = referencesTo(ctx.words, entity)
    .filter(({ from }) => !from.internal && !from.private)
    .map(
      reference => sql`exists (select 1 from ${raw(reference.from.table)} c where ${pointsAt(reference, entity, [id], 'c')}
        and c.deleted_at is null and c.id <> ${id}::uuid and (c.created_at <> ${createdAt}::timestamptz or c.id = any(${kept}::uuid[])))`,
    )
  if (pointing.length === 0) return found.row
  const [asked] = await ctx.db.query<{ pointed: boolean }>(sql`select (${join(pointing, ' or ')}) as pointed`)
  return asked!.pointed ? null : found.row
}
