import { useEffect, useState } from 'react'

const QUIET_MS = 400

/** A value once it has not changed for a moment. */
export function useQuiet(value: string): string {
  const [quiet, setQuiet] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setQuiet(value), QUIET_MS)
    return () => clearTimeout(timer)
  }, [value])
  return quiet
}
