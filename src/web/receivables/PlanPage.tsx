import { useNavigate, useParams } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { FieldMeta, ObjectMeta } from '../../core/metadata/types'
import { asProblem, post, type Row, refresh, rowsOf, useObject, useRecord, useRecords } from '../api'
import { FieldEditor } from '../fields/FieldEditor'
import { moneyText } from '../fields/format'
import { Select } from '../fields/Select'
import { Button, IconButton } from '../kit/Button'
import { ErrorState, NoRights, Notice, SkeletonRows } from '../kit/States'
import { toast } from '../kit/Toast'
import '../quotes/quotes.css'
import '../settings/settings.css'
import '../generic/record/record.css'
import { Link } from '../shell/Link'
import { useTitle } from '../shell/title'
import { fill, useWords } from '../words'
import { planFilter } from './PlanOf'
import { type Line, lineOf, type Step, sent, shared } from './planLines'
import './receivables.css'
import * as words from './words'

/** Draws up the plan of an order or a contract: from terms of payment, or part by part; it comes to the whole, to the cent. */
export function PlanPage() {
  const { object: name, id } = useParams({ strict: false }) as { object: string; id: string }
  const object = useObject(name === 'contract' ? 'contract' : 'order')
  const instalment = useObject('instalment')
  const record = useRecord(object?.path ?? 'orders', object && id)
  const standing = useRecords(
    instalment?.path ?? 'instalments',
    { filter: planFilter(object?.name ?? 'order', id), sort: 'position,dueOn', limit: 120, count: 'none' },
    { enabled: !!instalment },
  )
  if (!object || !instalment?.acts.some(act => act.name === 'plan')) return <NoRights />
  const error = record.error ?? standing.error
  if (error) return <ErrorState problem={asProblem(error)} onRetry={() => void record.refetch()} />
  if (!record.data || standing.isPending) return <SkeletonRows rows={6} height={44} />
  return (
    <Editor
      key={record.data.version}
      object={object}
      row={record.data}
      instalment={instalment}
      rows={rowsOf(standing.data)}
    />
  )
}

interface EditorProps {
  object: ObjectMeta
  row: Row
  instalment: ObjectMeta
  rows: Row[]
}

