import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { ObjectMeta } from '../../../core/metadata/types'
import { asProblem, type Problem, type Row, refresh, remove, useObject, useRecord, useSave } from '../../api'
import { isEmpty, isPointer } from '../../fields/value'
import { Button, IconButton } from '../../kit/Button'
import { Kbd } from '../../kit/Kbd'
import { Drawer } from '../../kit/Panel'
import { ErrorState, Notice, SkeletonRows } from '../../kit/States'
import { toast } from '../../kit/Toast'
import { useWords } from '../../words'
import { ConflictNotice } from '../record/ConflictNotice'
import { type Conflict, conflictOf } from '../record/conflict'
import { sectionsOf } from '../record/layout'
import { putBack, valuesOf } from '../record/useChange'
import { changesOf, firstValues, formFields, gapsOf } from './changes'
import { type Apart, type Candidate, Duplicates, distinctFrom, unsettled } from './Duplicates'
import { type Draft, dropDraft, keepDraft, keptDraft } from './draft'
import { FieldRows, focusField } from './FieldRows'
import type { RecordRequest } from './open'
import * as sentences from './words'
import './form.css'

/** The drawer in which a record is created or changed. */
export function RecordForm({ request, onClose }: { request: RecordRequest; onClose(): void }) {
  const words = useWords(sentences)
  const object = useObject(request.object)
  const record = useRecord(object?.path ?? '', object && request.id)
  if (!object) return null
  const title = request.id ? words.changeRecord(object.label) : words.newRecord(object.label)
  const ready = !request.id || record.data
  return (
    <Drawer label={title} onClose={onClose}>
      {ready ? (
        <Form object={object} before={record.data} request={request} title={title} onClose={onClose} />
      ) : (
        <div className="form-body">
          {record.error ? (
            <ErrorState problem={record.error} onRetry={() => record.refetch()} />
          ) : (
            <SkeletonRows rows={10} height={56} />
          )}
        </div>
      )}
    </Drawer>
  )
}

interface FormProps {
  object: ObjectMeta
  before: Row | undefined
  request: RecordRequest
  title: string
  onClose(): void
}

