import type { KeyboardEvent } from 'react'
import { Icon } from './Icon'
import './Tabs.css'

export interface Tab<T extends string> {
  id: T
  label: string
  count?: number
}

const step = (event: KeyboardEvent<HTMLElement>, role: string) => {
  const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
  if (!by) return
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>(`[role=${role}]`)]
  const next = all.at((all.indexOf(document.activeElement as HTMLElement) + by) % all.length)
  event.preventDefault()
  next?.focus()
  next?.click()
}

/** Tabs over a panel; the caller renders what belongs to `value`. */
export function Tabs<T extends string>({
  tabs,
  value,
  onChange,
  label,
}: {
  tabs: readonly Tab<T>[]
  value: T
  onChange: (id: T) => void
  label: string
}) {
  return (
    <div className="k-tabs" role="tablist" aria-label={label} onKeyDown={event => step(event, 'tab')}>
      {tabs.map(tab => (
        <button
          key={tab.id}
          type="button"
          role="tab"
          aria-selected={tab.id === value}
          tabIndex={tab.id === value ? 0 : -1}
          className="k-tab"
          onClick={() => onChange(tab.id)}
        >
          {tab.label}
          {tab.count !== undefined && <span className="k-tab-count">{tab.count.toLocaleString('en-US')}</span>}
        </button>
      ))}
    </div>
  )
}

/** One of a few, all in sight (列表 · 看板 · 日历). With `icon` and no room, labels become tooltips. */
export function Segmented<T extends string>({
  options,
  value,
  onChange,
  label,
  iconsOnly,
}: {
  options: readonly { id: T; label: string; icon?: string }[]
  value: T
  onChange: (id: T) => void
  label: string
  iconsOnly?: boolean
}) {
  return (
    <div className="k-segmented" role="radiogroup" aria-label={label} onKeyDown={event => step(event, 'radio')}>
      {options.map(option => (
        <button
          key={option.id}
          type="button"
          role="radio"
          aria-checked={option.id === value}
          aria-label={option.label}
          data-tip={iconsOnly ? option.label : undefined}
          tabIndex={option.id === value ? 0 : -1}
          onClick={() => onChange(option.id)}
        >
          {option.icon && <Icon name={option.icon} size={14} />}
          {!(iconsOnly && option.icon) && option.label}
        </button>
      ))}
    </div>
  )
}
