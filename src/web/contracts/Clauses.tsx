import { useEffect, useState } from 'react'
import type { ObjectMeta } from '../../core/metadata/types'
import type { Clause } from '../../domain/contracts'
import { asProblem, type Problem, type Row, rowsOf, useObject, useRecords, useSave } from '../api'
import '../generic/record/record.css'
import { Button, IconButton } from '../kit/Button'
import { Input, TextArea } from '../kit/Input'
import { Menu } from '../kit/Menu'
import { ErrorState } from '../kit/States'
import { toast } from '../kit/Toast'
import { fill, useWords } from '../words'
import './contracts.css'
import * as words from './words'

/** On a contract's page: what it says, clause by clause; written here until it is signed. */
export function Clauses({ object, row }: { object: ObjectMeta; row: Row }) {
  return object.name === 'contract' ? <OfContract key={`${row.id} ${row.version}`} object={object} row={row} /> : null
}

function OfContract({ object, row }: { object: ObjectMeta; row: Row }) {
  const w = useWords(words)
  const [editing, setEditing] = useState(false)
  const clauses = Array.isArray(row.clauses) ? (row.clauses as Clause[]) : []
  const open = object.can.update && row.signedOn == null && row.approval !== 'running'
  if (editing) return <Writing object={object} row={row} clauses={clauses} onClose={() => setEditing(false)} />
  return (
    <section className="clauses" aria-label={w.clauses}>
      <div className="record-section-head">
        <h2>
          {w.clauses} {clauses.length > 0 && <span>{clauses.length}</span>}
        </h2>
        {open && (
          <Button size={28} icon="pencil" onClick={() => setEditing(true)}>
            {w.edit}
          </Button>
        )}
      </div>
      {clauses.length === 0 ? (
        <p className="record-none">
          {w.none}
          {open && ` · ${w.noneText}`}
        </p>
      ) : (
        <ol className="clauses-list">
          {clauses.map((clause, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: clauses stand in their order
            <li key={i}>
              <h3>{clause.title}</h3>
              <p>{clause.text}</p>
            </li>
          ))}
        </ol>
      )}
      {clauses.length > 0 && row.signedOn != null && <p className="t3 small">{w.locked}</p>}
    </section>
  )
}

type Written = Clause & { key: string }

