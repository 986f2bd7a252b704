import { useLocation, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useMemo } from 'react'
import type { ChangeKind, Forecast, Line } from '../../domain/forecasts'
import { asProblem, type Row, rowsOf, useObject, useRecords } from '../api'
import { dayText } from '../fields/format'
import { Select } from '../fields/Select'
import { IconButton } from '../kit/Button'
import { Empty, ErrorState, NoRights, SkeletonRows } from '../kit/States'
import { fill, useLang, useWords } from '../words'
import { useChanges, useForecast, useWeeks } from './api'
import { BAD, GOOD, Kinds } from './Changes'
import { exactText, periodText } from './lines'
import { periodFor, spanOf } from './periods'
import * as words from './words'
import '../settings/settings.css'
import './forecasts.css'

const RecordPanel = lazy(() => import('../generic/record/RecordPanel').then(m => ({ default: m.RecordPanel })))
const UNCHANGED = 50

interface Search {
  week?: string
  person?: string
  deal?: string
}
/** A deal as the meeting goes through it. */
interface Deal {
  id: string | null
  name: string | null
  account: string | null
  kind: ChangeKind
  was: number | null
  now: number
  dueThen: string | null
  dueNow: string | null
}

/** Person by person, deal by deal: what has changed since a week. ← → walks the people, ↑ ↓ their deals. */
export function ReviewPage() {
  return useObject('opportunity') ? <Page /> : <NoRights />
}

function Page() {
  const w = useWords(words)
  const { pages } = useWords()
  const forecast = useForecast({ period: periodFor('quarter'), measure: 'amount' })
  const weeks = useWeeks()
  const people = forecast.data?.lines.filter(line => line.level === 'person') ?? []
  const error = forecast.error ?? weeks.error
  return (
    <div className="set fc rv">
      {error ? (
        <ErrorState
          problem={asProblem(error)}
          onRetry={() => void Promise.all([forecast.refetch(), weeks.refetch()])}
        />
      ) : !forecast.data || !weeks.data ? (
        <SkeletonRows rows={10} />
      ) : people.length === 0 || weeks.data.items.length === 0 ? (
        <>
          <header className="set-head">
            <h1>{pages.pipelineReview}</h1>
          </header>
          <Empty title={people.length === 0 ? w.nobodyToReview : w.noWeeks} text={w.noWeeksText} />
        </>
      ) : (
        <Review forecast={forecast.data} people={people} weeks={weeks.data.items} />
      )}
    </div>
  )
}

