import { useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Filter } from '../../core/records/filter'
import { post } from '../api'
import { both, isFilter } from '../generic/list/filter'

/** What the address says about an analysis. */
export interface Address {
  period?: string
  pipeline?: string
  board?: string
  department?: string
  owner?: string
  by?: string
  filter?: Filter | null
}
/** What the server is asked: POST /api/opportunities/analysis/…. */
export interface Question {
  filter: Filter | null
  period: string
  pipeline?: string
  by?: string
}

/** Reads and writes what an analysis is asked in the address, so that it can be sent to a colleague. */
export function useAsked(usualPeriod: string) {
  const { search, pathname } = useLocation()
  const navigate = useNavigate()
  const given = search as Record<string, unknown>
  const word = (name: string) => (typeof given[name] === 'string' ? (given[name] as string) : undefined)
  const key = JSON.stringify(given)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the address
  const address = useMemo(
    (): Address => ({
      period: word('period'),
      pipeline: word('pipeline'),
      board: word('board'),
      department: word('department'),
      owner: word('owner'),
      by: word('by'),
      filter: isFilter(given.filter) ? given.filter : null,
    }),
    [key],
  )
  const ask = (change: Partial<Address>) =>
    void navigate({
      to: pathname as never,
      search: Object.fromEntries(Object.entries({ ...address, ...change }).filter(([, v]) => v)) as never,
      replace: true,
    })
  const who: Filter[] = [
    ...(address.board ? [{ field: 'board', op: 'eq', value: address.board } as const] : []),
    ...(address.department ? [{ field: 'owner.department', op: 'under', value: address.department } as const] : []),
    ...(address.owner ? [{ field: 'owner', op: 'eq', value: address.owner } as const] : []),
  ]
  const question: Question = {
    filter: both(address.filter ?? null, who.length > 0 ? { and: who } : null),
    period: address.period ?? usualPeriod,
    ...(address.pipeline ? { pipeline: address.pipeline } : {}),
    ...(address.by ? { by: address.by } : {}),
  }
  return { address, ask, question }
}

export const useAnalysis = <T>(name: string, question: Question) =>
  useQuery({
    queryKey: ['aggregate', 'opportunities', name, question],
    queryFn: ({ signal }) => post<T>(`/api/opportunities/analysis/${name}`, question, { signal }),
    placeholderData: before => before,
  })
