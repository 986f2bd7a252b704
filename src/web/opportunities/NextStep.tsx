import { type KeyboardEvent, useRef, useState } from 'react'
import type { ObjectMeta } from '../../core/metadata/types'
import { asProblem, type Row } from '../api'
import { sameValue } from '../fields/value'
import { FieldRows } from '../generic/form/FieldRows'
import { useChange } from '../generic/record/useChange'
import { Button } from '../kit/Button'
import { Kbd } from '../kit/Kbd'
import { Popover } from '../kit/Popover'
import { useWords } from '../words'
import * as words from './words'

const FIELDS = ['nextStep', 'nextStepOn']

/** Asks where it stands what comes next, and when. */
export function NextStep({
  object,
  row,
  anchor,
  onClose,
}: {
  object: ObjectMeta
  row: Row
  anchor: HTMLElement
  onClose(): void
}) {
  const w = useWords(words)
  const { kit } = useWords()
  const change = useChange(object)
  const form = useRef<HTMLFormElement>(null)
  const fields = FIELDS.flatMap(name => object.fields.filter(f => f.name === name))
  const [values, setValues] = useState<Record<string, unknown>>(() =>
    Object.fromEntries(FIELDS.map(name => [name, row[name]])),
  )
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [busy, setBusy] = useState(false)
  async function save() {
    const changed = Object.fromEntries(Object.entries(values).filter(([name, value]) => !sameValue(value, row[name])))
    if (Object.keys(changed).length === 0) return onClose()
    setBusy(true)
    try {
      await change(row, changed)
      onClose()
    } catch (thrown) {
      const problem = asProblem(thrown)
      setErrors(
        problem.errors.length
          ? Object.fromEntries(problem.errors.map(e => [e.field, e.message]))
          : { nextStep: problem.message },
      )
      setBusy(false)
    }
  }
  return (
    <Popover anchor={anchor} onClose={onClose} label={w.nextStep} className="stages-asking" width={300}>
      <form
        ref={form}
        noValidate
        onSubmit={event => {
          event.preventDefault()
          void save()
        }}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          void save()
        }}
      >
        <div className="stages-asking-body">
          <FieldRows
            fields={fields}
            values={values}
            errors={errors}
            onChange={(name, value) => setValues(now => ({ ...now, [name]: value }))}
            first="nextStep"
          />
        </div>
        <div className="stages-asking-foot">
          <Button look="text" size={28} onClick={onClose}>
            {kit.cancel}
          </Button>
          <span className="spring" />
          <Kbd>Ctrl Enter</Kbd>
          <Button look="primary" size={28} busy={busy} onClick={() => void save()}>
            {kit.save}
          </Button>
        </div>
      </form>
    </Popover>
  )
}
