import { useSyncExternalStore } from 'react'

/** What lies over the frame; one at a time. */
export type Overlay = 'palette' | 'shortcuts' | null

let shown: Overlay = null
const listeners = new Set<() => void>()
const show = (next: Overlay) => {
  shown = next
  for (const listener of listeners) listener()
}

/** Opens the command palette (Ctrl K). */
export const openPalette = (): void => show('palette')
/** Shows which keys do what (?). */
export const openShortcuts = (): void => show('shortcuts')
export const closeOverlay = (): void => show(null)
export const useOverlay = (): Overlay =>
  useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => shown,
  )
