import { useQueries } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { ObjectMeta } from '../../core/metadata/types'
import { asProblem, countQuery, type Row, rowsOf, useAct, useMetadata, useRecord, useRecords, useSession } from '../api'
import { momentText } from '../fields/format'
import { isEmpty, type Named } from '../fields/value'
import { FactValue } from '../generic/record/FactValue'
import { Button } from '../kit/Button'
import { TextArea } from '../kit/Input'
import { Pills } from '../kit/Pills'
import { Empty, ErrorState, NoRights, SkeletonRows } from '../kit/States'
import { Tabs } from '../kit/Tabs'
import { toast } from '../kit/Toast'
import '../approvals/approvals.css'
import { Link } from '../shell/Link'
import { useShortcut } from '../shell/shortcuts'
import { useTitle } from '../shell/title'
import { useNarrow } from '../shell/width'
import { fill, useLang, useWords } from '../words'
import { passing, STAGES, type Stage, waitingFor } from './queue'
import './reviews.css'
import * as words from './words'

/** Records that wait for the reader to vouch for them, one after the other, by mouse or by keyboard. */
export function ReviewQueue() {
  const { objects } = useMetadata()
  const { pages } = useWords()
  const asked = useLocation().search as { object?: string }
  useTitle(pages.reviews)
  const kinds = objects.filter(o => o.acts.some(a => a.name === 'firstReview'))
  const object = kinds.find(o => o.name === asked.object) ?? kinds[0]
  if (!object) return <NoRights />
  return <Queue object={object} kinds={kinds} />
}

