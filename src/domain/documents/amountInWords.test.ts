import fc from 'fast-check'
import { expect, it } from 'vitest'
import { amountInWords } from './amountInWords'

it('writes amounts as the rules for cheques do', () => {
  for (const [fen, words] of [
    [1_234_56, '壹仟贰佰叁拾肆元伍角陆分'],
    [1_409_50, '壹仟肆佰零玖元伍角整'],
    [6_007_14, '陆仟零柒元壹角肆分'],
    [1_680_32, '壹仟陆佰捌拾元叁角贰分'],
    [107_000_53, '壹拾万柒仟元伍角叁分'],
    [16_409_02, '壹万陆仟肆佰零玖元零贰分'],
    [325_04, '叁佰贰拾伍元零肆分'],
    [10_00, '壹拾元整'],
    [100_001_00, '壹拾万零壹元整'],
    [1_000_000_00, '壹佰万元整'],
    [100_000_000_00, '壹亿元整'],
    [100_000_001_00, '壹亿零壹元整'],
    [100_100_000_00, '壹亿零壹拾万元整'],
    [1_000_010_000_00, '壹拾亿零壹万元整'],
    [99_999_999_999_99, '玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分'],
    [1_000_000_000_000_00, '壹万亿元整'],
    [5, '伍分'],
    [30, '叁角整'],
    [35, '叁角伍分'],
    [0, '零元整'],
    [-1_234_56, '负壹仟贰佰叁拾肆元伍角陆分'],
  ] as const)
    expect([fen, amountInWords(fen)]).toEqual([fen, words])
})

/** Reads words back, by another way than they were written: each unit multiplies what was read since the last one. */
function read(words: string): number {
  const [whole = '', part = ''] = words.replace(/^负/, '').includes('元')
    ? words.replace(/^负/, '').split('元')
    : ['', words.replace(/^负/, '')]
  const small = (text: string) =>
    [...text.matchAll(/([壹贰叁肆伍陆柒捌玖])([拾佰仟]?)/g)].reduce(
      (sum, [, digit, place]) =>
        sum + '零壹贰叁肆伍陆柒捌玖'.indexOf(digit!) * ({ 拾: 10, 佰: 100, 仟: 1000 }[place!] ?? 1),
      0,
    )
  const below = (text: string) => {
    const at = text.lastIndexOf('万')
    return at < 0 ? small(text) : small(text.slice(0, at)) * 10_000 + small(text.slice(at + 1))
  }
  const at = whole.lastIndexOf('亿')
  const yuan = at < 0 ? below(whole) : below(whole.slice(0, at)) * 100_000_000 + below(whole.slice(at + 1))
  const digitBefore = (unit: string) => '零壹贰叁肆伍陆柒捌玖'.indexOf(new RegExp(`(.)${unit}`).exec(part)?.[1] ?? '零')
  const fen = yuan * 100 + digitBefore('角') * 10 + digitBefore('分')
  return words.startsWith('负') ? -fen : fen
}

it('says every amount so that it can be read back, in one way only', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e13, max: 1e13 }), fen => {
      const words = amountInWords(fen)
      expect(read(words)).toBe(fen)
      expect(words).toMatch(/[整分]$/)
      expect(words).not.toMatch(/零零|零[拾佰仟万亿]|^零(?!元整$)/)
    }),
    { numRuns: 2_000 },
  )
})

it('refuses what is no whole number of fen', () => {
  for (const bad of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60])
    expect(() => amountInWords(bad)).toThrow(RangeError)
})
