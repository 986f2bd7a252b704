import { expect, test } from 'vitest'
import type { Metadata, ObjectMeta } from '../../core/metadata/types'
import type { Session } from '../api'
import { areaOf, areasFor } from './areas'

const object = (name: string, area: ObjectMeta['area'], internal = false) =>
  ({ name, path: `${name}s`, label: name, area, internal, can: {}, acts: [] }) as unknown as ObjectMeta
const metadata = {
  objects: [
    object('account', 'customers'),
    object('contact', 'customers'),
    object('event', 'customers', true),
    object('user', 'settings'),
  ],
} as Metadata
const session = { rights: {}, administers: [] as string[] } as unknown as Session
const areas = areasFor(session, metadata)

test('the rail offers only areas in which there is something to see, set-up last; colleagues are there for everybody', () => {
  expect(areas.map(a => a.area)).toEqual(['workbench', 'customers', 'together', 'settings'])
})

test('an area leads to its first list, and keeps internal objects to itself', () => {
  const customers = areas.find(a => a.area === 'customers')!
  expect(customers.first).toBe('/accounts')
  expect(customers.objects.map(o => o.name)).toEqual(['account', 'contact'])
})

test('an address tells the area it belongs to', () => {
  expect(areaOf('/', areas)?.area).toBe('workbench')
  expect(areaOf('/contacts/0192', areas)?.area).toBe('customers')
  expect(areaOf('/users', areas)?.area).toBe('settings')
  expect(areaOf('/nowhere', areas)).toBeUndefined()
})
