import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { Accuracy, Changes, Deal, Forecast, Sheet } from '../../domain/forecasts'
import { address, get, rowsOf, useObject, useRecords } from '../api'
import { useLang } from '../words'

export type Measure = 'amount' | 'count'
/** What the pages are asked for; it stands in their address. */
export interface Asked {
  period: string
  measure: Measure
  currency?: string
  product?: string
}
export interface Whose {
  level: string
  id: string
}

/** A period's forecast, now or as a week's snapshot has it. Read again whenever an opportunity, target or override changes. */
export const useForecast = (asked: Asked, week?: string, enabled = true) =>
  useQuery({
    queryKey: ['aggregate', 'opportunities', 'forecast', asked, week ?? null],
    queryFn: ({ signal }) => get<Forecast>(address('/api/forecasts', { ...asked, week }), signal),
    placeholderData: before => before,
    enabled,
  })

export const useWeeks = (enabled = true) =>
  useQuery({
    queryKey: ['aggregate', 'forecast-snapshots', 'weeks'],
    queryFn: ({ signal }) => get<{ items: { week: string; takenAt: string }[] }>('/api/forecasts/weeks', signal),
    enabled,
  })

export const useChanges = (asked: Asked, whose: Whose, week: string | undefined) =>
  useQuery({
    queryKey: ['aggregate', 'opportunities', 'forecast-changes', asked, whose, week],
    queryFn: ({ signal }) => get<Changes>(address('/api/forecasts/changes', { ...asked, ...whose, week }), signal),
    enabled: !!week,
    placeholderData: before => before,
  })

export const useDeals = (asked: Asked, whose: Whose) =>
  useInfiniteQuery({
    queryKey: ['aggregate', 'opportunities', 'forecast-deals', asked, whose, useLang()],
    queryFn: ({ pageParam, signal }) =>
      get<{ items: Deal[]; next: number | null }>(
        address('/api/forecasts/deals', { ...asked, ...whose, offset: pageParam || undefined }),
        signal,
      ),
    initialPageParam: 0,
    getNextPageParam: last => last.next ?? undefined,
  })

export const useOdds = (id: string) =>
  useQuery({
    queryKey: ['aggregate', 'opportunities', 'odds', id, useLang()],
    queryFn: ({ signal }) =>
      get<{ items: { period: { text: string }; deal: Deal }[] }>(`/api/forecasts/odds/${id}`, signal),
  })

export const useAccuracy = () =>
  useQuery({
    queryKey: ['aggregate', 'opportunities', 'forecast-accuracy'],
    queryFn: ({ signal }) => get<Accuracy>('/api/forecasts/accuracy', signal),
  })

export const useSheet = (asked: { year: string; measure: Measure; currency?: string; product?: string }) =>
  useQuery({
    queryKey: ['aggregate', 'sales-targets', 'sheet', asked],
    queryFn: ({ signal }) => get<Sheet>(address('/api/sales-targets/sheet', { ...asked }), signal),
    placeholderData: before => before,
  })

/** Products to choose from, where the caller may see any. */
export function useProducts(): { value: string; label: string }[] {
  const object = useObject('product')
  const list = useRecords(
    'products',
    { fields: ['name'], filter: { field: 'active', op: 'eq', value: true }, sort: 'name', limit: 200 },
    { enabled: !!object },
  )
  return rowsOf(list.data).map(row => ({ value: row.id, label: String(row.name) }))
}
