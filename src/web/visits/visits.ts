import { useQuery } from '@tanstack/react-query'
import { address, get, queryClient, refresh } from '../api'

/** As GET /api/visits/candidates answers. */
export interface Candidate {
  id: string
  name: string
  level: string | null
  region: string | null
  address: string | null
  lastVisitAt: string | null
  lastContactAt: string | null
  dueOn: string | null
  latitude: number | null
  longitude: number | null
  approximate: boolean
  planned: { id: string; on: string } | null
}
/** As GET /api/visits/nearby answers. */
export interface Near extends Candidate {
  owner: { id: string; name: string } | null
  metres: number
}
/** As GET /api/visits/route answers. */
export interface Route {
  day: string
  metres: number
  stops: {
    visit: string
    account: { id: string; name: string }
    latitude: number | null
    longitude: number | null
    approximate: boolean
    metres: number | null
  }[]
}

export const useRoute = (day: string, person: string | undefined) =>
  useQuery({
    queryKey: ['visit route', day, person],
    queryFn: ({ signal }) => get<Route>(address('/api/visits/route', { day, person }), signal),
    placeholderData: before => before,
  })

/** Has everything that shows visits read again. */
export function refreshVisits(): void {
  refresh('visits')
  for (const key of ['visit route', 'visit candidates', 'visit coverage', 'nearby'])
    void queryClient.invalidateQueries({ queryKey: [key] })
}

/** 350 米 · 12.4 公里 */
export const distanceText = (metres: number, units: { m: string; km: string }): string =>
  metres < 1_000
    ? `${Math.round(metres)} ${units.m}`
    : `${(metres / 1_000).toFixed(metres < 100_000 ? 1 : 0)} ${units.km}`
