import { useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import type { Filter } from '../../core/records/filter'
import { address, asProblem, get, rowsOf, useObject, useRecords } from '../api'
import { dayText } from '../fields/format'
import { Select } from '../fields/Select'
import '../generic/list/chart.css'
import { Figure, Figures } from '../kit/Figure'
import { Pills } from '../kit/Pills'
import { Empty, ErrorState, NoRights, SkeletonRows } from '../kit/States'
import '../settings/settings.css'
import { Link } from '../shell/Link'
import { listAddress } from '../supervision/report'
import '../supervision/supervision.css'
import { fill, useLang, useWords } from '../words'
import './leads.css'
import { spanOf, within } from './period'
import * as words from './words'

const BY = ['source', 'owner', 'week', 'campaign', 'reason'] as const
type By = (typeof BY)[number]
const STEPS = ['entered', 'working', 'qualified', 'converted'] as const
type Step = (typeof STEPS)[number] | 'discarded'

interface Line {
  entered: number
  working: number
  qualified: number
  converted: number
  discarded: number
  daysToConvert: number | null
}
interface Answer {
  total: Line
  lines: (Line & { key: string | null; name: string | null })[]
}
interface Asked {
  period?: string
  by?: string
  board?: string
}

/** How far leads come, by where they are from, whose they are and when they came; every figure leads to its leads. */
export function FunnelPage() {
  const w = useWords(words).funnel
  const { pages } = useWords()
  const lang = useLang()
  const navigate = useNavigate()
  const lead = useObject('lead')
  const board = useObject('board')
  const asked = useLocation().search as Asked
  const period = asked.period && w.periods[asked.period] ? asked.period : 'last90'
  const by = BY.find(one => one === asked.by) ?? 'source'
  const span = spanOf(period)
  const boards = rowsOf(
    useRecords('boards', { fields: ['name'], sort: 'name', limit: 50 }, { enabled: !!board && !!lead }).data,
  )
  const query = useQuery({
    queryKey: ['aggregate', 'leads', 'funnel', span, by, asked.board ?? null, lang],
    queryFn: ({ signal }) => get<Answer>(address('/api/leads/funnel', { ...span, by, board: asked.board }), signal),
    placeholderData: before => before,
    enabled: !!lead,
  })
  if (!lead) return <NoRights />
  const ask = (change: Asked) =>
    void navigate({ to: '/lead-funnel' as never, search: { ...asked, ...change } as never, replace: true })
  const base: Filter[] = [
    within(span),
    ...(asked.board ? [{ field: 'board', op: 'eq' as const, value: asked.board }] : []),
  ]
  const total = query.data?.total
  return (
    <div className="set supervision lead-funnel">
      <header className="set-head">
        <h1 className="ellipsis">{pages.leadFunnel}</h1>
        <span className="spring" />
        {total && total.entered > 0 && <Link to={listAddress('leads', { and: base })}>{w.list}</Link>}
      </header>
      <div className="set-tools supervision-tools">
        <Select
          label={w.period}
          options={Object.entries(w.periods).map(([value, label]) => ({ value, label }))}
          value={period}
          onChange={to => ask({ period: to ?? undefined })}
        />
        {boards.length > 1 && (
          <Select
            label={w.board}
            options={[
              { value: '', label: w.allBoards },
              ...boards.map(one => ({ value: one.id, label: String(one.name) })),
            ]}
            value={asked.board ?? ''}
            onChange={to => ask({ board: to || undefined })}
          />
        )}
        <Pills
          label={w.view}
          options={BY.map(id => ({ id, label: w.by[id]! }))}
          value={[by]}
          onChange={id => ask({ by: id })}
          inOneLine
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="set-body" tabIndex={0} role="region" aria-label={pages.leadFunnel} aria-busy={query.isFetching}>
        {query.error ? (
          <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
        ) : !query.data || !total ? (
          <SkeletonRows rows={10} />
        ) : total.entered === 0 ? (
          <Empty title={w.none} text={w.noneText} />
        ) : (
          <>
            <Whole total={total} base={base} />
            <Lines by={by} lines={query.data.lines} base={base} />
          </>
        )}
      </div>
    </div>
  )
}

/** The leads that reached a step. */
const reached = (step: Step): Filter[] =>
  step === 'entered'
    ? []
    : step === 'discarded'
      ? [{ field: 'status', op: 'eq', value: 'invalid' }]
      : [{ field: `${step}At`, op: 'notNull' }]

const percent = (part: number, whole: number) => (whole === 0 ? '–' : `${((part / whole) * 100).toFixed(1)}%`)

/** The steps one below the other, each as wide as what reached it. */
function Whole({ total, base }: { total: Line; base: Filter[] }) {
  const w = useWords(words).funnel
  return (
    <>
      <ol className="lead-steps-wide" aria-label={w.funnel}>
        {STEPS.map(step => (
          <li key={step}>
            <span className="t2">{w.steps[step]}</span>
            <Link to={listAddress('leads', { and: [...base, ...reached(step)] })} className="lead-step">
              <i
                style={{ width: `${Math.max(1, (total[step] / Math.max(1, total.entered)) * 100)}%` }}
                aria-hidden="true"
              />
              <b>{total[step].toLocaleString('en-US')}</b>
            </Link>
            <span className="small t3">
              {step === 'entered' ? '' : fill(w.ofAll, { share: percent(total[step], total.entered) })}
            </span>
          </li>
        ))}
      </ol>
      <Figures>
        <Figure large label={w.rate} value={percent(total.converted, total.entered)} />
        <Figure
          large
          label={w.days}
          value={total.daysToConvert === null ? '–' : fill(w.daysOf, { n: total.daysToConvert })}
        />
        <Figure
          large
          label={w.steps.discarded!}
          value={
            total.discarded > 0 ? (
              <Link to={listAddress('leads', { and: [...base, ...reached('discarded')] })}>
                {total.discarded.toLocaleString('en-US')}
              </Link>
            ) : (
              0
            )
          }
        />
      </Figures>
    </>
  )
}

function Lines({ by, lines, base }: { by: By; lines: Answer['lines']; base: Filter[] }) {
  const w = useWords(words).funnel
  const lang = useLang()
  const nameOf = ({ key, name }: Answer['lines'][number]) =>
    key === null
      ? by === 'owner'
        ? w.nobody
        : w.nothing
      : by === 'week'
        ? fill(w.weekOf, { day: dayText(key, lang) })
        : (name ?? key)
  const columns: Step[] = by === 'reason' ? ['entered', 'working', 'qualified'] : [...STEPS, 'discarded']
  const longest = Math.max(1, ...lines.map(line => line.entered))
  return (
    <section className="chart" aria-label={w.by[by]}>
      <table>
        <thead>
          <tr>
            <th scope="col">{w.by[by]}</th>
            <td className="chart-bars" />
            {columns.map(step => (
              <th key={step} scope="col" className="figure">
                {w.steps[step]}
              </th>
            ))}
            {by !== 'reason' && (
              <th scope="col" className="figure">
                {w.rate}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {lines.map(line => {
            const own = [...base, ...only(by, line.key)]
            return (
              <tr key={line.key ?? ''}>
                <th scope="row">
                  <Link className="chart-value ellipsis" to={listAddress('leads', { and: own })}>
                    {nameOf(line)}
                  </Link>
                </th>
                <td className="chart-bars" aria-hidden="true">
                  <span className="lead-nested">
                    {(['entered', 'working', 'qualified', 'converted'] as const).map(step => (
                      <i key={step} className={step} style={{ width: `${(line[step] / longest) * 100}%` }} />
                    ))}
                  </span>
                </td>
                {columns.map(step => (
                  <td key={step} className="figure">
                    {line[step] > 0 ? (
                      <Link to={listAddress('leads', { and: [...own, ...reached(step)] })}>
                        {line[step].toLocaleString('en-US')}
                      </Link>
                    ) : (
                      <span className="t3">0</span>
                    )}
                  </td>
                ))}
                {by !== 'reason' && <td className="figure">{percent(line.converted, line.entered)}</td>}
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

const DAY_MS = 86_400_000

/** The leads of one line. */
function only(by: By, key: string | null): Filter[] {
  if (by === 'week' && key)
    return [within({ from: key, to: new Date(Date.parse(key) + 6 * DAY_MS).toISOString().slice(0, 10) })]
  const field = by === 'reason' ? 'discardReason' : by
  const own: Filter = key === null ? { field, op: 'isNull' } : { field, op: 'eq', value: key }
  return by === 'reason' ? [own, { field: 'status', op: 'eq', value: 'invalid' }] : [own]
}
