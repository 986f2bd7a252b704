import { describe, expect, it } from 'vitest'
import { CODE, codeFrom, FIELD_NAME, fieldNameFrom } from './naming'

const free = () => false

describe('a field named on screen', () => {
  it.each([
    ['参展意向', 'canzhanyixiang'],
    ['展位号', 'zhanweihao'],
    ['发刊地址', 'fakandizhi'],
    ['VIP 等级', 'vipDengji'],
    ['2026 年目标', 'nianmubiao'],
    ['！！！', 'field'],
    ['绿化率', 'lvhualv'],
  ])('«%s» is called %s in the API', (label, name) => {
    expect(fieldNameFrom(label, free)).toBe(name)
  })
  it('never takes a name that is in use', () => {
    expect(fieldNameFrom('展位号', name => name === 'zhanweihao')).toBe('zhanweihao2')
  })
  it('gets a usable name from any label', () => {
    for (const label of [
      '🦄',
      'Ωmega',
      '__proto__',
      'constructor',
      'a'.repeat(300),
      '龘'.repeat(60),
      '１２３',
      '\u202Eabc',
    ]) {
      expect(fieldNameFrom(label, free)).toMatch(FIELD_NAME)
      expect(codeFrom(label, free)).toMatch(CODE)
    }
  })
})

it('a choice gets its code from its label', () => {
  expect(codeFrom('有意向', free)).toBe('youyixiang')
  expect(codeFrom('有意向', code => code === 'youyixiang')).toBe('youyixiang-2')
})
