import { useRef, useState } from 'react'
import { asProblem, type Problem, post, type Row, refresh, rowsOf, useObject } from '../api'
import { FieldEditor } from '../fields/FieldEditor'
import { todayInChina } from '../fields/format'
import { Select } from '../fields/Select'
import { inputValue, isNamed } from '../fields/value'
import '../generic/form/form.css'
import { Button, IconButton } from '../kit/Button'
import { Labelled } from '../kit/Input'
import { Dialog } from '../kit/Panel'
import { ErrorState } from '../kit/States'
import { toast } from '../kit/Toast'
import { fill, useWords } from '../words'
import { useIssues, usePublications } from './publishing'
import * as words from './words'

interface Line {
  key: string
  id?: string
  values: Record<string, unknown>
}
const KEPT = [
  'publication',
  'fromIssue',
  'untilIssue',
  'copies',
  'recipient',
  'phone',
  'region',
  'address',
  'postcode',
  'method',
] as const

let fresh = 0
const newLine = (values: Record<string, unknown>): Line => ({ key: `new ${++fresh}`, values })
const lineOf = (row: Row): Line => ({
  key: row.id,
  id: row.id,
  values: Object.fromEntries(KEPT.map(name => [name, row[name] ?? null])),
})

/** All titles and addresses of an order on one page: what is said of one is what the next begins with. */
export function SubscriptionEditor({
  order,
  rows,
  lines: ordered,
  onClose,
}: {
  order: Row
  rows: readonly Row[]
  lines: readonly Row[]
  onClose(): void
}) {
  const w = useWords(words).editor
  const { kit } = useWords()
  const publications = usePublications()
  const begin = (): Record<string, unknown> => {
    // A title whose product the order has is what is subscribed to.
    const line = ordered.find(one =>
      publications.some(p => isNamed(p.product) && isNamed(one.product) && p.product.id === one.product.id),
    )
    const title = publications.find(
      p => isNamed(p.product) && isNamed(line?.product) && p.product.id === line.product.id,
    )
    return {
      publication: title?.id ?? publications[0]?.id ?? null,
      copies: Number(line?.quantity ?? 1) || 1,
      method: 'post',
      recipient: isNamed(order.contact) ? order.contact.name : null,
    }
  }
  const [lines, setLines] = useState<Line[]>(() => rows.map(lineOf))
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const copies = lines.reduce((sum, line) => sum + Number(line.values.copies ?? 0), 0)
  const set = (line: Line, values: Record<string, unknown>) => {
    setErrors({})
    setLines(now => now.map(one => (one.key === line.key ? { ...one, values: { ...one.values, ...values } } : one)))
  }
  async function save() {
    setBusy(true)
    setProblem(null)
    try {
      await post(`/api/orders/${order.id}/subscribe`, {
        lines: lines.map(({ id, values }) => ({
          ...(id ? { id } : {}),
          ...Object.fromEntries(Object.entries(values).map(([name, value]) => [name, inputValue(value)])),
        })),
      })
      refresh('subscriptions')
      refresh('orders', order.id)
      toast({ text: fill(w.saved, { n: lines.length }) })
      onClose()
    } catch (thrown) {
      const why = asProblem(thrown)
      setErrors(Object.fromEntries(why.errors.map(one => [one.field, one.message])))
      if (why.errors.length === 0) setProblem(why)
      else form.current?.querySelector(`[data-line="${why.errors[0]!.field.split('.')[1]}"]`)?.scrollIntoView()
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      title={`${w.title} ${order.name}`}
      width={920}
      onClose={onClose}
      foot={
        <>
          <span className="form-hint">{fill(w.total, { addresses: lines.length, copies })}</span>
          <Button onClick={onClose}>{kit.cancel}</Button>
          <Button look="primary" busy={busy} onClick={() => void save()}>
            {kit.save}
          </Button>
        </>
      }
    >
      <form
        ref={form}
        noValidate
        onSubmit={event => {
          event.preventDefault()
          void save()
        }}
      >
        {problem && <ErrorState problem={problem} />}
        {lines.length === 0 && <p className="t3">{w.none}</p>}
        {lines.map((line, n) => (
          <AddressLine
            key={line.key}
            n={n}
            line={line}
            publications={publications}
            errors={errors}
            onChange={values => set(line, values)}
            onRemove={() => setLines(now => now.filter(one => one.key !== line.key))}
          />
        ))}
        <div className="subscription-add">
          <Button icon="plus" onClick={() => setLines(now => [...now, newLine(begin())])}>
            {w.add}
          </Button>
          {lines.length > 0 && (
            <Button icon="copy-plus" onClick={() => setLines(now => [...now, newLine({ ...now.at(-1)!.values })])}>
              {w.same}
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  )
}

function AddressLine({
  n,
  line,
  publications,
  errors,
  onChange,
  onRemove,
}: {
  n: number
  line: Line
  publications: readonly Row[]
  errors: Record<string, string>
  onChange(values: Record<string, unknown>): void
  onRemove(): void
}) {
  const w = useWords(words).editor
  const object = useObject('subscription')!
  const publication = inputValue(line.values.publication) as string | null
  const issues = rowsOf(useIssues(publication ?? undefined).data)
  const today = todayInChina()
  const fromIssue = inputValue(line.values.fromIssue) as string | null
  const from = issues.find(one => one.id === fromIssue)
  const label = (name: string) => object.fields.find(f => f.name === name)?.label ?? name
  const error = (name: string) => errors[`lines.${n}.${name}`]
  const offered = issues.map(one => ({ value: one.id, label: String(one.name), note: String(one.publishesOn) }))
  const choose = (name: 'publication' | 'fromIssue' | 'untilIssue', options: typeof offered) => (
    <Labelled label={label(name)} required error={error(name)}>
      {ids => (
        <Select
          id={ids.id}
          label={label(name)}
          options={options}
          placeholder={name === 'publication' || options.length ? undefined : w.noIssues}
          value={inputValue(line.values[name]) as string | null}
          invalid={!!error(name)}
          onChange={value =>
            onChange({
              [name]: value,
              ...(name === 'publication' ? { fromIssue: null, untilIssue: null } : {}),
              ...(name === 'fromIssue' && !line.values.untilIssue ? { untilIssue: yearFrom(issues, value) } : {}),
            })
          }
        />
      )}
    </Labelled>
  )
  const edit = (name: string) => {
    const field = object.fields.find(f => f.name === name)
    if (!field) return null
    return (
      <Labelled label={field.label} required={field.required} error={error(name)}>
        {ids => (
          <FieldEditor
            id={ids.id}
            describedBy={ids['aria-describedby']}
            field={field}
            value={line.values[name]}
            error={error(name)}
            row={line.values}
            onChange={value => onChange({ [name]: value })}
          />
        )}
      </Labelled>
    )
  }
  return (
    <fieldset className="subscription-form" data-line={n}>
      <legend>
        {fill(w.line, { n: n + 1 })}
        <IconButton icon="trash-2" size={24} label={fill(w.remove, { n: n + 1 })} onClick={onRemove} />
      </legend>
      {choose(
        'publication',
        publications.map(one => ({ value: one.id, label: String(one.name), note: '' })),
      )}
      {choose(
        'fromIssue',
        offered.filter(one => one.note >= today || one.value === fromIssue),
      )}
      {choose(
        'untilIssue',
        offered.filter(one => !from || one.note >= String(from.publishesOn)),
      )}
      {edit('copies')}
      {edit('recipient')}
      {edit('phone')}
      {edit('method')}
      {edit('postcode')}
      {edit('region')}
      <div className="subscription-wide">{edit('address')}</div>
    </fieldset>
  )
}

/** The last issue that appears within a year of one: subscriptions mostly run a year. */
function yearFrom(issues: readonly Row[], id: string): string | null {
  const from = issues.find(one => one.id === id)
  if (!from) return null
  const day = String(from.publishesOn)
  const end = `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`
  return issues.filter(one => String(one.publishesOn) < end).at(-1)?.id ?? null
}
