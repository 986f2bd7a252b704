import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { FieldMeta, ObjectMeta } from '../../core/metadata/types'
import type { Passed, Standing } from '../../domain/opportunities'
import { asProblem, type Problem, type Row, useAct } from '../api'
import { inputValue, isEmpty } from '../fields/value'
import { FieldRows, focusField } from '../generic/form/FieldRows'
import { Button } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { Kbd } from '../kit/Kbd'
import { Popover } from '../kit/Popover'
import { toast } from '../kit/Toast'
import { fill, useWords } from '../words'
import { standingChanged } from './standing'
import * as words from './words'

/**
 * 阶段升迁: goes on to a stage. Where something lacks only that is asked for, beside what is met already; where nothing lacks it is
 * done at once. Undoing goes back.
 */
export function Advance({
  object,
  row,
  standing,
  stage,
  anchor,
  onClose,
}: {
  object: ObjectMeta
  row: Row
  standing: Standing
  stage: Passed
  anchor: HTMLElement
  onClose(): void
}) {
  const w = useWords(words)
  const { kit } = useWords()
  const doing = useAct(object.path)
  const form = useRef<HTMLFormElement>(null)
  const [values, setValues] = useState<Record<string, unknown>>({})
  const [problem, setProblem] = useState<Problem | null>(null)
  const lacking = standing.conditions.filter(one => !one.met)
  const asked = distinct(lacking.flatMap(one => one.fields))
  const here = standing.stages.find(one => one.current)
  const label = object.acts.find(act => act.name === 'advance')?.label ?? ''

  async function run() {
    setProblem(null)
    const given = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, inputValue(value)]))
    try {
      await doing.mutateAsync({
        act: 'advance',
        id: row.id,
        version: row.version,
        input: { to: stage.id, ...given },
      })
    } catch (thrown) {
      setProblem(asProblem(thrown))
      return
    } finally {
      standingChanged(row.id)
    }
    onClose()
    toast({
      text: fill(w.moved, { name: String(row[object.title]), stage: stage.name }),
      undo: () =>
        stage.end
          ? doing.mutateAsync({ act: 'reopen', id: row.id })
          : doing.mutateAsync({ act: 'goBack', id: row.id, input: { to: here?.id, reason: kit.undo } }),
    })
  }
  const submit = () => {
    const gap = asked.find(field => isEmpty(values[field.name]))
    if (gap) return focusField(form.current, gap.name)
    void run()
  }

  const atOnce = useRef(lacking.length === 0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, and only where nothing is asked
  useEffect(() => {
    if (!atOnce.current) return
    atOnce.current = false
    void run()
  }, [])
  if (lacking.length === 0 && !problem) return null

  // What has no field here is mended elsewhere on the page.
  const only = asked.length === 0
  return (
    <Popover
      anchor={anchor}
      placement="bottom-end"
      onClose={onClose}
      label={fill(w.advance, { stage: stage.name })}
      className="stages-asking"
      width={320}
    >
      <form
        ref={form}
        noValidate
        onSubmit={event => {
          event.preventDefault()
          submit()
        }}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          submit()
        }}
      >
        <div className="stages-asking-head">
          <b>{fill(w.advance, { stage: stage.name })}</b>
          {lacking.length > 0 && <p>{fill(only ? w.lacksOnly : w.lacks, { n: lacking.length })}</p>}
        </div>
        <div className="stages-asking-body">
          <ul className="stages-demands">
            {standing.conditions.map(({ kind, text, met, fields }) => (
              <li key={`${kind} ${text}`} className={met ? 'met' : 'lacks'}>
                <Icon name={met ? 'check' : 'circle'} size={14} label={met ? w.met : w.missing} />
                <div>
                  {met || fields.length === 0 ? (
                    text
                  ) : (
                    <FieldRows
                      fields={fields.map(field => ({ ...field, required: true, label: labelOf(field, text) }))}
                      values={values}
                      errors={errorsOf(problem)}
                      onChange={(name, value) => setValues(now => ({ ...now, [name]: value }))}
                      first={asked[0]?.name}
                    />
                  )}
                </div>
              </li>
            ))}
          </ul>
          {problem && (
            <p className="stages-problem" role="alert">
              {problem.message}
            </p>
          )}
        </div>
        <div className="stages-asking-foot">
          <Button look="text" size={28} onClick={onClose}>
            {kit.cancel}
          </Button>
          <span className="spring" />
          {!only && (
            <>
              <Kbd>Ctrl Enter</Kbd>
              <Button look="primary" size={28} busy={doing.isPending} onClick={submit}>
                {label}
              </Button>
            </>
          )}
        </div>
      </form>
    </Popover>
  )
}

/** A demand that says more than the field's name stands in its place. */
const labelOf = ({ name, label }: FieldMeta, text: string) =>
  text.includes(label) || name.includes('.') ? label : text

const distinct = (fields: FieldMeta[]) => [...new Map(fields.map(f => [f.name, f])).values()]
const errorsOf = (problem: Problem | null) => Object.fromEntries(problem?.errors.map(e => [e.field, e.message]) ?? [])
