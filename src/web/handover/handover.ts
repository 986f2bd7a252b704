import { useQuery } from '@tanstack/react-query'
import { address, get, useMetadata } from '../api'
import { fill, useWords } from '../words'
import * as words from './words'

interface Named {
  id: string
  name: string
}
/** As GET /api/users/{id}/holdings answers. */
export interface Holdings {
  person: Named & { status: string; board: Named; manager: Named | null }
  items: { object: string; field: string; count: number }[]
  follows: { object: string; count: number }[]
  boards: (Named & { count: number })[]
  handovers: { id: string; title: string; status: string; createdAt: string }[]
}
/** As POST /api/users/{id}/handover takes them. */
export interface Rule {
  object?: string
  where?: unknown
  people: string[]
  by?: string
}
export interface Portion {
  object: string
  field: string
  count: number
  to: (Named & { count: number })[]
}
export interface Plan {
  id?: string
  portions: Portion[]
  people: (Named & { count: number })[]
  total: number
}
export interface Report {
  portions: (Portion & { given: number; left: number })[]
  people: (Named & { count: number })[]
}
export interface Moved {
  place: number
  object: string
  id: string
  state: string
  to: Named | null
  name: string | null
}

export const useHoldings = (person: string | undefined, board: string | undefined) =>
  useQuery({
    queryKey: ['holdings', person, board],
    queryFn: ({ signal }) => get<Holdings>(address(`/api/users/${person}/holdings`, { board }), signal),
    enabled: !!person,
    staleTime: 0,
  })

export const count = (n: number) => n.toLocaleString('en-US')

/** What a duty is called: the object for what one owns, else 部门 · 部门主管. */
export function useDutyName(): (object: string, field?: string) => string {
  const w = useWords(words)
  const { objects } = useMetadata()
  return (name, field = 'owner') => {
    const object = objects.find(o => o.name === name)
    const label = object?.label ?? name
    const declared = object?.fields.find(f => f.name === field)
    return field === 'owner' || !declared ? label : fill(w.duty, { object: label, field: declared.label })
  }
}
