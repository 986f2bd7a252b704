import { useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import type { FieldMeta, ObjectMeta } from '../../core/metadata/types'
import { asProblem, type Row, refresh, rowsOf, useAct, useObject, useRecords } from '../api'
import { FieldEditor } from '../fields/FieldEditor'
import { figureText } from '../fields/format'
import { isNamed, type Named } from '../fields/value'
import { Avatar } from '../kit/Avatar'
import { Button, IconButton } from '../kit/Button'
import { Dialog } from '../kit/Panel'
import { Skeleton } from '../kit/States'
import { toast } from '../kit/Toast'
import { fill, useWords } from '../words'
import './opportunities.css'
import * as words from './words'

interface Part {
  key: number
  user: Named | null
  percent: string
}

const PARTS_MAX = 20

/** Whose merit the sale is; shared out as a whole, a hundred percent together. */
export function Splits({ object, row }: { object: ObjectMeta; row: Row }) {
  const w = useWords(words)
  const split = useObject('opportunitySplit')
  const { search } = useLocation()
  const [open, setOpen] = useState((search as { open?: string }).open === 'split')
  const query = useRecords(
    'opportunity-splits',
    {
      fields: ['user', 'percent'],
      filter: { field: 'opportunity', op: 'eq', value: row.id },
      sort: '-percent',
      limit: PARTS_MAX,
    },
    { enabled: !!split },
  )
  if (!split) return null
  const parts = rowsOf(query.data)
  const may = object.acts.some(act => act.name === 'split')
  return (
    <section className="record-card">
      <div className="record-section-head">
        <h2>{w.splits}</h2>
        {may && <IconButton icon="pencil" size={24} label={w.editSplits} onClick={() => setOpen(true)} />}
      </div>
      {query.isPending ? (
        <Skeleton height={24} />
      ) : parts.length === 0 ? (
        <p className="record-none">
          {isNamed(row.owner) ? fill(w.ownerTakesAll, { name: row.owner.name ?? '' }) : w.noneYet}
        </p>
      ) : (
        <ul className="splits">
          {parts.map(part => (
            <li key={part.id}>
              <Avatar name={nameOf(part.user)} size={24} />
              <span className="ellipsis">{nameOf(part.user)}</span>
              <i aria-hidden="true">
                <i style={{ width: `${Number(part.percent)}%` }} />
              </i>
              <span className="number">{figureText(Number(part.percent))}%</span>
            </li>
          ))}
        </ul>
      )}
      {open && may && <Editor row={row} object={object} parts={parts} onClose={() => setOpen(false)} />}
    </section>
  )
}

const PERSON: FieldMeta = { name: 'user', label: '', kind: 'ref', target: 'user', operators: [], access: 'write' }

function Editor({
  object,
  row,
  parts: saved,
  onClose,
}: {
  object: ObjectMeta
  row: Row
  parts: readonly Row[]
  onClose(): void
}) {
  const w = useWords(words)
  const { kit } = useWords()
  const act = useAct(object.path)
  const [parts, setParts] = useState<Part[]>(() =>
    saved.length
      ? saved.map((one, key) => ({ key, user: one.user as Named, percent: String(Number(one.percent)) }))
      : [{ key: 0, user: (row.owner as Named | null) ?? null, percent: '100' }],
  )
  const [error, setError] = useState<string | null>(null)
  const put = (key: number, change: Partial<Part>) => {
    setParts(now => now.map(one => (one.key === key ? { ...one, ...change } : one)))
    setError(null)
  }
  const filled = parts.filter(one => one.user)
  const hundredths = filled.reduce((sum, one) => sum + Math.round(Number(one.percent || 0) * 100), 0)
  const whole = filled.length === 0 || hundredths === 10_000
  const evenly = () => {
    const share = Math.floor(10_000 / parts.length)
    setParts(now =>
      now.map((one, i) => ({ ...one, percent: String((share + (i === 0 ? 10_000 - share * now.length : 0)) / 100) })),
    )
  }
  async function save() {
    if (!whole) return setError(fill(w.sumWrong, { n: figureText(hundredths / 100) }))
    try {
      const given = filled.map(one => ({ user: one.user!.id, percent: Number(one.percent) }))
      await act.mutateAsync({ act: 'split', id: row.id, version: row.version, input: { parts: given } })
      refresh('opportunity-splits')
      toast({ text: w.splitSaved })
      onClose()
    } catch (thrown) {
      const problem = asProblem(thrown)
      setError(problem.errors[0]?.message ?? problem.message)
    }
  }
  return (
    <Dialog
      title={w.splits}
      onClose={onClose}
      foot={
        <>
          <span className={whole ? 't3' : 'due'} role="status">
            {fill(w.sum, { n: figureText(hundredths / 100) })}
          </span>
          <span className="spring" />
          <Button onClick={onClose}>{kit.cancel}</Button>
          <Button look="primary" busy={act.isPending} onClick={() => void save()}>
            {kit.save}
          </Button>
        </>
      }
    >
      <ul className="split-parts">
        {parts.map(part => (
          <li key={part.key}>
            <FieldEditor
              field={{ ...PERSON, label: w.person }}
              value={part.user}
              onChange={user => put(part.key, { user: user as Named | null })}
            />
            <input
              className="k-input number"
              inputMode="decimal"
              aria-label={`${w.share} ${part.user?.name ?? ''}`}
              value={part.percent}
              onChange={event => put(part.key, { percent: event.target.value.replace(/[^\d.]/g, '').slice(0, 6) })}
            />
            <span className="t3">%</span>
            <IconButton
              icon="x"
              size={28}
              label={fill(w.removePart, { name: part.user?.name ?? '' })}
              onClick={() => setParts(now => now.filter(one => one !== part))}
            />
          </li>
        ))}
      </ul>
      <div className="split-acts">
        <Button
          look="text"
          size={28}
          icon="plus"
          disabled={parts.length >= PARTS_MAX}
          onClick={() =>
            setParts(now => [
              ...now,
              {
                key: Math.max(0, ...now.map(one => one.key)) + 1,
                user: null,
                percent: String(Math.max(0, 10_000 - hundredths) / 100),
              },
            ])
          }
        >
          {w.addPart}
        </Button>
        {parts.length > 1 && (
          <Button look="text" size={28} icon="equal" onClick={evenly}>
            {w.evenly}
          </Button>
        )}
      </div>
      {error && (
        <p className="stages-problem" role="alert">
          {error}
        </p>
      )}
    </Dialog>
  )
}

const nameOf = (value: unknown) => (isNamed(value) ? (value.name ?? '') : '') || '–'
