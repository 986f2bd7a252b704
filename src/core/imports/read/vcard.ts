import { stat } from 'node:fs/promises'
import { decoded, detectEncoding, type Meter } from './encoding'
import type { RawTable, TableOptions, TableRow } from './table'

/** Columns of address cards, in the words of the product. A card's further numbers stay behind its first of each kind. */
const COLUMNS = [
  '姓名',
  '公司',
  '部门',
  '职务',
  '手机',
  '电话',
  '传真',
  '邮箱',
  '网址',
  '地址',
  '省',
  '市',
  '邮编',
  '国家',
  '生日',
  '昵称',
  '备注',
  '标签',
] as const
type Column = (typeof COLUMNS)[number]

/** Reads vCard 2.1, 3.0 and 4.0, as phones and mail programs really write them, one card after the other. */
export async function readVcards(path: string, options: TableOptions): Promise<RawTable> {
  const encoding = options.encoding ?? (await detectEncoding(path))
  const meter = { bytes: 0 }
  const { size } = await stat(path)
  return { format: 'vcard', encoding, rows: cards(path, encoding, meter), progress: () => meter.bytes / size }
}

async function* cards(path: string, encoding: string, meter: Meter): AsyncGenerator<TableRow> {
  yield { row: 1, cells: [...COLUMNS] }
  let row = 1
  let card: Map<Column, string> | undefined
  let nested = 0
  for await (const line of contentLines(decoded(path, encoding, meter))) {
    const property = parseLine(line)
    if (!property) continue
    if (property.name === 'BEGIN' && /vcard/i.test(property.value)) {
      // A card inside a card (an agent) is skipped with everything in it.
      if (card) nested++
      else card = new Map()
    } else if (property.name === 'END' && /vcard/i.test(property.value)) {
      if (nested > 0) nested--
      else if (card) {
        const finished = card
        card = undefined
        yield { row: ++row, cells: COLUMNS.map(column => finished.get(column) ?? '') }
      }
    } else if (card && nested === 0) note(card, property)
  }
}

interface Property {
  name: string
  types: Set<string>
  value: string
  parts: string[]
}

function note(card: Map<Column, string>, { name, types, value, parts }: Property) {
  const first = (column: Column, text: string) => {
    if (text && !card.get(column)) card.set(column, text)
  }
  switch (name) {
    case 'FN':
      card.set('姓名', value)
      break
    case 'N': {
      const [family = '', given = '', middle = ''] = parts
      const chinese = /\p{Script=Han}/u.test(family + given)
      first('姓名', chinese ? family + middle + given : [given, middle, family].filter(Boolean).join(' '))
      break
    }
    case 'ORG':
      first('公司', parts[0] ?? '')
      first('部门', parts.slice(1).filter(Boolean).join(' '))
      break
    case 'TITLE':
    case 'ROLE':
      first('职务', value)
      break
    case 'TEL':
      first(
        types.has('FAX') ? '传真' : types.has('CELL') || isMobile(value) ? '手机' : '电话',
        value.replace(/^tel:/i, ''),
      )
      break
    case 'EMAIL':
      first('邮箱', value.replace(/^mailto:/i, ''))
      break
    case 'URL':
      first('网址', value)
      break
    case 'ADR': {
      const [box, extended, street, city, province, code, country] = parts
      first('地址', [street, extended, box].filter(Boolean).join(' '))
      first('省', province ?? '')
      first('市', city ?? '')
      first('邮编', code ?? '')
      first('国家', country ?? '')
      break
    }
    case 'BDAY':
      first('生日', /^\d{4}-?\d{2}-?\d{2}/.exec(value)?.[0].replace(/^(\d{4})-?(\d{2})-?(\d{2})$/, '$1-$2-$3') ?? '')
      break
    case 'NICKNAME':
      first('昵称', value)
      break
    case 'NOTE':
      first('备注', value)
      break
    case 'CATEGORIES':
      first('标签', value)
      break
  }
}

const isMobile = (value: string) => /^(\+?86)?1[3-9]\d{9}$/.test(value.replace(/[\s-]/g, ''))

/** Lines with the folded ones joined: a continuation begins with a blank, or follows the `=` of a quoted-printable value. */
async function* contentLines(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let line: string | undefined
  for await (const next of physicalLines(chunks)) {
    if (line === undefined) line = next
    else if (isQuotedPrintable(line) && line.endsWith('=')) line = line.slice(0, -1) + next
    else if (/^[ \t]/.test(next)) line += next.slice(1)
    else {
      yield line
      line = next
    }
    if (line.length > LINE_MAX) line = line.slice(0, LINE_MAX)
  }
  if (line !== undefined) yield line
}
/** Longer than any text; pictures are cut, nothing reads them. */
const LINE_MAX = 200_000

async function* physicalLines(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let pending = ''
  for await (const chunk of chunks) {
    const lines = (pending + chunk).split(/\n/)
    pending = lines.pop()!
    for (const line of lines) {
      const text = line.replace(/\r+$/, '')
      if (text) yield text
    }
  }
  const last = pending.replace(/\r+$/, '')
  if (last) yield last
}

const isQuotedPrintable = (line: string) => /^[^:]*QUOTED-PRINTABLE[^:]*:/i.test(line)

/** `group.NAME;TYPE=x;CHARSET=y:value`; parameter values may stand in quotes. */
function parseLine(line: string): Property | undefined {
  const head = /^(?:[\w-]+\.)?([\w-]+)((?:;(?:"[^"]*"|[^:;"])*)*):/.exec(line)
  if (!head) return undefined
  const parameters = [...head[2]!.matchAll(/;((?:"[^"]*"|[^;"])*)/g)].map(m => m[1]!)
  const types = new Set<string>()
  let charset = 'utf-8'
  let quotedPrintable = false
  for (const parameter of parameters) {
    const [key, given] = parameter.includes('=')
      ? [parameter.slice(0, parameter.indexOf('=')), parameter.slice(parameter.indexOf('=') + 1)]
      : ['TYPE', parameter]
    for (const text of given.replaceAll('"', '').split(',')) types.add(text.toUpperCase())
    if (/^charset$/i.test(key)) charset = given
    if (/quoted-printable/i.test(given)) quotedPrintable = true
  }
  const raw = line.slice(head[0].length)
  const value = quotedPrintable ? fromQuotedPrintable(raw, charset) : raw
  return { name: head[1]!.toUpperCase(), types, value: unescapeValue(value), parts: splitParts(value) }
}

function fromQuotedPrintable(text: string, charset: string): string {
  const bytes: number[] = []
  for (let i = 0; i < text.length; i++) {
    const hex = text[i] === '=' && /^[0-9a-f]{2}$/i.test(text.slice(i + 1, i + 3))
    if (hex) {
      bytes.push(Number.parseInt(text.slice(i + 1, i + 3), 16))
      i += 2
    } else bytes.push(...Buffer.from(text[i]!))
  }
  const named = /^gb/i.test(charset) ? 'gb18030' : charset
  try {
    return new TextDecoder(named).decode(new Uint8Array(bytes)).replaceAll('\r\n', '\n')
  } catch {
    return Buffer.from(bytes).toString('utf8')
  }
}

const unescapeValue = (text: string) =>
  text.replace(/\\([\\;,:nN])/g, (_, c: string) => (c === 'n' || c === 'N' ? '\n' : c)).trim()
const splitParts = (text: string) => text.split(/(?<!\\);/).map(unescapeValue)
