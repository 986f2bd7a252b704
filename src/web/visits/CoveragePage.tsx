import { useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import type { Filter } from '../../core/records/filter'
import { address, asProblem, get, useMetadata, useObject } from '../api'
import { shiftDay, todayInChina } from '../fields/format'
import { Select } from '../fields/Select'
import { Bar } from '../kit/Figure'
import { Empty, ErrorState, NoRights, SkeletonRows } from '../kit/States'
import { Segmented } from '../kit/Tabs'
import '../settings/settings.css'
import { Link } from '../shell/Link'
import { listAddress } from '../supervision/report'
import '../supervision/supervision.css'
import { fill, useWords } from '../words'
import * as words from './words'

interface Named {
  id: string
  name: string
}
/** As GET /api/visits/coverage answers. */
interface Line {
  board: Named
  person: Named
  level: string
  days: number
  toVisit: number
  done: number
  kept: number
  overdue: number
  soon: number
}
interface Frequency {
  level: string
  board: string | null
  days: number
  overdue: Filter
}
interface Asked {
  period?: string
  board?: string
  by?: string
}
const FIGURES = ['toVisit', 'done', 'kept', 'soon', 'overdue'] as const
const sum = (lines: readonly Line[], of: (typeof FIGURES)[number]) => lines.reduce((all, line) => all + line[of], 0)

/** Whether customers are seen as often as their grade asks for: by person or grade, each figure leading to the customers. */
export function CoveragePage() {
  return useObject('account') ? <Covered /> : <NoRights />
}

function Covered() {
  const w = useWords(words).coverage
  const title = useWords().pages.visitCoverage
  const navigate = useNavigate()
  const { dictionaries } = useMetadata()
  const frequency = useObject('visitFrequency')
  const asked = useLocation().search as Asked
  const period = asked.period && w.periods[asked.period] ? asked.period : 'thisMonth'
  const by = asked.by === 'level' ? 'level' : 'person'
  const query = useQuery({
    queryKey: ['visit coverage', period],
    queryFn: ({ signal }) =>
      get<{ lines: Line[]; frequencies: Frequency[] }>(address('/api/visits/coverage', spanOf(period)), signal),
    placeholderData: before => before,
    staleTime: 60_000,
  })
  const ask = (change: Asked) =>
    void navigate({ to: '/visit-coverage' as never, search: { ...asked, ...change } as never, replace: true })
  const { lines = [], frequencies = [] } = query.data ?? {}
  const boards = [...new Map(lines.map(line => [line.board.id, line.board])).values()]
  const levelName = (code: string) => dictionaries.accountLevel?.items.find(item => item.code === code)?.label ?? code
  const levels = dictionaries.accountLevel?.items.map(item => item.code) ?? []
  return (
    <div className="set supervision">
      <header className="set-head">
        <h1>{title}</h1>
        <span className="spring" />
        {frequency?.can.update && <Link to="/visit-frequencies">{w.set}</Link>}
      </header>
      <div className="set-tools supervision-tools">
        <Select
          label={w.period}
          options={Object.entries(w.periods).map(([value, label]) => ({ value, label }))}
          value={period}
          onChange={to => ask({ period: to })}
        />
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
        <Segmented
          label={w.by}
          value={by}
          onChange={to => ask({ by: to })}
          options={(['person', 'level'] as const).map(id => ({ id, label: w.bys[id]! }))}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="set-body" tabIndex={0} role="region" aria-label={title} aria-busy={query.isFetching}>
        {query.error ? (
          <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
        ) : query.isPending ? (
          <SkeletonRows rows={10} />
        ) : lines.length === 0 ? (
          <Empty title={w.none} text={w.noneText}>
            {frequency?.can.create && <Link to="/visit-frequencies">{w.set}</Link>}
          </Empty>
        ) : (
          boards
            .filter(board => !asked.board || board.id === asked.board)
            .map(board => {
              const mine = lines.filter(line => line.board.id === board.id)
              const groups =
                by === 'person'
                  ? [...new Map(mine.map(line => [line.person.id, line.person])).values()].map(person => ({
                      id: person.id,
                      name: person.name,
                      to: `/people/${person.id}`,
                      lines: mine.filter(line => line.person.id === person.id),
                    }))
                  : levels
                      .filter(level => mine.some(line => line.level === level))
                      .map(level => ({
                        id: level,
                        name: `${levelName(level)} · ${fill(w.every, { n: mine.find(line => line.level === level)!.days })}`,
                        to: undefined,
                        lines: mine.filter(line => line.level === level),
                      }))
              return <Board key={board.id} board={board} by={by} groups={groups} frequencies={frequencies} />
            })
        )}
      </div>
    </div>
  )
}

interface Group {
  id: string
  name: string
  to: string | undefined
  lines: Line[]
}

function Board({
  board,
  by,
  groups,
  frequencies,
}: {
  board: Named
  by: 'person' | 'level'
  groups: Group[]
  frequencies: Frequency[]
}) {
  const w = useWords(words).coverage
  const all = groups.flatMap(group => group.lines)
  const rows = groups.length > 1 ? [...groups, { id: '', name: w.whole, to: undefined, lines: all }] : groups
  return (
    <table className="set-table supervision-table">
      <caption>
        <b>{board.name}</b>
      </caption>
      <thead>
        <tr>
          <th>{by === 'person' ? w.person : w.level}</th>
          <th>{w.percent}</th>
          {FIGURES.map(of => (
            <th key={of} className="number">
              {w[of]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, to, lines }) => {
          const share = sum(lines, 'toVisit') ? sum(lines, 'kept') / sum(lines, 'toVisit') : 1
          const overdue = sum(lines, 'overdue')
          return (
            <tr key={id}>
              <td data-label={by === 'person' ? w.person : w.level} className="supervision-who">
                {to ? <Link to={to}>{name}</Link> : id ? name : <b>{name}</b>}
              </td>
              <td data-label={w.percent}>
                <span className="supervision-share">
                  <Bar
                    value={share}
                    label={`${w.percent} ${name}`}
                    tone={share < 0.6 ? 'over' : share < 0.9 ? 'due' : undefined}
                  />
                  <span className="small t2">{Math.floor(share * 100)}%</span>
                </span>
              </td>
              {FIGURES.map(of => (
                <td key={of} className="number" data-label={w[of]}>
                  {of === 'overdue' && overdue > 0 ? (
                    <Link
                      to={listAddress(
                        'accounts',
                        overdueOf(board, lines, by === 'person' && id ? id : null, frequencies),
                      )}
                      aria-label={fill(w.see, { name, n: overdue })}
                    >
                      <span className="due">{overdue.toLocaleString('en-US')}</span>
                    </Link>
                  ) : (
                    sum(lines, of).toLocaleString('en-US')
                  )}
                </td>
              ))}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** An address does not grow without end. */
const OWNERS_MAX = 50

/** The overdue customers of some lines, as the list of accounts finds them. */
function overdueOf(
  board: Named,
  lines: readonly Line[],
  person: string | null,
  frequencies: readonly Frequency[],
): Filter {
  const levels = new Set(lines.map(line => line.level))
  const owners = [...new Set(lines.map(line => line.person.id))]
  const here = frequencies.filter(one => levels.has(one.level) && (one.board === null || one.board === board.id))
  const mine = here.filter(one => one.board !== null || !here.some(other => other.level === one.level && other.board))
  return {
    and: [
      { field: 'board', op: 'eq', value: board.id },
      ...(person
        ? [{ field: 'owner', op: 'eq' as const, value: person }]
        : owners.length <= OWNERS_MAX
          ? [{ field: 'owner', op: 'in' as const, value: owners }]
          : []),
      ...(mine.length === 1 ? [mine[0]!.overdue] : [{ or: mine.map(one => one.overdue) }]),
    ],
  }
}

/** First and last day of a named period; what lies ahead is left out. */
function spanOf(period: string): { from: string; to: string } {
  const today = todayInChina()
  const [year, month] = today.split('-').map(Number) as [number, number]
  const first = (y: number, m: number) => `${y}-${String(m).padStart(2, '0')}-01`
  switch (period) {
    case 'lastMonth': {
      const to = shiftDay(first(year, month), -1)
      return { from: `${to.slice(0, 8)}01`, to }
    }
    case 'thisQuarter':
      return { from: first(year, month - ((month - 1) % 3)), to: today }
    case 'thisYear':
      return { from: first(year, 1), to: today }
    default:
      return { from: first(year, month), to: today }
  }
}
