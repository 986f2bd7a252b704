import type { Row } from '../api'
import { isNamed, type Named } from '../fields/value'

/** Where somebody is, as an activity keeps it: degrees, and within how many metres that is right. */
export interface Location {
  latitude: number
  longitude: number
  accuracyMetres: number
}
/** A customer one may be visiting, and why it is thought of. */
export interface Suggestion {
  account: Named
  why: 'near' | 'today' | 'recent'
  /** From where one checked in there last time. */
  metres?: number
}

const EARTH_METRES = 6_371_000
const NEAR_METRES = 1_000
/** A place that was named within this distance is this place. */
const SAME_METRES = 150
const SUGGESTED_MAX = 6

/** Along the surface of the earth. */
export function distanceMetres(a: Location, b: Location): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const half = (degrees: number) => Math.sin(radians(degrees) / 2) ** 2
  const h =
    half(b.latitude - a.latitude) +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * half(b.longitude - a.longitude)
  return 2 * EARTH_METRES * Math.asin(Math.sqrt(h))
}

/** The customers one is most likely with: those visited close by, those of today's tasks, those spoken to last. */
export function suggestions(here: Location | null, tasks: readonly Row[], activities: readonly Row[]): Suggestion[] {
  const near = activities
    .flatMap((row): Suggestion[] => {
      const metres = here && row.location ? distanceMetres(here, row.location as Location) : Number.POSITIVE_INFINITY
      return isNamed(row.account) && metres <= NEAR_METRES ? [{ account: row.account, why: 'near', metres }] : []
    })
    .toSorted((a, b) => a.metres! - b.metres!)
  const of = (rows: readonly Row[], why: 'today' | 'recent') =>
    rows.flatMap((row): Suggestion[] => (isNamed(row.account) ? [{ account: row.account, why }] : []))
  const seen = new Set<string>()
  return [...near, ...of(tasks, 'today'), ...of(activities, 'recent')]
    .filter(({ account }) => !seen.has(account.id) && seen.add(account.id))
    .slice(0, SUGGESTED_MAX)
}

/** What one called this place at an earlier visit. */
export function placeName(here: Location | null, activities: readonly Row[]): string | null {
  const named = activities.find(
    row => here && row.place && row.location && distanceMetres(here, row.location as Location) <= SAME_METRES,
  )
  return named ? String(named.place) : null
}
