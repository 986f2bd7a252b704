import { expect, test } from 'vitest'
import type { FieldMeta, Metadata, ObjectMeta } from '../../../core/metadata/types'
import { headline, waysOf, written } from './contact'

const field = (name: string, kind: FieldMeta['kind'], more: Partial<FieldMeta> = {}): FieldMeta => ({
  name,
  label: name,
  kind,
  operators: [],
  access: 'write',
  ...more,
})
const object = (name: string, fields: FieldMeta[], create = true): ObjectMeta => ({
  name,
  path: `${name}s`,
  label: name,
  title: 'subject',
  subtitle: [],
  owned: true,
  internal: false,
  setup: false,
  can: { create, update: true, delete: true, import: false, export: false },
  fields,
  sections: [],
  list: [],
  acts: [],
  children: [],
})
const account = object('account', [])
const contact = object('contact', [])
const quote = object('quote', [])
const about = [field('aboutObject', 'text'), field('aboutId', 'text')]
const activity = object('activity', [
  field('type', 'choice', { dictionary: 'activityType' }),
  field('account', 'ref', { target: 'account' }),
  field('contact', 'ref', { target: 'contact' }),
  field('companions', 'refs', { target: 'user' }),
  field('nextFollowUpOn', 'date'),
  ...about,
])
const task = object('task', [
  field('owner', 'ref', { target: 'user' }),
  field('dueAt', 'instant'),
  field('account', 'ref', { target: 'account' }),
  ...about,
])
const comment = object('comment', about)
const metadata: Metadata = {
  lang: 'zh-CN',
  objects: [account, contact, activity, task, comment],
  dictionaries: {
    activityType: {
      label: '',
      tree: false,
      items: [
        { code: 'call', label: '电话' },
        { code: 'note', label: '备注' },
        { code: 'visit', label: '拜访', inactive: true },
      ],
    },
  },
}
const way = (id: string) => waysOf(metadata).find(w => w.id === id)!
const dingfeng = { id: 'a1', version: 1, name: '鼎丰' }
const gao = { id: 'u1', name: '高原' }
const said = (text: string, more = {}) => ({ text, values: {}, mentioned: [], files: [], ...more })

test('one may write what the dictionary offers and what one may create', () => {
  expect(waysOf(metadata).map(w => w.label)).toEqual(['备注', '电话', 'task', 'comment'])
  expect(waysOf({ ...metadata, objects: [object('task', task.fields, false), comment] }).map(w => w.id)).toEqual([
    'comment',
  ])
})

test('a call with the customer names itself by its first line and keeps the whole text', () => {
  expect(
    written(
      way('call'),
      account,
      dingfeng,
      said('要第三期发票\n周五前到账', { values: { nextFollowUpOn: '2026-11-27' } }),
    ),
  ).toEqual({
    type: 'call',
    subject: '要第三期发票',
    body: '要第三期发票\n周五前到账',
    nextFollowUpOn: '2026-11-27',
    account: 'a1',
  })
  expect(headline('短')).toEqual({ subject: '短', body: null })
  expect(headline('长'.repeat(80)).subject).toHaveLength(60)
})

test('what is said to a contact is said to the contact’s company too; on anything else it says what it is about', () => {
  const ding = { id: 'c1', version: 1, account: { id: 'a1', name: '鼎丰' } }
  expect(written(way('note'), contact, ding, said('喜欢喝茶'))).toMatchObject({ contact: 'c1', account: 'a1' })
  expect(written(way('task'), quote, { id: 'q1', version: 1 }, said('改折扣'))).toMatchObject({
    aboutObject: 'quote',
    aboutId: 'q1',
  })
})

test('a task goes to the person who is mentioned, unless somebody was chosen; a name that was deleted counts no more', () => {
  const mentioned = [gao]
  expect(written(way('task'), account, dingfeng, said('请 @高原 批九折', { mentioned }))).toMatchObject({ owner: 'u1' })
  expect(
    written(
      way('task'),
      account,
      dingfeng,
      said('请 @高原 批九折', { mentioned, values: { owner: { id: 'u2', name: '李敏' } } }),
    ),
  ).toMatchObject({ owner: 'u2' })
  expect(written(way('comment'), account, dingfeng, said('算了', { mentioned }))).not.toHaveProperty('mentions')
  expect(written(way('comment'), account, dingfeng, said('@高原 看一下', { mentioned }))).toMatchObject({
    mentions: ['u1'],
    body: '@高原 看一下',
  })
})
