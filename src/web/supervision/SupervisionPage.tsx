import { useLocation, useNavigate } from '@tanstack/react-router'
import { Fragment } from 'react'
import { address, asProblem, useMetadata, useObject } from '../api'
import { Select } from '../fields/Select'
import { type Span, SpanInputs } from '../fields/SpanInputs'
import { Badge } from '../kit/Chip'
import { Bar } from '../kit/Figure'
import { Empty, ErrorState, NoRights, SkeletonRows } from '../kit/States'
import '../settings/settings.css'
import { Link } from '../shell/Link'
import { fill, useWords } from '../words'
import { doneFilter, type Kept, listAddress, spanOf, useReport } from './report'
import './supervision.css'
import * as words from './words'

interface Asked {
  period?: string
  from?: string
  to?: string
  board?: string
}

const OWN = 'own'
const percent = (share: number) => `${Math.floor(share * 100)}%`

/** How people keep the rules of use: board by board, person by person, each figure leading to the records behind it. */
export function SupervisionPage() {
  const w = useWords(words)
  const { pages } = useWords()
  const navigate = useNavigate()
  const activity = useObject('activity')
  const rules = useObject('useRule')
  const asked = useLocation().search as Asked
  const period = asked.period ?? 'thisMonth'
  const span: Span = period === OWN && asked.from && asked.to ? { from: asked.from, to: asked.to } : spanOf(period)
  const query = useReport(span)
  if (!activity) return <NoRights />
  const ask = (change: Partial<Asked>) =>
    void navigate({ to: '/supervision' as never, search: { ...asked, ...change } as never, replace: true })
  const all = query.data?.people ?? []
  const boards = [...new Map(all.map(one => [one.board.id, one.board])).values()]
  const shown = boards.filter(board => !asked.board || board.id === asked.board)
  return (
    <div className="set supervision">
      <header className="set-head">
        <h1>{pages.supervision}</h1>
        {query.data && (
          <span className="small t3">
            {fill(w.people, { n: all.length })} · {fill(w.workingDays, { n: query.data.workingDays })}
          </span>
        )}
        <span className="spring" />
        {activity.can.export && (
          <a
            className="k-button k-button-default k-button-32"
            href={address('/api/supervision/export', { ...span, board: asked.board })}
            download
          >
            {w.export}
          </a>
        )}
      </header>
      <div className="set-tools supervision-tools">
        <Select
          label={w.period}
          options={[
            ...Object.entries(w.periods).map(([value, label]) => ({ value, label })),
            { value: OWN, label: w.own },
          ]}
          value={period}
          onChange={to => ask(to === OWN ? { period: to, ...span } : { period: to, from: undefined, to: undefined })}
        />
        {period === OWN && <SpanInputs {...span} onChange={ask} />}
        {boards.length > 1 && (
          <Select
            label={w.board}
            options={[
              { value: '', label: w.allBoards },
              ...boards.map(board => ({ value: board.id, label: board.name })),
            ]}
            value={asked.board ?? ''}
            onChange={board => ask({ board: board || undefined })}
          />
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="set-body" tabIndex={0} role="region" aria-label={pages.supervision} aria-busy={query.isFetching}>
        {query.error ? (
          <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
        ) : query.isPending ? (
          <SkeletonRows rows={10} />
        ) : all.length === 0 ? (
          <Empty title={w.none} text={w.noneText}>
            {rules?.can.create && <Link to="/settings/use-rules">{w.setRules}</Link>}
          </Empty>
        ) : (
          shown.map(board => (
            <Board key={board.id} name={board.name} people={all.filter(one => one.board.id === board.id)} span={span} />
          ))
        )}
      </div>
    </div>
  )
}

function Board({ name, people, span }: { name: string; people: Kept[]; span: Span }) {
  const w = useWords(words)
  const { objects } = useMetadata()
  const rules = people[0]!.contact
  const labelOf = (object: string) => objects.find(o => o.name === object)?.label ?? object
  const departments = [...new Set(people.map(one => one.department?.name ?? ''))]
  const away = people.filter(one => one.absent).length
  return (
    <table className="set-table supervision-table">
      <caption>
        <b>{fill(w.boardSum, { board: name, n: people.length, away })}</b>
        <span className="t2">
          {w.kept} {percent(people.reduce((sum, one) => sum + one.share, 0) / people.length)}
        </span>
      </caption>
      <thead>
        <tr>
          <th>{w.person}</th>
          <th>{w.kept}</th>
          <th className="number">{w.logIn}</th>
          <th>{w.idle}</th>
          {people[0]!.calls && <th className="number">{w.calls}</th>}
          {people[0]!.visits && <th className="number">{w.visits}</th>}
          {rules.map((rule, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a rule is known by its place
            <th key={i} className="number">
              {fill(w.overdue, { object: labelOf(rule.object), days: rule.days })}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {departments.map(department => (
          <Fragment key={department}>
            {department && (
              <tr className="supervision-department">
                <th colSpan={20} scope="rowgroup">
                  {department}
                </th>
              </tr>
            )}
            {people
              .filter(one => (one.department?.name ?? '') === department)
              .map(one => (
                <Line key={one.person.id} one={one} span={span} labelOf={labelOf} />
              ))}
          </Fragment>
        ))}
      </tbody>
    </table>
  )
}

function Line({ one, span, labelOf }: { one: Kept; span: Span; labelOf(object: string): string }) {
  const w = useWords(words)
  const { objects } = useMetadata()
  const pathOf = (object: string) => objects.find(o => o.name === object)?.path
  const done = (type: 'calls' | 'visits', code: string) => {
    const figures = one[type]
    if (!figures) return null
    return (
      <td className="number" data-label={w[type]}>
        <Link to={listAddress('activities', doneFilter(one.person.id, code, span))}>
          <span className={figures.done < figures.target ? 'due' : undefined}>{figures.done}</span>
        </Link>
        <span className="t3"> / {figures.target}</span>
      </td>
    )
  }
  return (
    <tr>
      <td data-label={w.person} className="supervision-who">
        <Link to={`/people/${one.person.id}`}>{one.person.name}</Link>
      </td>
      <td data-label={w.kept}>
        <span className="supervision-share">
          <Bar value={one.share} label={w.kept} tone={one.share < 0.6 ? 'over' : one.share < 0.9 ? 'due' : undefined} />
          <span className="small t2">{percent(one.share)}</span>
        </span>
      </td>
      <td
        className="number"
        data-label={w.logIn}
        title={one.logIn?.missed.length ? fill(w.missed, { days: one.logIn.missed.join('、') }) : undefined}
      >
        {one.logIn ? (
          <>
            <span className={one.logIn.missed.length ? 'due' : undefined}>{one.logIn.done}</span>
            <span className="t3"> / {one.logIn.target}</span>
          </>
        ) : (
          <span className="set-none">—</span>
        )}
      </td>
      <td data-label={w.idle}>
        {one.absent ? (
          <Badge tone="over">{fill(w.days, { n: one.idleDays })}</Badge>
        ) : one.idleDays > 0 ? (
          fill(w.days, { n: one.idleDays })
        ) : (
          <span className="t3">{w.todayIn}</span>
        )}
      </td>
      {done('calls', 'call')}
      {done('visits', 'visit')}
      {one.contact.map((rule, i) => (
        <td
          // biome-ignore lint/suspicious/noArrayIndexKey: a rule is known by its place
          key={i}
          className="number"
          data-label={fill(w.overdue, { object: labelOf(rule.object), days: rule.days })}
        >
          {rule.overdue > 0 && pathOf(rule.object) ? (
            <Link to={listAddress(pathOf(rule.object)!, rule.filter)}>
              <span className="due">{rule.overdue}</span>
            </Link>
          ) : (
            rule.overdue
          )}
          <span className="t3"> / {rule.total}</span>
        </td>
      ))}
    </tr>
  )
}