function Review({ forecast, people, weeks }: { forecast: Forecast; people: Line[]; weeks: { week: string }[] }) {
  const w = useWords(words)
  const { pages } = useWords()
  const lang = useLang()
  const navigate = useNavigate()
  const search = useLocation().search as Search
  // A week ago unless somebody asks for another one: the newest may be this very morning's.
  const week = weeks.find(one => one.week === search.week)?.week ?? weeks[Math.min(1, weeks.length - 1)]!.week
  const at = Math.max(
    0,
    people.findIndex(one => one.id === search.person),
  )
  const person = people[at]!
  const asked = { period: periodFor('quarter'), measure: 'amount' as const, currency: forecast.currency }
  const changes = useChanges(asked, { level: 'person', id: person.id }, week)
  const quiet = useUnchanged(person.id, changes.data?.items.flatMap(item => item.id ?? []) ?? [])
  const deals: Deal[] = [...(changes.data?.items ?? []), ...quiet]
  const walked = deals.filter(deal => deal.id)
  const ask = (change: Partial<Search>) =>
    void navigate({ to: '/pipeline-review' as never, search: { ...search, ...change } as never, replace: true })
  const toPerson = (step: number) => {
    const next = people[at + step]
    if (next) ask({ person: next.id, deal: undefined })
  }
  const open = walked.findIndex(deal => deal.id === search.deal)
  const toDeal = (step: number) => {
    const next = walked[Math.max(0, open + step)]
    if (next) ask({ deal: next.id! })
  }
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      if (
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        target.closest('input, textarea, [contenteditable], [role=listbox], [role=combobox]')
      )
        return
      const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1 }[event.key]
      if (!step) return
      event.preventDefault()
      if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') toPerson(step)
      else toDeal(step)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  })
  const text = (value: number) => exactText(value, 'amount', forecast.currency)
  return (
    <>
      <header className="set-head">
        <h1>{pages.pipelineReview}</h1>
        <span className="fc-step">
          <IconButton
            icon="chevron-left"
            size={28}
            label={w.personBefore}
            disabled={at === 0}
            onClick={() => toPerson(-1)}
          />
          <b>{fill(w.personOf, { name: person.name, at: at + 1, of: people.length })}</b>
          <IconButton
            icon="chevron-right"
            size={28}
            label={w.personAfter}
            disabled={at === people.length - 1}
            onClick={() => toPerson(1)}
          />
        </span>
        <span className="spring" />
        <span className="rv-week">
          <Select
            label={w.week}
            options={weeks.map(one => ({ value: one.week, label: fill(w.weekOf, { day: dayText(one.week, lang) }) }))}
            value={week}
            onChange={chosen => ask({ week: chosen })}
          />
        </span>
      </header>
      <div className="rv-body">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <div className="set-body" tabIndex={0} role="region" aria-label={person.name} aria-busy={changes.isFetching}>
          {changes.error ? (
            <ErrorState problem={asProblem(changes.error)} onRetry={() => void changes.refetch()} />
          ) : !changes.data ? (
            <SkeletonRows rows={8} />
          ) : (
            <>
              <p className="fc-sentence">
                {fill(w.reviewOf, {
                  period: periodText(w, asked.period),
                  was: text(changes.data.was),
                  now: text(changes.data.now),
                  won: text(person.won),
                  target: person.target === null ? '–' : text(person.target),
                })}{' '}
                <span className="t3 wide">{w.reviewKeys}</span>
              </p>
              <Kinds changes={changes.data} forecast={forecast} />
              <ul className="rv-deals">
                {deals.map((deal, i) => (
                  <DealRow
                    key={deal.id ?? i}
                    deal={deal}
                    text={text}
                    open={deal.id !== null && deal.id === search.deal}
                    onOpen={() => ask({ deal: deal.id ?? undefined })}
                  />
                ))}
              </ul>
              {deals.length === 0 && <p className="t2 fc-sentence">{w.noDealsOfPerson}</p>}
            </>
          )}
        </div>
        {search.deal && (
          <Suspense fallback={null}>
            <RecordPanel
              object="opportunity"
              id={search.deal}
              onClose={() => ask({ deal: undefined })}
              onWalk={toDeal}
              onOpenPage={() => void navigate({ to: `/opportunities/${search.deal}` as never })}
              position={open < 0 ? undefined : { at: open + 1, of: walked.length }}
            />
          </Suspense>
        )}
      </div>
    </>
  )
}

/** The person's open deals of the quarter in which nothing moved: they are asked about as well. */
function useUnchanged(owner: string, changed: readonly string[]): Deal[] {
  const { from, to } = useMemo(() => spanOf(periodFor('quarter')), [])
  const list = useRecords('opportunities', {
    fields: ['name', 'account', 'amount', 'closeDate'],
    filter: {
      and: [
        { field: 'owner', op: 'eq', value: owner },
        { field: 'status', op: 'eq', value: 'open' },
        { field: 'closeDate', op: 'between', value: [from, to] },
      ],
    },
    sort: '-amount',
    limit: UNCHANGED,
  })
  return rowsOf(list.data)
    .filter((row: Row) => !changed.includes(row.id))
    .map(row => ({
      id: row.id,
      name: String(row.name),
      account: (row.account as { name: string } | null)?.name ?? null,
      kind: 'same' as const,
      was: null,
      now: Number(row.amount ?? 0),
      dueThen: null,
      dueNow: row.closeDate as string | null,
    }))
}

function DealRow({
  deal,
  text,
  open,
  onOpen,
}: {
  deal: Deal
  text: (value: number) => string
  open: boolean
  onOpen(): void
}) {
  const w = useWords(words)
  const lang = useLang()
  const tone = GOOD.includes(deal.kind) ? 'won' : BAD.includes(deal.kind) ? 'over' : 't2'
  const moved = deal.dueThen && deal.dueNow && deal.dueThen !== deal.dueNow
  const due = deal.dueNow ?? deal.dueThen
  return (
    <li>
      <button type="button" className="rv-deal" aria-current={open || undefined} disabled={!deal.id} onClick={onOpen}>
        <span className="rv-name">
          <span className="ellipsis">{deal.name ?? w.hidden}</span>
          <small className="ellipsis">{deal.account}</small>
        </span>
        <span className={tone}>{w.changes[deal.kind]}</span>
        <span className="number">
          {deal.was !== null && deal.was !== deal.now && <small>{text(deal.was)} → </small>}
          {text(deal.now)}
        </span>
        <span className="t2 rv-due">
          {moved
            ? fill(w.moved, { from: dayText(deal.dueThen!, lang), to: dayText(deal.dueNow!, lang) })
            : due && dayText(due, lang)}
        </span>
      </button>
    </li>
  )
}
