import { useState } from 'react'
import type { ChangeKind, Changes, Forecast } from '../../domain/forecasts'
import { asProblem, post, refresh, useObject } from '../api'
import { dayText, shortMoneyText } from '../fields/format'
import { Select } from '../fields/Select'
import { Button } from '../kit/Button'
import { Empty, ErrorState, SkeletonRows } from '../kit/States'
import { toast } from '../kit/Toast'
import { Link } from '../shell/Link'
import { fill, useLang, useWords } from '../words'
import { type Asked, useChanges, useForecast, useWeeks, type Whose } from './api'
import { exactText, lineName, periodText, tableText } from './lines'
import * as words from './words'

/** Shown only so many of the largest. */
const ITEMS = 200
export const GOOD: readonly ChangeKind[] = ['new', 'pulledIn', 'received', 'grew', 'hastened', 'won']
/** Kinds of changes a manager asks about first. */
export const BAD: readonly ChangeKind[] = ['lost', 'slipped', 'pushed']

interface Props {
  forecast: Forecast
  asked: Asked
  week: string | undefined
  whose: Whose | undefined
  onWeek(week: string): void
  onWhose(whose: Whose): void
}

/** What we said in a week, what we say now, and what happened between. */
export function ChangesView({ forecast, asked, week: wanted, whose: wantedWhose, onWeek, onWhose }: Props) {
  const w = useWords(words)
  const lang = useLang()
  const weeks = useWeeks()
  const items = weeks.data?.items ?? []
  // Two weeks ago unless somebody asks for another one; where there is none so old, the oldest.
  const week = items.find(one => one.week === wanted)?.week ?? items[Math.min(2, items.length - 1)]?.week
  const choices = forecast.lines.filter(line => line.level !== 'team' && line.level !== 'nobody')
  const line =
    choices.find(one => one.level === wantedWhose?.level && one.id === wantedWhose.id) ??
    choices.find(one => one.parent === null) ??
    choices[0]
  const whose: Whose = line ? { level: line.level, id: line.id } : { level: 'company', id: '' }
  const full = { ...asked, currency: forecast.currency }
  const changes = useChanges(full, whose, line && week)
  const before = useForecast(full, week, !!week)
  if (weeks.error) return <ErrorState problem={asProblem(weeks.error)} onRetry={() => void weeks.refetch()} />
  if (weeks.isPending) return <SkeletonRows rows={8} />
  if (!week || !line)
    return (
      <Empty title={w.noWeeks} text={w.noWeeksText}>
        <Take />
      </Empty>
    )
  const then = before.data?.lines.find(one => one.key === line.key)
  const text = (value: number) =>
    forecast.measure === 'count'
      ? exactText(value, 'count', forecast.currency)
      : shortMoneyText(Math.round(value), forecast.currency, lang)
  return (
    <div className="fc-changes">
      <div className="fc-choices">
        <Select
          label={w.week}
          options={items.map(one => ({ value: one.week, label: fill(w.weekOf, { day: dayText(one.week, lang) }) }))}
          value={week}
          onChange={onWeek}
        />
        {choices.length > 1 && (
          <Select
            label={w.whose}
            options={choices.map(one => ({ value: one.key, label: lineName(w, one) }))}
            value={line.key}
            onChange={key => {
              const next = choices.find(one => one.key === key)!
              onWhose({ level: next.level, id: next.id })
            }}
          />
        )}
        <span className="spring" />
        <Take />
      </div>
      {changes.error ? (
        <ErrorState problem={asProblem(changes.error)} onRetry={() => void changes.refetch()} />
      ) : !changes.data ? (
        <SkeletonRows rows={8} />
      ) : (
        <div aria-busy={changes.isFetching}>
          <p className="fc-sentence">
            {fill(w.thenNow, {
              day: dayText(week, lang),
              period: periodText(w, asked.period),
              was: text(changes.data.was),
              now: text(changes.data.now),
              more:
                changes.data.now === changes.data.was
                  ? w.equal
                  : fill(changes.data.now > changes.data.was ? w.moreBy : w.lessBy, {
                      value: text(Math.abs(changes.data.now - changes.data.was)),
                    }),
            })}
            {then && (
              <span className="t2">
                {' '}
                {fill(w.thenHad, {
                  won: text(then.won),
                  commit: text(then.commit),
                  best: text(then.best),
                  pipeline: text(then.pipeline),
                  forecast: text(then.forecast),
                })}
              </span>
            )}
          </p>
          <Kinds changes={changes.data} forecast={forecast} />
          <Items changes={changes.data} forecast={forecast} />
        </div>
      )}
    </div>
  )
}

