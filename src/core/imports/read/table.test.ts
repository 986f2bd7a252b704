import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import zlib from 'node:zlib'
import { writeXlsx } from 'hucre'
import { afterAll, describe, expect, it } from 'vitest'
import { encodeGb18030 } from '../../exports/gb18030'
import { openTable, type TableOptions } from './table'

const folder = mkdtempSync(join(tmpdir(), 'guanxi-tables-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function opened(file: string | Uint8Array, options?: TableOptions) {
  const path = join(folder, crypto.randomUUID())
  writeFileSync(path, file)
  const table = await openTable(path, 'file', options)
  const rows: string[][] = []
  const numbers: number[] = []
  for await (const { row, cells } of table.rows) {
    rows.push(cells)
    numbers.push(row)
  }
  return { ...table, rows, numbers }
}
const refused = (file: string | Uint8Array) =>
  opened(file).then(
    () => null,
    error => error.code,
  )

describe('delimited text', () => {
  const text = '名称,电话\n鼎丰,1\n"逗,号","两\n行"\n'
  it.each([
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${text}`), 'utf-8'],
    ['GB18030', encodeGb18030(text), 'gb18030'],
    ['UTF-16 with its mark', Buffer.from(`\ufeff${text}`, 'utf16le'), 'utf-16le'],
    ['UTF-16 the other way round', Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), 'utf-16be'],
  ])('is read from %s', async (_name, file, encoding) => {
    expect(await opened(file)).toMatchObject({
      encoding,
      delimiter: ',',
      columns: ['名称', '电话'],
      rows: [
        ['鼎丰', '1'],
        ['逗,号', '两\n行'],
      ],
    })
  })

  it.each([[';'], ['\t'], ['|'], [',']])('finds out that %j parts its cells', async delimiter => {
    const row = (...cells: string[]) => cells.join(delimiter)
    const file = `${row('a', 'b', 'c')}\n${row('1', '2', '3')}\n${row('4', '5', '6')}\n`
    expect(await opened(file)).toMatchObject({
      delimiter,
      columns: ['a', 'b', 'c'],
      rows: [
        ['1', '2', '3'],
        ['4', '5', '6'],
      ],
    })
  })

  it('takes a caption above the table for what it is, and counts rows as a spreadsheet does', async () => {
    const table = await opened('二〇二六年客户名录,,\n\n名称,电话,地区\n甲,1,杭州\n,,\n乙,2,成都\n')
    expect(table).toMatchObject({ headerRow: 3, columns: ['名称', '电话', '地区'], numbers: [4, 6] })
  })

  it('names columns that have no name or the same name', async () => {
    expect((await opened('名称,,名称\n甲,乙,丙\n')).columns).toEqual(['名称', '#2', '名称 (2)'])
  })

  it('says where a quote is left open', async () => {
    expect(await refused(`a,b\n"${'x'.repeat(5_000_000)}`)).toBe('import.brokenText')
  })
})

describe('a workbook', () => {
  const workbook = (rows: any[][], more: object = {}) => writeXlsx({ sheets: [{ name: '客户', rows, ...more }] })

  it('gives texts, figures, days and times as people write them', async () => {
    const file = await workbook([
      ['名称', '数', '日期', '时间', '是否'],
      ['甲', 0.1 + 0.2, new Date('2026-11-22T00:00:00Z'), new Date('2026-11-22T09:30:00Z'), true],
      ['乙 & <丙>', 13_800_138_000, new Date('1999-12-31T00:00:00Z'), null, false],
    ])
    expect((await opened(file)).rows).toEqual([
      ['甲', '0.3', '2026-11-22', '2026-11-22 09:30', 'true'],
      ['乙 & <丙>', '13800138000', '1999-12-31', '', 'false'],
    ])
  })

  it('reads a formula’s last result and never the formula', async () => {
    const cells = new Map([['1,0', { value: 3, formula: '1+2', formulaResult: 3 }]])
    expect((await opened(await workbook([['和'], [3]], { cells }))).rows).toEqual([['3']])
  })

  it('repeats a value that stands merged over several rows', async () => {
    const file = await workbook(
      [
        ['省', '市'],
        ['浙江', '杭州'],
        [null, '宁波'],
        ['四川', '成都'],
      ],
      { merges: [{ startRow: 1, endRow: 2, startCol: 0, endCol: 0 }] },
    )
    expect((await opened(file)).rows).toEqual([
      ['浙江', '杭州'],
      ['浙江', '宁波'],
      ['四川', '成都'],
    ])
  })

  it('takes the sheet one names', async () => {
    const file = await writeXlsx({
      sheets: [
        { name: '甲', rows: [['a'], ['1']] },
        { name: '乙', rows: [['b'], ['2']] },
      ],
    })
    expect(await opened(file)).toMatchObject({ sheet: '甲', sheets: ['甲', '乙'], columns: ['a'] })
    expect(await opened(file, { sheet: '乙' })).toMatchObject({ columns: ['b'], rows: [['2']] })
  })

  it('is refused with macros, as a bomb, or damaged', async () => {
    expect(await refused(zip({ 'xl/workbook.xml': '<workbook/>', 'xl/vbaProject.bin': 'x' }))).toBe('import.macros')
    expect(
      await refused(zip({ 'xl/workbook.xml': '<workbook/>', 'xl/worksheets/sheet1.xml': Buffer.alloc(64 << 20) })),
    ).toBe('import.bomb')
    expect(await refused(zip({ 'xl/workbook.xml': '<workbook/>' }))).toBe('import.noSheet')
    expect(await refused(zip({ 'readme.txt': 'x' }))).toBe('import.notTable')
    expect(await refused((await workbook([['a'], ['1']])).subarray(0, 900))).toBe('import.brokenWorkbook')
  })
})

describe('address cards', () => {
  const columns = (table: { columns: string[]; rows: string[][] }) =>
    table.rows.map(row => Object.fromEntries(row.map((cell, i) => [table.columns[i], cell]).filter(([, cell]) => cell)))

  it('of phones and mail programs become rows', async () => {
    const file = [
      'BEGIN:VCARD',
      'VERSION:3.0',
      'N:王;小明;;;',
      'FN:王小明',
      'ORG:鼎丰商贸;销售部',
      'TITLE:经理',
      'TEL;TYPE=CELL:138 0013 8000',
      'item1.TEL;type=WORK:0571-88023317',
      'EMAIL;TYPE=INTERNET:wang@dingfeng.cn',
      'ADR;TYPE=WORK:;;文三路 1 号;杭州市;浙江省;310000;中国',
      'NOTE:第一行\\n第二行\\, 完',
      'BDAY:19800203',
      'PHOTO;ENCODING=b;TYPE=JPEG:AAAA',
      ' BBBB',
      'END:VCARD',
      '',
    ].join('\r\n')
    expect(columns(await opened(file))).toEqual([
      {
        姓名: '王小明',
        公司: '鼎丰商贸',
        部门: '销售部',
        职务: '经理',
        手机: '138 0013 8000',
        电话: '0571-88023317',
        邮箱: 'wang@dingfeng.cn',
        地址: '文三路 1 号',
        省: '浙江省',
        市: '杭州市',
        邮编: '310000',
        国家: '中国',
        生日: '1980-02-03',
        备注: '第一行\n第二行, 完',
      },
    ])
  })

  it('of old phones come in quoted-printable and Chinese encodings', async () => {
    const printable = (bytes: Buffer) =>
      [...bytes].map(b => `=${b.toString(16).toUpperCase().padStart(2, '0')}`).join('')
    const file = `BEGIN:VCARD\r\nVERSION:2.1\r\nFN;CHARSET=GB2312;ENCODING=QUOTED-PRINTABLE:${printable(encodeGb18030('李敏'))}\r\nORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:${printable(Buffer.from('恒通')).slice(0, 9)}=\r\n${printable(Buffer.from('恒通')).slice(9)}\r\nTEL;HOME;VOICE:13800138000\r\nEND:VCARD\r\n`
    expect(columns(await opened(file))).toEqual([{ 姓名: '李敏', 公司: '恒通', 手机: '13800138000' }])
  })
})

it.each([
  ['a PDF', '%PDF-1.7\n'],
  ['a web page', '<html></html>'],
  ['rich text', '{\\rtf1 x}'],
  ['a program', Buffer.from('MZ\0\0\x03\0\0\0\x04\0\0\0', 'latin1')],
])('%s is no table', async (_name, file) => expect(await refused(file)).toBe('import.notTable'))

/** A small archive as zip programs write it. */
function zip(files: Record<string, string | Buffer>): Buffer {
  const { deflateRawSync, crc32 } = zlib
  const locals: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(files)) {
    const bytes = Buffer.from(content)
    const packed = deflateRawSync(bytes)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(bytes), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(bytes.length, 18)
    common.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, Buffer.from(name), packed])
    const end = Buffer.alloc(14)
    end.writeUInt32LE(offset, 10)
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, end, Buffer.from(name)]))
    locals.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(central)
  const tail = Buffer.alloc(22)
  tail.write('PK\x05\x06', 0, 'latin1')
  tail.writeUInt16LE(central.length, 8)
  tail.writeUInt16LE(central.length, 10)
  tail.writeUInt32LE(directory.length, 12)
  tail.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, directory, tail])
}
