/** Where somebody checked in: degrees (WGS 84), and within how many metres that is right. */
export interface Location {
  latitude: number
  longitude: number
  accuracyMetres: number
}

const between = (value: unknown, low: number, high: number) =>
  typeof value === 'number' && value >= low && value <= high

/** Answers the sentence that refuses what is no place on earth. */
export function checkLocation(value: unknown): string | null {
  const { latitude, longitude, accuracyMetres, ...rest } = value as Record<string, unknown>
  const known = Object.keys(rest).length === 0
  return known && between(latitude, -90, 90) && between(longitude, -180, 180) && between(accuracyMetres, 0, 1_000_000)
    ? null
    : 'activity.location'
}
