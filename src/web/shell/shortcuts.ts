import { useEffect, useRef } from 'react'
import { currentOverlay } from './overlay'

/** True when keys belong to what is being typed or to what lies over the page. */
const busy = (target: EventTarget | null) =>
  currentOverlay() !== null ||
  !(target instanceof HTMLElement) ||
  target.isContentEditable ||
  /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
  document.querySelector('[aria-modal="true"], [role="menu"]') !== null

/** Runs `act` when a single key, or one with Ctrl held, is pressed anywhere on the page, but not while somebody types. */
export function useShortcut(key: string, act: () => void, ctrl = false): void {
  const latest = useRef(act)
  latest.current = act
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (
        event.key !== key ||
        (event.ctrlKey || event.metaKey) !== ctrl ||
        event.altKey ||
        event.defaultPrevented ||
        busy(event.target)
      )
        return
      event.preventDefault()
      latest.current()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [key, ctrl])
}
