import { Readable } from 'node:stream'
import sharp from 'sharp'
import type { Ctx } from '../../core/ctx'
import { upload } from '../../core/files/upload'
import type { Chance } from './chance'

/** A file that is drawn or written when it is needed. */
export interface Paper {
  name: string
  content(): Promise<Buffer>
}

const SIZE = { width: 720, height: 480 }
const GROUND = '#EFF2F1'
const INK = '#2B4A4A'

const rect = (x: number, y: number, width: number, height: number, fill: string, radius = 0) =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${fill}"/>`
const bottle = (x: number, y: number, scale: number, fill: string) =>
  `<g transform="translate(${x} ${y}) scale(${scale})">${rect(18, 0, 14, 34, fill, 4)}${rect(15, -8, 20, 12, '#B9822A', 3)}<path d="M18 30 Q4 48 4 68 L4 150 Q4 158 12 158 L38 158 Q46 158 46 150 L46 68 Q46 48 32 30 Z" fill="${fill}"/>${rect(10, 84, 30, 44, '#F6F0E0', 2)}${rect(14, 98, 22, 4, '#B3231A')}</g>`

const SHADES = ['#0B6E6E', '#7A2B22', '#2F4A73', '#6B5A2A', '#45623A']

/** Simple drawings, without a word in them, so that no font is needed. */
const DRAWINGS = {
  shelf: () =>
    [
      rect(0, 0, 960, 640, GROUND),
      ...[60, 250, 440].map(
        (y, row) =>
          rect(40, y + 165, 880, 14, '#B8A78C') +
          Array.from({ length: 11 }, (_, i) => bottle(60 + i * 79, y, 1, SHADES[(i + row * 2) % SHADES.length]!)).join(
            '',
          ),
      ),
    ].join(''),
  bottle: () =>
    [
      rect(0, 0, 960, 640, '#E9E2D3'),
      rect(0, 520, 960, 120, '#CBBFA6'),
      bottle(330, 120, 2.6, SHADES[1]!),
      bottle(520, 170, 2.3, SHADES[0]!),
      rect(190, 330, 130, 200, '#7A2B22', 4),
      rect(205, 400, 100, 8, '#D8B36A'),
    ].join(''),
  cover: () =>
    [
      rect(0, 0, 960, 640, '#DDE4E3'),
      rect(250, 30, 460, 580, '#143838'),
      rect(280, 60, 400, 520, '#1B4B4B'),
      bottle(410, 150, 2.4, '#8A5F2E'),
      rect(330, 90, 300, 10, '#D8B36A'),
      rect(360, 545, 240, 8, '#D8B36A'),
    ].join(''),
  gate: () =>
    [
      rect(0, 0, 960, 640, '#D6E4EA'),
      rect(140, 90, 680, 460, '#AEBBBd'),
      ...Array.from({ length: 32 }, (_, i) =>
        rect(175 + (i % 8) * 79, 120 + Math.floor(i / 8) * 82, 54, 50, i % 5 === 0 ? '#F3E4B0' : '#6F8794', 2),
      ),
      rect(400, 460, 160, 90, INK),
      rect(300, 440, 360, 26, '#7A2B22', 3),
      rect(0, 550, 960, 90, '#9AA5A0'),
    ].join(''),
  line: () =>
    [
      rect(0, 0, 960, 640, '#E4E9E8'),
      rect(0, 420, 960, 40, '#7C8886'),
      ...Array.from({ length: 12 }, (_, i) => bottle(20 + i * 78, 262, 1, SHADES[i % 2 === 0 ? 0 : 3]!)),
      rect(330, 60, 300, 150, '#5F7C84', 10),
      ...[380, 470, 560].map(x => rect(x, 210, 20, 46, INK)),
      ...[90, 330, 570, 810].map(x => rect(x, 460, 30, 120, '#5B6765')),
    ].join(''),
  booths: () =>
    [
      rect(0, 0, 960, 640, '#FFFFFF'),
      ...Array.from({ length: 40 }, (_, i) =>
        rect(
          60 + (i % 10) * 86,
          70 + Math.floor(i / 10) * 130,
          76,
          84,
          i % 7 === 2 ? '#E6F2F1' : i % 3 === 0 ? '#8FC1BE' : '#CFE6E4',
          3,
        ),
      ),
      rect(40, 590, 880, 6, INK),
      rect(40, 40, 880, 6, INK),
    ].join(''),
} as const
export type Drawing = keyof typeof DRAWINGS

const drawn = new Map<Drawing, Promise<Buffer>>()
const draw = (drawing: Drawing) => {
  const { width, height } = SIZE
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 960 640">${DRAWINGS[drawing]()}</svg>`
  return sharp(Buffer.from(svg)).png().toBuffer()
}

/** A picture; the same drawing is made once, however often it is photographed. */
export const picture = (name: string, drawing: Drawing): Paper => ({
  name,
  content() {
    const picture = drawn.get(drawing) ?? draw(drawing)
    drawn.set(drawing, picture)
    return picture
  },
})

/** When advertisements run, as a table. */
export const schedule = (name: string): Paper => ({
  name,
  content: async () => {
    const lines = Array.from(
      { length: 12 },
      (_, i) => `${i + 1} 月刊,封底,${i < 6 ? '原价' : '待定'},${i === 0 ? '首期样稿已到' : ''}`,
    )
    return Buffer.from(`\uFEFF期次,版面,折扣,说明\r\n${lines.join('\r\n')}\r\n`)
  },
})

/** Uploads papers as whoever `ctx` is. @returns their ids */
export async function keepAll(ctx: Ctx, papers: readonly Paper[]): Promise<string[]> {
  const ids: string[] = []
  for (const { name, content } of papers) ids.push((await upload(ctx, name, Readable.from([await content()]))).id)
  return ids
}

const SIGHTS: readonly (readonly [string, Drawing])[] = [
  ['门头.png', 'gate'],
  ['陈列.png', 'shelf'],
  ['新品.png', 'bottle'],
  ['车间.png', 'line'],
]
/** What somebody photographs on a visit. */
export const sights = (chance: Chance): Paper[] =>
  chance.some(SIGHTS, chance.whole(1, 2)).map(([name, drawing]) => picture(name, drawing))
