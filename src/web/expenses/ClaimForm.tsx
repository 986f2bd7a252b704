import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { FieldMeta, ObjectMeta } from '../../core/metadata/types'
import type { Fault } from '../../domain/expenses'
import { asProblem, type Problem, post, queryClient, type Row, refresh, upload, useObject } from '../api'
import { FieldEditor } from '../fields/FieldEditor'
import { FileThumb, type StoredFile } from '../fields/FileThumb'
import { moneyText } from '../fields/format'
import { asList, isEmpty } from '../fields/value'
import { dropDraft, keepDraft, keptDraft } from '../generic/form/draft'
import '../generic/form/form.css'
import '../generic/record/record.css'
import { Button, IconButton } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { Input, Labelled } from '../kit/Input'
import { ErrorState, NoRights, Notice } from '../kit/States'
import { toast } from '../kit/Toast'
import { Link } from '../shell/Link'
import { fill, useWords } from '../words'
import { amountOf, isForeign, type Line, lineInput, newLine, useFaults } from './claim'
import './expenses.css'
import { Occasions } from './Occasions'
import * as words from './words'

const DRAFT = 'expenseClaim page'

/** Fills in a claim: several expenses quickly, what the company's rules have against them told while one types. */
export function ClaimForm({
  object,
  row,
  lines: standing = [],
  before,
  standing: progress,
  onRemove,
}: {
  object: ObjectMeta
  row?: Row
  lines?: Line[]
  before?: ReactNode
  standing?: ReactNode
  onRemove?(): void
}) {
  const w = useWords(words)
  const { kit } = useWords()
  const navigate = useNavigate()
  const lineObject = useObject('expenseLine')
  const [kept] = useState(() =>
    row ? null : (keptDraft(DRAFT)?.values as { purpose: string; lines: Line[] } | undefined),
  )
  const [resumed, setResumed] = useState(!!kept)
  const [purpose, setPurpose] = useState(kept?.purpose ?? String(row?.purpose ?? ''))
  const [lines, setLines] = useState<Line[]>(kept?.lines ?? standing)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState<'save' | 'submit' | 'upload' | null>(null)
  const [last, setLast] = useState<string | null>(null)
  const key = useRef(crypto.randomUUID())
  const camera = useRef<HTMLInputElement>(null)
  const touched = useRef(false)
  const faults = useFaults(row?.id, lines, true)
  useEffect(() => {
    if (touched.current && !row) keepDraft(DRAFT, undefined, { values: { purpose, lines } })
  }, [purpose, lines, row])
  if (!lineObject) return <NoRights />

  const touch = (change: (now: Line[]) => Line[]) => {
    touched.current = true
    key.current = crypto.randomUUID()
    setErrors({})
    setLines(change)
  }
  const add = (values: Record<string, unknown> = {}) => {
    const previous = lines.at(-1)?.values
    const line = newLine({
      ...(previous ? { day: previous.day, account: previous.account, opportunity: previous.opportunity } : {}),
      ...values,
    })
    touch(now => [...now, line])
    setLast(line.key)
  }
  const set = (line: Line, values: Record<string, unknown>) =>
    touch(now => now.map(one => (one.key === line.key ? { ...one, values: { ...one.values, ...values } } : one)))

  async function photograph(files: File[]) {
    setBusy('upload')
    setProblem(null)
    for (const file of files)
      try {
        const stored = await upload<StoredFile>(file)
        touch(now => [...now, newLine({ receipts: [stored] })])
      } catch (thrown) {
        setProblem(asProblem(thrown))
      }
    setBusy(null)
  }

  async function save(submit: boolean) {
    setBusy(submit ? 'submit' : 'save')
    setProblem(null)
    setErrors({})
    try {
      const saved = await post<Row>(
        '/api/expense-claims/save',
        {
          ...(row ? { claim: row.id, version: row.version } : {}),
          purpose: purpose.trim() || null,
          lines: lines.map(lineInput),
          submit,
        },
        { key: key.current },
      )
      dropDraft(DRAFT)
      touched.current = false
      refresh('expense-lines')
      void queryClient.invalidateQueries({ queryKey: ['expense-occasions'] })
      refresh('expense-claims', saved.id)
      toast({ text: fill(submit ? w.submitted : w.saved, { name: String(saved.purpose) }) })
      void navigate({ to: `/expense-claims/${saved.id}` as never, replace: true })
    } catch (thrown) {
      const refused = asProblem(thrown)
      key.current = crypto.randomUUID()
      setErrors(Object.fromEntries(refused.errors.map(error => [error.field, error.message])))
      if (refused.errors.length === 0) setProblem(refused)
    } finally {
      setBusy(null)
    }
  }
  const total = lines.reduce((sum, line) => sum + amountOf(line), 0)
  return (
    <form
      className="claim"
      noValidate
      onSubmit={event => {
        event.preventDefault()
        void save(true)
      }}
    >
      <header className="claim-head">
        <div className="record-crumb">
          <Link to="/expense-claims">{w.claims}</Link>
          <span>{String(row?.code ?? '')}</span>
          {onRemove && (
            <span className="record-tools">
              <IconButton icon="trash-2" size={28} label={kit.remove} onClick={onRemove} />
            </span>
          )}
        </div>
        <h1 className={row ? 'visually-hidden' : undefined}>{row ? String(row.purpose) : w.title}</h1>
        <div className="claim-purpose">
          <Labelled
            label={object.fields.find(f => f.name === 'purpose')?.label ?? w.purpose}
            required
            error={errors.purpose}
          >
            {ids => (
              <Input
                {...ids}
                value={purpose}
                maxLength={300}
                placeholder={w.purposeHint}
                invalid={!!errors.purpose}
                autoFocus={!row}
                onChange={event => {
                  touched.current = true
                  setPurpose(event.target.value)
                  setErrors(({ purpose: _, ...rest }) => rest)
                }}
              />
            )}
          </Labelled>
        </div>
      </header>
      {progress}
      <div className="claim-columns">
        <div className="claim-body">
          {before}
          {resumed && (
            <Notice tone="lost" icon="history">
              {w.resumed}
              <div className="k-state-acts">
                <Button
                  look="link"
                  onClick={() => {
                    dropDraft(DRAFT)
                    touched.current = false
                    setResumed(false)
                    setPurpose('')
                    setLines([])
                  }}
                >
                  {w.restart}
                </Button>
              </div>
            </Notice>
          )}
          {problem && <ErrorState problem={problem} />}
          {lines.length === 0 && <p className="claim-none t2">{w.noLines}</p>}
          {lines.map((line, i) => (
            <LineForm
              key={line.key}
              n={i + 1}
              line={line}
              fields={lineObject.fields}
              errors={errorsOf(errors, i)}
              faults={faults.filter(fault => fault.line === i)}
              focus={line.key === last}
              onChange={values => set(line, values)}
              onRemove={() => touch(now => now.filter(one => one.key !== line.key))}
            />
          ))}
          <div className="claim-add">
            <Button icon="plus" onClick={() => add()}>
              {w.add}
            </Button>
            <Button icon="camera" busy={busy === 'upload'} onClick={() => camera.current?.click()}>
              {busy === 'upload' ? w.uploading : w.photo}
            </Button>
            <span className="small t3">{w.photoHint}</span>
            <input
              ref={camera}
              type="file"
              accept="image/*,application/pdf"
              multiple
              hidden
              aria-label={w.photo}
              onChange={event => {
                void photograph([...(event.target.files ?? [])])
                event.target.value = ''
              }}
            />
          </div>
        </div>
        <Occasions
          taken={lines.flatMap(line => idOf(line.values.activity))}
          onAdd={some => {
            for (const one of some)
              touch(now => [
                ...now,
                newLine({
                  day: one.day,
                  account: one.account,
                  opportunity: one.opportunity,
                  activity: { id: one.activity, name: one.subject },
                  note: one.subject,
                }),
              ])
          }}
        />
      </div>
      <footer className="claim-foot">
        <span>
          {w.total} <b>{moneyText(total)}</b> <span className="t3">{fill(w.count, { n: lines.length })}</span>
        </span>
        {faults.length > 0 && <span className="due small">{fill(w.against, { n: faults.length })}</span>}
        <span className="spring" />
        <Button busy={busy === 'save'} onClick={() => void save(false)}>
          {w.save}
        </Button>
        <Button look="primary" type="submit" busy={busy === 'submit'}>
          {w.submit}
        </Button>
      </footer>
    </form>
  )
}

