import { expect, inject, test } from 'vitest'

test('every declared table, column and index is made by a migration', () => {
  expect(inject('unmigrated'), 'run: node bin/migration.mjs <name>').toBe('')
})
