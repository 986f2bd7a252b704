import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { traditional } from '../src/core/i18n/traditional'
import type { Slice } from '../src/core/slice'
import { slices } from '../src/domain'

const rows = readFileSync(new URL('../GLOSSARY.md', import.meta.url), 'utf8')
  .split('\n')
  .map(line => line.split('|').map(cell => cell.trim()))
  .filter(cells => cells.length === 6 && cells[1] !== '中文' && !/^-+$/.test(cells[1]!))
  .map(([, zh, tw, en]) => ({ zh: zh!, tw: tw!, en: en! }))

describe('the glossary', () => {
  it('has one line per word, in either language', () => {
    const twice = (words: string[]) => words.filter((word, i) => words.indexOf(word) !== i)
    expect(rows.length).toBeGreaterThan(50)
    expect([twice(rows.map(row => row.zh)), twice(rows.map(row => row.en))]).toEqual([[], []])
  })
  it('shows the traditional words that people will read', () => {
    expect(rows.filter(row => traditional(row.zh) !== row.tw).map(row => `${row.zh}: ${traditional(row.zh)}`)).toEqual(
      [],
    )
  })
  it('has every object that people see, by the name it is declared with', () => {
    const seen = slices.flatMap((slice: Slice) => slice.entities ?? []).filter(entity => !entity.internal)
    const wrong = seen.filter(({ label }) => !rows.some(row => row.zh === label[0] && row.en === label[1]))
    expect(wrong.map(({ label }) => label.slice(0, 2))).toEqual([])
  })
  it('is contradicted by no object', () => {
    const objects = slices.flatMap((slice: Slice) => slice.entities ?? []).map(entity => entity.label)
    const wrong = objects.filter(label => rows.some(row => (row.zh === label[0]) !== (row.en === label[1])))
    expect(wrong.map(label => label.slice(0, 2))).toEqual([])
  })
})
