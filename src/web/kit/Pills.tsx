import { Icon } from './Icon'
import './Pills.css'

/** A few answers to press, one or several, big enough for a thumb. */
export function Pills<T extends string>({
  label,
  options,
  value,
  onChange,
  inOneLine,
}: {
  label: string
  options: readonly { id: T; label: string; note?: string }[]
  value: readonly T[]
  onChange: (id: T) => void
  /** What does not fit is reached by swiping. */
  inOneLine?: boolean
}) {
  return (
    <div className={`k-pills${inOneLine ? ' in-one-line' : ''}`} role="group" aria-label={label}>
      {options.map(option => {
        const on = value.includes(option.id)
        return (
          <button
            key={option.id}
            type="button"
            aria-pressed={on}
            className="k-pill"
            onClick={() => onChange(option.id)}
          >
            {on && <Icon name="check" size={14} />}
            <span className="ellipsis">{option.label}</span>
            {option.note && <small>{option.note}</small>}
          </button>
        )
      })}
    </div>
  )
}
