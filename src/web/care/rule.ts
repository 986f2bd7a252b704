import type { Filter } from '../generic/list/filter'

/** A care rule as it is edited; without an id it is not saved yet. */
export type Rule = Record<string, unknown> & {
  id?: string
  version?: number
  name: string
  occasion: string
  whom: 'contact' | 'account'
  means: 'task' | 'message'
  where: Filter | null
}

const DATED = ['birthday', 'festival', 'founding', 'firstDeal']
/** What a rule asks for on each occasion, in the order of the form. */
export function fieldsOf(rule: Rule): { when: string[]; who: string[]; how: string[] } {
  const own: Record<string, string[]> = { festival: ['festival'], silence: ['days'], change: ['percent', 'direction'] }
  const onlyContacts = rule.occasion === 'birthday' || rule.means === 'message'
  return {
    when: ['occasion', ...(own[rule.occasion] ?? []), ...(DATED.includes(rule.occasion) ? ['daysBefore'] : [])],
    who: [...(onlyContacts ? [] : ['whom']), 'board'],
    how: [
      'means',
      ...(rule.means === 'message' ? ['channels'] : []),
      'template',
      ...(rule.means === 'message' ? ['otherwiseTask'] : []),
    ],
  }
}

/** All that a rule says. */
export const FIELDS = [
  'name',
  'occasion',
  'festival',
  'days',
  'field',
  'percent',
  'direction',
  'whom',
  'where',
  'board',
  'daysBefore',
  'means',
  'channels',
  'template',
  'otherwiseTask',
  'active',
  'position',
]

/** What of a rule is sent: only what its occasion asks for. */
export function ruleInput(rule: Rule): Record<string, unknown> {
  const { when, who, how } = fieldsOf(rule)
  const asked = new Set([
    ...when,
    ...who,
    ...how,
    'name',
    'where',
    'active',
    'position',
    ...(rule.occasion === 'change' ? ['field'] : []),
  ])
  const id = (value: unknown) =>
    typeof value === 'object' && value !== null && 'id' in value ? (value as { id: string }).id : value
  return Object.fromEntries(
    FIELDS.map(name => [name, asked.has(name) ? (id(rule[name]) ?? null) : name === 'whom' ? 'contact' : null]).filter(
      ([name, value]) =>
        !(
          value === null && ['direction', 'daysBefore', 'otherwiseTask', 'position', 'active'].includes(name as string)
        ),
    ),
  )
}
