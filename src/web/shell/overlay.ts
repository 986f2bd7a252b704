import { useSyncExternalStore } from 'react'

/** What lies over the frame; one at a time. */
export type Overlay = 'palette' | 'shortcuts' | null

let shown: Overlay = null
const listeners = new Set<() => void>()
const show = (next: Overlay) => {
  shown = next
  for (const listener of listeners) listener()
}

let ahead = ''
const type = (event: KeyboardEvent) => {
  if (event.key.length !== 1 || event.ctrlKey || event.metaKey) return
  ahead += event.key
  event.preventDefault()
}
/** Opens the command palette (Ctrl K). What is typed before its field is there is kept for it. */
export function openPalette(): void {
  ahead = ''
  window.addEventListener('keydown', type)
  show('palette')
}
/** What was typed before the palette could take it; from now on its own field does. */
export function typedAhead(): string {
  window.removeEventListener('keydown', type)
  return ahead
}
/** Shows which keys do what (?). */
export const openShortcuts = (): void => show('shortcuts')
export function closeOverlay(): void {
  window.removeEventListener('keydown', type)
  show(null)
}
export const currentOverlay = (): Overlay => shown
export const useOverlay = (): Overlay =>
  useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => shown,
  )
