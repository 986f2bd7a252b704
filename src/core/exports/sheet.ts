import { Readable } from 'node:stream'
import { writeXlsxStream } from 'hucre'
import { encodeGb18030 } from './gb18030'

/** A cell as a spreadsheet has it. Text is text there whatever it begins with; only in CSV could it pass for a formula. */
export type Cell = string | number | Date | null

export interface Sheet {
  name: string
  columns: { header: string; format?: string; width?: number }[]
  rows: AsyncIterable<Cell[]>
}

/** The sheet as a workbook, written as its rows come. */
export function workbook(sheet: Sheet): Readable {
  return Readable.fromWeb(
    writeXlsxStream(sheet.rows, {
      name: sheet.name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31),
      columns: sheet.columns.map(({ header, format, width }) => ({
        header,
        width: width ?? 16,
        ...(format ? { numFmt: format } : {}),
      })),
      freezePane: { rows: 1 },
    }) as never,
  )
}

/** The sheet as comma-separated text: UTF-8 with the mark by which spreadsheets know it, or GB18030. */
export const delimited = (sheet: Sheet, encoding: 'utf-8' | 'gb18030'): Readable =>
  Readable.from(
    pieces(
      sheet,
      encoding === 'gb18030' ? encodeGb18030 : (text: string) => Buffer.from(text),
      encoding === 'utf-8' ? '\ufeff' : '',
    ),
  )

async function* pieces(sheet: Sheet, encode: (text: string) => Buffer, mark: string): AsyncGenerator<Buffer> {
  let text = `${mark}${sheet.columns.map(column => quoted(column.header)).join(',')}\r\n`
  for await (const row of sheet.rows) {
    text += `${row.map((cell, i) => written(cell, sheet.columns[i]!.format)).join(',')}\r\n`
    if (text.length > 1 << 16) {
      yield encode(text)
      text = ''
    }
  }
  yield encode(text)
}

function written(cell: Cell, format: string | undefined): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  if (cell instanceof Date)
    return cell
      .toISOString()
      .slice(0, format?.includes('h') ? 16 : 10)
      .replace('T', ' ')
  return quoted(harmless(cell))
}

/**
 * A text that a spreadsheet would run as a formula gets an apostrophe before it, which import takes off again. Signed numbers,
 * which is what telephone numbers look like, compute nothing.
 */
export const harmless = (text: string) =>
  /^'*[=+\-@\t\r]/.test(text) && !/^(\+[\d\s().-]+|-[\d\s().]+)$/.test(text) ? `'${text}` : text

const quoted = (text: string) => (/[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
