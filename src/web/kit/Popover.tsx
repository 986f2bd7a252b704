import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { firstFocusable } from './focus'
import './Popover.css'

export type Placement = 'bottom-start' | 'bottom-end' | 'top-start' | 'top-end' | 'right-start'

const GAP = 4
const EDGE = 8

/**
 * Floats beside `anchor` while it is rendered. Esc, a press elsewhere and `onClose` close it; focus returns to the anchor.
 * `anchor` is the element pressed: keep it in state (`useState<HTMLElement | null>(null)`), render when it is set.
 */
export function Popover({
  anchor,
  onClose,
  placement = 'bottom-start',
  width,
  label,
  focus = true,
  role = 'dialog',
  className,
  children,
}: {
  anchor: HTMLElement
  onClose: () => void
  placement?: Placement
  /** Pixels, or 'anchor' to be as wide as what it hangs from. */
  width?: number | 'anchor'
  label: string
  /** False leaves focus where it is (suggestions under a field). */
  focus?: boolean
  role?: 'dialog' | 'menu' | 'listbox'
  className?: string
  children: ReactNode
}) {
  const box = useRef<HTMLDivElement>(null)
  const pressedInside = useRef(false)
  const [at, setAt] = useState<{ left: number; top: number; maxHeight: number } | null>(null)

  useLayoutEffect(() => {
    const place = () => {
      if (!box.current) return
      const a = anchor.getBoundingClientRect()
      const { offsetWidth: w, scrollHeight: h } = box.current
      setAt(position(a, w, h, placement))
    }
    place()
    const watch = new ResizeObserver(place)
    watch.observe(box.current!)
    window.addEventListener('resize', place)
    window.addEventListener('scroll', place, true)
    return () => {
      watch.disconnect()
      window.removeEventListener('resize', place)
      window.removeEventListener('scroll', place, true)
    }
  }, [anchor, placement])

  useEffect(() => {
    const before = document.activeElement as HTMLElement | null
    if (focus) (firstFocusable(box.current!) ?? box.current!).focus({ preventScroll: true })
    return () => {
      if (focus && (!document.activeElement || document.activeElement === document.body)) (before ?? anchor).focus()
    }
  }, [anchor, focus])

  useEffect(() => {
    const press = (event: PointerEvent) => {
      const inside = pressedInside.current || anchor.contains(event.target as Node)
      pressedInside.current = false
      if (!inside) onClose()
    }
    document.addEventListener('pointerdown', press)
    return () => document.removeEventListener('pointerdown', press)
  }, [anchor, onClose])

  return createPortal(
    // biome-ignore lint/a11y/noStaticElementInteractions: it has a role, which the rule does not see through a variable
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: all three roles take a name
    <div
      ref={box}
      role={role}
      aria-label={label}
      tabIndex={-1}
      className={`k-popover${className ? ` ${className}` : ''}`}
      style={{
        width: width === 'anchor' ? anchor.offsetWidth : width,
        left: at?.left ?? 0,
        top: at?.top ?? 0,
        maxHeight: at?.maxHeight,
        // Not hidden: what is hidden can't take the focus.
        opacity: at ? undefined : 0,
      }}
      // A press in a popover opened from this one bubbles here through React's tree, so neither closes.
      onPointerDownCapture={() => {
        pressedInside.current = true
      }}
      onKeyDown={event => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onClose()
        anchor.focus()
      }}
    >
      {children}
    </div>,
    document.body,
  )
}

function position(a: DOMRect, w: number, h: number, placement: Placement) {
  const { innerWidth, innerHeight } = window
  if (placement === 'right-start')
    return {
      left: Math.min(a.right + GAP, innerWidth - w - EDGE),
      top: Math.max(EDGE, Math.min(a.top, innerHeight - h - EDGE)),
      maxHeight: innerHeight - 2 * EDGE,
    }
  const below = innerHeight - a.bottom - GAP - EDGE
  const above = a.top - GAP - EDGE
  const up = placement.startsWith('top') ? above >= h || above > below : below < h && above > below
  const maxHeight = Math.max(120, up ? above : below)
  const left = placement.endsWith('end') ? a.right - w : a.left
  return {
    left: Math.max(EDGE, Math.min(left, innerWidth - w - EDGE)),
    top: up ? Math.max(EDGE, a.top - GAP - Math.min(h, maxHeight)) : a.bottom + GAP,
    maxHeight,
  }
}