function Form({ object, before, request, title, onClose }: FormProps) {
  const words = useWords(sentences)
  const { kit } = useWords()
  const navigate = useNavigate()
  const save = useSave(object.path)
  const form = useRef<HTMLFormElement>(null)
  const fields = [...formFields(object), ...((!before && object.createInput) || [])]
  const [kept] = useState<Draft | null>(() => keptDraft(object.name, request.id))
  const [resumed, setResumed] = useState(kept !== null)
  // What one began with stays the same while colleagues' changes arrive: only what was typed here counts as changed.
  const [base, setBase] = useState<Row | undefined>(before)
  const start = () => (before ? { ...before } : firstValues(fields, request.preset))
  const [values, setValues] = useState<Record<string, unknown>>(() => ({
    ...start(),
    ...kept?.values,
    ...given(request.preset),
  }))
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [problem, setProblem] = useState<Problem | null>(null)
  const [apart, setApart] = useState<Apart>({})
  const [conflict, setConflict] = useState<Conflict | null>(null)
  const changes = changesOf(fields, values, base ?? firstValues(fields))
  const touched = useRef(false)

  useEffect(() => {
    if (!touched.current) return
    // A first password is not kept where others may come by.
    const typed = formFields(object)
      .filter(f => values[f.name] !== base?.[f.name])
      .map(f => [f.name, values[f.name]])
    keepDraft(object.name, request.id, { values: Object.fromEntries(typed), version: base?.version })
  })

  const change = (name: string, value: unknown) => {
    touched.current = true
    setValues(now => ({ ...now, [name]: value }))
    setErrors(({ [name]: _, ...rest }) => rest)
    // What was ticked may no longer be among what is alike now.
    setApart(now => Object.fromEntries(Object.entries(now).filter(([, reason]) => reason.trim())))
  }
  const finish = (row: Row) => {
    dropDraft(object.name, request.id)
    onClose()
    const name = String(row[object.title] ?? '')
    request.onSaved?.(row)
    if (base) toast({ text: words.changed(name), undo: () => putBack(object, row, valuesOf(base, changes)) })
    else if (request.onSaved)
      toast({
        text: words.created(object.label, name),
        undo: () => remove(`/api/${object.path}/${row.id}`).then(() => refresh(object.path)),
      })
    else
      toast({
        text: words.created(object.label, name),
        act: {
          label: words.open,
          run: () => navigate({ to: '/$object/$id', params: { object: object.path, id: row.id } }),
        },
      })
  }
  const submit = async (on: Row | undefined = base) => {
    const sent = before
      ? changesOf(fields, values, on)
      : { ...pointerOf(request.preset), ...changesOf(fields, values), ...distinctFrom(apart) }
    const gaps = gapsOf(fields, values)
    if (gaps.length > 0) {
      setErrors(Object.fromEntries(gaps.map(f => [f.name, words.fillIn(f.label)])))
      return focusField(form.current, gaps[0]!.name)
    }
    if (before && Object.keys(sent).length === 0) return onClose()
    if (unsettled(apart)) {
      setErrors({ [object.title]: words.sayWhy })
      return focusField(form.current, object.title)
    }
    try {
      setProblem(null)
      finish(await save.mutateAsync({ id: request.id, version: on?.version, changes: sent }))
    } catch (thrown) {
      await refused(asProblem(thrown), on, sent)
    }
  }
  const refused = async (why: Problem, on: Row | undefined, sent: Record<string, unknown>) => {
    if (why.status === 412 && on) {
      const found = await conflictOf(object, on, Object.keys(sent))
      if (found.fields.length > 0) return setConflict(found)
      setBase(found.now)
      return submit({ ...on, version: found.now.version })
    }
    const known = why.errors.filter(e => fields.some(f => f.name === e.field))
    setErrors(Object.fromEntries(known.map(e => [e.field, e.message])))
    if (why.code === CONFIRM) focusField(form.current, object.title)
    if (known[0]) focusField(form.current, known[0].field)
    else setProblem(why)
  }
  const settle = (theirs: boolean) => {
    if (!conflict) return
    const taken = Object.fromEntries(conflict.fields.map(f => [f, conflict.now[f]]))
    setConflict(null)
    setBase(conflict.now)
    if (theirs) setValues(now => ({ ...now, ...taken }))
    else void submit(conflict.now)
  }
  const startAfresh = () => {
    dropDraft(object.name, request.id)
    touched.current = false
    setResumed(false)
    setValues(start())
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void submit()
    }
  }

  const sections = sectionsOf(object, fields)
  const first = fields.find(f => isEmpty(values[f.name]))?.name
  return (
    <form
      className="form"
      ref={form}
      noValidate
      onKeyDown={onKeyDown}
      onSubmit={event => {
        event.preventDefault()
        void submit()
      }}
    >
      <div className="form-head">
        <h2>{title}</h2>
        <IconButton icon="x" label={kit.close} onClick={onClose} />
      </div>
      <div className="form-body">
        {resumed && (
          <Notice tone="lost" icon="history">
            {words.draftKept}
            <div className="k-state-acts">
              <Button look="link" onClick={startAfresh}>
                {words.dropDraft}
              </Button>
            </div>
          </Notice>
        )}
        {conflict && (
          <ConflictNotice
            object={object}
            conflict={conflict}
            onTheirs={() => settle(true)}
            onMine={() => settle(false)}
          />
        )}
        {problem && <ErrorState problem={problem} />}
        {sections.map((section, index) => (
          <FormSection
            key={section.name}
            label={sections.length > 1 ? (section.label ?? words.basic) : null}
            count={words.fieldCount(section.fields.length)}
            open={index === 0 || section.fields.some(f => f.required || !isEmpty(values[f.name]) || errors[f.name])}
          >
            <FieldRows
              fields={section.fields}
              values={values}
              errors={errors}
              onChange={change}
              first={request.id ? undefined : first}
              below={
                before
                  ? undefined
                  : {
                      [object.title]: (
                        <Duplicates
                          object={object}
                          changes={changes}
                          demanded={demandedIn(problem)}
                          apart={apart}
                          onApart={setApart}
                        />
                      ),
                    }
              }
            />
          </FormSection>
        ))}
      </div>
      <div className="form-foot">
        <span className="form-hint">
          <Kbd>Ctrl Enter</Kbd>
        </span>
        <Button onClick={onClose}>{kit.cancel}</Button>
        <Button look="primary" type="submit" busy={save.isPending}>
          {kit.save}
        </Button>
      </div>
    </form>
  )
}

/** What the server will not take while nobody said that what is alike is another. */
const CONFIRM = 'duplicates.confirm'
const demandedIn = (problem: Problem | null) =>
  problem?.code === CONFIRM ? (problem.body.duplicates as Candidate[]) : []

const given = (preset: Record<string, unknown> = {}) =>
  Object.fromEntries(Object.entries(preset).filter(([, value]) => value !== undefined))

/** What a new record is about is known to whoever opened the form, and asked of nobody. */
const pointerOf = (preset: Record<string, unknown> = {}) =>
  Object.fromEntries(Object.entries(preset).filter(([name]) => isPointer({ name })))

/** A section folds; one with nothing to fill in yet starts folded. */
function FormSection(props: { label: string | null; count: string; open: boolean; children: React.ReactNode }) {
  const [open] = useState(props.open)
  if (!props.label) return <div className="form-section">{props.children}</div>
  return (
    <details className="form-section" open={open}>
      <summary>
        {props.label} <span>{props.count}</span>
      </summary>
      {props.children}
    </details>
  )
}
