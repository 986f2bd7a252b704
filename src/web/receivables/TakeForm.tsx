import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useRef, useState } from 'react'
import type { FieldMeta } from '../../core/metadata/types'
import { asProblem } from '../api'
import { FieldEditor } from '../fields/FieldEditor'
import { moneyText } from '../fields/format'
import { isEmpty } from '../fields/value'
import { Button } from '../kit/Button'
import { Labelled } from '../kit/Input'
import { Notice } from '../kit/States'
import { toast } from '../kit/Toast'
import '../quotes/quotes.css'
import '../settings/settings.css'
import '../generic/record/record.css'
import { Link } from '../shell/Link'
import { useTitle } from '../shell/title'
import { useWords } from '../words'
import './receivables.css'
import * as words from './words'

/** Something of which so much is taken: invoiced, returned, delivered, credited, given up. */
export interface TakeLine {
  id: string
  name: string
  /** What is left of it, in words. */
  left: string
  note?: string
  over?: boolean
}
export interface Sent {
  id: string
  taken: number
}

interface Props {
  title: string
  crumbs: readonly { to: string; label: string }[]
  fields: readonly FieldMeta[]
  placeholders?: Record<string, string>
  head: Record<string, unknown>
  onHead: (head: Record<string, unknown>) => void
  lines: readonly TakeLine[]
  /** Name of what is taken of, and heads of the columns of what is left and what is taken now. */
  columns: { what: string; left: string; now: string; amount?: string }
  /** What is asked of each line. */
  input: FieldMeta
  /** So much is taken of each line at first. */
  start: Record<string, number | null>
  currency: string
  /** What so much of a line comes to; without it nothing is added up. */
  amountOf?: (id: string, taken: number) => number
  verb: string
  /** What is said once it is done. */
  done: string
  cancel: string
  /** @returns the address to go on to */
  send: (sent: readonly Sent[], key: string) => Promise<string>
  /** Above the lines: how to count them. */
  children?: ReactNode
  /** Instead of the lines where there are none. */
  none?: ReactNode
}

/** Fields at the head, and of each line so much: what is left of it, what is taken now. */
export function TakeForm(props: Props) {
  const { title, fields, head, onHead, lines, columns, input, start, currency, amountOf } = props
  const w = useWords(words)
  useTitle(title)
  const navigate = useNavigate()
  const [taken, setTaken] = useState<Record<string, unknown>>(start)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const key = useRef(crypto.randomUUID())
  const sent = lines.flatMap(({ id }) =>
    isEmpty(taken[id]) || Number(taken[id]) === 0 ? [] : [{ id, taken: Number(taken[id]) }],
  )
  const about = amountOf ? Math.round(sent.reduce((sum, one) => sum + amountOf(one.id, one.taken), 0)) : 0
  const make = async () => {
    if (busy) return
    if (sent.length === 0) {
      setProblem(w.takeSomething)
      return
    }
    setBusy(true)
    setErrors({})
    setProblem(null)
    try {
      const to = await props.send(sent, key.current)
      toast({ text: props.done })
      void navigate({ to: to as never, replace: true })
    } catch (thrown) {
      key.current = crypto.randomUUID()
      const refused = asProblem(thrown)
      const told = refused.errors.map(({ field, message }) => {
        const at = /^lines\.(\d+)\./.exec(field)
        return [at ? (sent[Number(at[1])]?.id ?? field) : field, message] as const
      })
      const shown = new Set([...fields.map(field => field.name), ...lines.map(line => line.id)])
      setErrors(Object.fromEntries(told))
      if (told.length === 0) setProblem(refused.message)
      else setProblem(told.find(([where]) => !shown.has(where))?.[1] ?? null)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="doc">
      <header className="doc-head">
        <div className="record-crumb">
          {props.crumbs.map(({ to, label }) => (
            <Link key={to} to={to}>
              {label}
            </Link>
          ))}
        </div>
        <h1>{title}</h1>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="doc-body doc-single" tabIndex={0} role="region" aria-label={title}>
        {problem && <Notice tone="over">{problem}</Notice>}
        {fields.length > 0 && (
          <div className="doc-fields">
            {fields.map(field => (
              <div key={field.name} className="form-row" data-field={field.name}>
                <Labelled label={field.label} required={field.required} error={errors[field.name]} hint={field.hint}>
                  {ids => (
                    <FieldEditor
                      {...ids}
                      describedBy={ids['aria-describedby']}
                      field={field}
                      value={head[field.name]}
                      row={head}
                      placeholder={props.placeholders?.[field.name]}
                      onChange={value => onHead({ ...head, [field.name]: value })}
                    />
                  )}
                </Labelled>
              </div>
            ))}
          </div>
        )}
        {props.children && <div className="take-how">{props.children}</div>}
        {lines.length === 0 ? (
          props.none
        ) : (
          <section className="lines" aria-label={w.lines}>
            <table className="set-table take-table">
              <thead>
                <tr>
                  <th>{columns.what}</th>
                  <th className="number">{columns.left}</th>
                  <th className="number">{columns.now}</th>
                  {columns.amount && <th className="number">{columns.amount}</th>}
                </tr>
              </thead>
              <tbody>
                {lines.map(line => (
                  <tr key={line.id}>
                    <td>
                      {line.name}
                      {errors[line.id] && (
                        <span className="lines-error" role="alert">
                          {errors[line.id]}
                        </span>
                      )}
                    </td>
                    <td data-label={columns.left} className="number">
                      {line.left}
                      {line.note && <span className={`small ${line.over ? 'over' : 't3'}`}> {line.note}</span>}
                    </td>
                    <td data-label={columns.now} className="number">
                      <FieldEditor
                        field={{
                          ...input,
                          required: false,
                          readOnly: false,
                          access: 'write',
                          label: `${line.name} ${columns.now}`,
                        }}
                        value={taken[line.id]}
                        row={{ currency }}
                        onChange={value => setTaken(now => ({ ...now, [line.id]: value }))}
                      />
                    </td>
                    {columns.amount && amountOf && (
                      <td data-label={columns.amount} className="number">
                        {moneyText(Math.round(amountOf(line.id, Number(taken[line.id]) || 0)), currency)}
                      </td>
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        )}
      </div>
      <footer className="doc-foot">
        {amountOf && (
          <span>
            {w.together} <b>{moneyText(about, currency)}</b>
          </span>
        )}
        <span className="spring" />
        <Link className="k-button k-button-default k-button-32" to={props.cancel}>
          {w.cancel}
        </Link>
        <Button look="primary" busy={busy} onClick={() => void make()}>
          {props.verb}
        </Button>
      </footer>
    </div>
  )
}
