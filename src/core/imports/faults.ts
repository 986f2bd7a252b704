import { Readable } from 'node:stream'
import { writeXlsxStream } from 'hucre'
import type { Ctx } from '../ctx'
import { sql } from '../db/statement'
import { say } from '../i18n/say'
import type { Fault } from './rows'
import { faultSentence, type StoredImport } from './store'

/**
 * The failed rows as a spreadsheet: the file's own columns as they came, then what is wrong and where the row stood, so that it
 * can be put right and brought in again as it is.
 */
export function faultsFile(ctx: Ctx, stored: StoredImport): Readable {
  const headers = [...stored.columns, say('import.columnFault', {}, ctx.lang), say('import.columnRow', {}, ctx.lang)]
  return Readable.fromWeb(
    writeXlsxStream(faultRows(ctx, stored), {
      name: say('import.sheetFaults', {}, ctx.lang),
      columns: headers.map(header => ({ header })),
      freezePane: { rows: 1 },
    }) as never,
  )
}

async function* faultRows(ctx: Ctx, stored: StoredImport): AsyncGenerator<(string | number)[]> {
  let after = -1
  for (;;) {
    const rows = await ctx.db.query<{ row: number; cells: string[]; faults: Fault[]; failed: boolean }>(sql`
      select row, cells, faults, failed from import_faults where import_id = ${stored.id} and row > ${after} order by row limit 500`)
    if (rows.length === 0) return
    after = rows.at(-1)!.row
    for (const { row, cells, faults, failed } of rows) {
      const sentences = faults.map(fault => faultSentence(ctx, stored.object, fault)).join('；')
      yield [...cells, failed ? sentences : say('import.inNevertheless', { fault: sentences }, ctx.lang), row]
    }
  }
}
