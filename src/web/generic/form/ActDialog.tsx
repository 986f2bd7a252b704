import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useRef, useState } from 'react'
import { asProblem, type Problem } from '../../api'
import { isEmpty } from '../../fields/value'
import { Button } from '../../kit/Button'
import { Kbd } from '../../kit/Kbd'
import { Dialog } from '../../kit/Panel'
import { ErrorState, Notice } from '../../kit/States'
import { CopyText } from '../../me/CopyText'
import { useWords } from '../../words'
import { changesOf, firstValues, gapsOf } from './changes'
import { FieldRows, focusField } from './FieldRows'
import type { ActRequest } from './open'
import * as sentences from './words'
import './form.css'

/** Asks for what an act needs to know before it runs. */
export function ActDialog({ request, onClose }: { request: ActRequest; onClose(): void }) {
  const words = useWords(sentences)
  const { kit } = useWords()
  const fields = request.act.input
  const form = useRef<HTMLFormElement>(null)
  const [values, setValues] = useState<Record<string, unknown>>(() => firstValues(fields, request.preset))
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const [password, setPassword] = useState<string | null>(null)

  const submit = async () => {
    const gaps = gapsOf(fields, values)
    if (gaps.length > 0) {
      setErrors(Object.fromEntries(gaps.map(f => [f.name, words.fillIn(f.label)])))
      return focusField(form.current, gaps[0]!.name)
    }
    setBusy(true)
    try {
      const answer = (await request.run(changesOf(fields, values))) as { id?: string; password?: string } | undefined
      if (answer?.password && !answer.id) setPassword(answer.password)
      else onClose()
    } catch (thrown) {
      const why = asProblem(thrown)
      const known = why.errors.filter(e => fields.some(f => f.name === e.field))
      setErrors(Object.fromEntries(known.map(e => [e.field, e.message])))
      setProblem(known.length ? null : why)
      if (known[0]) focusField(form.current, known[0].field)
    } finally {
      setBusy(false)
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void submit()
    }
  }
  if (password)
    return (
      <Dialog
        title={`${request.act.label} ${request.subject}`}
        onClose={onClose}
        foot={
          <Button look="primary" onClick={onClose}>
            {kit.close}
          </Button>
        }
      >
        <Notice tone="won">
          {words.onlyNow}
          <CopyText label={request.subject} text={password} />
        </Notice>
      </Dialog>
    )
  return (
    <Dialog
      title={`${request.act.label} ${request.subject}`}
      onClose={onClose}
      foot={
        <>
          <span className="form-hint">
            <Kbd>Ctrl Enter</Kbd>
          </span>
          <Button onClick={onClose}>{kit.cancel}</Button>
          <Button look="primary" busy={busy} onClick={submit}>
            {request.act.label}
          </Button>
        </>
      }
    >
      <form
        ref={form}
        noValidate
        onKeyDown={onKeyDown}
        onSubmit={event => {
          event.preventDefault()
          void submit()
        }}
      >
        {problem && <ErrorState problem={problem} />}
        <FieldRows
          fields={fields}
          values={values}
          errors={errors}
          onChange={(name, value) => {
            setValues(now => ({ ...now, [name]: value }))
            setErrors(({ [name]: _, ...rest }) => rest)
          }}
          first={fields.find(f => isEmpty(values[f.name]))?.name}
        />
        {request.foresee && gapsOf(fields, values).length === 0 && (
          <Foreseen foresee={request.foresee} input={changesOf(fields, values)} />
        )}
      </form>
    </Dialog>
  )
}

/** What would follow, as soon as enough is filled in to say so. */
function Foreseen({ foresee, input }: { foresee: NonNullable<ActRequest['foresee']>; input: Record<string, unknown> }) {
  const query = useQuery({ queryKey: ['foreseen', input], queryFn: () => foresee(input), gcTime: 0, retry: false })
  if (query.error) return <ErrorState problem={asProblem(query.error)} />
  if (!query.data?.length) return null
  return (
    <Notice tone="due">
      <ul>
        {query.data.map(sentence => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Notice>
  )
}
