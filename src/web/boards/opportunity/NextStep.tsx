import { type KeyboardEvent, useRef, useState } from 'react'
import type { ObjectMeta } from '../../../core/metadata/types'
import { asProblem, type Row } from '../../api'
import { isEmpty } from '../../fields/value'
import { FieldRows, focusField } from '../../generic/form/FieldRows'
import { useChange } from '../../generic/record/useChange'
import { Button } from '../../kit/Button'
import { Kbd } from '../../kit/Kbd'
import { Popover } from '../../kit/Popover'
import { useWords } from '../../words'
import * as words from '../words'

/** Asks on the card itself what comes next, and when. */
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
  const fields = object.fields.filter(f => f.name === 'nextStep' || f.name === 'nextStepOn')
  const [values, setValues] = useState<Record<string, unknown>>({})
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  async function save() {
    const filled = Object.fromEntries(Object.entries(values).filter(([, value]) => !isEmpty(value)))
    if (Object.keys(filled).length === 0) return focusField(form.current, 'nextStep')
    setBusy(true)
    try {
      await change(row, filled)
      onClose()
    } catch (thrown) {
      setError(asProblem(thrown).message)
      setBusy(false)
    }
  }
  return (
    <Popover anchor={anchor} onClose={onClose} label={w.nextStep} className="board-asking" width={288}>
      <form
        ref={form}
        onSubmit={event => {
          event.preventDefault()
          void save()
        }}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault()
            void save()
          }
        }}
      >
        <FieldRows
          fields={fields}
          values={values}
          errors={error ? { nextStep: error } : {}}
          onChange={(name, value) => setValues(now => ({ ...now, [name]: value }))}
          first="nextStep"
        />
        <div className="board-asking-foot">
          <Button look="text" onClick={onClose}>
            {kit.cancel}
          </Button>
          <span className="spring" />
          <Kbd>Ctrl Enter</Kbd>
          <Button look="primary" size={28} busy={busy} onClick={() => void save()}>
            {w.save}
          </Button>
        </div>
      </form>
    </Popover>
  )
}
