import { Invalid, type Kind } from '../kind'

const YES = new Set(['是', '有', '对', '√', 'y', 'yes', 'true', '1', 't'])
const NO = new Set(['否', '无', '不', '×', 'n', 'no', 'false', '0', 'f'])

export const flag: Kind<boolean> = {
  family: 'flag',
  icon: 'toggle-right',
  column: () => 'boolean',
  parse: value => (typeof value === 'boolean' ? value : new Invalid('field.notFlag')),
  operators: ['eq', 'ne', 'isNull', 'notNull'],
  toText: value => (value ? '是' : '否'),
  fromText(cell) {
    const word = cell.normalize('NFKC').trim().toLowerCase()
    return YES.has(word) ? true : NO.has(word) ? false : new Invalid('field.notFlag')
  },
  schema: () => ({ type: 'boolean' }),
}
