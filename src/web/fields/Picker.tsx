import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { Icon } from '../kit/Icon'
import { Kbd } from '../kit/Kbd'
import { useWords } from '../words'
import * as sentences from './words'
import './fields.css'

export interface Option {
  value: string
  label: string
  /** Drawn instead of the plain label: a chip, a person. */
  show?: ReactNode
  /** Small, behind the label. */
  note?: string
  /** Goes down one level instead of choosing. */
  opens?: boolean
}

interface PickerProps {
  /** What one chooses, for the screen reader and the search field: 选等级. */
  label: string
  options: Option[]
  selected: readonly string[]
  onChoose(value: string): void
  onOpen?(value: string): void
  onBack?(): void
  onClose(): void
  typed: string
  onTyped(text: string): void
  /** A line above the options: where one is in a tree. */
  above?: ReactNode
  /** A line below: create what is not there. */
  below?: ReactNode
  waiting?: boolean
}

/** A search field above a list of values: typing filters, arrows walk, Enter chooses. Its owner decides what the options are. */
export function Picker(p: PickerProps) {
  const words = useWords(sentences)
  const listId = useId()
  const list = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      p.options.findIndex(o => p.selected.includes(o.value)),
    ),
  )
  const current = Math.min(at, p.options.length - 1)

  useEffect(() => (p.typed ? setAt(0) : undefined), [p.typed])
  useEffect(() => {
    list.current?.children[current]?.scrollIntoView({ block: 'nearest' })
  }, [current])

  const take = (option: Option) => (option.opens ? p.onOpen?.(option.value) : p.onChoose(option.value))
  const onKeyDown = (event: KeyboardEvent) => {
    const option = p.options[current]
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') setAt(Math.min(current + 1, p.options.length - 1))
    else if (event.key === 'ArrowUp') setAt(Math.max(current - 1, 0))
    else if (event.key === 'ArrowRight' && option?.opens && !p.typed) p.onOpen?.(option.value)
    else if ((event.key === 'ArrowLeft' || event.key === 'Backspace') && p.onBack && !p.typed) p.onBack()
    else if (event.key === 'Enter') option && take(option)
    else if (event.key === 'Escape') p.onClose()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div className="picker">
      <input
        className="picker-search"
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={current >= 0 ? `${listId}-${current}` : undefined}
        aria-label={p.label}
        placeholder={p.label}
        value={p.typed}
        onChange={event => p.onTyped(event.target.value)}
        onKeyDown={onKeyDown}
        // biome-ignore lint/a11y/noAutofocus: it opened because one wants to choose
        autoFocus
      />
      {p.above}
      <div className="picker-list" id={listId} role="listbox" aria-label={p.label} ref={list} aria-busy={p.waiting}>
        {p.options.map((option, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are read by the search field, where the focus is
          <div
            key={option.value}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={p.selected.includes(option.value)}
            className={index === current ? 'picker-option at' : 'picker-option'}
            onMouseMove={() => setAt(index)}
            onMouseDown={event => event.preventDefault()}
            onClick={() => take(option)}
          >
            <span className="picker-label">{option.show ?? option.label}</span>
            {option.note && <span className="picker-note">{option.note}</span>}
            {p.selected.includes(option.value) && <Icon name="check" size={14} />}
            {option.opens && <Icon name="chevron-right" size={14} />}
          </div>
        ))}
      </div>
      {p.options.length === 0 && <p className="picker-none">{p.waiting ? words.searching : words.nothingFound}</p>}
      {p.below}
      <p className="picker-foot" aria-hidden="true">
        <Kbd>Enter</Kbd> {words.choose} <Kbd>Esc</Kbd> {words.drop}
      </p>
    </div>
  )
}
