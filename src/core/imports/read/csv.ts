import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { parse } from 'csv-parse'
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
  const parser = parse({
    delimiter,
    bom: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: false,
    max_record_size: RECORD_MAX,
    from: firstRecord,
    record_delimiter: ['\r\n', '\n', '\r'],
  })
  const source = Readable.from(decoded(path, encoding, meter), { objectMode: true, highWaterMark: 2 })
  source.on('error', error => parser.destroy(error))
  source.pipe(parser)
  let row = firstRecord - 1
  try {
    for await (const cells of parser as AsyncIterable<string[]>) yield { row: ++row, cells }
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal('import.brokenText', { row: row + 1 })
  } finally {
    source.destroy()
    parser.destroy()
  }
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