function Editor({ object, row, instalment, rows }: EditorProps) {
  const w = useWords(words)
  useTitle(`${w.plan} ${String(row.name)}`)
  const navigate = useNavigate()
  const terms = rowsOf(
    useRecords('payment-terms', {
      fields: ['name', 'steps', 'preferred', 'active'],
      sort: 'position',
      limit: 100,
      count: 'none',
    }).data,
  ).filter(one => one.active !== false)
  const gross = Number(row.gross ?? 0)
  const currency = row.currency ?? 'CNY'
  const [lines, setLines] = useState<Line[]>(() => rows.map(lineOf))
  const [fault, setFault] = useState<{ text: string; line?: number } | null>(null)
  const [busy, setBusy] = useState(false)
  const key = useRef(crypto.randomUUID())
  const sum = lines.reduce((total, line) => total + (typeof line.amount === 'number' ? line.amount : 0), 0)
  const field = (name: string) => instalment.fields.find(f => f.name === name)!
  const set = (at: number, change: Partial<Line>) =>
    setLines(now => now.map((line, i) => (i === at ? { ...line, ...change } : line)))
  const apply = (id: string) => {
    const term = terms.find(one => one.id === id)
    const steps = (term?.steps ?? []) as Step[]
    const amounts = shared(
      gross,
      steps.map(step => step.percent),
    )
    setLines(now => {
      const paid = now.filter(line => line.least > 0)
      // What has been paid of a part stays with it: terms are for plans that nothing came in for yet.
      return paid.length > 0
        ? now
        : steps.map(({ name, percent, event, days }, i) => ({
            key: crypto.randomUUID(),
            name,
            percent,
            event,
            days,
            dueOn: null,
            amount: amounts[i]!,
            least: 0,
          }))
    })
  }
  const started = lines.some(line => line.least > 0)
  const save = async () => {
    if (busy) return
    setBusy(true)
    setFault(null)
    try {
      await post('/api/instalments/plan', { [object.name]: row.id, lines: lines.map(sent) }, { key: key.current })
      refresh(instalment.path)
      refresh(object.path, row.id)
      toast({ text: fill(w.planSaved, { n: lines.length }) })
      void navigate({ to: `/${object.path}/${row.id}` as never })
    } catch (thrown) {
      key.current = crypto.randomUUID()
      const refused = asProblem(thrown)
      const [first] = refused.errors
      const at = first && /^lines\.(\d+)\./.exec(first.field)
      setFault({ text: first?.message ?? refused.message, line: at ? Number(at[1]) : undefined })
    } finally {
      setBusy(false)
    }
  }
  const cell = (
    line: Line,
    i: number,
    name: 'name' | 'event' | 'days' | 'dueOn' | 'amount' | 'percent',
    more: Partial<FieldMeta> = {},
  ) => (
    <FieldEditor
      field={{
        ...field(name),
        readOnly: false,
        required: false,
        label: fill(w.ofPart, { label: field(name).label, n: i + 1 }),
        ...more,
      }}
      value={line[name]}
      row={{ currency }}
      error={fault?.line === i && name === 'name' ? fault.text : null}
      onChange={value => set(i, changed(line, name, value, gross))}
    />
  )
  return (
    <div className="doc">
      <header className="doc-head">
        <div className="record-crumb">
          <Link to={`/${object.path}`}>{object.label}</Link>
          <Link to={`/${object.path}/${row.id}`}>{String(row.code ?? row.name)}</Link>
        </div>
        <h1>
          {w.plan} {moneyText(gross, currency)}
        </h1>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="doc-body doc-single" tabIndex={0} role="region" aria-label={w.plan}>
        {!started && terms.length > 0 && (
          <div className="plan-terms">
            <Select
              label={w.terms}
              placeholder={w.chooseTerms}
              options={terms.map(one => ({ value: one.id, label: String(one.name) }))}
              value={null}
              onChange={apply}
            />
            <span className="small t3">{w.termsNote}</span>
          </div>
        )}
        {fault && <Notice tone="over">{fault.text}</Notice>}
        <table className="set-table lines-table plan-lines">
          <thead>
            <tr>
              <th>{w.instalment}</th>
              <th className="number">{field('percent').label}</th>
              <th>{field('event').label}</th>
              <th className="number">{field('days').label}</th>
              <th>{w.dueOn}</th>
              <th className="number">{w.amount}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {lines.map((line, i) => (
              <tr key={line.key}>
                <td data-label={w.instalment}>{cell(line, i, 'name')}</td>
                <td data-label={field('percent').label} className="number">
                  {cell(line, i, 'percent')}
                </td>
                <td data-label={field('event').label}>{cell(line, i, 'event')}</td>
                <td data-label={field('days').label} className="number">
                  {line.event === 'date' ? <span className="t4">–</span> : cell(line, i, 'days')}
                </td>
                <td data-label={w.dueOn}>
                  {line.event === 'date' ? (
                    cell(line, i, 'dueOn')
                  ) : (
                    <span className="t3">{String(line.dueOn ?? w.undated)}</span>
                  )}
                </td>
                <td data-label={w.amount} className="number">
                  {cell(line, i, 'amount')}
                  {line.least > 0 && (
                    <span className="small t3">{fill(w.already, { amount: moneyText(line.least, currency) })}</span>
                  )}
                </td>
                <td className="acts">
                  {line.least === 0 && (
                    <IconButton
                      icon="trash-2"
                      size={28}
                      label={fill(w.removePart, { n: i + 1 })}
                      onClick={() => setLines(now => now.filter(one => one.key !== line.key))}
                    />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <div className="lines-add">
          <Button
            icon="plus"
            size={28}
            onClick={() =>
              setLines(now => [
                ...now,
                {
                  key: crypto.randomUUID(),
                  name: fill(w.nth, { n: now.length + 1 }),
                  percent: null,
                  event: 'date',
                  days: 0,
                  dueOn: null,
                  amount: Math.max(0, gross - sum),
                  least: 0,
                },
              ])
            }
          >
            {w.addPart}
          </Button>
        </div>
      </div>
      <footer className="doc-foot">
        <span>
          {w.together} <b>{moneyText(sum, currency)}</b>
        </span>
        {gross > 0 && sum !== gross && (
          <span className="over">
            {fill(sum > gross ? w.partsOver : w.partsUnder, { amount: moneyText(Math.abs(gross - sum), currency) })}
          </span>
        )}
        <span className="spring" />
        <Link className="k-button k-button-default k-button-32" to={`/${object.path}/${row.id}`}>
          {w.cancel}
        </Link>
        <Button look="primary" busy={busy} onClick={() => void save()}>
          {w.save}
        </Button>
      </footer>
    </div>
  )
}

/** A share that is typed says the amount, an amount that is typed no longer follows its share. */
function changed(line: Line, name: string, value: unknown, gross: number): Partial<Line> {
  if (name === 'percent' && typeof value === 'number')
    return { percent: value, amount: Math.max(line.least, Math.round((gross * value) / 100)) }
  if (name === 'amount')
    return { amount: value as number, percent: line.percent !== null && value !== line.amount ? null : line.percent }
  return { [name]: value }
}
