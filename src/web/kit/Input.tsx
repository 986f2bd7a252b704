import { type ComponentProps, type ReactNode, useId } from 'react'
import { Icon } from './Icon'
import './Input.css'

/** One line of typing. */
export const Input = ({ className, invalid, ...rest }: ComponentProps<'input'> & { invalid?: boolean }) => (
  <input {...rest} aria-invalid={invalid || undefined} className={`k-input${className ? ` ${className}` : ''}`} />
)
export const TextArea = ({ className, invalid, ...rest }: ComponentProps<'textarea'> & { invalid?: boolean }) => (
  <textarea
    {...rest}
    aria-invalid={invalid || undefined}
    className={`k-input k-textarea${className ? ` ${className}` : ''}`}
  />
)

/** A control with its name above, and below it what is wrong or what helps. `children` gets the ids to wear. */
export function Labelled({
  label,
  required,
  error,
  hint,
  beside,
  children,
}: {
  label: string
  required?: boolean
  error?: string
  hint?: ReactNode
  /** Stands at the right of the name. */
  beside?: ReactNode
  children: (ids: { id: string; 'aria-describedby'?: string }) => ReactNode
}) {
  const id = useId()
  const described = error || hint ? `${id}-note` : undefined
  return (
    <div className="k-labelled">
      <div className="k-labelled-head">
        <label htmlFor={id}>
          {label}
          {required && <i aria-hidden="true">*</i>}
        </label>
        {beside}
      </div>
      {children({ id, 'aria-describedby': described })}
      {error ? (
        <div id={described} className="k-labelled-error" role="alert">
          {error}
        </div>
      ) : (
        hint && (
          <div id={described} className="k-labelled-hint">
            {hint}
          </div>
        )
      )}
    </div>
  )
}

/** A box to tick. `mixed` is neither. Give `label`, or `children` as its visible text. */
export function Checkbox({
  checked,
  mixed,
  onChange,
  label,
  children,
  ...rest
}: Omit<ComponentProps<'input'>, 'onChange' | 'type'> & {
  checked: boolean
  mixed?: boolean
  onChange: (checked: boolean) => void
  label?: string
}) {
  return (
    <label className="k-check">
      <input
        {...rest}
        type="checkbox"
        checked={checked}
        aria-label={label}
        ref={element => {
          if (element) element.indeterminate = !!mixed
        }}
        onChange={event => onChange(event.target.checked)}
      />
      <span className="k-check-box" aria-hidden="true">
        {mixed ? <Icon name="minus" size={12} /> : checked && <Icon name="check" size={12} />}
      </span>
      {children}
    </label>
  )
}

/** On or off, at once. */
export const Switch = ({ on, onChange, label }: { on: boolean; onChange: (on: boolean) => void; label: string }) => (
  <button
    type="button"
    role="switch"
    aria-checked={on}
    aria-label={label}
    className="k-switch"
    onClick={() => onChange(!on)}
  />
)
