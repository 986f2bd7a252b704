import { useSyncExternalStore } from 'react'
import { fill, useWords, wordsIn } from '../words'
import * as words from '../words/words'
import { Icon } from './Icon'
import './Toast.css'

interface Toast {
  id: number
  text: string
  /** Takes back what happened; may be asked for long after the toast has faded. Throws when it is refused. */
  undo?: () => unknown
  /** Another word than 撤销, with what it does. */
  act?: { label: string; run: () => unknown }
  tone?: 'over'
}

const SHOWN_MS = 6000
const UNDO_MAX = 50
let toasts: readonly Toast[] = []
/** What can still be taken back, the latest last. */
let done: readonly Toast[] = []
/** One after the other: the change before the last can only be taken back when the last one has been. */
let undoing: Promise<unknown> = Promise.resolve()
let last = 0
const listeners = new Set<() => void>()
const change = (next: readonly Toast[]) => {
  toasts = next
  for (const listener of listeners) listener()
}

/** Says at the bottom left what happened; `undo` offers 撤销, there and by Ctrl+Z. Errors (`tone: 'over'`) stay until closed. */
export function toast(what: Omit<Toast, 'id'>): void {
  const said = { ...what, id: ++last }
  change([...toasts.slice(-2), said])
  if (said.undo) done = [...done.slice(1 - UNDO_MAX), said]
  if (said.tone !== 'over') setTimeout(() => dismiss(said.id), SHOWN_MS)
}
const dismiss = (id: number) => change(toasts.filter(t => t.id !== id))

/** Takes back the last thing that can be taken back. */
export function undoLast(): void {
  const said = done.at(-1)
  if (said) takeBack(said)
}
function takeBack(said: Toast): void {
  done = done.filter(d => d !== said)
  dismiss(said.id)
  undoing = undoing.then(async () => {
    const { kit } = wordsIn(words)
    try {
      await said.undo!()
      toast({ text: fill(kit.undoneThat, { what: said.text }) })
    } catch (error) {
      toast({ tone: 'over', text: error instanceof Error ? error.message : kit.failed })
    }
  })
}

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
                if (!t.act) return takeBack(t)
                dismiss(t.id)
                void t.act.run()
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
