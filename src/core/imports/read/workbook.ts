import { readFile, stat } from 'node:fs/promises'
import { read } from 'hucre'
import { Refusal } from '../../acts/refusal'
import { dateText } from './cellDate'
import type { RawTable, TableOptions, TableRow } from './table'
import { openArchive } from './xlsx'

/** Formats that can't be read front to back are held in memory, so they must be small. */
const WHOLE_FILE_MAX_BYTES = 24 << 20

/** Reads .xls, .xlsb and .ods: values only. */
export async function readWorkbook(path: string, options: TableOptions): Promise<RawTable> {
  if ((await stat(path)).size > WHOLE_FILE_MAX_BYTES)
    throw new Refusal('import.tooLargeForFormat', { max: WHOLE_FILE_MAX_BYTES >> 20 })
  const bytes = await readFile(path)
  const format = bytes[0] === 0x50 ? await archiveFormat(path) : 'xls'
  if (format === 'xls') refuseUnsafe(bytes)
  const workbook = await read(bytes).catch(() => {
    throw new Refusal('import.brokenWorkbook')
  })
  const visible = workbook.sheets.filter(sheet => !(sheet as { hidden?: boolean }).hidden)
  const sheet =
    options.sheet === undefined
      ? (visible.find(s => s.rows.some(row => row?.some(cell => cell !== null))) ?? visible[0])
      : workbook.sheets.find(s => s.name === options.sheet)
  if (!sheet) throw new Refusal('import.noSheet', { sheet: options.sheet ?? '' })
  for (const { startRow, endRow, startCol } of sheet.merges ?? []) {
    for (let row = startRow + 1; row <= endRow; row++)
      if (sheet.rows[row]) sheet.rows[row]![startCol] = sheet.rows[startRow]?.[startCol] ?? null
  }
  return { format, sheet: sheet.name, sheets: visible.map(s => s.name), rows: rowsOf(sheet.rows), progress: () => 1 }
}

async function archiveFormat(path: string): Promise<'xlsb' | 'ods'> {
  const archive = await openArchive(path)
  archive.close()
  const size = [...archive.entries.values()].reduce((sum, entry) => sum + entry.uncompressedSize, 0)
  if (size > WHOLE_FILE_MAX_BYTES * 10) throw new Refusal('import.bomb')
  if (archive.entries.has('xl/workbook.bin')) return 'xlsb'
  if (archive.entries.has('content.xml')) return 'ods'
  throw new Refusal('import.notTable', { type: 'zip' })
}

/** Names of streams inside the file, which stand there in UTF-16, tell what it carries. */
function refuseUnsafe(bytes: Buffer) {
  const has = (name: string) => bytes.includes(Buffer.from(name, 'utf16le'))
  if (has('EncryptedPackage')) throw new Refusal('import.encrypted')
  if (has('_VBA_PROJECT')) throw new Refusal('import.macros')
}

async function* rowsOf(rows: readonly (readonly unknown[] | undefined)[]): AsyncGenerator<TableRow> {
  for (const [i, cells] of rows.entries()) yield { row: i + 1, cells: Array.from(cells ?? [], cellText) }
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return dateText(value, value.getUTCFullYear() < 1900)
  if (typeof value === 'number') return String(Number(value.toPrecision(15)))
  if (typeof value === 'object' && 'text' in value) return String(value.text)
  return String(value)
}
