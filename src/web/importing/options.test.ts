import { expect, test } from 'vitest'
import { canMatch, mapped, meaning, standard } from './options'

const guessed = { 单位名称: 'name', 电话: 'phone', 省份: 'region', 城市: null }

test('a field is filled from one column: giving it to another frees the first', () => {
  expect(mapped(standard, guessed, '城市', 'phone', 'phone').mapping).toEqual({
    单位名称: 'name',
    电话: null,
    省份: 'region',
    城市: 'phone',
  })
})

test('a division is put together from several columns', () => {
  expect(mapped(standard, guessed, '城市', 'region', 'region').mapping).toMatchObject({
    省份: 'region',
    城市: 'region',
  })
})

test('what no column fills any more does not tell records apart', () => {
  expect(mapped({ ...standard, match: ['name', 'phone'] }, guessed, '电话', null).match).toEqual(['name'])
})

test('a word of the file can mean a value, nothing, or be left open again', () => {
  const meant = meaning(meaning(standard, 'level', '大户', 'key'), 'level', '散户', null)
  expect(meant.values).toEqual({ level: { 大户: 'key', 散户: null } })
  expect(meaning(meant, 'level', '大户', undefined).values).toEqual({ level: { 散户: null } })
})

test('long texts and lists do not tell records apart', () => {
  expect(
    [{ kind: 'text' as const }, { kind: 'longText' as const }, { kind: 'choice' as const, many: true }].map(canMatch),
  ).toEqual([true, false, false])
})
