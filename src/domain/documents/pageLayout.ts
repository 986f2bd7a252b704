import type { Sheet } from './sheet'

/** Pictures as data addresses: `data:image/png;base64,…`. */
export interface Pictures {
  logo: string | null
  stamp: string | null
}

const INK = '#1f2a29'
const SOFT = '#5c6a68'
const LINE = '#c9d1d0'

/**
 * A sheet as pdfmake takes it: A4, letterhead, facts in two columns, the table of lines whose head stands on every page, amounts,
 * texts, and at the end the place to sign and stamp, which is never torn from what is signed.
 */
export function pageOf(sheet: Sheet, pictures: Pictures): Record<string, unknown> {
  return {
    pageSize: 'A4',
    pageMargins: [42, 42, 42, 54],
    info: { title: [sheet.title, sheet.code].filter(Boolean).join(' '), author: sheet.company?.name ?? '' },
    defaultStyle: { font: 'Noto', fontSize: 9, lineHeight: 1.35, color: INK },
    ...(sheet.draft ? { watermark: { text: sheet.draft, color: SOFT, opacity: 0.12, bold: false } } : {}),
    content: [
      ...letterhead(sheet, pictures.logo),
      { text: sheet.title, fontSize: 18, bold: true, alignment: 'center', margin: [0, 14, 0, 12] },
      ...facts(sheet),
      ...(sheet.opening ? [{ text: sheet.opening, margin: [0, 8, 0, 4] }] : []),
      ...table(sheet),
      ...totals(sheet),
      ...sheet.paragraphs.map(({ title, text }) => ({
        stack: [{ text: title, bold: true, margin: [0, 0, 0, 2] }, { text }],
        margin: [0, 10, 0, 0],
      })),
      signatures(sheet, pictures.stamp),
    ],
  }
}

function letterhead({ company, code }: Sheet, logo: string | null): unknown[] {
  if (!company) return code ? [{ text: code, alignment: 'right', color: SOFT }] : []
  return [
    {
      columns: [
        ...(logo ? [{ image: logo, fit: [110, 40], width: 'auto' }] : []),
        {
          width: '*',
          stack: [
            { text: company.name, fontSize: 12, bold: true },
            ...company.lines.filter(Boolean).map(text => ({ text, color: SOFT, fontSize: 8 })),
          ],
        },
        ...(code ? [{ text: code, alignment: 'right', width: 'auto', color: SOFT }] : []),
      ],
      columnGap: 12,
    },
    { canvas: [{ type: 'line', x1: 0, y1: 6, x2: 511, y2: 6, lineWidth: 0.7, lineColor: LINE }] },
  ]
}

function facts({ facts: all }: Sheet): unknown[] {
  if (all.length === 0) return []
  const half = Math.ceil(all.length / 2)
  const column = (list: Sheet['facts']) => ({
    width: '*',
    stack: list.map(({ label, text }) => ({
      columns: [
        { text: label, width: 72, color: SOFT },
        { text, width: '*' },
      ],
      columnGap: 6,
      margin: [0, 0, 0, 2],
    })),
  })
  return [{ columns: [column(all.slice(0, half)), column(all.slice(half))], columnGap: 18, margin: [0, 0, 0, 8] }]
}

function table({ columns, lines }: Sheet): unknown[] {
  if (columns.length === 0) return []
  const whole = columns.reduce((sum, column) => sum + column.weight, 0)
  const cell = (text: string, figure: boolean) => ({ text, alignment: figure ? 'right' : 'left' })
  return [
    {
      table: {
        headerRows: 1,
        dontBreakRows: true,
        widths: columns.map(({ weight }) => `${((weight / whole) * 100).toFixed(2)}%`),
        body: [
          columns.map(({ label, figure }) => ({ ...cell(label, figure), bold: true, fillColor: '#eef2f1' })),
          ...lines.map(line => line.map((text, i) => cell(text, columns[i]!.figure))),
        ],
      },
      layout: 'ruled',
      fontSize: 8.5,
      margin: [0, 6, 0, 6],
    },
  ]
}

function totals({ totals: all, inWords }: Sheet): unknown[] {
  if (all.length === 0 && !inWords) return []
  const last = all.length - 1
  return [
    {
      unbreakable: true,
      columns: [
        inWords
          ? {
              width: '*',
              stack: [
                { text: inWords.label, color: SOFT },
                { text: inWords.text, bold: true, fontSize: 10 },
              ],
            }
          : { width: '*', text: '' },
        {
          width: 210,
          table: {
            widths: ['*', 'auto'],
            body: all.map(({ label, text }, i) => [
              { text: label, color: SOFT },
              { text, alignment: 'right', bold: i === last, ...(i === last ? { fontSize: 11 } : {}) },
            ]),
          },
          layout: 'noBorders',
        },
      ],
      columnGap: 18,
      margin: [0, 4, 0, 4],
    },
  ]
}

function signatures({ signatures: all }: Sheet, stamp: string | null): unknown {
  const last = all.length - 1
  const place = ({ label, name }: Sheet['signatures'][number], ours: boolean) => ({
    width: '*',
    stack: [
      { text: `${label}：${name}`, margin: [0, 0, 0, 34] },
      { canvas: [{ type: 'line', x1: 0, y1: 0, x2: 190, y2: 0, lineWidth: 0.7, lineColor: LINE }] },
      ...(ours && stamp ? [{ image: stamp, fit: [110, 110], relativePosition: { x: 48, y: -72 } }] : []),
    ],
  })
  return {
    unbreakable: true,
    columns: [...(all.length === 1 ? [{ width: '*', text: '' }] : []), ...all.map((one, i) => place(one, i === last))],
    columnGap: 24,
    margin: [0, 28, 0, 0],
  }
}