function Writing({
  object,
  row,
  clauses,
  onClose,
}: {
  object: ObjectMeta
  row: Row
  clauses: readonly Clause[]
  onClose(): void
}) {
  const w = useWords(words)
  const saving = useSave(object.path)
  const [all, setAll] = useState<Written[]>(() => clauses.map(one => ({ ...one, key: crypto.randomUUID() })))
  const [last, setLast] = useState<string | null>(null)
  const [library, setLibrary] = useState<HTMLElement | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [gaps, setGaps] = useState(false)
  useEffect(() => {
    if (last) document.getElementById(`clause-${last}`)?.focus()
  }, [last])
  const add = (clause: Clause) => {
    const key = crypto.randomUUID()
    setAll(now => [...now, { ...clause, key }])
    setLast(key)
  }
  const set = (key: string, change: Partial<Clause>) =>
    setAll(now => now.map(one => (one.key === key ? { ...one, ...change } : one)))
  const move = (at: number, by: number) =>
    setAll(now => {
      const next = [...now]
      if (at + by < 0 || at + by >= now.length) return now
      next.splice(at + by, 0, ...next.splice(at, 1))
      return next
    })
  async function save() {
    setProblem(null)
    if (all.some(one => !one.title.trim() || !one.text.trim())) return setGaps(true)
    try {
      await saving.mutateAsync({
        id: row.id,
        version: row.version,
        changes: { clauses: all.map(({ key: _, ...clause }) => clause) },
      })
      toast({ text: w.saved })
      onClose()
    } catch (thrown) {
      setProblem(asProblem(thrown))
    }
  }
  return (
    <section className="clauses" aria-label={w.clauses}>
      <div className="record-section-head">
        <h2>{w.edit}</h2>
      </div>
      {problem && <ErrorState problem={problem} />}
      {gaps && all.some(one => !one.title.trim() || !one.text.trim()) && (
        <p className="over small" role="alert">
          {w.fillIn}
        </p>
      )}
      {all.map((clause, i) => (
        <fieldset key={clause.key} className="clause">
          <legend className="visually-hidden">{fill(w.clause, { n: i + 1 })}</legend>
          <div className="clause-head">
            <span className="t3 small">{fill(w.clause, { n: i + 1 })}</span>
            <Input
              id={`clause-${clause.key}`}
              aria-label={`${w.title} ${i + 1}`}
              placeholder={w.title}
              value={clause.title}
              maxLength={200}
              invalid={gaps && !clause.title.trim()}
              onChange={event => set(clause.key, { title: event.target.value })}
            />
            <IconButton icon="arrow-up" size={28} label={fill(w.up, { n: i + 1 })} onClick={() => move(i, -1)} />
            <IconButton icon="arrow-down" size={28} label={fill(w.down, { n: i + 1 })} onClick={() => move(i, 1)} />
            <IconButton
              icon="x"
              size={28}
              label={fill(w.remove, { n: i + 1 })}
              onClick={() => setAll(now => now.filter(one => one.key !== clause.key))}
            />
          </div>
          <TextArea
            aria-label={`${w.text} ${i + 1}`}
            placeholder={w.text}
            value={clause.text}
            maxLength={10_000}
            rows={Math.min(12, Math.max(3, Math.ceil(clause.text.length / 46)))}
            invalid={gaps && !clause.text.trim()}
            onChange={event => set(clause.key, { text: event.target.value })}
          />
        </fieldset>
      ))}
      <div className="clauses-foot">
        <Button size={28} icon="plus" onClick={() => add({ title: '', text: '' })}>
          {w.add}
        </Button>
        <Button size={28} icon="book-open" onClick={event => setLibrary(event.currentTarget)}>
          {w.fromLibrary}
        </Button>
        <span className="spring" />
        <Button size={28} onClick={onClose}>
          {w.cancel}
        </Button>
        <Button size={28} look="primary" busy={saving.isPending} onClick={() => void save()}>
          {w.save}
        </Button>
      </div>
      {library && (
        <Library
          anchor={library}
          kind={typeof row.kind === 'string' ? row.kind : null}
          taken={all.flatMap(one => one.template ?? [])}
          onChoose={add}
          onClose={() => setLibrary(null)}
        />
      )}
    </section>
  )
}

/** Clauses of the library that suit the contract's kind and are not in it yet. */
function Library({
  anchor,
  kind,
  taken,
  onChoose,
  onClose,
}: {
  anchor: HTMLElement
  kind: string | null
  taken: readonly string[]
  onChoose(clause: Clause): void
  onClose(): void
}) {
  const w = useWords(words)
  const object = useObject('clauseTemplate')
  const query = useRecords(
    object?.path ?? '',
    {
      fields: ['name', 'text', 'kinds'],
      filter: { field: 'active', op: 'eq', value: true },
      sort: 'position',
      limit: 200,
      count: 'none',
    },
    { enabled: !!object },
  )
  const fits = rowsOf(query.data).filter(one => {
    const kinds = Array.isArray(one.kinds) ? one.kinds : []
    return !taken.includes(one.id) && (kinds.length === 0 || kinds.includes(kind))
  })
  if (query.isPending && object) return null
  return (
    <Menu
      anchor={anchor}
      label={w.library}
      onClose={onClose}
      entries={
        fits.length > 0
          ? fits.map(one => ({
              label: String(one.name),
              icon: 'scroll-text',
              onSelect: () => onChoose({ title: String(one.name), text: String(one.text), template: one.id }),
            }))
          : [{ label: w.nothing, icon: 'info', onSelect: onClose }]
      }
    />
  )
}
