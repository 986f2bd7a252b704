import { promisify } from 'node:util'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { Refusal } from '../../acts/refusal'
import { cellDate } from './cellDate'
import type { RawTable, TableOptions, TableRow } from './table'

/**
 * Reads a sheet of an .xlsx workbook as a stream: values and cached results only, nothing in it is ever run.
 * The library that writes our spreadsheets queues every row it has parsed, however slow the reader; here the reader sets the pace.
 * Answers undefined for an archive that is some other kind of workbook.
 */
export async function readXlsx(path: string, options: TableOptions): Promise<RawTable | undefined> {
  const archive = await openArchive(path)
  try {
    if (!archive.entries.has('xl/workbook.xml')) {
      archive.close()
      return undefined
    }
    const workbook = await archive.text('xl/workbook.xml')
    const targets = relations(await archive.text('xl/_rels/workbook.xml.rels'))
    const sheets = [...workbook.matchAll(/<(?:\w+:)?sheet\s([^>]*?)\/?>/g)].map(([, attributes]) => ({
      name: unescapeXml(attribute(attributes!, 'name') ?? ''),
      hidden: /hidden/i.test(attribute(attributes!, 'state') ?? ''),
      path: targets.get(attribute(attributes!, '(?:\\w+:)id') ?? ''),
    }))
    const sheet =
      sheets.find(s => (options.sheet === undefined ? !s.hidden : s.name === options.sheet)) ??
      (options.sheet === undefined ? sheets[0] : undefined)
    if (!sheet?.path || !archive.entries.has(sheet.path))
      throw new Refusal('import.noSheet', { sheet: options.sheet ?? '' })
    const styles = archive.entries.has('xl/styles.xml') ? dateStyles(await archive.text('xl/styles.xml')) : []
    const since1904 = /<(?:\w+:)?workbookPr\b[^>]*date1904="(1|true)"/.test(workbook)
    const shared = archive.entries.has('xl/sharedStrings.xml') ? await sharedStrings(archive) : []
    const merges = await mergedDown(archive, sheet.path)
    return {
      format: 'xlsx',
      sheet: sheet.name,
      sheets: sheets.filter(s => !s.hidden).map(s => s.name),
      progress: () => archive.read / Math.max(1, archive.entries.get(sheet.path!)!.uncompressedSize),
      rows: sheetRows(archive, sheet.path, { shared, styles, since1904, merges }),
    }
  } catch (error) {
    archive.close()
    throw refusalOf(error)
  }
}

const refusalOf = (error: unknown) => (error instanceof Refusal ? error : new Refusal('import.brokenWorkbook'))

interface Archive {
  /** Bytes unpacked of the part that was opened last. */
  read: number
  entries: Map<string, Entry>
  chunks(name: string): AsyncGenerator<string>
  text(name: string): Promise<string>
  close(): void
}

const ENTRIES_MAX = 5_000
const PART_MAX_BYTES = 32 << 20
const STRINGS_MAX_BYTES = 256 << 20
const SHEET_MAX_BYTES = 2 ** 31
/** Real sheets shrink to a tenth or a fiftieth; what shrinks far more was made to burst. */
const RATIO_MAX = 200
const RATIO_FROM_BYTES = 16 << 20

/** Opens the archive and looks at its list of contents before unpacking anything. */
export async function openArchive(path: string): Promise<Archive> {
  const zip = await (promisify(yauzl.open) as (path: string, options: yauzl.Options) => Promise<ZipFile>)(path, {
    lazyEntries: true,
    autoClose: false,
    validateEntrySizes: true,
  }).catch(error => {
    throw refusalOf(error)
  })
  try {
    const entries = await contents(zip)
    const openStream = promisify(zip.openReadStream.bind(zip)) as (entry: Entry) => Promise<NodeJS.ReadableStream>
    async function* chunks(name: string) {
      const decoder = new TextDecoder()
      archive.read = 0
      const stream = (await openStream(entries.get(name)!)) as NodeJS.ReadableStream & { destroy(): void }
      try {
        for await (const chunk of stream as AsyncIterable<Buffer>) {
          archive.read += chunk.length
          yield decoder.decode(chunk, { stream: true })
        }
        yield decoder.decode()
      } finally {
        stream.destroy()
      }
    }
    const archive: Archive = {
      read: 0,
      entries,
      chunks,
      close: () => zip.close(),
      async text(name) {
        let text = ''
        if (entries.has(name)) for await (const chunk of chunks(name)) text += chunk
        return text
      },
    }
    return archive
  } catch (error) {
    zip.close()
    throw refusalOf(error)
  }
}

