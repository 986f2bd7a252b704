import type { CSSProperties } from 'react'
import type { Filter } from '../../core/records/filter'
import { rowsOf, useRecords } from '../api'
import { shortMoneyText } from '../fields/format'
import { Figure } from '../kit/Figure'
import { Pills } from '../kit/Pills'
import { Empty } from '../kit/States'
import { Link } from '../shell/Link'
import { listAddress } from '../supervision/report'
import { fill, useLang, useWords } from '../words'
import { useAnalysis, useAsked } from './asked'
import { Frame } from './Frame'
import {
  type Amounts,
  amountsText,
  countText,
  daysText,
  downloadTable,
  growth,
  growthText,
  mainCurrency,
  rateText,
} from './figures'
import { keyOf, useGroupNames, type Value } from './groups'
import * as words from './words'

interface Pace {
  worked: number
  won: number
  lost: number
  winRate: number | null
  amounts: Amounts
  cycle: number | null
  perDay: Amounts
}
/** As POST /api/opportunities/analysis/velocity answers. */
interface Velocity {
  span: { from: string | null; to: string }
  before: { from: string; to: string } | null
  whole: { now: Pace; before: Pace | null; filter: Filter }
  groups: { value: Value; now: Pace; before: Pace | null; filter: Filter }[]
  cycles: { from: number; to: number | null; won: number; lost: number }[]
}

const USUAL = 'thisYear'
const BY = ['owner', 'board', 'pipeline', 'product', 'source'] as const
const average = ({ amounts, won }: Pace): Amounts =>
  amounts && Object.fromEntries(Object.entries(amounts).map(([currency, n]) => [currency, won ? n / won : 0]))

