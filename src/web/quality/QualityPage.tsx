import { useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import type { Filter } from '../../core/records/filter'
import { asProblem, get, useMetadata } from '../api'
import { Select } from '../fields/Select'
import { Pills } from '../kit/Pills'
import { Empty, ErrorState, NoRights, SkeletonRows } from '../kit/States'
import '../settings/settings.css'
import { Link } from '../shell/Link'
import { listAddress } from '../supervision/report'
import '../supervision/supervision.css'
import { fill, useLang, useWords } from '../words'
import * as words from './words'

interface Named {
  id: string
  name: string
}
interface Check {
  name: string
  kind: string
  object: string
  label: string
  filter: Filter
}
interface Line {
  board: Named
  person: Named | null
  totals: Record<string, number>
  counts: Record<string, number>
}
interface Asked {
  kind?: string
  board?: string
}

const KINDS = ['incomplete', 'stale', 'contradictory', 'unreachable'] as const
/** An address does not grow without end. */
const OWNERS_MAX = 50
const sum = (lines: readonly Line[], of: (line: Line) => number | undefined) =>
  lines.reduce((all, line) => all + (of(line) ?? 0), 0)

/** What of the books cannot be relied on, board by board and owner by owner; each figure leads to the records to put right. */
export function QualityPage() {
  const w = useWords(words)
  const { pages } = useWords()
  const lang = useLang()
  const navigate = useNavigate()
  const { objects } = useMetadata()
  const asked = useLocation().search as Asked
  const may = objects.some(o => o.name === 'account' || o.name === 'contact')
  const query = useQuery({
    queryKey: ['quality', lang],
    queryFn: ({ signal }) => get<{ checks: Check[]; lines: Line[] }>('/api/quality', signal),
    enabled: may,
  })
  if (!may) return <NoRights />
  const ask = (change: Asked) =>
    void navigate({ to: '/quality' as never, search: { ...asked, ...change } as never, replace: true })
  const { checks = [], lines = [] } = query.data ?? {}
  const kind = KINDS.find(one => one === asked.kind) ?? KINDS[0]
  const boards = [...new Map(lines.map(line => [line.board.id, line.board])).values()]
  const chosen = lines.filter(line => !asked.board || line.board.id === asked.board)
  const found = (of: string) =>
    sum(chosen, line =>
      sum([line], one => checks.reduce((n, c) => n + (c.kind === of ? (one.counts[c.name] ?? 0) : 0), 0)),
    )
  return (
    <div className="set supervision">
      <header className="set-head">
        <h1>{pages.quality}</h1>
        {query.data && (
          <span className="small t3 ellipsis">
            {fill(w.records, {
              accounts: sum(chosen, line => line.totals.account).toLocaleString('en-US'),
              contacts: sum(chosen, line => line.totals.contact).toLocaleString('en-US'),
            })}
          </span>
        )}
      </header>
      <div className="set-tools supervision-tools">
        <Pills
          label={w.kind}
          options={KINDS.map(id => ({ id, label: w.kinds[id]!, note: query.data ? String(found(id)) : undefined }))}
          value={[kind]}
          onChange={id => ask({ kind: id })}
          inOneLine
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
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="set-body" tabIndex={0} role="region" aria-label={pages.quality} aria-busy={query.isFetching}>
        {query.error ? (
          <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
        ) : query.isPending ? (
          <SkeletonRows rows={10} />
        ) : lines.length === 0 ? (
          <Empty title={w.none} text={w.noneText} />
        ) : (
          boards
            .filter(board => !asked.board || board.id === asked.board)
            .map(board => (
              <Board
                key={board.id}
                board={board}
                checks={checks.filter(check => check.kind === kind)}
                lines={lines.filter(line => line.board.id === board.id)}
              />
            ))
        )}
      </div>
    </div>
  )
}

function Board({ board, checks, lines }: { board: Named; checks: Check[]; lines: Line[] }) {
  const w = useWords(words)
  const { objects } = useMetadata()
  const objectOf = (name: string) => objects.find(o => o.name === name)!
  const heads = checks.map(check => fill(w.of, { object: objectOf(check.object).label, check: check.label }))
  const counted = [...new Set(checks.map(check => check.object))]
  const figures = (of: readonly Line[], within: Filter[]) => (
    <>
      {counted.map(object => (
        <td key={object} className="number t2" data-label={fill(w.total, { object: objectOf(object).label })}>
          {sum(of, line => line.totals[object]).toLocaleString('en-US')}
        </td>
      ))}
      {checks.map((check, i) => {
        const n = sum(of, line => line.counts[check.name])
        return (
          <td key={check.name} className="number" data-label={heads[i]}>
            {n > 0 ? (
              <Link to={listAddress(objectOf(check.object).path, { and: [check.filter, ...within] })}>
                <span className="due">{n.toLocaleString('en-US')}</span>
              </Link>
            ) : (
              <span className="t3">0</span>
            )}
          </td>
        )
      })}
    </>
  )
  const onBoard: Filter = { field: 'board', op: 'eq', value: board.id }
  // Whoever answers for some people only also has others' records in the list: shared ones, and what lies in pools.
  const ids = lines.flatMap(line => (line.person ? [line.person.id] : []))
  const theirs: Filter[] =
    ids.length === lines.length && ids.length <= OWNERS_MAX ? [{ field: 'owner', op: 'in', value: ids }] : []
  return (
    <table className="set-table supervision-table">
      <caption>
        <b>{board.name}</b>
      </caption>
      <thead>
        <tr>
          <th>{w.person}</th>
          {counted.map(object => (
            <th key={object} className="number">
              {fill(w.total, { object: objectOf(object).label })}
            </th>
          ))}
          {heads.map(head => (
            <th key={head} className="number">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map(line => (
          <tr key={line.person?.id ?? ''}>
            <td data-label={w.person} className="supervision-who">
              {line.person ? <Link to={`/people/${line.person.id}`}>{line.person.name}</Link> : w.nobody}
            </td>
            {figures(
              [line],
              [
                onBoard,
                line.person ? { field: 'owner', op: 'eq', value: line.person.id } : { field: 'owner', op: 'isNull' },
              ],
            )}
          </tr>
        ))}
        {lines.length > 1 && (
          <tr>
            <td data-label={w.person} className="supervision-who">
              <b>{w.whole}</b>
            </td>
            {figures(lines, [onBoard, ...theirs])}
          </tr>
        )}
      </tbody>
    </table>
  )
}
