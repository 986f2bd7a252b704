import { parse } from 'csv-parse/sync'
import { v7 as uuid } from 'uuid'
import { forbidden, refuse } from '../acts/refusal'
import type { Ctx } from '../ctx'
import { sql } from '../db/statement'
import { note } from '../records/journal'
import { dictionaryItem } from './dictionaryItem'
import { DICTIONARY_NAME, lockDictionary } from './dictionaryRules'
import { wordsChanged } from './load'
import { CODE } from './naming'

interface Line {
  row: number
  code: string
  parent: string | null
  label: string
}
const ROWS_MAX = 20_000

/**
 * Takes items from a spreadsheet of code, parent and name: new codes are added, known ones renamed and moved, others stay.
 * Runs in the caller's transaction; one wrong row refuses all.
 * @param file CSV in UTF-8 or GB18030
 */
export async function importItems(
  ctx: Ctx,
  dictionary: string,
  file: Buffer,
): Promise<{ created: number; updated: number }> {
  const rights = ctx.user.rights(dictionaryItem.name)
  if (!rights.create || rights.update === 'none') throw forbidden()
  if (!DICTIONARY_NAME.test(dictionary) || dictionary.length > 80) throw refuse('dictionary.badName')
  const lines = readLines(file)
  await lockDictionary(ctx, dictionary)
  checkTree(lines, await parentsIn(ctx, dictionary))
  const records = lines.map(({ row, ...line }) => ({ ...line, id: uuid(), position: row }))
  const author = ctx.user.system ? null : ctx.user.id
  const now = ctx.now.toISOString()
  const [counts] = await ctx.db.query<{ created: number; updated: number }>(sql`
    with given as (select * from jsonb_to_recordset(${JSON.stringify(records)}::jsonb)
        as g(id uuid, code text, parent text, label text, position int4)),
      updated as (
        update dictionary_items d set label = g.label, parent = g.parent, position = g.position, version = d.version + 1,
          updated_at = ${now}, updated_by = ${author}
        from given g where d.dictionary = ${dictionary} and d.code = g.code and d.deleted_at is null
          and (d.label, d.parent, d.position) is distinct from (g.label, g.parent, g.position::numeric)
        returning d.id),
      created as (
        insert into dictionary_items
          (tenant_id, id, version, created_at, created_by, updated_at, updated_by, dictionary, code, label, parent, position, active)
        select ${ctx.tenant}::int4, g.id, 1, ${now}::timestamptz, ${author}::uuid, ${now}::timestamptz, ${author}::uuid,
          ${dictionary}, g.code, g.label, g.parent, g.position, true
        from given g where not exists (
          select from dictionary_items d where d.dictionary = ${dictionary} and d.code = g.code and d.deleted_at is null)
        returning id)
    select (select count(*) from created) as created, (select count(*) from updated) as updated`)
  await note(ctx, dictionaryItem.name, null, {
    act: 'import',
    title: dictionary,
    changes: { created: [null, counts!.created], updated: [null, counts!.updated] },
  })
  await wordsChanged(ctx)
  return counts!
}

const COLUMNS: Record<string, keyof Omit<Line, 'row'>> = {
  code: 'code',
  编码: 'code',
  代码: 'code',
  parent: 'parent',
  上级: 'parent',
  上级编码: 'parent',
  name: 'label',
  label: 'label',
  名称: 'label',
}

function readLines(file: Buffer): Line[] {
  const [header = [], ...rows] = parse(decode(file), {
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    bom: true,
  }) as string[][]
  const columns = header.map(name => COLUMNS[name.trim().toLowerCase()])
  if (!columns.includes('code') || !columns.includes('label')) throw refuse('dictionary.importHeader')
  if (rows.length === 0) throw refuse('dictionary.importEmpty')
  if (rows.length > ROWS_MAX) throw refuse('dictionary.importTooMany', { max: ROWS_MAX })
  const cell = (cells: string[], column: keyof Omit<Line, 'row'>) => (cells[columns.indexOf(column)] ?? '').trim()
  return rows.map((cells, i) => {
    const line = {
      row: i + 2,
      code: cell(cells, 'code'),
      parent: cell(cells, 'parent') || null,
      label: cell(cells, 'label'),
    }
    if (!CODE.test(line.code)) throw refuse('dictionary.importBadCode', { row: line.row, code: line.code.slice(0, 60) })
    if (!line.label || line.label.length > 200) throw refuse('dictionary.importNameless', { row: line.row })
    return line
  })
}

function decode(file: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file)
  } catch {
    return new TextDecoder('gb18030').decode(file)
  }
}

async function parentsIn(ctx: Ctx, dictionary: string): Promise<Map<string, string | null>> {
  const rows = await ctx.db.query<{ code: string; parent: string | null }>(sql`
    select code, parent from dictionary_items where dictionary = ${dictionary} and deleted_at is null and code is not null`)
  return new Map(rows.map(row => [row.code, row.parent]))
}

/** Every parent is there, no code comes twice, and following the parents never leads back. */
function checkTree(lines: Line[], known: Map<string, string | null>): void {
  const given = new Map<string, Line>()
  for (const line of lines) {
    if (given.has(line.code)) throw refuse('dictionary.importTwice', { row: line.row, code: line.code })
    given.set(line.code, line)
  }
  const parentOf = (code: string) => (given.has(code) ? given.get(code)!.parent : known.get(code))
  const sound = new Set<string>()
  for (const { row, code } of lines) {
    const path = new Set<string>()
    for (let at: string | null = code; at && !sound.has(at); at = parentOf(at) ?? null) {
      if (path.has(at)) throw refuse('dictionary.importCircle', { row })
      if (!given.has(at) && !known.has(at)) throw refuse('dictionary.importNoParent', { row, code: at })
      path.add(at)
    }
    for (const at of path) sound.add(at)
  }
}
