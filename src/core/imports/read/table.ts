import { open } from 'node:fs/promises'
import { extname } from 'node:path'
import { Refusal } from '../../acts/refusal'
import { readCsv } from './csv'
import { readVcards } from './vcard'
import { readWorkbook } from './workbook'
import { readXlsx } from './xlsx'

/** One row of a file with the number people see beside it; the first row of a sheet is 1. */
export interface TableRow {
  row: number
  cells: string[]
}

export interface TableOptions {
  /** Overrides what was detected: any label of the Encoding Standard. */
  encoding?: string
  delimiter?: string
  /** Name of the sheet; the first visible one unless given. */
  sheet?: string
}

/** What a reader hands over: rows as they stand, the header among them, and how they were read. */
export interface RawTable {
  format: 'csv' | 'xlsx' | 'xls' | 'ods' | 'xlsb' | 'vcard'
  rows: AsyncIterable<TableRow>
  /** How much has been read, between 0 and 1. */
  progress(): number
  encoding?: string
  delimiter?: string
  sheet?: string
  sheets?: string[]
}

export interface Table extends RawTable {
  /** Number of the row that names the columns. */
  headerRow: number
  /** Unique names; a column without one is called by its number. */
  columns: string[]
  /** Rows below the header that hold anything, each as wide as `columns`. */
  rows: AsyncIterable<TableRow>
}

/**
 * Opens a spreadsheet, a delimited text or address cards as one table, read as a stream.
 * @param path where the file lies
 * @param fileName what its owner called it; the content decides what it is, the name only breaks ties
 * @throws Refusal when the file is no table, is encrypted, carries macros, or would unpack to an absurd size
 */
export async function openTable(path: string, fileName: string, options: TableOptions = {}): Promise<Table> {
  return withHeader(await openRaw(path, fileName, options))
}

async function openRaw(path: string, fileName: string, options: TableOptions): Promise<RawTable> {
  const start = await firstBytes(path, 4096)
  if (start.length === 0) throw new Refusal('import.empty')
  if (start.readUInt32BE(0) === 0x504b0304) return (await readXlsx(path, options)) ?? readWorkbook(path, options)
  if (start.subarray(0, 8).equals(COMPOUND_FILE)) return readWorkbook(path, options)
  const text = plainText(start)
  if (/^\s*BEGIN\s*:\s*VCARD/i.test(text)) return readVcards(path, options)
  if (looksForeign(start, text))
    throw new Refusal('import.notTable', { type: extname(fileName).slice(1, 12).toLowerCase() || '?' })
  return readCsv(path, options)
}

const COMPOUND_FILE = Buffer.from('d0cf11e0a1b11ae1', 'hex')

async function firstBytes(path: string, length: number): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0)
    // Four bytes at least, so that short files can be compared without special cases.
    return bytesRead === 0 ? Buffer.alloc(0) : buffer.subarray(0, Math.max(bytesRead, 4))
  } finally {
    await file.close()
  }
}

const plainText = (start: Buffer) =>
  start
    .toString('latin1')
    .replace(/^\xef\xbb\xbf|^\xff\xfe|^\xfe\xff/, '')
    .replaceAll('\0', '')

/** Pictures, archives, programs, markup: what would pass as a text of one strange column. */
function looksForeign(start: Buffer, text: string): boolean {
  const marked = (start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff)
  const zeros = start.filter(byte => byte === 0).length
  // UTF-16 without a mark has a zero in about every second byte of Latin text.
  if (zeros > 0 && !marked && zeros < start.length / 4) return true
  const controls = start.filter(byte => byte < 32 && ![0, 9, 10, 12, 13, 27].includes(byte)).length
  if (!marked && controls > start.length / 100 + 1) return true
  return /^(\s*<(\?xml|!doctype|html|table|svg|script)|\{\\rtf|%PDF-|ID;P|\x89PNG|GIF8|\xff\xd8\xff|\x1f\x8b|Rar!|7z\xbc\xaf)/i.test(
    text,
  )
}

const HEADER_SEARCH_ROWS = 20
const MAX_COLUMNS = 500

/** Finds the header: the first row that is about as wide as the rows below, so that a caption above a table is not taken for it. */
async function withHeader(raw: RawTable): Promise<Table> {
  const source = raw.rows[Symbol.asyncIterator]()
  const ahead: TableRow[] = []
  for (let next = await source.next(); !next.done; next = await source.next()) {
    if (filled(next.value) > 0) ahead.push(next.value)
    if (ahead.length === HEADER_SEARCH_ROWS) break
  }
  const widest = Math.max(0, ...ahead.map(filled))
  const at = ahead.findIndex(row => filled(row) > widest / 2)
  const header = ahead[at]
  if (!header) {
    await source.return?.()
    throw new Refusal('import.empty')
  }
  const body = ahead.slice(at + 1)
  const width = Math.max(...[header, ...body].map(row => lastFilled(row.cells) + 1))
  if (width > MAX_COLUMNS) {
    await source.return?.()
    throw new Refusal('import.tooManyColumns', { count: width, max: MAX_COLUMNS })
  }
  const columns = uniqueNames(
    Array.from({ length: width }, (_, i) => (header.cells[i] ?? '').replace(/\s+/g, ' ').trim()),
  )
  return { ...raw, headerRow: header.row, columns, rows: below(source, body, width) }
}

async function* below(source: AsyncIterator<TableRow>, ahead: TableRow[], width: number): AsyncGenerator<TableRow> {
  const padded = (cells: string[]) =>
    cells.length === width ? cells : Array.from({ length: width }, (_, i) => cells[i] ?? '')
  try {
    for (const { row, cells } of ahead) yield { row, cells: padded(cells) }
    for (let next = await source.next(); !next.done; next = await source.next()) {
      if (filled(next.value) > 0) yield { row: next.value.row, cells: padded(next.value.cells) }
    }
  } finally {
    await source.return?.()
  }
}

const filled = (row: TableRow) => row.cells.reduce((count, cell) => (cell.trim() === '' ? count : count + 1), 0)
const lastFilled = (cells: string[]) => cells.findLastIndex(cell => cell.trim() !== '')

function uniqueNames(names: string[]): string[] {
  const seen = new Set<string>()
  return names.map((given, i) => {
    const base = given || `#${i + 1}`
    let unique = base
    for (let n = 2; seen.has(unique); n++) unique = `${base} (${n})`
    seen.add(unique)
    return unique
  })
}