/** Takes this week's snapshot now, for whoever may. */
function Take() {
  const w = useWords(words)
  const may = useObject('forecastSnapshot')?.acts.some(act => act.name === 'take')
  const [busy, setBusy] = useState(false)
  if (!may) return null
  const take = async () => {
    setBusy(true)
    try {
      const { opportunities } = await post<{ opportunities: number }>('/api/forecast-snapshots/take')
      refresh('forecast-snapshots')
      refresh('opportunities')
      toast({ text: fill(w.taken, { n: opportunities.toLocaleString('en-US') }) })
    } catch (error) {
      toast({ tone: 'over', text: asProblem(error).message })
    }
    setBusy(false)
  }
  return (
    <Button icon="camera" size={28} busy={busy} onClick={() => void take()}>
      {w.take}
    </Button>
  )
}

/** What happened by kind, with what it did to the sum. */
export function Kinds({ changes, forecast: { measure, currency } }: { changes: Changes; forecast: Forecast }) {
  const w = useWords(words)
  const cell = (value: number) =>
    value ? (
      <span title={exactText(value, measure, currency)}>{tableText(value, measure)}</span>
    ) : (
      <span className="t3">–</span>
    )
  const change = (value: number) =>
    value === 0 ? (
      <span className="t3">–</span>
    ) : (
      <span className={value > 0 ? 'won' : 'over'} title={exactText(value, measure, currency)}>
        {value > 0 ? '+' : ''}
        {tableText(value, measure)}
      </span>
    )
  return (
    <table className="set-table fc-kinds">
      <thead>
        <tr>
          <th>
            {w.change}{' '}
            <span className="t3">
              · {measure === 'count' ? w.unitCount : currency === 'CNY' ? w.unit : fill(w.unitOf, { currency })}
            </span>
          </th>
          <th className="number">{w.count}</th>
          <th className="number">{w.was}</th>
          <th className="number">{w.now}</th>
          <th className="number">{w.difference}</th>
        </tr>
      </thead>
      <tbody>
        {changes.kinds.map(kind => (
          <tr key={kind.kind}>
            <td>{w.changes[kind.kind]}</td>
            <td className="number">{kind.count.toLocaleString('en-US')}</td>
            <td className="number">{cell(kind.was)}</td>
            <td className="number">{cell(kind.now)}</td>
            <td className="number">{change(kind.now - kind.was)}</td>
          </tr>
        ))}
        <tr className="fc-sum">
          <td>{w.total}</td>
          <td className="number">{changes.kinds.reduce((sum, one) => sum + one.count, 0).toLocaleString('en-US')}</td>
          <td className="number">{cell(changes.was)}</td>
          <td className="number">{cell(changes.now)}</td>
          <td className="number">{change(changes.now - changes.was)}</td>
        </tr>
      </tbody>
    </table>
  )
}

function Items({ changes, forecast: { measure, currency } }: { changes: Changes; forecast: Forecast }) {
  const w = useWords(words)
  const lang = useLang()
  if (changes.items.length === 0) return <p className="t2 fc-sentence">{w.noChange}</p>
  return (
    <div className="fc-scroll">
      <table className="set-table fc-items">
        <thead>
          <tr>
            <th>{w.opportunity}</th>
            <th>{w.change}</th>
            <th className="number">{w.was}</th>
            <th className="number">{w.now}</th>
            <th>{w.due}</th>
          </tr>
        </thead>
        <tbody>
          {changes.items.map((item, i) => (
            <tr key={item.id ?? i}>
              <td className="fc-name">
                {item.id ? (
                  <>
                    <Link to={`/opportunities/${item.id}`}>{item.name}</Link>
                    <small className="t3">{[item.account, item.owner].filter(Boolean).join(' · ')}</small>
                  </>
                ) : (
                  <span className="t3">{w.hidden}</span>
                )}
              </td>
              <td className={GOOD.includes(item.kind) ? 'won' : item.kind === 'lost' ? 'over' : 't2'}>
                {w.changes[item.kind]}
              </td>
              <td className="number">
                {item.was ? exactText(item.was, measure, currency) : <span className="t3">–</span>}
              </td>
              <td className="number">
                {item.now ? exactText(item.now, measure, currency) : <span className="t3">–</span>}
              </td>
              <td className="t2">
                {item.dueThen && item.dueNow && item.dueThen !== item.dueNow
                  ? fill(w.moved, { from: dayText(item.dueThen, lang), to: dayText(item.dueNow, lang) })
                  : (item.dueNow ?? item.dueThen) && dayText((item.dueNow ?? item.dueThen)!, lang)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {changes.items.length === ITEMS && <p className="small t3 fc-sentence">{fill(w.largest, { n: ITEMS })}</p>}
    </div>
  )
}
