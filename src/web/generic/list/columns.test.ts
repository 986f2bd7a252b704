import { expect, test } from 'vitest'
import type { Metadata, ObjectMeta } from '../../../core/metadata/types'
import { fieldsToRead, fitted, reach, valueAt } from './columns'

const field = (name: string, label: string, kind: string, target?: string) => ({
  name,
  label,
  kind,
  target,
  operators: [],
  access: 'write',
})
const object = (name: string, title: string, fields: object[]) => ({ name, title, fields }) as unknown as ObjectMeta
const user = object('user', 'name', [field('name', '姓名', 'text'), field('department', '部门', 'ref', 'department')])
const department = object('department', 'title', [
  field('title', '名称', 'text'),
  field('head', '负责人', 'ref', 'user'),
])
const account = object('account', 'name', [
  field('name', '客户名称', 'text'),
  field('owner', '负责人', 'ref', 'user'),
  field('value', '累计合同', 'money'),
  field('currency', '币种', 'choice'),
])
const metadata = { objects: [account, user, department], dictionaries: {} } as unknown as Metadata
const column = (path: string) => reach(metadata, account, path)!

test('a column is found through references, with the words on the way', () => {
  expect(column('owner.department.title').labels).toEqual(['负责人', '部门', '名称'])
  expect(reach(metadata, account, 'owner.salary')).toBeUndefined()
  expect(reach(metadata, account, 'name.length')).toBeUndefined()
})

test('a reference read deeper is asked for its title instead, so that it keeps a name', () => {
  const fields = fieldsToRead(account, ['owner', 'owner.department'].map(column), metadata)
  expect(fields).toEqual(['name', 'owner.department', 'owner.name', 'version'])
  const row = { id: '1', owner: { id: 'u', name: '周雨桐', department: { id: 'd', name: '华东区' } } }
  expect(valueAt(row, column('owner.department'), metadata).value).toEqual({ id: 'd', name: '华东区' })
  const deeper = { id: '1', owner: { id: 'u', name: '周雨桐', department: { id: 'd', title: '华东区' } } }
  expect(valueAt(deeper, column('owner.department'), metadata).value).toEqual({ id: 'd', name: '华东区' })
})

test('an amount comes with its currency', () => {
  expect(fieldsToRead(account, [column('value')], metadata)).toContain('currency')
})

test('nothing lies behind a reference that is empty', () => {
  expect(valueAt({ id: '1', owner: null }, column('owner.department'), metadata)).toEqual({
    value: undefined,
    holder: null,
  })
})

test('beside the panel the columns in sight end with a whole one', () => {
  const widths = (room: number) =>
    fitted([{ width: 250 }, { width: 100 }, { width: 130 }, { width: 120 }], room).map(c => c.width)
  expect(widths(480)).toEqual([250, 100, 130, 120])
  expect(
    widths(460)
      .slice(0, 3)
      .reduce((a, b) => a + b),
  ).toBeLessThanOrEqual(460)
  expect(widths(460)[3]).toBe(120)
  expect(widths(590).reduce((a, b) => a + b)).toBeLessThanOrEqual(590)
  expect(widths(800)).toEqual([250, 100, 130, 120])
})
