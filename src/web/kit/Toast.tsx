import { useSyncExternalStore } from 'react'
import { useWords } from '../words'
import { Icon } from './Icon'
import './Toast.css'

interface Toast {
  id: number
  text: string
  undo?: () => unknown
  /** Another word than 撤销, with what it does. */
  act?: { label: string; run: () => unknown }
  tone?: 'over'
}

const SHOWN_MS = 6000
let toasts: readonly Toast[] = []
let last = 0
const listeners = new Set<() => void>()
const change = (next: readonly Toast[]) => {
  toasts = next
  for (const listener of listeners) listener()
}

/** Says at the bottom left what happened; `undo` offers 撤销. Errors (`tone: 'over'`) stay until closed. */
export function toast(what: Omit<Toast, 'id'>): void {
  const id = ++last
  change([...toasts.slice(-2), { ...what, id }])
  if (what.tone !== 'over') setTimeout(() => dismiss(id), SHOWN_MS)
}
const dismiss = (id: number) => change(toasts.filter(t => t.id !== id))

export function Toaster() {
  const { kit } = useWords()
  const shown = useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => toasts,
  )
  return (
    <div className="k-toasts" role="status" aria-live="polite">
      {shown.map(t => (
        <div key={t.id} className="k-toast">
          {t.tone === 'over' && <Icon name="triangle-alert" />}
          <span>{t.text}</span>
          {(t.undo || t.act) && (
            <button
              type="button"
              onClick={() => {
                dismiss(t.id)
                void (t.act ? t.act.run() : t.undo!())
              }}
            >
              {t.act?.label ?? kit.undo}
            </button>
          )}
          {t.tone === 'over' && (
            <button type="button" aria-label={kit.close} onClick={() => dismiss(t.id)}>
              <Icon name="x" />
            </button>
          )}
        </div>
      ))}
    </div>
  )
}
