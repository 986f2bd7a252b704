import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { industries } from './industries'

/** The whole standard, kept beside the repository on some machines. */
const standard = new URL('../../../../shared/data/gbt4754/gbt4754-2017.csv', import.meta.url)

describe('the industries of GB/T 4754-2017', () => {
  it('are 20 sections and 97 divisions, every division under its section', () => {
    const sections = industries.items.filter(([code]) => code.length === 1)
    const divisions = industries.items.filter(([code]) => code.length === 3)
    expect([sections.length, divisions.length, industries.items.length]).toEqual([20, 97, 117])
    expect(divisions.every(([code, , , parent]) => parent === code[0])).toBe(true)
    expect(industries.items.every(([, zh, en]) => zh && en)).toBe(true)
  })
  it.skipIf(!existsSync(standard))('bear the names of the standard', () => {
    const official = readFileSync(standard, 'utf8')
      .replace(/^\uFEFF/, '')
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map(line => /^([^,]+),([^,]*),"?(.+?)"?$/.exec(line)!)
      .filter(([, code]) => code!.length <= 3)
    expect(industries.items.map(([code, zh]) => `${code} ${zh}`)).toEqual(
      official.map(([, code, , name]) => `${code} ${name}`),
    )
  })
})
