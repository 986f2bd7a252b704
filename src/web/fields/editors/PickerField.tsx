import { type ReactNode, useState } from 'react'
import { Icon } from '../../kit/Icon'
import { Popover } from '../../kit/Popover'
import { useWords } from '../../words'
import { controlProps, type EditorProps } from '../editor'
import { useLookup } from '../lookups'
import { fieldText } from '../text'
import { isEmpty } from '../value'
import * as sentences from '../words'

interface PickerFieldProps extends EditorProps {
  /** The value as it is shown closed. */
  shown: ReactNode
  children(ends: Ends): ReactNode
}
export interface Ends {
  /** A choice was made and handed on. */
  chosen(): void
  /** Closed otherwise: several values are kept as they stand, one that was not chosen is dropped. */
  left(): void
}

/** A control that opens a picker below itself. In a cell it opens at once and leaves the cell when it closes. */
export function PickerField({ shown, children, ...props }: PickerFieldProps) {
  const { field, value, onChange, onCommit, onCancel, inCell, autoFocus } = props
  const words = useWords(sentences)
  const lookup = useLookup()
  const [button, setButton] = useState<HTMLButtonElement | null>(null)
  const [open, setOpen] = useState(Boolean(inCell && autoFocus))
  // A button is never required; what it fills in is, and the label says so.
  const { 'aria-required': _required, ...control } = controlProps(props)
  const several = field.many || field.kind === 'refs'
  const chosen = () => {
    setOpen(false)
    if (!inCell) button?.focus()
  }
  const left = () => {
    chosen()
    if (several) onCommit?.(value)
    else if (inCell) onCancel?.()
  }
  const clear = () => {
    const nothing = several ? [] : null
    onChange(nothing)
    onCommit?.(nothing)
  }
  return (
    <span className="field-picker">
      <button
        {...control}
        type="button"
        ref={setButton}
        aria-label={`${field.label} ${fieldText(field, value, lookup) || props.placeholder || words.choosePrompt}`}
        aria-haspopup="listbox"
        aria-expanded={open}
        onClick={() => setOpen(true)}
        onKeyDown={event => {
          const opens =
            event.key === 'ArrowDown' ||
            (event.key.length === 1 && !event.ctrlKey && !event.metaKey && event.key !== ' ')
          if (!open && opens) setOpen(true)
          if (event.key === 'Escape' && !open && onCancel) onCancel()
        }}
        // biome-ignore lint/a11y/noAutofocus: it appears because one wants to choose
        autoFocus={autoFocus && !inCell}
      >
        <span className="field-shown">
          {isEmpty(value) ? (
            <span className="field-placeholder">{props.placeholder ?? words.choosePrompt}</span>
          ) : (
            shown
          )}
        </span>
        <Icon name="chevron-down" size={14} />
      </button>
      {!inCell && !field.required && !isEmpty(value) && (
        <button type="button" className="field-clear" aria-label={words.clear(field.label)} onClick={clear}>
          <Icon name="x" size={12} />
        </button>
      )}
      {open && button && (
        <Popover anchor={button} onClose={left} label={field.label}>
          {children({ chosen, left })}
        </Popover>
      )}
    </span>
  )
}
