import { choices, entity, flag, longText, number, ref, refs, structure, text } from '../../core/entity'

const CODES_MAX = 200
const codes = (value: unknown): string | null =>
  Array.isArray(value) &&
  value.length <= CODES_MAX &&
  new Set(value).size === value.length &&
  value.every(code => typeof code === 'string' && code.length <= 60)
    ? null
    : 'territory.codes'

/**
 * Part of the market, with the people who work it: where, in which trade, of which goods and size a customer is. What it leaves
 * open it does not ask about. Which territory a record belongs to says `placing` in rules.ts.
 */
export const territory = entity('territory', {
  label: ['区域', 'Territory'],
  plural: 'territories',
  icon: 'map',
  area: 'settings',
  setup: true,
  sections: { basic: ['基本信息', 'Basics'], market: ['划分条件', 'Market'], people: ['成员', 'People'] },
  fields: {
    name: text({ label: ['区域名称', 'Name'], required: true, unique: true, max: 100, section: 'basic' }),
    board: ref('board', { label: ['版块', 'Board'], required: true, section: 'basic' }),
    parent: ref('territory', {
      label: ['上级区域', 'Part of'],
      section: 'basic',
      hint: ['上级区域的成员也看得到这里的客户', 'The people of the larger one see its accounts too'],
    }),
    priority: number({
      label: ['优先级', 'Priority'],
      scale: 0,
      default: 0,
      section: 'basic',
      hint: ['大的先得；相同时，条件更具体的先得', 'The higher wins; among equals the more specific one'],
    }),
    active: flag({ label: ['启用', 'Active'], default: true, section: 'basic' }),
    note: longText({ label: ['说明', 'Note'], max: 1000, section: 'basic' }),
    regions: structure<string[]>({ label: ['地区', 'Regions'], check: codes, section: 'market' }),
    industries: structure<string[]>({ label: ['行业', 'Industries'], check: codes, section: 'market' }),
    productCategories: structure<string[]>({
      label: ['经营类别', 'Product categories'],
      check: codes,
      section: 'market',
    }),
    sizes: choices({ label: ['企业规模', 'Sizes'], dictionary: 'accountSize', section: 'market' }),
    people: refs('user', {
      label: ['成员', 'People'],
      section: 'people',
      hint: [
        '新客户没有负责人时，给区域内客户最少的成员',
        'A new account without an owner goes to whoever has fewest here',
      ],
    }),
    edits: flag({ label: ['成员可修改彼此的客户', 'They may edit each other’s accounts'], section: 'people' }),
  },
  list: ['name', 'board', 'parent', 'people', 'priority', 'active'],
})
