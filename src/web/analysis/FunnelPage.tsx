import type { CSSProperties } from 'react'
import type { Filter } from '../../core/records/filter'
import type { Named } from '../fields/value'
import { Figure, Figures } from '../kit/Figure'
import { Empty } from '../kit/States'
import { Link } from '../shell/Link'
import { listAddress } from '../supervision/report'
import { fill, useLang, useWords } from '../words'
import { useAnalysis, useAsked } from './asked'
import { Frame } from './Frame'
import { type Amounts, amountsText, countText, daysText, downloadTable, rateText } from './figures'
import * as words from './words'

interface Step extends Named {
  reached: number
  amounts: Amounts
  conversion: number | null
  here: number
  hereAmounts: Amounts
  waiting: number | null
  lost: number
  stays: { count: number; median: number; average: number } | null
  reachedFilter: Filter
  hereFilter: Filter
  lostFilter: Filter
}
/** As POST /api/opportunities/analysis/funnel answers. */
interface Funnel {
  pipeline: Named
  pipelines: Named[]
  stages: Step[]
  whole: {
    count: number
    open: number
    won: number
    lost: number
    amounts: Amounts
    wonAmounts: Amounts
    filter: Filter
  }
}

const USUAL = 'thisYear'
const PATH = 'opportunities'

/** 销售漏斗: of the opportunities of a period, how many came how far, with what, and how long they stay; every figure leads to its records. */
export function FunnelPage() {
  const w = useWords(words)
  const { pages } = useWords()
  const lang = useLang()
  const { address, ask, question } = useAsked(USUAL)
  const query = useAnalysis<Funnel>('funnel', question)
  const { data } = query
  const number = (n: number, filter: Filter, says: string, tone?: string) =>
    n > 0 ? (
      <Link to={listAddress(PATH, filter)} className={tone} aria-label={fill(w.see, { value: says, n: countText(n) })}>
        {countText(n)}
      </Link>
    ) : (
      <span className="t3">0</span>
    )
  const most = Math.max(1, ...(data?.stages.map(stage => stage.reached) ?? []))
  const worst = lowest(data?.stages ?? [])
  const download = () =>
    downloadTable(`${pages.funnel} ${data!.pipeline.name}`, [
      [w.stage, w.reached, w.amount, w.conversion, w.median, w.average, w.here, w.waiting, w.lostHere],
      ...data!.stages.map(stage => [
        stage.name,
        stage.reached,
        amountsText(stage.amounts, lang),
        rateText(stage.conversion),
        stage.stays && Number(stage.stays.median.toFixed(1)),
        stage.stays && Number(stage.stays.average.toFixed(1)),
        stage.here,
        stage.waiting && Number(stage.waiting.toFixed(1)),
        stage.lost,
      ]),
    ])
  return (
    <Frame
      title={pages.funnel}
      note={w.funnelNote}
      address={address}
      ask={ask}
      usualPeriod={USUAL}
      pipelines={(data?.pipelines ?? []).map(({ id, name }) => ({ value: id, label: name ?? '–' }))}
      pipeline={address.pipeline ?? data?.pipeline.id ?? ''}
      query={query}
      onDownload={data && data.whole.count > 0 ? download : undefined}
    >
      {data && data.whole.count === 0 ? (
        <Empty title={w.none} text={w.noneText} />
      ) : (
        data && (
          <>
            <Figures>
              <Figure
                large
                label={w.opportunities}
                value={number(data.whole.count, data.whole.filter, w.opportunities)}
                note={amountsText(data.whole.amounts, lang)}
              />
              <Figure large label={w.open} value={countText(data.whole.open)} />
              <Figure
                large
                label={w.won}
                value={countText(data.whole.won)}
                note={amountsText(data.whole.wonAmounts, lang)}
              />
              <Figure large label={w.lost} value={countText(data.whole.lost)} />
              <Figure
                large
                label={w.winRate}
                value={rateText(rateOf(data.whole.won, data.whole.lost))}
                note={w.winRateNote}
              />
            </Figures>
            <section className="analysis-part">
              <table className="set-table analysis-table">
                <thead>
                  <tr>
                    <th scope="col">{w.stage}</th>
                    <th scope="col" className="analysis-bars">
                      {w.reached}
                    </th>
                    <th scope="col" className="number">
                      {w.amount}
                    </th>
                    <th scope="col" className="number">
                      {w.conversion}
                    </th>
                    <th scope="col" className="number">
                      {w.stays}
                    </th>
                    <th scope="col" className="number">
                      {w.here}
                    </th>
                    <th scope="col" className="number">
                      {w.lostHere}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {data.stages.map(stage => (
                    <tr key={stage.id}>
                      <th scope="row">{stage.name}</th>
                      <td className="analysis-bars" data-label={w.reached}>
                        <Link
                          to={listAddress(PATH, stage.reachedFilter)}
                          className="funnel-bar"
                          aria-label={fill(w.see, { value: stage.name ?? '', n: countText(stage.reached) })}
                        >
                          <i style={{ '--part': stage.reached / most } as CSSProperties} />
                          <b>{countText(stage.reached)}</b>
                        </Link>
                      </td>
                      <td className="number" data-label={w.amount}>
                        {amountsText(stage.amounts, lang)}
                      </td>
                      <td className={`number${stage === worst ? ' over' : ''}`} data-label={w.conversion}>
                        {rateText(stage.conversion)}
                        {stage === worst && <span className="visually-hidden">{w.worst}</span>}
                      </td>
                      <td className="number" data-label={w.staysShort}>
                        {stage.stays ? (
                          <span title={fill(w.staysOf, { n: countText(stage.stays.count) })}>
                            {daysText(stage.stays.median)} <span className="t3">/ {daysText(stage.stays.average)}</span>
                          </span>
                        ) : (
                          <span className="t3">–</span>
                        )}
                      </td>
                      <td className="number" data-label={w.here}>
                        {number(stage.here, stage.hereFilter, fill(w.hereOf, { stage: stage.name ?? '' }))}
                        {stage.waiting !== null && stage.here > 0 && (
                          <span className="t3"> · {fill(w.days, { n: daysText(stage.waiting) })}</span>
                        )}
                      </td>
                      <td className="number" data-label={w.lostHere}>
                        {number(stage.lost, stage.lostFilter, fill(w.lostOf, { stage: stage.name ?? '' }))}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
              <p className="analysis-legend t3">{w.funnelLegend}</p>
            </section>
          </>
        )
      )}
    </Frame>
  )
}

const rateOf = (won: number, lost: number) => (won + lost > 0 ? won / (won + lost) : null)
/** Where most are lost on the way, as long as enough came by to say so. */
const ENOUGH = 10
function lowest(stages: readonly Step[]): Step | undefined {
  const said = stages.filter((stage, i) => stage.conversion !== null && stages[i - 1]!.reached >= ENOUGH)
  return said.toSorted((a, b) => a.conversion! - b.conversion!).find(stage => stage.conversion! < 1)
}
