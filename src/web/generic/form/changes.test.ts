import { expect, test } from 'vitest'
import type { FieldMeta } from '../../../core/metadata/types'
import { changesOf, firstValues, gapsOf } from './changes'

const field = (name: string, kind: FieldMeta['kind'], more: Partial<FieldMeta> = {}): FieldMeta => ({
  name,
  label: name,
  kind,
  operators: [],
  access: 'write',
  ...more,
})
const fields = [
  field('name', 'text', { required: true }),
  field('owner', 'ref', { target: 'user', required: true }),
  field('tags', 'choice', { many: true }),
  field('grade', 'choice', { default: 'normal' }),
  field('active', 'flag', { required: true }),
]
const zhou = { id: '0190-zhou', name: '周雨桐' }

test('a new record begins with defaults and with what the caller gave', () => {
  expect(firstValues(fields, { owner: zhou, name: undefined })).toEqual({ grade: 'normal', owner: zhou })
})

test('only what changed is sent; references go by id, cleared fields as null', () => {
  const before = { name: '鼎丰', owner: zhou, tags: ['a'], grade: 'key' }
  expect(changesOf(fields, { ...before, owner: { ...zhou, name: '改了名' }, tags: [], grade: null }, before)).toEqual({
    tags: [],
    grade: null,
  })
  expect(changesOf(fields, { name: '鼎丰', owner: zhou, tags: undefined })).toEqual({
    name: '鼎丰',
    owner: '0190-zhou',
  })
})

test('the gaps are the required fields that are empty, in order', () => {
  expect(gapsOf(fields, { owner: zhou }).map(f => f.name)).toEqual(['name'])
  expect(gapsOf(fields, {}).map(f => f.name)).toEqual(['name', 'owner'])
})
