import { type ReactNode, useEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import { firstFocusable, keepFocus } from './focus'
import './Panel.css'

/** Slides over the right side of the page it stands in and leaves the rest usable (record beside its list). Esc closes it. */
export function Panel({
  label,
  onClose,
  width = 480,
  className,
  children,
}: {
  label: string
  onClose: () => void
  width?: number
  className?: string
  children: ReactNode
}) {
  return (
    <section
      aria-label={label}
      className={`k-panel${className ? ` ${className}` : ''}`}
      style={{ width }}
      onKeyDown={event => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.stopPropagation()
        onClose()
      }}
    >
      {children}
    </section>
  )
}

/** Comes in from the right over everything and keeps focus until it is closed (a form, notifications). */
export function Drawer({
  label,
  onClose,
  width = 520,
  children,
}: {
  label: string
  onClose: () => void
  width?: number
  children: ReactNode
}) {
  return (
    <Over label={label} onClose={onClose} className="k-drawer" style={{ width }}>
      {children}
    </Over>
  )
}

/** Asks something that a popover is too small for. */
export function Dialog({
  title,
  onClose,
  width = 480,
  foot,
  children,
}: {
  title: string
  onClose: () => void
  width?: number
  foot?: ReactNode
  children: ReactNode
}) {
  return (
    <Over label={title} onClose={onClose} className="k-dialog" style={{ width }}>
      <h2 className="k-dialog-title">{title}</h2>
      <div className="k-dialog-body">{children}</div>
      {foot && <div className="k-dialog-foot">{foot}</div>}
    </Over>
  )
}

/** What lies over the page: mask, focus kept inside, Esc, focus given back. */
export function Over({
  label,
  onClose,
  className,
  style,
  children,
}: {
  label: string
  onClose: () => void
  className: string
  style?: React.CSSProperties
  children: ReactNode
}) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null
    if (!box.current!.contains(before)) (firstFocusable(box.current!) ?? box.current!).focus({ preventScroll: true })
    return () => before?.focus()
  }, [])
  return createPortal(
    <>
      <div className="k-mask" onPointerDown={onClose} />
      <div
        ref={box}
        role="dialog"
        aria-modal="true"
        aria-label={label}
        tabIndex={-1}
        className={className}
        style={style}
        onKeyDown={event => {
          keepFocus(event, box.current!)
          if (event.key !== 'Escape' || event.defaultPrevented) return
          event.stopPropagation()
          onClose()
        }}
      >
        {children}
      </div>
    </>,
    document.body,
  )
}
