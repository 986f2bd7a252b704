import type { ReactNode } from 'react'
import type { FieldMeta } from '../../../core/metadata/types'
import { FieldEditor } from '../../fields/FieldEditor'
import { Labelled } from '../../kit/Input'

interface FieldRowsProps {
  fields: FieldMeta[]
  values: Record<string, unknown>
  errors: Record<string, string>
  onChange(name: string, value: unknown): void
  /** Name of the field where one begins. */
  first?: string
  /** Stands below a field: candidates below the name. */
  below?: Record<string, ReactNode>
}

/** Fields one below the other, each with its name above and what is wrong below. */
export function FieldRows({ fields, values, errors, onChange, first, below }: FieldRowsProps) {
  return fields.map(field => (
    <div key={field.name} className="form-row" data-field={field.name}>
      <Labelled label={field.label} required={field.required} error={errors[field.name]} hint={field.hint}>
        {ids => (
          <FieldEditor
            field={field}
            value={values[field.name]}
            onChange={value => onChange(field.name, value)}
            error={errors[field.name]}
            id={ids.id}
            describedBy={ids['aria-describedby']}
            row={values}
            autoFocus={field.name === first}
          />
        )}
      </Labelled>
      {below?.[field.name]}
    </div>
  ))
}

/** Puts the focus where something is missing or wrong. */
export function focusField(form: HTMLElement | null, name: string): void {
  const row = form?.querySelector(`[data-field="${CSS.escape(name)}"]`)
  row?.closest('details')?.setAttribute('open', '')
  row?.scrollIntoView({ block: 'center' })
  row?.querySelector<HTMLElement>('input, textarea, button')?.focus()
}
