import PizZip from 'pizzip'
import sharp from 'sharp'
import type { Ctx } from '../../core/ctx'
import { labelIn } from '../../core/i18n/say'
import { emptyContents } from './contents'
import type { Printable } from './printable'
import { PICTURES } from './wordTemplate'

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006'
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
  const pictured = (of: keyof typeof PICTURES) => `{${PICTURES[of][english ? 1 : 0]}}`
  const body = [
    picture(1, pictured('logo'), LOGO),
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
    picture(2, pictured('stamp'), STAMP),
  ]
  const zip = new PizZip()
  const part = (name: string, text: string) => zip.file(name, XML + text)
  part(
    '[Content_Types].xml',
    `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
  )
  part(
    '_rels/.rels',
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
  )
  part(
    'word/_rels/document.xml.rels',
    `<Relationships xmlns="${PACKAGE}/relationships">${[1, 2].map(n => `<Relationship Id="rId${n}" Type="${OFFICE}/image" Target="media/image${n}.png"/>`).join('')}</Relationships>`,
  )
  zip.file('word/media/image1.png', await drawn(LOGO))
  zip.file('word/media/image2.png', await drawn(STAMP))
  part(
    'word/document.xml',
    `<w:document xmlns:w="${WORD}" xmlns:r="${OFFICE}" xmlns:wp="${DRAWING}/wordprocessingDrawing" xmlns:a="${DRAWING}/main" xmlns:pic="${DRAWING}/picture"><w:body>${body.join('')}<w:sectPr/></w:body></w:document>`,
  )
  return zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' })
}

const escaped = (text: string) => text.replace(/[&<>]/g, c => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c]!)

/** What stands in the example where a picture of the company's goes: its size on paper in millimetres, and how it looks. */
interface Place {
  width: number
  height: number
  shape: string
}
const LOGO: Place = { width: 40, height: 12, shape: '<rect x="1" y="1" width="398" height="118" rx="12"/>' }
const STAMP: Place = {
  width: 40,
  height: 40,
  shape: '<circle cx="200" cy="200" r="195"/><path d="M200 130v140M130 200h140"/>',
}
const PIXELS_PER_MM = 10
const EMU_PER_MM = 36_000

const drawn = ({ width, height, shape }: Place): Promise<Buffer> =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width * PIXELS_PER_MM}" height="${height * PIXELS_PER_MM}" fill="#f2f5f4" stroke="#84918f" stroke-width="2" stroke-dasharray="12 8">${shape}</svg>`,
    ),
  )
    .png()
    .toBuffer()

/** A picture whose alternative text names what stands there on paper. */
function picture(n: number, text: string, { width, height }: Place): string {
  const size = `cx="${width * EMU_PER_MM}" cy="${height * EMU_PER_MM}"`
  return `<w:p><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent ${size}/><wp:docPr id="${n}" name="${text}" descr="${text}"/><a:graphic><a:graphicData uri="${DRAWING}/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="${n}" name="${text}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId${n}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`
}

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