const idOf = (value: unknown): string[] =>
  typeof value === 'object' && value !== null && 'id' in value
    ? [String(value.id)]
    : typeof value === 'string'
      ? [value]
      : []

const errorsOf = (errors: Record<string, string>, line: number): Record<string, string> => {
  const mine = `lines.${line}.`
  return Object.fromEntries(
    Object.entries(errors).flatMap(([field, message]) =>
      field.startsWith(mine) ? [[field.slice(mine.length), message]] : [],
    ),
  )
}

function LineForm({
  n,
  line,
  fields,
  errors,
  faults,
  focus,
  onChange,
  onRemove,
}: {
  n: number
  line: Line
  fields: FieldMeta[]
  errors: Record<string, string>
  faults: Fault[]
  focus: boolean
  onChange(values: Record<string, unknown>): void
  onRemove(): void
}) {
  const w = useWords(words)
  const [foreign, setForeign] = useState(isForeign(line))
  const box = useRef<HTMLFieldSetElement>(null)
  useEffect(() => {
    if (!focus) return
    box.current?.scrollIntoView({ block: 'nearest' })
    box.current?.querySelector<HTMLElement>('[data-field=amount] input')?.focus()
  }, [focus])
  const editor = (name: string, more: Partial<FieldMeta> = {}) => {
    const field = fields.find(f => f.name === name)
    if (!field) return null
    return (
      <div className="form-row" data-field={name}>
        <Labelled label={field.label} required={field.required} error={errors[name]}>
          {ids => (
            <FieldEditor
              {...ids}
              describedBy={ids['aria-describedby']}
              field={{ ...field, ...more, access: 'write' }}
              value={line.values[name]}
              error={errors[name]}
              row={line.values}
              onChange={value => onChange({ [name]: value, ...(name === 'account' ? { opportunity: null } : {}) })}
            />
          )}
        </Labelled>
      </div>
    )
  }
  const receipts = asList<StoredFile>(line.values.receipts)
  const unsaid = Object.keys(errors).filter(name => !SHOWN.has(name))
  return (
    <fieldset ref={box} className="claim-line">
      <legend>
        {receipts[0] && <FileThumb file={receipts[0]} size={28} />}
        {fill(w.line, { n })}
        <span className="spring" />
        {!foreign && (
          <Button look="link" size={24} onClick={() => setForeign(true)}>
            {w.foreign}
          </Button>
        )}
        <IconButton icon="trash-2" size={24} label={fill(w.remove, { n })} onClick={onRemove} />
      </legend>
      <div className="claim-grid">
        {editor('day')}
        {editor('kind')}
        {foreign ? (
          <>
            {editor('foreignCurrency')}
            {editor('foreignAmount')}
            {editor('rate')}
            <p className="claim-worked">{isEmpty(line.values.rate) ? '' : `= ${moneyText(amountOf(line))}`}</p>
          </>
        ) : (
          editor('amount')
        )}
        {editor('invoiceNumber')}
        {editor('account')}
        {editor('opportunity')}
        <div className="claim-wide">{editor('note')}</div>
        <div className="claim-wide">{editor('receipts')}</div>
      </div>
      {unsaid.map(name => (
        <p key={name} className="claim-fault over" role="alert">
          {errors[name]}
        </p>
      ))}
      {faults.map(fault => (
        <p key={fault.message} className={`claim-fault ${fault.strict ? 'over' : 'due'}`}>
          <Icon name={fault.strict ? 'ban' : 'info'} size={14} />
          <span>
            {fault.strict ? w.strict : w.explain} · {fault.message}
          </span>
        </p>
      ))}
    </fieldset>
  )
}
const SHOWN = new Set([
  'day',
  'kind',
  'amount',
  'foreignCurrency',
  'foreignAmount',
  'rate',
  'invoiceNumber',
  'account',
  'opportunity',
  'note',
  'receipts',
])
