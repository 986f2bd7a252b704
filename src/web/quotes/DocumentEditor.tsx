import { useLocation, useNavigate, useParams } from '@tanstack/react-router'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { FieldMeta, ObjectMeta } from '../../core/metadata/types'
import { asProblem, type Problem, post, type Row, refresh, rowsOf, useObject, useRecord, useRecords } from '../api'
import { OrderDetails } from '../execution/OrderDetails'
import { FieldEditor } from '../fields/FieldEditor'
import { inputValue, isEmpty, isNamed } from '../fields/value'
import { focusField } from '../generic/form/FieldRows'
import '../generic/form/form.css'
import '../generic/record/record.css'
import { Button } from '../kit/Button'
import { Labelled } from '../kit/Input'
import { Empty, ErrorState, NoRights, SkeletonRows } from '../kit/States'
import { toast } from '../kit/Toast'
import '../settings/settings.css'
import { Link } from '../shell/Link'
import { useTitle } from '../shell/title'
import { fill, useWords } from '../words'
import { isMeant, type Line, lineInput, lineOf, newLine, useSheet } from './draft'
import { LinesGrid } from './LinesGrid'
import './quotes.css'
import { Totals } from './Totals'
import * as words from './words'

/** A document with priced lines as one page fills it in: what is the same for quotes and orders. */
export interface Kind {
  object: 'quote' | 'order'
  line: 'quoteLine' | 'orderLine'
  /** The day its prices are looked up for. */
  date: string
  /** Fields at its top, and those below its lines; all others that may be written stand between. */
  first: readonly string[]
  last: readonly string[]
}

export const QUOTE: Kind = {
  object: 'quote',
  line: 'quoteLine',
  date: 'quotedOn',
  first: ['name', 'account', 'contact', 'opportunity', 'quotedOn', 'validUntil', 'currency', 'taxIncluded'],
  last: ['paymentTerms', 'deliveryTerms', 'note'],
}
export const ORDER: Kind = {
  object: 'order',
  line: 'orderLine',
  date: 'orderedOn',
  first: [
    'name',
    'account',
    'type',
    'contact',
    'opportunity',
    'orderedOn',
    'deliverOn',
    'customerReference',
    'currency',
    'taxIncluded',
  ],
  last: ['paymentTerms', 'deliveryTerms', 'note'],
}

/** A new document; what it begins with comes along from where one pressed. */
export function NewDocument({ kind }: { kind: Kind }) {
  const object = useObject(kind.object)
  const w = useWords(words)
  const preset = (useLocation().state as { preset?: Record<string, unknown> }).preset
  useTitle(object && fill(w.newOne, { object: object.label }))
  return object?.can.create ? <Editor kind={kind} object={object} preset={preset ?? {}} standing={[]} /> : <NoRights />
}

/** A draft with its lines, to be changed. */
export function EditDocument({ kind }: { kind: Kind }) {
  const { id } = useParams({ strict: false }) as { id: string }
  const w = useWords(words)
  const object = useObject(kind.object)
  const line = useObject(kind.line)
  const record = useRecord(object?.path ?? '', object && id, undefined, { refetchOnMount: 'always' })
  const lines = useRecords(
    line?.path ?? '',
    { filter: { field: kind.object, op: 'eq', value: id }, sort: 'position', limit: 200, count: 'none' },
    { enabled: !!line, refetchOnMount: 'always' },
  )
  useTitle(object && fill(w.edit, { object: object.label }))
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = lines
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  // What is typed goes back as a whole: it begins with what stands there now, not with what was read a while ago, and what is read
  // again meanwhile leaves it alone. Somebody else's change is told when this one is saved.
  const [opened, setOpened] = useState<{ row: Row; standing: Row[] } | null>(null)
  const whole = record.isFetchedAfterMount && lines.isFetchedAfterMount && !lines.isPlaceholderData && !hasNextPage
  const begins = whole && record.data && opened?.row.id !== id ? record.data : null
  useEffect(() => {
    if (begins) setOpened({ row: begins, standing: rowsOf(lines.data) })
  }, [begins, lines.data])
  if (!object || !line) return <NoRights />
  const error = record.error ?? lines.error
  if (opened?.row.id !== id)
    return error ? (
      <ErrorState problem={asProblem(error)} onRetry={() => void record.refetch()} />
    ) : (
      <SkeletonRows rows={10} height={40} />
    )
  const { row, standing } = opened
  if (row.status !== 'draft')
    return (
      <Empty title={fill(w.notDraft, { object: object.label })}>
        <Link to={`/${object.path}/${id}`}>{String(row.name)}</Link>
      </Empty>
    )
  return <Editor key={id} kind={kind} object={object} row={row} preset={row} standing={standing} />
}

