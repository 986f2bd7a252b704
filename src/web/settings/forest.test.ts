import { expect, test } from 'vitest'
import { forest } from './forest'

interface Department {
  name: string
  parent?: string
}
const shown = (departments: Department[], ...folded: string[]) =>
  forest(
    departments,
    d => d.name,
    d => d.parent,
    new Set(folded),
  ).map(({ item, depth }) => `${'· '.repeat(depth)}${item.name}`)

const departments: Department[] = [
  { name: '销售一组', parent: '销售部' },
  { name: '销售部', parent: '营销中心' },
  { name: '营销中心' },
  { name: '发行部' },
  { name: '销售二组', parent: '销售部' },
]

test('departments stand below the one they are part of, in their order', () => {
  expect(shown(departments)).toEqual(['营销中心', '· 销售部', '· · 销售一组', '· · 销售二组', '发行部'])
})

test('a folded department hides everything below it', () => {
  expect(shown(departments, '营销中心')).toEqual(['营销中心', '发行部'])
})

test('a department is never lost: without its parent, or in a circle, it stands at the top', () => {
  expect(shown([{ name: '市场部', parent: '已撤销的中心' }])).toEqual(['市场部'])
  expect(
    shown([
      { name: '甲', parent: '乙' },
      { name: '乙', parent: '甲' },
    ]),
  ).toEqual(['甲', '乙'])
})
