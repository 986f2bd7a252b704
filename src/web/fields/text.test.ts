import { expect, test } from 'vitest'
import type { FieldMeta, Metadata } from '../../core/metadata/types'
import { lookupOf, regionMap } from './lookup'
import { fieldText } from './text'

const metadata: Metadata = {
  lang: 'zh-CN',
  objects: [],
  dictionaries: {
    channel: {
      label: '销售渠道',
      tree: false,
      items: [
        { code: 'city', label: '市内' },
        { code: 'catering', label: '餐饮' },
      ],
    },
    business: {
      label: '业态',
      tree: true,
      items: [
        { code: 'spirits', label: '白酒' },
        { code: 'maker', label: '生产型', parent: 'spirits' },
      ],
    },
  },
}
const regions = regionMap([
  {
    code: '32',
    name: '江苏省',
    children: [{ code: '3208', name: '淮安市', children: [{ code: '320812', name: '清江浦区' }] }],
  },
  {
    code: '31',
    name: '上海市',
    children: [{ code: '310106', name: '静安区' }],
  },
])
const lookup = lookupOf(metadata, { yes: '是', no: '否' }, regions)
const field = (kind: FieldMeta['kind'], more: Partial<FieldMeta> = {}): FieldMeta => ({
  name: 'f',
  label: 'F',
  kind,
  operators: [],
  access: 'write',
  ...more,
})

test('codes read as their labels, trees as the way down to them', () => {
  expect(fieldText(field('choice', { dictionary: 'channel', many: true }), ['city', 'catering'], lookup)).toBe(
    '市内、餐饮',
  )
  expect(fieldText(field('tree', { dictionary: 'business' }), 'maker', lookup)).toBe('白酒 › 生产型')
  expect(fieldText(field('choice', { dictionary: 'channel' }), 'gone', lookup)).toBe('gone')
})

test('divisions read as people say them', () => {
  expect(fieldText(field('region'), '320812', lookup)).toBe('江苏 · 淮安 · 清江浦区')
  expect(fieldText(field('region'), '310106', lookup)).toBe('上海 · 静安区')
})

test('an amount takes the currency of its record; references show their names', () => {
  expect(fieldText(field('money'), 30_000_000, lookup, { currency: 'USD' })).toBe('$300,000.00')
  expect(fieldText(field('ref'), { id: '1', name: '周雨桐' }, lookup)).toBe('周雨桐')
  expect(
    fieldText(
      field('refs'),
      [
        { id: '1', name: '李敏' },
        { id: '2', name: '陈嘉伟' },
      ],
      lookup,
    ),
  ).toBe('李敏、陈嘉伟')
})

test('a masked value is shown as it came; nothing is the empty text', () => {
  expect(fieldText(field('phone', { access: 'masked' }), '139****6621', lookup)).toBe('139****6621')
  expect(fieldText(field('number'), '***', lookup)).toBe('***')
  expect(fieldText(field('refs'), [], lookup)).toBe('')
  expect(fieldText(field('flag'), false, lookup)).toBe('否')
})