function Editor({
  kind,
  object,
  row,
  preset,
  standing,
}: {
  kind: Kind
  object: ObjectMeta
  row?: Row
  preset: Record<string, unknown>
  standing: Row[]
}) {
  const w = useWords(words)
  const { kit } = useWords()
  const navigate = useNavigate()
  const lineObject = useObject(kind.line)
  const form = useRef<HTMLFormElement>(null)
  const writable = object.fields.filter(
    f => f.access === 'write' && !f.readOnly && !f.system && f.kind !== 'structure' && f.kind !== 'files',
  )
  const [values, setValues] = useState<Record<string, unknown>>(() => ({
    ...Object.fromEntries(writable.flatMap(f => (isEmpty(f.default) ? [] : [[f.name, f.default]]))),
    ...Object.fromEntries(writable.flatMap(f => (preset[f.name] === undefined ? [] : [[f.name, preset[f.name]]]))),
    ...(kind.object === 'order' ? { details: preset.details ?? null } : {}),
  }))
  const [lines, setLines] = useState<Line[]>(() => (row ? standing.map(lineOf) : [newLine()]))
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState<'save' | 'submit' | null>(null)
  const [changed, setChanged] = useState(false)
  const key = useRef(crypto.randomUUID())
  const currency = typeof values.currency === 'string' ? values.currency : 'CNY'
  const asked = {
    ...(row ? { [kind.object]: row.id } : {}),
    account: isNamed(values.account) ? values.account.id : null,
    currency,
    taxIncluded: values.taxIncluded !== false,
    ...(typeof values[kind.date] === 'string' && values[kind.date] ? { [kind.date]: values[kind.date] } : {}),
  }
  const priced = useSheet(object.path, asked, lines)
  useEffect(() => {
    if (!changed) return
    const stay = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', stay)
    return () => window.removeEventListener('beforeunload', stay)
  }, [changed])
  if (!lineObject) return <NoRights />

  const touched = () => {
    setChanged(true)
    key.current = crypto.randomUUID()
  }
  const set = (name: string, value: unknown) => {
    touched()
    setValues(now => ({
      ...now,
      [name]: value,
      ...(name === 'account' ? { contact: null, opportunity: null } : {}),
      ...(name === 'type' ? { details: null } : {}),
      // An offer is called after its customer unless somebody calls it otherwise.
      ...(name === 'account' && isNamed(value) && !row && isEmpty(now.name)
        ? { name: `${value.name ?? ''} ${object.label}` }
        : {}),
    }))
    setErrors(({ [name]: _, ...rest }) => rest)
    setProblem(null)
  }
  const change = (next: (now: Line[]) => Line[]) => {
    touched()
    setLines(next)
    setErrors(now => Object.fromEntries(Object.entries(now).filter(([field]) => !field.startsWith('lines.'))))
    setProblem(null)
  }

  async function save(submit: boolean) {
    if (busy) return
    setBusy(submit ? 'submit' : 'save')
    setProblem(null)
    setErrors({})
    const meant = lines.filter(isMeant)
    const head = Object.fromEntries(
      writable
        .filter(f => values[f.name] !== undefined && (!row || !same(values[f.name], row[f.name])))
        .map(f => [f.name, inputValue(values[f.name])]),
    )
    if (kind.object === 'order' && !same(values.details ?? null, row?.details ?? null)) head.details = values.details
    try {
      const saved = await post<Row>(
        `/api/${object.path}/save`,
        {
          ...(row ? { [kind.object]: row.id, version: row.version } : {}),
          ...(row ? head : Object.fromEntries(Object.entries(head).filter(([, value]) => value !== null))),
          lines: meant.map(lineInput),
          submit,
        },
        { key: key.current },
      )
      setChanged(false)
      refresh(lineObject!.path)
      refresh(object.path, saved.id)
      toast({ text: fill(submit ? w.submitted : w.saved, { name: String(saved.name) }) })
      void navigate({ to: `/${object.path}/${saved.id}` as never, replace: true })
    } catch (thrown) {
      const refused = asProblem(thrown)
      key.current = crypto.randomUUID()
      // Lines are told by their place among those that were sent.
      const told = refused.errors.map(({ field, message }) => {
        const at = /^lines\.(\d+)\.(.+)$/.exec(field)
        return [at ? `lines.${meant[Number(at[1])]?.key}.${at[2]}` : field, message] as const
      })
      setErrors(Object.fromEntries(told))
      const shown = told.filter(([field]) => /^(lines|details)\./.test(field) || writable.some(f => f.name === field))
      if (shown.length === 0) setProblem(refused)
      else if (!shown[0]![0].startsWith('lines.')) focusField(form.current, shown[0]![0].replace('details.', ''))
    } finally {
      setBusy(null)
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void save(false)
    }
  }
  const pick = (names: readonly string[]) =>
    names.map(name => writable.find(f => f.name === name)).filter(f => f !== undefined)
  const placed = new Set([...kind.first, ...kind.last, 'owner'])
  const others = writable.filter(f => !placed.has(f.name) && (!row || f.name !== 'quote'))
  const title = row ? String(row.name) : fill(w.newOne, { object: object.label })
  const rows = (fields: FieldMeta[]) =>
    fields.map(field => (
      <div
        key={field.name}
        className={`form-row ${field.kind === 'longText' ? 'doc-wide' : ''}`}
        data-field={field.name}
      >
        <Labelled label={field.label} required={field.required} error={errors[field.name]}>
          {ids => (
            <FieldEditor
              {...ids}
              describedBy={ids['aria-describedby']}
              field={field}
              value={values[field.name]}
              error={errors[field.name]}
              row={values}
              autoFocus={!row && field.name === (isEmpty(preset.account) ? 'account' : '')}
              onChange={value => set(field.name, value)}
            />
          )}
        </Labelled>
      </div>
    ))
  return (
    <form
      ref={form}
      className="doc"
      noValidate
      onKeyDown={onKeyDown}
      onSubmit={event => {
        event.preventDefault()
      }}
    >
      <header className="doc-head">
        <div className="record-crumb">
          <Link to={`/${object.path}`}>{object.label}</Link>
          {!isEmpty(row?.code) && <Link to={`/${object.path}/${row!.id}`}>{String(row!.code)}</Link>}
        </div>
        <h1>{title}</h1>
      </header>
      <div className="doc-columns">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <div className="doc-body" tabIndex={0} role="region" aria-label={title}>
          {problem && <ErrorState problem={problem} />}
          <div className="doc-fields">
            {rows(pick(kind.first))}
            {rows(others)}
            {kind.object === 'order' && (
              <OrderDetails
                type={values.type}
                details={values.details}
                errors={errors}
                onChange={details => {
                  touched()
                  setValues(now => ({ ...now, details }))
                  setErrors(now => Object.fromEntries(Object.entries(now).filter(([f]) => !f.startsWith('details.'))))
                }}
              />
            )}
          </div>
          <LinesGrid
            object={lineObject}
            lines={lines}
            currency={currency}
            account={values.account}
            priced={priced}
            errors={errors}
            onChange={change}
          />
          <div className="doc-fields doc-terms">{rows(pick(kind.last))}</div>
        </div>
        <aside className="doc-totals" aria-label={w.gross}>
          {priced.error && <ErrorState problem={priced.error} />}
          {priced.sheet ? (
            <Totals sheet={priced.sheet} currency={currency} />
          ) : (
            <p className="t3">{priced.waiting && lines.some(isMeant) ? kit.loading : w.noLines}</p>
          )}
          <p className="doc-keys t3 small">{w.keys}</p>
        </aside>
      </div>
      <footer className="doc-foot">
        <span className="spring" />
        <Button onClick={() => void navigate({ to: (row ? `/${object.path}/${row.id}` : `/${object.path}`) as never })}>
          {w.cancel}
        </Button>
        {priced.sheet?.needsApproval && (
          <Button icon="stamp" busy={busy === 'submit'} onClick={() => void save(true)}>
            {w.submit}
          </Button>
        )}
        <Button look="primary" busy={busy === 'save'} onClick={() => void save(false)}>
          {w.save}
        </Button>
      </footer>
    </form>
  )
}

const same = (a: unknown, b: unknown) => JSON.stringify(inputValue(a)) === JSON.stringify(inputValue(b))