function contents(zip: ZipFile): Promise<Map<string, Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>()
    zip.on('error', reject)
    zip.on('end', () => resolve(entries))
    zip.on('entry', (entry: Entry) => {
      const refusal = entries.size >= ENTRIES_MAX ? new Refusal('import.bomb') : suspicion(entry)
      if (refusal) return reject(refusal)
      entries.set(entry.fileName.replace(/^\//, ''), entry)
      zip.readEntry()
    })
    zip.readEntry()
  })
}

function suspicion(entry: Entry): Refusal | null {
  const { fileName, uncompressedSize, compressedSize } = entry
  if (/vbaProject\.bin$/i.test(fileName)) return new Refusal('import.macros')
  if (entry.generalPurposeBitFlag & 1) return new Refusal('import.encrypted')
  const limit = /sheets?\/[^/]*\.(xml|bin)$|^content\.xml$/i.test(fileName)
    ? SHEET_MAX_BYTES
    : /sharedStrings/i.test(fileName)
      ? STRINGS_MAX_BYTES
      : /\.(xml|rels|bin)$/i.test(fileName)
        ? PART_MAX_BYTES
        : Number.POSITIVE_INFINITY
  const bursts = uncompressedSize > RATIO_FROM_BYTES && uncompressedSize > compressedSize * RATIO_MAX
  return bursts || uncompressedSize > limit ? new Refusal('import.bomb') : null
}

const attribute = (attributes: string, name: string) => new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1]

