import type { Ctx } from '../ctx'
import { literal, raw, sql } from '../db/statement'
import { columnOf, type Entity, type Field, kindOf } from '../entity'
import type { Values } from '../records/parse'
import { titleOf } from '../records/write'
import { isSearched, searchDocument } from '../search/document'
import { othersTurn } from './lanes'

/**
 * Writes many new records as one: COPY into a table that lives as long as the transaction, then a single statement that makes
 * rows, journal entries and search documents of it. What `insert` of core/records does for one record, for thousands.
 * @param rows whole rows by field name, with id, authorship, owner and board, and their match keys where they are known
 */
export async function insertAll(
  ctx: Ctx,
  entity: Entity,
  rows: readonly { row: Values; keys?: readonly number[] | undefined }[],
): Promise<void> {
  if (rows.length === 0) return
  const declared = Object.entries<Field>(entity.fields).filter(
    ([name, field]) => !field.custom && rows.some(({ row }) => row[name] !== undefined && row[name] !== null),
  )
  const custom = Object.entries<Field>(entity.fields)
    .filter(([, field]) => field.custom)
    .map(([name]) => name)
  const columns = declared.map(([name, field]) => ({
    name,
    column: `"${columnOf(name, field)}"`,
    type: kindOf(field).column(field),
  }))
  const searched = isSearched(entity)

  await ctx.db.query(
    raw(`create temp table if not exists staged (id uuid, ${columns.map(c => `${c.column} ${c.type}`).join(', ')},
    custom jsonb, staged_title text, staged_norm text, staged_terms int4[]) on commit drop`),
  )
  await ctx.db.copyIn(
    `copy staged (id, ${columns.map(c => c.column).join(', ')}, custom, staged_title, staged_norm, staged_terms) from stdin`,
    chunks(rows, ({ row, keys }) => {
      const document = searched ? searchDocument(ctx, entity, row, keys) : undefined
      let line = row.id as string
      for (const { name, type } of columns) line += `\t${escaped(copyText(row[name], type))}`
      const own = custom.length > 0 ? JSON.stringify(ownValues(row, custom)) : '{}'
      const title = document ? document.title : titleOf(entity, row)
      line += `\t${escaped(own)}\t${escaped(title)}\t${escaped(document?.norm)}`
      return document ? `${line}\t{${document.terms.join(',')}}\n` : `${line}\t\\N\n`
    }),
  )
  const names = raw(columns.map(c => c.column).join(', '))
  const { origin } = ctx
  await ctx.db.query(sql`
    with written as (insert into ${raw(entity.table)} (tenant_id, id, ${names}, custom) select ${ctx.tenant}::int4, id, ${names}, custom from staged),
      journalled as (insert into journal (tenant_id, at, actor_id, object, record_id, title, act, board_id, owner_id, origin, import_id)
        select ${ctx.tenant}::int4, ${ctx.now.toISOString()}, ${ctx.user.system ? null : ctx.user.id}::uuid, ${literal(entity.name)}, id, staged_title, 'create',
          ${raw(has(columns, 'board') ? 'board_id' : 'null::uuid')}, ${raw(has(columns, 'owner') ? 'owner_id' : 'null::uuid')}, ${origin.by}, ${origin.importId ?? null}::uuid from staged)
      ${
        searched
          ? sql`, found as (insert into search_documents (tenant_id, object, record_id, title, norm, terms, rank)
        select ${ctx.tenant}::int4, ${literal(entity.name)}, id, staged_title, staged_norm, staged_terms, updated_at from staged)`
          : raw('')
      }
    select 1`)
  await ctx.db.query(raw('drop table staged'))
}

const has = (columns: { name: string }[], name: string) => columns.some(column => column.name === name)

const ownValues = (row: Values, custom: readonly string[]) =>
  Object.fromEntries(custom.flatMap(name => (row[name] === undefined || row[name] === null ? [] : [[name, row[name]]])))

/** A piece is worth a write, and between two pieces others have their turn. */
const PIECE_LENGTH = 1 << 16

/** Lines of COPY's text format, in pieces. */
async function* chunks<T>(rows: readonly T[], line: (row: T) => string): AsyncGenerator<string> {
  let text = ''
  for (const row of rows) {
    text += line(row)
    if (text.length > PIECE_LENGTH) {
      yield text
      text = ''
      await othersTurn()
    }
  }
  if (text) yield text
}

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
const ESCAPED = /[\\\t\n\r]/
function escaped(value: unknown): string {
  if (value === null || value === undefined) return '\\N'
  const text = typeof value === 'string' ? value : String(value)
  return ESCAPED.test(text) ? text.replace(/[\\\t\n\r]/g, c => ESCAPES[c]!) : text
}

function copyText(value: unknown, type: string): unknown {
  if (value === null || value === undefined) return null
  if (Array.isArray(value)) return `{${value.map(one => `"${String(one).replace(/["\\]/g, '\\$&')}"`).join(',')}}`
  return type === 'jsonb' ? JSON.stringify(value) : value
}
