import { useEffect, useState } from 'react'
import './Tooltip.css'

const WAIT_MS = 400

/** Shows the `data-tip` of whatever is pointed at or focused. Stands once, in the frame; elements only carry the attribute. */
export function Tooltips() {
  const [tip, setTip] = useState<{ text: string; x: number; y: number; up: boolean } | null>(null)
  useEffect(() => {
    let wait = 0
    const hide = () => {
      clearTimeout(wait)
      setTip(null)
    }
    const show = (event: Event) => {
      const target = (event.target as Element).closest?.<HTMLElement>('[data-tip]')
      hide()
      if (!target?.dataset.tip || (event.type === 'focusin' && !target.matches(':focus-visible'))) return
      wait = window.setTimeout(() => {
        if (!target.isConnected) return
        const at = target.getBoundingClientRect()
        const up = at.bottom + 40 > innerHeight
        setTip({
          text: target.dataset.tip!,
          x: Math.max(48, Math.min(innerWidth - 48, at.left + at.width / 2)),
          y: up ? at.top - 6 : at.bottom + 6,
          up,
        })
      }, WAIT_MS)
    }
    const on: [string, (event: Event) => void][] = [
      ['pointerover', show],
      ['focusin', show],
      ['pointerdown', hide],
      ['keydown', hide],
      ['wheel', hide],
    ]
    for (const [name, listener] of on) document.addEventListener(name, listener, { passive: true })
    return () => {
      hide()
      for (const [name, listener] of on) document.removeEventListener(name, listener)
    }
  }, [])
  if (!tip) return null
  return (
    <div
      className="k-tooltip"
      role="tooltip"
      style={{ left: tip.x, top: tip.y, translate: tip.up ? '-50% -100%' : '-50% 0' }}
    >
      {tip.text}
    </div>
  )
}