function relations(xml: string): Map<string, string> {
  return new Map(
    [...xml.matchAll(/<(?:\w+:)?Relationship\s([^>]*?)\/?>/g)].map(([, attributes]) => {
      const target = attribute(attributes!, 'Target') ?? ''
      return [
        attribute(attributes!, 'Id') ?? '',
        target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`,
      ]
    }),
  )
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
export function unescapeXml(text: string): string {
  return text.includes('&')
    ? text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (all, hex, decimal, named) => {
        if (named) return ENTITIES[named] ?? all
        const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
        return code <= 0x10ffff ? String.fromCodePoint(code) : ''
      })
    : text
}
/** Excel writes what XML cannot carry as _xHHHH_. */
const unescapeExcel = (text: string) =>
  text.includes('_x')
    ? text.replace(/_x([0-9a-f]{4})_/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text

/** The text of a string item: its runs joined, phonetic guides left out. */
function itemText(xml: string): string {
  const plain = xml.includes('rPh') ? xml.replace(/<(?:\w+:)?rPh\b[\s\S]*?<\/(?:\w+:)?rPh>/g, '') : xml
  let text = ''
  for (const [, content] of plain.matchAll(/<(?:\w+:)?t(?:\s[^>]*)?>([\s\S]*?)<\/(?:\w+:)?t>/g)) text += content
  return unescapeExcel(unescapeXml(text.replaceAll('\r\n', '\n')))
}

/** Pieces of XML that end with `</name>`, whatever prefix the file uses, one at a time out of a stream. */
async function* elements(chunks: AsyncIterable<string>, name: string): AsyncGenerator<string> {
  const closing = new RegExp(`</(?:\\w+:)?${name}>`, 'g')
  let pending = ''
  for await (const chunk of chunks) {
    // Step back over what may be the beginning of a closing tag cut in two.
    closing.lastIndex = Math.max(0, pending.length - 40)
    pending += chunk
    let from = 0
    for (let end = closing.exec(pending); end; end = closing.exec(pending)) {
      yield pending.slice(from, closing.lastIndex)
      from = closing.lastIndex
    }
    pending = pending.slice(from)
    if (pending.length > PART_MAX_BYTES) throw new Refusal('import.bomb')
  }
}

async function sharedStrings(archive: Archive): Promise<string[]> {
  const strings: string[] = []
  for await (const xml of elements(archive.chunks('xl/sharedStrings.xml'), 'si')) {
    // Empty items close themselves and would shift every later one.
    for (const _ of xml.matchAll(/<(?:\w+:)?si\s*\/>/g)) strings.push('')
    strings.push(itemText(xml))
  }
  return strings
}

/** For every cell format, whether it shows a date. */
function dateStyles(xml: string): boolean[] {
  const custom = new Map(
    [...xml.matchAll(/<(?:\w+:)?numFmt\s([^>]*?)\/?>/g)].map(([, attributes]) => [
      attribute(attributes!, 'numFmtId'),
      unescapeXml(attribute(attributes!, 'formatCode') ?? ''),
    ]),
  )
  const formats = /<(?:\w+:)?cellXfs\b[\s\S]*?<\/(?:\w+:)?cellXfs>/.exec(xml)?.[0] ?? ''
  return [...formats.matchAll(/<(?:\w+:)?xf\s([^>]*?)\/?>/g)].map(([, attributes]) => {
    const id = attribute(attributes!, 'numFmtId') ?? '0'
    const code = custom.get(id)
    const n = Number(id)
    if (code === undefined)
      return (n >= 14 && n <= 22) || (n >= 27 && n <= 36) || (n >= 45 && n <= 47) || (n >= 50 && n <= 58)
    return /[ymdhs]/i.test(code.replace(/"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|General/gi, ''))
  })
}

const columnNumber = (letters: string) => {
  let n = 0
  for (let i = 0; i < letters.length; i++) n = n * 26 + letters.charCodeAt(i) - 64
  return n - 1
}

interface Merge {
  column: number
  from: number
  to: number
}
const MERGES_MAX = 100_000

/** Cells merged over several rows mean one value for all of them. They are listed after the rows, hence a pass of their own. */
async function mergedDown(archive: Archive, path: string): Promise<Merge[]> {
  const merges: Merge[] = []
  let tail = ''
  for await (const chunk of archive.chunks(path)) {
    const text = tail + chunk
    tail = text.slice(-100)
    if (!text.includes('mergeCell ')) continue
    const whole = text.slice(0, text.lastIndexOf('>') + 1)
    tail = text.slice(whole.length)
    for (const [, start, from, to] of whole.matchAll(/mergeCell ref="([A-Z]+)(\d+):[A-Z]+(\d+)"/g)) {
      if (Number(to) > Number(from)) merges.push({ column: columnNumber(start!), from: Number(from), to: Number(to) })
    }
    if (merges.length > MERGES_MAX) throw new Refusal('import.bomb')
  }
  return merges.sort((a, b) => a.from - b.from)
}

interface SheetContext {
  shared: string[]
  styles: boolean[]
  since1904: boolean
  merges: Merge[]
}
const COLUMNS_MAX = 16_384

async function* sheetRows(archive: Archive, path: string, context: SheetContext): AsyncGenerator<TableRow> {
  const { shared, styles, since1904, merges } = context
  const cellPattern = /<(?:\w+:)?c((?:\s[^>]*?)?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?c>)/g
  const open: (Merge & { text: string })[] = []
  let row = 0
  let nextMerge = 0

  function textOf(attributes: string, content: string): string {
    const type = / t="(\w+)"/.exec(attributes)?.[1]
    if (type === 'inlineStr') return itemText(content)
    const value = /<(?:\w+:)?v(?:\s[^>]*)?>([\s\S]*?)<\/(?:\w+:)?v>/.exec(content)?.[1]
    if (value === undefined) return ''
    if (type === 's') return shared[Number(value)] ?? ''
    if (type === 'b') return value === '1' ? 'true' : 'false'
    if (type === 'str' || type === 'd') return unescapeExcel(unescapeXml(value))
    // An error such as #N/A says that the file has no value here.
    if (type === 'e') return ''
    const figure = Number(value)
    if (Number.isNaN(figure)) return unescapeXml(value)
    const style = / s="(\d+)"/.exec(attributes)?.[1]
    // Excel keeps fifteen digits; the rest is noise of the binary form.
    return style && styles[Number(style)] ? cellDate(figure, since1904) : String(Number(figure.toPrecision(15)))
  }

  try {
    for await (const xml of elements(archive.chunks(path), 'row')) {
      // What stands before the last opening tag is the sheet's head, or rows without cells.
      const start = Math.max(xml.lastIndexOf('<row'), xml.search(/<\w+:row[\s>]/))
      row = Number(/ r="(\d+)"/.exec(xml.slice(start, xml.indexOf('>', start)))?.[1] ?? row + 1)
      const cells: string[] = []
      let implicit = 0
      for (const [, attributes, content] of xml.matchAll(cellPattern)) {
        const reference = / r="([A-Z]+)\d+"/.exec(attributes!)?.[1]
        const column = reference ? columnNumber(reference) : implicit
        implicit = column + 1
        if (column >= COLUMNS_MAX) throw new Refusal('import.brokenWorkbook')
        if (content === undefined) continue
        while (cells.length < column) cells.push('')
        cells[column] = textOf(attributes!, content)
      }
      for (; nextMerge < merges.length && merges[nextMerge]!.from <= row; nextMerge++) {
        const merge = merges[nextMerge]!
        open.push({ ...merge, text: cells[merge.column] ?? '' })
      }
      for (let i = open.length - 1; i >= 0; i--) {
        const merge = open[i]!
        if (merge.to < row) open.splice(i, 1)
        else if (merge.from < row && merge.text) {
          while (cells.length < merge.column) cells.push('')
          cells[merge.column] = merge.text
        }
      }
      yield { row, cells }
    }
  } catch (error) {
    throw refusalOf(error)
  } finally {
    archive.close()
  }
}
