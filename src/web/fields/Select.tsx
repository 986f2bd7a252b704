import { useState } from 'react'
import { Icon } from '../kit/Icon'
import { Popover } from '../kit/Popover'
import { useWords } from '../words'
import { type Option, Picker } from './Picker'
import * as sentences from './words'
import './fields.css'

interface SelectProps {
  /** What one chooses, for the screen reader and the search field. */
  label: string
  options: Option[]
  value: string | null
  onChange(value: string): void
  /** Stands in the control while nothing is chosen. */
  placeholder?: string
  invalid?: boolean
  /** For the label that names it. */
  id?: string
}

/** One of a list that is no field's: it opens below the control, and typing finds. */
export function Select({ label, options, value, onChange, placeholder, invalid, id }: SelectProps) {
  const words = useWords(sentences)
  const [button, setButton] = useState<HTMLButtonElement | null>(null)
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const chosen = options.find(o => o.value === value)
  const wanted = typed.trim().toLowerCase()
  const close = () => {
    setOpen(false)
    setTyped('')
    button?.focus()
  }
  return (
    <span className="field-picker">
      <button
        ref={setButton}
        id={id}
        type="button"
        className="field-input"
        aria-label={`${label} ${chosen?.label ?? placeholder ?? words.choosePrompt}`}
        aria-haspopup="listbox"
        aria-expanded={open}
        aria-invalid={invalid || undefined}
        onClick={() => setOpen(true)}
        onKeyDown={event => {
          if (event.key === 'ArrowDown') setOpen(true)
        }}
      >
        <span className="field-shown">
          {chosen ? (
            (chosen.show ?? chosen.label)
          ) : (
            <span className="field-placeholder">{placeholder ?? words.choosePrompt}</span>
          )}
        </span>
        <Icon name="chevron-down" size={14} />
      </button>
      {open && button && (
        <Popover anchor={button} onClose={close} label={label}>
          <Picker
            label={label}
            options={
              wanted ? options.filter(o => `${o.label} ${o.note ?? ''}`.toLowerCase().includes(wanted)) : options
            }
            selected={value === null ? [] : [value]}
            onChoose={next => {
              onChange(next)
              close()
            }}
            onClose={close}
            typed={typed}
            onTyped={setTyped}
          />
        </Popover>
      )}
    </span>
  )
}
