import type { ReactNode } from 'react'
import type { Tone } from './Chip'
import './Figure.css'

/** A figure with its name above and a note below. */
export function Figure({
  label,
  value,
  note,
  tone,
  large,
}: {
  label: string
  value: ReactNode
  note?: ReactNode
  tone?: Tone
  large?: boolean
}) {
  return (
    <div className="k-figure">
      <div className="k-figure-label">{label}</div>
      <div className={`k-figure-value${large ? ' large' : ''}${tone ? ` ${tone}` : ''}`}>{value}</div>
      {note !== undefined && <div className="k-figure-label">{note}</div>}
    </div>
  )
}
/** Figures side by side, split by hairlines. */
export const Figures = ({ children }: { children: ReactNode }) => <div className="k-figures">{children}</div>

/** How much of a whole; `value` from 0 to 1. */
export function Bar({ value, label, tone }: { value: number; label: string; tone?: 'due' | 'over' | 'won' }) {
  const percent = Math.round(Math.max(0, Math.min(1, value)) * 100)
  return (
    <div
      className="k-bar"
      role="progressbar"
      aria-label={label}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      <i className={tone && `k-bar-${tone}`} style={{ width: `${percent}%` }} />
    </div>
  )
}
