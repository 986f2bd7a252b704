import type { ReactNode } from 'react'
import { Button } from '../kit/Button'
import { useWords } from '../words'
import './settings.css'

interface SettingsEditorProps {
  title: string
  /** Small, behind the title. */
  about?: ReactNode
  /** At the right of the head: a switch, a menu. */
  acts?: ReactNode
  /** At the right of the form: what would happen by what is written, a `<aside className="set-trial">`. */
  beside?: ReactNode
  /** Unsaved changes, and what to do with them. */
  saving: SaveBarProps
  /** The form: `<section>`s with an `<h3>` each; `<div className="set-two">` puts fields side by side. */
  children: ReactNode
}

/** The right half of a `SettingsSplit`: head, a form that scrolls, and below it what to do with unsaved changes. */
export const SettingsEditor = ({ title, about, acts, beside, saving, children }: SettingsEditorProps) => (
  <section className="set-main" aria-label={title}>
    <div className="set-main-head">
      <h2>{title}</h2>
      {about && <span className="small t3">{about}</span>}
      <span className="spring" />
      {acts}
    </div>
    <div className={beside ? 'set-columns' : 'set-column'}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="set-form" tabIndex={0} role="region" aria-label={title}>
        {children}
      </div>
      {beside}
    </div>
    <SaveBar {...saving} />
  </section>
)

interface SaveBarProps {
  /** Whether anything differs from what is saved; the bar stands there only then. */
  dirty: boolean
  busy?: boolean
  /** What is typed cannot be saved as it is. */
  disabled?: boolean
  onDiscard(): void
  onSave(): void
}

/** At the foot of whatever is edited and saved as a whole. */
export function SaveBar({ dirty, busy, disabled, onDiscard, onSave }: SaveBarProps) {
  const { kit } = useWords()
  if (!dirty) return null
  return (
    <div className="set-save">
      <span className="t2">{kit.unsaved}</span>
      <span className="spring" />
      <Button onClick={onDiscard}>{kit.discard}</Button>
      <Button look="primary" busy={busy} disabled={disabled} onClick={onSave}>
        {kit.save}
      </Button>
    </div>
  )
}