function Queue({ object, kinds }: { object: ObjectMeta; kinds: readonly ObjectMeta[] }) {
  const w = useWords(words)
  const { pages } = useWords()
  const lang = useLang()
  const { user } = useSession()
  const navigate = useNavigate()
  const asked = useLocation().search as { stage?: string; id?: string }
  const stage = STAGES.find(one => one === asked.stage) ?? 'first'
  const phone = useNarrow(900)
  const list = useRecords(object.path, {
    fields: [object.title, 'createdBy', 'createdAt'],
    filter: waitingFor(user.id, object, stage),
    sort: '-createdAt',
    limit: 50,
  })
  const rows = rowsOf(list.data)
  const chosen = rows.find(row => row.id === asked.id) ?? (phone ? undefined : rows[0])
  const at = chosen ? rows.indexOf(chosen) : -1
  const go = (to: { object?: string; stage?: Stage; id?: string }, replace = true) =>
    void navigate({ to: '/reviews' as never, search: { object: object.name, stage, ...to } as never, replace })
  const step = (by: 1 | -1) => rows[at + by] && go({ id: rows[at + by]!.id })
  useShortcut('ArrowDown', () => step(1))
  useShortcut('ArrowUp', () => step(-1))
  const counts = useQueries({ queries: STAGES.map(one => countQuery(object.path, waitingFor(user.id, object, one))) })
  const entries = (
    <div className="ap-list">
      {list.error ? (
        <ErrorState problem={asProblem(list.error)} onRetry={() => void list.refetch()} />
      ) : list.isPending ? (
        <SkeletonRows rows={8} height={56} />
      ) : rows.length === 0 ? (
        <Empty title={fill(w.none[stage], { object: object.label })} text={w.noneText} />
      ) : (
        <ul>
          {rows.map(row => (
            <li key={row.id}>
              <button
                type="button"
                className={`ap-row${row === chosen ? ' on' : ''}`}
                aria-current={row === chosen || undefined}
                onClick={() => go({ id: row.id }, false)}
              >
                <span className="ap-row-text">
                  <span className="ap-row-title">
                    <span className="ellipsis">{String(row[object.title] ?? '')}</span>
                  </span>
                  <span className="ap-row-more small t2">
                    <span className="ellipsis">
                      {fill(w.entered, { who: nameOf(row.createdBy), when: momentText(String(row.createdAt), lang) })}
                    </span>
                  </span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button look="text" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {w.more}
        </Button>
      )}
    </div>
  )
  const detail = chosen && (
    <Review
      key={chosen.id}
      object={object}
      stage={stage}
      id={chosen.id}
      onBack={phone ? () => go({ id: undefined }) : undefined}
      onDone={() => go({ id: (rows[at + 1] ?? rows[at - 1])?.id })}
    />
  )
  return (
    <div className="ap">
      {!(phone && chosen) && (
        <>
          <header className="ap-head">
            <h1>{pages.reviews}</h1>
            <Tabs
              label={pages.reviews}
              value={stage}
              onChange={next => go({ stage: next, id: undefined })}
              tabs={STAGES.map((id, i) => {
                const count = counts[i]?.data
                return { id, label: w.stages[id], ...(count ? { count } : {}) }
              })}
            />
            <span className="spring" />
            <span className="small t3 ap-keys">{w.keys}</span>
          </header>
          <div className="reviews-objects">
            <Objects
              kinds={kinds}
              stage={stage}
              value={object.name}
              onChange={name => go({ object: name, id: undefined })}
            />
          </div>
        </>
      )}
      {phone ? (
        (detail ?? entries)
      ) : (
        <div className="ap-split">
          {entries}
          <div className="ap-detail">{detail}</div>
        </div>
      )}
    </div>
  )
}

/** The objects that are reviewed, each with how many wait. */
function Objects({
  kinds,
  stage,
  value,
  onChange,
}: {
  kinds: readonly ObjectMeta[]
  stage: Stage
  value: string
  onChange(name: string): void
}) {
  const w = useWords(words)
  const { user } = useSession()
  const counts = useQueries({ queries: kinds.map(o => countQuery(o.path, waitingFor(user.id, o, stage))) })
  return (
    <Pills
      inOneLine
      label={w.objects}
      value={[value]}
      onChange={onChange}
      options={kinds.map((o, i) => {
        const count = counts[i]?.data
        return { id: o.name, label: o.label, ...(count === undefined || count === null ? {} : { note: String(count) }) }
      })}
    />
  )
}

/** One record as it stands, and what the reader says to it. */
function Review({
  object,
  stage,
  id,
  onBack,
  onDone,
}: {
  object: ObjectMeta
  stage: Stage
  id: string
  onBack?(): void
  onDone(): void
}) {
  const w = useWords(words)
  const lang = useLang()
  const record = useRecord(object.path, id)
  const act = useAct(object.path)
  const [note, setNote] = useState('')
  const [returning, setReturning] = useState(false)
  const gap = returning && !note.trim()
  const field = useRef<HTMLTextAreaElement>(null)
  const pass = passing(stage)
  const may = (name: string) => object.acts.some(a => a.name === name)
  const decide = async (name: 'firstReview' | 'secondReview' | 'returnReview') => {
    if (act.isPending || !record.data || !may(name)) return
    if (name === 'returnReview' && !note.trim()) {
      setReturning(true)
      field.current?.focus()
      return
    }
    try {
      const { version } = record.data
      await act.mutateAsync({ act: name, id, version, input: note.trim() ? { note: note.trim() } : {} })
      toast({ text: fill(w.done[name], { name: String(record.data[object.title] ?? '') }) })
      onDone()
    } catch (thrown) {
      const problem = asProblem(thrown)
      toast({ tone: 'over', text: problem.errors[0]?.message ?? problem.message })
    }
  }
  useShortcut('p', () => void decide(pass))
  useShortcut('r', () => {
    if (stage !== 'returned') void decide('returnReview')
  })
  useEffect(() => {
    document.querySelector('.ap-row[aria-current="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [])
  if (record.error) return <ErrorState problem={asProblem(record.error)} onRetry={() => void record.refetch()} />
  if (!record.data) return <SkeletonRows rows={8} height={40} />
  const row: Row = record.data
  const facts = object.fields.filter(f => !f.system && !REVIEW.has(f.name) && !isEmpty(row[f.name]))
  return (
    <section className="ap-view" aria-label={String(row[object.title] ?? '')}>
      <div className="ap-view-head">
        {onBack && (
          <Button look="text" size={28} icon="arrow-left" onClick={onBack}>
            {w.back}
          </Button>
        )}
        <div className="ap-view-name">
          <h2>{String(row[object.title] ?? '')}</h2>
          <Link to={`/${object.path}/${id}`} target="_blank">
            {w.open}
          </Link>
        </div>
        <div className="ap-view-meta small t2">
          <span>{fill(w.entered, { who: nameOf(row.createdBy), when: momentText(String(row.createdAt), lang) })}</span>
          {!isEmpty(row.firstReviewBy) && (
            <span>
              {fill(w.firstBy, { who: nameOf(row.firstReviewBy), when: momentText(String(row.firstReviewedAt), lang) })}
            </span>
          )}
          {!isEmpty(row.reviewNote) && <span>{String(row.reviewNote)}</span>}
        </div>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="ap-view-body" tabIndex={0} role="region" aria-label={String(row[object.title] ?? '')}>
        <section>
          <dl className="ap-facts">
            {facts.map(f => (
              <div key={f.name} className="ap-fact">
                <dt>{f.label}</dt>
                <dd>
                  <FactValue field={f} value={row[f.name]} row={row} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
      <footer className="ap-foot">
        <div className="ap-comment">
          <TextArea
            ref={field}
            rows={1}
            maxLength={1000}
            value={note}
            invalid={gap}
            aria-label={w.note}
            placeholder={w.noteHint}
            onChange={event => {
              setNote(event.target.value)
            }}
            onKeyDown={event => {
              if (event.key === 'Escape') event.currentTarget.blur()
              if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
              event.preventDefault()
              void decide(returning ? 'returnReview' : pass)
            }}
          />
          {gap && (
            <span className="over small" role="alert">
              {w.needNote}
            </span>
          )}
        </div>
        <div className="ap-acts">
          {may(pass) && (
            <Button look="primary" icon="check" busy={act.isPending} onClick={() => void decide(pass)}>
              {w[pass]}
            </Button>
          )}
          {stage !== 'returned' && may('returnReview') && (
            <Button icon="undo-2" busy={act.isPending} onClick={() => void decide('returnReview')}>
              {w.returnReview}
            </Button>
          )}
        </div>
      </footer>
    </section>
  )
}

const REVIEW = new Set([
  'reviewStatus',
  'firstReviewBy',
  'firstReviewedAt',
  'secondReviewBy',
  'secondReviewedAt',
  'reviewNote',
])
const nameOf = (value: unknown) => (value as Named | null)?.name ?? ''
