import { useSyncExternalStore } from 'react'

/** Whether the window is narrower than `width` pixels. Column 2 folds under 1280, panels cover under 1024, under 768 it is a telephone. */
export function useNarrow(width: number): boolean {
  const query = `(max-width: ${width - 1}px)`
  return useSyncExternalStore(
    listener => {
      const watched = window.matchMedia(query)
      watched.addEventListener('change', listener)
      return () => watched.removeEventListener('change', listener)
    },
    () => window.matchMedia(query).matches,
  )
}
