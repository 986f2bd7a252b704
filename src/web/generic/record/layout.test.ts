import { expect, test } from 'vitest'
import type { FieldMeta, ObjectMeta } from '../../../core/metadata/types'
import { layoutOf } from './layout'

const field = (name: string, kind: FieldMeta['kind'], more: Partial<FieldMeta> = {}): FieldMeta => ({
  name,
  label: name,
  kind,
  operators: [],
  access: 'write',
  ...more,
})
const object = (name: string, more: Partial<ObjectMeta>): ObjectMeta => ({
  name,
  path: `${name}s`,
  label: name,
  title: 'name',
  subtitle: [],
  owned: true,
  internal: false,
  setup: false,
  can: { create: true, update: true, delete: true, import: true, export: true },
  fields: [field('name', 'text')],
  sections: [],
  list: ['name'],
  acts: [],
  children: [],
  ...more,
})
const press = object('press', {
  fields: [
    field('name', 'text'),
    field('colour', 'choice', { dictionary: 'colour' }),
    field('price', 'money'),
    field('currency', 'choice', { dictionary: 'currency' }),
    field('built', 'date', { section: 'making' }),
    field('sheets', 'number'),
    field('hall', 'text'),
    field('updatedAt', 'instant', { system: true }),
  ],
  sections: [{ name: 'making', label: '制造' }],
  list: ['name', 'colour', 'sheets'],
  subtitle: ['hall'],
  acts: [
    { name: 'update', label: '改', input: [], on: 'record', batch: false },
    { name: 'move', label: '移机', input: [], on: 'record', batch: false },
    { name: 'oil', label: '加油', input: [], on: 'record', batch: false },
    { name: 'scrap', label: '报废', input: [], on: 'record', batch: false },
    { name: 'count', label: '清点', input: [], on: 'object', batch: false },
  ],
  children: [
    { object: 'repair', path: 'repairs', field: 'press', label: '维修' },
    { object: 'visit', path: 'visits', field: 'press', label: '拜访' },
    { object: 'secret', path: 'secrets', field: 'press', label: '看不到' },
  ],
})
const row = { id: '0190', version: 1 }
const metadata = { objects: [press, object('repair', {}), object('visit', { timeline: 'at' })] }

test('an object the product never heard of gets a page: kind beside the name, amounts first among the figures', () => {
  const layout = layoutOf(press, metadata, row)
  expect(layout.chips.map(f => f.name)).toEqual(['colour'])
  expect(layout.meta.map(f => f.name)).toEqual(['hall'])
  expect(layout.figures.map(f => f.name)).toEqual(['price', 'sheets'])
})

test('facts stand in their sections, the ones without a section at the end of the first, the name and system fields nowhere', () => {
  expect(layoutOf(press, metadata, row).facts.map(s => [s.label, s.fields.map(f => f.name)])).toEqual([
    ['制造', ['built', 'colour', 'price', 'currency', 'sheets', 'hall']],
  ])
})

test('two acts are buttons, the others wait behind ⋯; acts that every record has are not among them', () => {
  const layout = layoutOf(press, metadata, row)
  expect(layout.acts.map(a => a.name)).toEqual(['move', 'oil'])
  expect(layout.moreActs.map(a => a.name)).toEqual(['scrap'])
})

test('children become cards unless they stand on the timeline or may not be seen', () => {
  expect(layoutOf(press, metadata, row).cards.map(c => c.label)).toEqual(['维修'])
})
