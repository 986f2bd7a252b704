import { useEffect, useState } from 'react'

const QUIET_MS = 400

/** A text once it has not changed for a moment: what is typed is asked about then, not at every letter. */
export function useQuiet(text: string, quietMs = QUIET_MS): string {
  const [quiet, setQuiet] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setQuiet(text), quietMs)
    return () => clearTimeout(timer)
  }, [text, quietMs])
  return quiet
}
