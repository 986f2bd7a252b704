import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from '../../bin/build.mjs'
import { traditional } from '../../src/core/i18n/traditional'
import { traditionalWords } from '../../src/web/build/traditionalWords'

const web = join(root, 'src/web')
const files = readdirSync(web, { recursive: true, encoding: 'utf8' }).filter(path => /(^|[\\/])words\.ts$/.test(path))
const CHINESE = /\p{Script=Han}|[，。；：（）「」]/u
/** Simplified characters that are also traditional ones of their own: 公里, 工作台. */
const BOTH = '后里台干只系准面制复松余于斗'

/** Every sentence of a dictionary with its place in it; of one that is made from values, its source text. */
function sentences(words: unknown, place = ''): [place: string, sentence: string][] {
  if (typeof words === 'string') return [[place, words]]
  if (typeof words === 'function') return [[place, String(words)]]
  if (typeof words !== 'object' || words === null) return []
  return Object.entries(words).flatMap(([name, inner]) => sentences(inner, place ? `${place}.${name}` : name))
}
const gaps = (sentence: string) => [...new Set(sentence.match(/(?<!\$)\{\w+\}/g))].sort()

describe.each(files)('%s', file => {
  const source = readFileSync(join(web, file), 'utf8')
  const load = () => import(join(web, file))

  test('what is said in Chinese is said in English, which asks for nothing more to be filled in', async () => {
    const { zhCN, en } = await load()
    const english = new Map(sentences(en))
    const chinese = sentences(zhCN)
    expect([...english.keys()].sort()).toEqual(chinese.map(([place]) => place).sort())
    const asked = chinese.filter(([place, sentence]) => !sentence.includes('=>') && english.has(place))
    for (const [place, sentence] of asked)
      expect(gaps(sentence), place).toEqual(expect.arrayContaining(gaps(english.get(place)!)))
  })

  test('no Chinese is left in the English', async () => {
    const { en } = await load()
    expect(sentences(en).filter(([, sentence]) => CHINESE.test(sentence))).toEqual([])
  })

  test('traditional Chinese is made of all of it, and no simplified character is left', () => {
    const { transform } = traditionalWords() as { transform(code: string, id: string): { code: string } | undefined }
    const made = transform(source, join(web, file))?.code
    if (!made) return expect(source).toMatch(/export const zhTW\b/)
    const words = made.slice(made.indexOf('export const zhTW = '))
    expect(words.split('\n').length).toBe(/export const zhCN = (\{.*?^\})/ms.exec(source)![1]!.split('\n').length + 1)
    const simplified = [...new Set(words.match(/\p{Script=Han}/gu))].filter(
      c => traditional(c) !== c && !BOTH.includes(c),
    )
    expect(simplified.map(c => words.slice(words.indexOf(c) - 8, words.indexOf(c) + 8))).toEqual([])
  })
})