/** 销售速度: how much money a day the opportunities of a period turn into, by whom, against the period before; and how long sales take. */
export function VelocityPage() {
  const w = useWords(words)
  const { pages } = useWords()
  const lang = useLang()
  const { address, ask, question } = useAsked(USUAL)
  const by = BY.find(one => one === address.by) ?? 'owner'
  const query = useAnalysis<Velocity>('velocity', { ...question, by })
  const nameOf = useGroupNames(by)
  const pipelines = usePipelines()
  const { data } = query
  const main = mainCurrency(data ? [data.whole.now.perDay, data.whole.now.amounts] : [])
  const perDay = (pace: Pace | null) => pace?.perDay?.[main] ?? (pace?.perDay ? 0 : null)
  const fastest = Math.max(1, ...(data?.groups.map(group => perDay(group.now) ?? 0) ?? []))
  const download = () =>
    downloadTable(pages.velocity, [
      [w.by[by]!, w.worked, w.won, w.lost, w.winRate, w.averageAmount, w.cycle, w.perDay],
      ...data!.groups.map(({ value, now }) => [
        nameOf(value),
        now.worked,
        now.won,
        now.lost,
        rateText(now.winRate),
        amountsText(average(now), lang),
        now.cycle && Number(now.cycle.toFixed(1)),
        amountsText(now.perDay, lang),
      ]),
    ])
  return (
    <Frame
      title={pages.velocity}
      note={w.velocityNote}
      address={address}
      ask={ask}
      usualPeriod={USUAL}
      pipelines={pipelines}
      pipeline={address.pipeline ?? ''}
      query={query}
      onDownload={data && data.groups.length > 0 ? download : undefined}
    >
      {data && data.whole.now.worked === 0 ? (
        <Empty title={w.none} text={w.noneText} />
      ) : (
        data && (
          <>
            <Formula now={data.whole.now} before={data.whole.before} main={main} />
            <section className="analysis-part">
              <div className="analysis-head">
                <h2>{w.bySomething}</h2>
                <Pills
                  label={w.split}
                  options={BY.map(id => ({ id, label: w.by[id]! }))}
                  value={[by]}
                  onChange={id => ask({ by: id })}
                  inOneLine
                />
              </div>
              <table className="set-table analysis-table">
                <thead>
                  <tr>
                    <th scope="col">{w.by[by]}</th>
                    <th scope="col" className="analysis-bars">
                      {w.perDay}
                    </th>
                    <th scope="col" className="number">
                      {w.against}
                    </th>
                    <th scope="col" className="number">
                      {w.worked}
                    </th>
                    <th scope="col" className="number">
                      {w.winRate}
                    </th>
                    <th scope="col" className="number">
                      {w.averageAmount}
                    </th>
                    <th scope="col" className="number">
                      {w.cycle}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {data.groups.map(({ value, now, before, filter }) => (
                    <tr key={keyOf(value)}>
                      <th scope="row">
                        <Link
                          to={listAddress('opportunities', filter)}
                          aria-label={fill(w.see, { value: nameOf(value), n: countText(now.won + now.lost) })}
                        >
                          {nameOf(value)}
                        </Link>
                      </th>
                      <td className="analysis-bars" data-label={w.perDay}>
                        <span className="funnel-bar">
                          <i style={{ '--part': (perDay(now) ?? 0) / fastest } as CSSProperties} />
                          <b>{amountsText(now.perDay, lang)}</b>
                        </span>
                      </td>
                      <td className="number" data-label={w.against}>
                        <Change now={perDay(now)} before={perDay(before)} />
                      </td>
                      <td className="number" data-label={w.worked}>
                        {countText(now.worked)}
                      </td>
                      <td className="number" data-label={w.winRate}>
                        {rateText(now.winRate)}
                        <span className="t3"> · {fill(w.wonOf, { won: now.won, all: now.won + now.lost })}</span>
                      </td>
                      <td className="number" data-label={w.averageAmount}>
                        {amountsText(average(now), lang)}
                      </td>
                      <td className="number" data-label={w.cycle}>
                        {daysText(now.cycle)}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
            <Cycles cycles={data.cycles} />
          </>
        )
      )}
    </Frame>
  )
}

/** worked × win rate × average amount ÷ cycle = a day, each against the period before. */
function Formula({ now, before, main }: { now: Pace; before: Pace | null; main: string }) {
  const w = useWords(words)
  const lang = useLang()
  const parts = [
    { label: w.worked, value: countText(now.worked), is: now.worked, was: before?.worked ?? null },
    { sign: '×', label: w.winRate, value: rateText(now.winRate), is: now.winRate, was: before?.winRate ?? null },
    {
      sign: '×',
      label: w.averageAmount,
      value: amountsText(average(now), lang),
      is: average(now)?.[main] ?? null,
      was: (before && average(before)?.[main]) ?? null,
    },
    { sign: '÷', label: w.cycle, value: daysText(now.cycle), is: now.cycle, was: before?.cycle ?? null, less: true },
    {
      sign: '=',
      label: w.perDay,
      value: now.perDay ? shortMoneyText(now.perDay[main] ?? 0, main, lang) : '–',
      is: now.perDay?.[main] ?? 0,
      was: before?.perDay?.[main] ?? null,
    },
  ]
  return (
    <div className="analysis-formula">
      {parts.map(({ sign, label, value, is, was, less }) => (
        <div key={label} className="analysis-term">
          {sign && <span className="analysis-sign">{sign}</span>}
          <Figure
            large
            label={label}
            value={value}
            note={before ? <Change now={is} before={was} less={less} says={w.againstBefore} /> : undefined}
          />
        </div>
      ))}
    </div>
  )
}

/** How a figure has changed: good or bad by its colour, up or down by its sign. `less`: the less of it the better. */
function Change({
  now,
  before,
  less,
  says,
}: {
  now: number | null
  before: number | null
  less?: boolean | undefined
  says?: string
}) {
  const part = growth(now, before)
  if (part === null) return <span className="t3">{says ? `${says} –` : '–'}</span>
  const tone = Math.abs(part) < 0.0005 ? 't3' : part > 0 === !less ? 'won' : 'over'
  return (
    <>
      {says && `${says} `}
      <span className={tone}>{growthText(part)}</span>
    </>
  )
}

/** How long the decided sales of the period took, in classes. */
function Cycles({ cycles }: { cycles: Velocity['cycles'] }) {
  const w = useWords(words)
  const most = Math.max(1, ...cycles.map(one => Math.max(one.won, one.lost)))
  const label = ({ from, to }: Velocity['cycles'][number]) =>
    to === null ? fill(w.over, { n: from - 1 }) : fill(w.between, { from, to })
  if (cycles.every(one => one.won + one.lost === 0)) return null
  return (
    <section className="analysis-part">
      <div className="analysis-head">
        <h2>{w.cycles}</h2>
        <span className="analysis-key">
          <i className="won" /> {w.won} <i className="lost" /> {w.lost}
        </span>
      </div>
      <table className="analysis-columns">
        <caption className="visually-hidden">{w.cycles}</caption>
        <tbody>
          {cycles.map(one => (
            <tr key={one.from}>
              <td className="analysis-pair">
                <span className={one.won ? 'won' : 'nothing'} style={{ height: `${(one.won / most) * 100}%` }}>
                  <b>{one.won}</b>
                  <span className="visually-hidden">{w.won}</span>
                </span>
                <span className={one.lost ? 'lost' : 'nothing'} style={{ height: `${(one.lost / most) * 100}%` }}>
                  <b>{one.lost}</b>
                  <span className="visually-hidden">{w.lost}</span>
                </span>
              </td>
              <th scope="row">{label(one)}</th>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** All pipelines, and first all of them together. */
export function usePipelines(): { value: string; label: string }[] {
  const w = useWords(words)
  const rows = rowsOf(useRecords('pipelines', { fields: ['name'], sort: 'position', limit: 100 }).data)
  return rows.length > 1
    ? [{ value: '', label: w.allPipelines }, ...rows.map(({ id, name }) => ({ value: id, label: String(name) }))]
    : []
}
