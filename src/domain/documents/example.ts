import PizZip from 'pizzip'
import type { Ctx } from '../../core/ctx'
import { labelIn } from '../../core/i18n/say'
import { emptyContents } from './contents'
import type { Printable } from './printable'

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const BORDERS = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']

/** A Word template to begin with: what the built-in page says, as variables, with a table whose row stands for every line. */
export async function exampleOf(ctx: Ctx, printable: Printable): Promise<Buffer> {
  const { variables, lineVariables } = await emptyContents(ctx, printable)
  const english = ctx.lang === 'en'
  const said = (one: { word: string; name: string }) => `{${english ? one.name : one.word}}`
  const named = (names: readonly string[]) =>
    names.flatMap(
      name => variables.find(one => one.name === name) ?? variables.find(one => one.name === `${name}.name`) ?? [],
    )
  const line = (one: { label: string; word: string; name: string }) =>
    paragraph(`${one.label}${english ? ': ' : '：'}${said(one)}`)
  const columns = (printable.lines?.columns ?? []).flatMap(name => lineVariables.find(one => one.name === name) ?? [])
  const [first, last] = english ? ['{#lines}', '{/lines}'] : ['{#明细}', '{/明细}']
  const body = [
    paragraph(english ? '{title}' : '{标题}', true),
    ...named(printable.facts).map(line),
    ...(columns.length
      ? [
          table([
            columns.map(one => one.label),
            columns.map((one, i) => `${i === 0 ? first : ''}${said(one)}${i === columns.length - 1 ? last : ''}`),
          ]),
        ]
      : []),
    ...named([...printable.amounts, ...(printable.inWords ? ['amountInWords'] : []), ...printable.texts]).map(line),
    paragraph(
      `${labelIn(printable.parties ? ['乙方', 'Party B'] : ['我方签章', 'For us'], ctx.lang)}  ${english ? '{company.name}' : '{公司.公司全称}'}`,
    ),
  ]
  const zip = new PizZip()
  const part = (name: string, text: string) => zip.file(name, XML + text)
  part(
    '[Content_Types].xml',
    `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
  )
  part(
    '_rels/.rels',
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
  )
  part('word/document.xml', `<w:document xmlns:w="${WORD}"><w:body>${body.join('')}<w:sectPr/></w:body></w:document>`)
  return zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' })
}

const escaped = (text: string) => text.replace(/[&<>]/g, c => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c]!)

const paragraph = (text: string, title = false): string =>
  `<w:p>${title ? '<w:pPr><w:jc w:val="center"/></w:pPr>' : ''}<w:r>${title ? '<w:rPr><w:b/><w:sz w:val="36"/></w:rPr>' : ''}<w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`

function table(rows: readonly string[][]): string {
  const edges = BORDERS.map(edge => `<w:${edge} w:val="single" w:sz="4" w:color="84918F"/>`).join('')
  const cell = (text: string) => `<w:tc><w:tcPr><w:tcW w:w="1500" w:type="dxa"/></w:tcPr>${paragraph(text)}</w:tc>`
  // The first row is the head, and stands on every page.
  const row = (texts: readonly string[], i: number) =>
    `<w:tr>${i === 0 ? '<w:trPr><w:tblHeader/></w:trPr>' : ''}${texts.map(cell).join('')}</w:tr>`
  return `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>${edges}</w:tblBorders></w:tblPr><w:tblGrid/>${rows.map(row).join('')}</w:tbl>${paragraph('')}`
}
