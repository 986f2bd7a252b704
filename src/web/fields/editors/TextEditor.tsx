import { type KeyboardEvent, useLayoutEffect, useRef } from 'react'
import { controlProps, type EditorProps } from '../editor'

const INPUT_TYPES: Record<string, string> = { phone: 'tel', email: 'email', url: 'url' }

/** text, phone, email, url: one line, kept as typed. */
export function TextEditor(props: EditorProps) {
  const { field, value, onChange, onCommit, autoFocus } = props
  return (
    <input
      {...controlProps(props)}
      type={INPUT_TYPES[field.kind] ?? 'text'}
      inputMode={field.kind === 'phone' ? 'tel' : undefined}
      placeholder={props.placeholder}
      autoComplete="off"
      maxLength={field.max}
      value={value == null ? '' : String(value)}
      onChange={event => onChange(event.target.value)}
      onKeyDown={event => endOnKeys(event, props)}
      onBlur={() => onCommit?.(value)}
      // biome-ignore lint/a11y/noAutofocus: it appears because one wants to write
      autoFocus={autoFocus}
    />
  )
}

/** Several lines; Enter is a new line, Ctrl+Enter is done. It grows with what is written. */
export function LongTextEditor(props: EditorProps) {
  const { field, value, onChange, onCommit, autoFocus } = props
  const area = useRef<HTMLTextAreaElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    if (!area.current) return
    area.current.style.height = 'auto'
    area.current.style.height = `${area.current.scrollHeight + 2}px`
  }, [value])
  return (
    <textarea
      {...controlProps(props)}
      ref={area}
      placeholder={props.placeholder}
      rows={props.inCell ? 1 : 3}
      maxLength={field.max}
      value={value == null ? '' : String(value)}
      onChange={event => onChange(event.target.value)}
      onKeyDown={event => (event.key !== 'Enter' || event.ctrlKey || event.metaKey) && endOnKeys(event, props)}
      onBlur={() => onCommit?.(value)}
      // biome-ignore lint/a11y/noAutofocus: it appears because one wants to write
      autoFocus={autoFocus}
    />
  )
}

/** Enter is done, Esc drops; while an input method composes, both belong to it. */
export function endOnKeys(event: KeyboardEvent, { value, onCommit, onCancel }: EditorProps, now: unknown = value) {
  if (event.nativeEvent.isComposing) return
  if (event.key === 'Enter' && onCommit) {
    event.preventDefault()
    onCommit(now)
  }
  if (event.key === 'Escape' && onCancel) {
    event.preventDefault()
    event.stopPropagation()
    onCancel()
  }
}
