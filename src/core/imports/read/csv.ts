import { stat } from 'node:fs/promises'
import { Refusal } from '../../acts/refusal'
import { decoded, decoderFor, detectEncoding, type Meter } from './encoding'
import type { RawTable, TableOptions, TableRow } from './table'

/** Reads delimited text as a stream; encoding and delimiter are detected unless given. */
export async function readCsv(path: string, options: TableOptions): Promise<RawTable> {
  const encoding = options.encoding ?? (await detectEncoding(path))
  decoderFor(encoding)
  const sample = await beginning(path, encoding)
  const hint = /^sep=(.)\r?\n/i.exec(sample)?.[1]
  const delimiter = options.delimiter ?? hint ?? delimiterOf(sample)
  const meter = { bytes: 0 }
  const { size } = await stat(path)
  return {
    format: 'csv',
    encoding,
    delimiter,
    rows: records(path, encoding, delimiter, hint ? 2 : 1, meter),
    progress: () => meter.bytes / size,
  }
}

const RECORD_MAX = 4 << 20

async function* records(
  path: string,
  encoding: string,
  delimiter: string,
  firstRecord: number,
  meter: Meter,
): AsyncGenerator<TableRow> {
  let row = 0
  let rest = ''
  let first = true
  for await (const piece of decoded(path, encoding, meter)) {
    rest += first ? piece.replace(/^\ufeff/, '') : piece
    if (piece) first = false
    const cut = cutRecords(rest, delimiter, false)
    for (const cells of cut.records) if (++row >= firstRecord) yield { row, cells }
    rest = cut.rest
    if (rest.length > RECORD_MAX) throw new Refusal('import.brokenText', { row: row + 1 })
  }
  const cut = cutRecords(rest, delimiter, true)
  for (const cells of cut.records) if (++row >= firstRecord) yield { row, cells }
  // A quote that nobody closed would swallow all that follows.
  if (cut.rest) throw new Refusal('import.brokenText', { row: row + 1 })
}

const END = /\r\n|\n|\r/g

/**
 * Cuts text into records and those into cells (RFC 4180). A quote opens a cell only at its beginning; where more
 * text follows the closing one, both are text. `rest` is the record that isn't complete; `last`: no more will come.
 */
export function cutRecords(text: string, delimiter: string, last: boolean): { records: string[][]; rest: string } {
  const records: string[][] = []
  let at = 0
  while (at < text.length) {
    END.lastIndex = at
    const found = END.exec(text)
    // A lone \r at the end may be the first half of \r\n.
    if (!last && (!found || END.lastIndex === text.length)) break
    const end = found ? found.index : text.length
    const line = text.slice(at, end)
    if (!line.includes('"')) {
      records.push(line.split(delimiter))
      at = found ? END.lastIndex : text.length
      continue
    }
    const quoted = cutQuoted(text, at, delimiter, last)
    if (!quoted) break
    records.push(quoted.cells)
    at = quoted.next
  }
  return { records, rest: text.slice(at) }
}

/** A record with quotes in it; null when its end is not there yet. */
function cutQuoted(
  text: string,
  start: number,
  delimiter: string,
  last: boolean,
): { cells: string[]; next: number } | null {
  const cells: string[] = []
  let at = start
  for (;;) {
    let cell = ''
    let whole = false
    if (text[at] === '"') {
      const closed = closing(text, at)
      // At the end of a piece, what follows the quote is not known.
      if (closed < 0 || (!last && closed + 2 >= text.length)) return null
      cell = text.slice(at + 1, closed).replaceAll('""', '"')
      at = closed + 1
      whole = at === text.length || text[at] === delimiter || text[at] === '\n' || text[at] === '\r'
      // With text behind the closing quote, the quotes were text themselves.
      if (!whole) cell = `"${cell}"`
    }
    const to = whole ? at : endOfCell(text, at, delimiter)
    cells.push(cell + text.slice(at, to))
    at = to
    if (text[at] === delimiter) {
      at++
      continue
    }
    if (at >= text.length) return last ? { cells, next: at } : null
    const next = at + (text.startsWith('\r\n', at) ? 2 : 1)
    return !last && next >= text.length ? null : { cells, next }
  }
}

/** Where the quote stands that ends what opens at `open`, doubled ones left aside; -1 when there is none yet. */
function closing(text: string, open: number): number {
  for (let at = text.indexOf('"', open + 1); at >= 0; at = text.indexOf('"', at + 2))
    if (text[at + 1] !== '"') return at
  return -1
}

function endOfCell(text: string, at: number, delimiter: string): number {
  END.lastIndex = at
  const end = END.exec(text)?.index ?? text.length
  const next = text.indexOf(delimiter, at)
  return next >= 0 && next < end ? next : end
}

async function beginning(path: string, encoding: string): Promise<string> {
  for await (const text of decoded(path, encoding)) if (text) return text.replace(/^\ufeff/, '')
  return ''
}

const DELIMITERS = [',', '\t', ';', '|']

/** The delimiter that cuts the first records into the most equal number of cells. */
export function delimiterOf(sample: string): string {
  const lines = logicalLines(sample).slice(0, 30)
  const score = (delimiter: string) => {
    const counts = lines.map(line => line.split(delimiter).length - 1).filter(count => count > 0)
    // A stray bar in a list of one column parts nothing.
    if (counts.length * 2 < lines.length || counts.length === 0) return 0
    const commonest = Math.max(...[...new Set(counts)].map(n => counts.filter(count => count === n).length))
    return (counts.length / lines.length) * (commonest / counts.length) + Math.min(counts[0]!, 50) / 1000
  }
  return DELIMITERS.reduce((best, delimiter) => (score(delimiter) > score(best) ? delimiter : best))
}

/** Lines with what stands in quotes taken out, so that commas and line ends inside a cell don't count. */
const logicalLines = (sample: string) =>
  sample
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n|\n|\r/)
    .filter(line => line.trim() !== '')
