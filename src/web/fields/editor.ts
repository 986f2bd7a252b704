import type { FieldMeta } from '../../core/metadata/types'

/** How a value is changed, in a cell, on a record page or in a form. */
export interface EditorProps {
  field: FieldMeta
  /** As the API reads it: `{ id, name }` for a reference. */
  value: unknown
  /** On every change. A figure or day that can't be read arrives as the text that was typed; the server says what is wrong with it. */
  onChange(value: unknown): void
  /** Done: Enter, a choice, or the focus moved on. Without it the owner saves. */
  onCommit?(value: unknown): void
  /** Esc. */
  onCancel?(): void
  /** A sentence; the control is marked as invalid. In a cell it is shown below, in a form the label's frame shows it. */
  error?: string | null
  /** Element that says more: the error, a hint. */
  describedBy?: string
  autoFocus?: boolean
  /** Stands in the empty control where it has no label above. */
  placeholder?: string
  /** Fills a table cell or a fact: no frame of its own, and pickers open at once. */
  inCell?: boolean
  /** The record being edited, for its currency. */
  row?: Record<string, unknown>
  /** For the label that names it. */
  id?: string
}

/** What every control says of itself to the screen reader. */
export const controlProps = ({ field, id, error, inCell, describedBy }: EditorProps) => ({
  id,
  'aria-label': inCell || !id ? field.label : undefined,
  'aria-invalid': error ? true : undefined,
  'aria-describedby': describedBy,
  'aria-required': field.required || undefined,
  className: inCell ? 'field-input in-cell' : 'field-input',
})
