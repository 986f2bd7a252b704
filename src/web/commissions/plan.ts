import type { Row } from '../api'
import { inputValue } from '../fields/value'

export interface Rate {
  category?: string | null
  marginFrom?: number | null
  marginTo?: number | null
  attainmentFrom?: number | null
  percent: number | null
}
export interface Kicker {
  on: 'deal' | 'attainment'
  from: number | null
  amount: number | null
}
/** A plan as it is edited; without an id it is not saved yet. */
export interface Plan extends Record<string, unknown> {
  id?: string
  version?: number
  name: string
  active: boolean
  currency: string
  rates: Rate[]
  kickers: Kicker[]
}

export const FIELDS = [
  'name',
  'board',
  'people',
  'roles',
  'startsOn',
  'endsOn',
  'base',
  'of',
  'attainment',
  'currency',
  'rates',
  'kickers',
  'active',
  'note',
] as const

export const asPlan = (row: Row): Plan =>
  ({ ...row, active: row.active === true, rates: row.rates ?? [], kickers: row.kickers ?? [] }) as unknown as Plan

const said = (rule: object) =>
  Object.fromEntries(Object.entries(rule).filter(([, v]) => v !== null && v !== undefined && v !== ''))

/** What a plan says, as the API takes it. */
export const planInput = (plan: Plan): Record<string, unknown> =>
  Object.fromEntries(
    FIELDS.map(name => {
      if (name === 'rates') return [name, plan.rates.map(said)]
      if (name === 'kickers') return [name, plan.kickers.length ? plan.kickers.map(said) : null]
      return [name, inputValue(plan[name])]
    }),
  )
