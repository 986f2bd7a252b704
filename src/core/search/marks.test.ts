import { expect, test } from 'vitest'
import { marksOf } from './marks'

const marked = (title: string, typed: string, person = false) =>
  marksOf(title, typed, person).map(([from, to]) => title.slice(from, to))

test('the part of a name that was typed stands out, whether typed in Chinese, by initials or by sound', () => {
  expect(marked('四川云岭春酒业股份有限公司', '云岭春')).toEqual(['云岭春'])
  expect(marked('四川云岭春酒业股份有限公司', 'ylc')).toEqual(['云岭春'])
  expect(marked('四川云岭春酒业股份有限公司', 'yunlingch')).toEqual(['云岭春'])
  expect(marked('中国移动', 'zgyd')).toEqual(['中国移动'])
})

test('traditional characters, width and case make no difference', () => {
  expect(marked('雲嶺春酒業', '云岭')).toEqual(['雲嶺'])
  expect(marked('ＡＢＣ食品', 'abc')).toEqual(['ＡＢＣ'])
})

test('several words are marked each in its place, and what is found elsewhere leaves no mark', () => {
  expect(marked('上海瑞谊酒类连锁有限公司', '连锁 上海')).toEqual(['上海', '连锁'])
  expect(marked('上海瑞谊酒类连锁有限公司', '6672')).toEqual([])
})

test('a surname is read as a surname', () => {
  expect(marked('单立成', 'slc', true)).toEqual(['单立成'])
})

test('separators and characters of two units keep the places right', () => {
  expect(marked('𠮷野（上海）商贸', 'shanghaishang')).toEqual(['上海）商'])
  expect(marked('𠮷野家', '野家')).toEqual(['野家'])
})
