import { useState } from 'react'
import { asProblem, type Problem, post, type Row, useObject } from '../api'
import { FieldEditor } from '../fields/FieldEditor'
import { inputValue, isNamed } from '../fields/value'
import '../generic/form/form.css'
import { Button } from '../kit/Button'
import { Labelled } from '../kit/Input'
import { Popover } from '../kit/Popover'
import { ErrorState } from '../kit/States'
import { toast } from '../kit/Toast'
import { fill, useWords } from '../words'
import './bookings.css'
import { refreshBookings } from './booked'
import * as words from './words'

const ASKED = ['account', 'heldUntil', 'order', 'note'] as const

/** Asks for whom a space is kept, and until when. */
export function HoldForm({
  anchor,
  space,
  issues = [],
  onClose,
}: {
  anchor: HTMLElement
  space: { id: string; name: string }
  /** None: a stand. */
  issues?: readonly { id: string; name: string }[]
  onClose(): void
}) {
  const w = useWords(words).hold
  const { kit } = useWords()
  const object = useObject('booking')
  const [values, setValues] = useState<Record<string, unknown>>({})
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const act = object?.acts.find(one => one.name === 'hold')
  if (!act) return null
  async function send() {
    setBusy(true)
    setProblem(null)
    try {
      await post<{ items: Row[] }>(
        '/api/bookings/hold',
        {
          space: space.id,
          ...(issues.length ? { issues: issues.map(one => one.id) } : {}),
          ...Object.fromEntries(
            ASKED.flatMap(name => {
              const value = inputValue(values[name] ?? null)
              return value === null ? [] : [[name, value]]
            }),
          ),
        },
        { key: crypto.randomUUID() },
      )
      refreshBookings()
      const name = isNamed(values.account) ? (values.account.name ?? '') : ''
      toast({
        text: issues.length ? fill(w.held, { name, n: issues.length }) : fill(w.stand, { name, stand: space.name }),
      })
      onClose()
    } catch (thrown) {
      const why = asProblem(thrown)
      setErrors(Object.fromEntries(why.errors.map(one => [one.field, one.message])))
      if (why.errors.length === 0) {
        setProblem(why)
        // Somebody else may have been quicker: what is shown is no longer so.
        refreshBookings()
      }
    } finally {
      setBusy(false)
    }
  }
  return (
    <Popover anchor={anchor} onClose={onClose} label={fill(w.title, { space: space.name })}>
      <form
        className="hold-form"
        noValidate
        onSubmit={event => {
          event.preventDefault()
          void send()
        }}
      >
        <h3>{fill(w.title, { space: space.name })}</h3>
        {issues.length > 0 && (
          <p className="small t2">
            {fill(w.issues, { n: issues.length, names: issues.map(one => one.name).join('、') })}
          </p>
        )}
        {problem && <ErrorState problem={problem} />}
        {ASKED.map(name => {
          const field = act.input.find(one => one.name === name)
          return (
            field && (
              <Labelled
                key={name}
                label={field.label}
                required={field.required}
                error={errors[name]}
                hint={name === 'order' ? w.orderHint : field.hint}
              >
                {ids => (
                  <FieldEditor
                    id={ids.id}
                    describedBy={ids['aria-describedby']}
                    field={field}
                    value={values[name]}
                    error={errors[name]}
                    row={values}
                    autoFocus={name === 'account'}
                    onChange={value => {
                      setValues(now => ({ ...now, [name]: value }))
                      setErrors(({ [name]: _, ...rest }) => rest)
                    }}
                  />
                )}
              </Labelled>
            )
          )
        })}
        <div className="hold-acts">
          <Button size={28} onClick={onClose}>
            {kit.cancel}
          </Button>
          <Button size={28} look="primary" type="submit" busy={busy}>
            {w.hold}
          </Button>
        </div>
      </form>
    </Popover>
  )
}
