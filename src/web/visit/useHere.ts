import { useEffect, useState } from 'react'
import type { Location } from './nearby'

const WAIT_MS = 8_000
/** Whoever stands before the customer's door does not wait longer than this for a suggestion. */
const PATIENCE_MS = 2_500

/** Where one is: undefined while one is asked and the satellites are, null where it stays unknown. */
export function useHere(): { here: Location | null | undefined; searching: boolean } {
  const [here, setHere] = useState<Location | null>()
  const [patient, setPatient] = useState(true)
  useEffect(() => {
    if (!navigator.geolocation) return setHere(null)
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        setHere({
          latitude: Number(coords.latitude.toFixed(6)),
          longitude: Number(coords.longitude.toFixed(6)),
          accuracyMetres: Math.round(coords.accuracy),
        }),
      () => setHere(null),
      { enableHighAccuracy: true, timeout: WAIT_MS, maximumAge: 60_000 },
    )
    const timer = setTimeout(() => setPatient(false), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [])
  return { here, searching: here === undefined && patient }
}
