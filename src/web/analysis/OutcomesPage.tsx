import type { Filter } from '../../core/records/filter'
import { Figure, Figures } from '../kit/Figure'
import { Pills } from '../kit/Pills'
import { Empty } from '../kit/States'
import { Link } from '../shell/Link'
import { listAddress } from '../supervision/report'
import { fill, useLang, useWords } from '../words'
import { useAnalysis, useAsked } from './asked'
import { Frame } from './Frame'
import { type Amounts, amountsText, countText, daysText, downloadTable, mainCurrency, rateText } from './figures'
import { keyOf, useGroupNames, type Value } from './groups'
import { usePipelines } from './VelocityPage'
import * as words from './words'

interface Decided {
  won: number
  lost: number
  winRate: number | null
  wonAmounts: Amounts
  lostAmounts: Amounts
  wonCycle: number | null
  lostCycle: number | null
}
/** As POST /api/opportunities/analysis/outcomes answers. */
interface Outcomes {
  whole: Decided
  groups: (Decided & { value: Value; wonFilter: Filter; lostFilter: Filter })[]
  more: number
}

const USUAL = 'thisYear'
const BY = ['endReason', 'competitor', 'source', 'product', 'owner', 'board', 'stage', 'month'] as const

/** 赢丢分析: what was won and what was lost, why, against whom, from where, by whom, when. */
export function OutcomesPage() {
  const w = useWords(words)
  const { pages } = useWords()
  const lang = useLang()
  const { address, ask, question } = useAsked(USUAL)
  const by = BY.find(one => one === address.by) ?? 'endReason'
  const query = useAnalysis<Outcomes>('outcomes', { ...question, by })
  const nameOf = useGroupNames(by)
  const pipelines = usePipelines()
  const { data } = query
  const most = Math.max(1, ...(data?.groups.map(group => group.won + group.lost) ?? []))
  const main = mainCurrency(data ? [data.whole.wonAmounts, data.whole.lostAmounts] : [])
  const rateOf = ({ wonAmounts, lostAmounts }: Decided) => {
    const [won, lost] = [wonAmounts?.[main] ?? 0, lostAmounts?.[main] ?? 0]
    return won + lost > 0 ? won / (won + lost) : null
  }
  const download = () =>
    downloadTable(`${pages.outcomes} ${w.by[by]}`, [
      [w.by[by]!, w.won, w.lost, w.winRate, w.wonAmount, w.lostAmount, w.amountRate, w.wonCycle, w.lostCycle],
      ...data!.groups.map(group => [
        nameOf(group.value),
        group.won,
        group.lost,
        rateText(group.winRate),
        amountsText(group.wonAmounts, lang),
        amountsText(group.lostAmounts, lang),
        rateText(rateOf(group)),
        group.wonCycle && Number(group.wonCycle.toFixed(1)),
        group.lostCycle && Number(group.lostCycle.toFixed(1)),
      ]),
    ])
  const number = (n: number, filter: Filter, says: string) =>
    n > 0 ? (
      <Link to={listAddress('opportunities', filter)} aria-label={fill(w.see, { value: says, n: countText(n) })}>
        {countText(n)}
      </Link>
    ) : (
      <span className="t3">0</span>
    )
  return (
    <Frame
      title={pages.outcomes}
      note={w.outcomesNote}
      address={address}
      ask={ask}
      usualPeriod={USUAL}
      pipelines={pipelines}
      pipeline={address.pipeline ?? ''}
      query={query}
      onDownload={data && data.groups.length > 0 ? download : undefined}
    >
      {data && data.groups.length === 0 ? (
        <Empty title={w.noneDecided} text={w.noneDecidedText} />
      ) : (
        data && (
          <>
            <Figures>
              <Figure
                large
                label={w.won}
                value={countText(data.whole.won)}
                note={amountsText(data.whole.wonAmounts, lang)}
              />
              <Figure
                large
                label={w.lost}
                value={countText(data.whole.lost)}
                note={amountsText(data.whole.lostAmounts, lang)}
              />
              <Figure large label={w.winRate} value={rateText(data.whole.winRate)} note={w.byCount} />
              <Figure large label={w.amountRate} value={rateText(rateOf(data.whole))} note={w.byAmount} />
              <Figure
                large
                label={w.wonCycle}
                value={daysText(data.whole.wonCycle)}
                note={fill(w.lostCycleOf, { n: daysText(data.whole.lostCycle) })}
              />
            </Figures>
            <section className="analysis-part">
              <div className="analysis-head">
                <Pills
                  label={w.split}
                  options={BY.map(id => ({ id, label: w.by[id]! }))}
                  value={[by]}
                  onChange={id => ask({ by: id })}
                  inOneLine
                />
                <span className="spring" />
                <span className="analysis-key">
                  <i className="won" /> {w.won} <i className="lost" /> {w.lost}
                </span>
              </div>
              <table className="set-table analysis-table">
                <thead>
                  <tr>
                    <th scope="col">{w.by[by]}</th>
                    <td className="analysis-bars" />
                    {[w.won, w.lost, w.winRate, w.wonAmount, w.lostAmount, w.wonCycle, w.lostCycle].map(label => (
                      <th key={label} scope="col" className="number">
                        {label}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {data.groups.map(group => {
                    const name = nameOf(group.value)
                    return (
                      <tr key={keyOf(group.value)}>
                        <th scope="row">{name}</th>
                        <td className="analysis-bars" aria-hidden="true">
                          <span
                            className="outcome-bar"
                            style={{ width: `${((group.won + group.lost) / most) * 100}%` }}
                          >
                            <i className="won" style={{ flexGrow: group.won }} />
                            <i className="lost" style={{ flexGrow: group.lost }} />
                          </span>
                        </td>
                        <td className="number" data-label={w.won}>
                          {number(group.won, group.wonFilter, `${name} ${w.won}`)}
                        </td>
                        <td className="number" data-label={w.lost}>
                          {number(group.lost, group.lostFilter, `${name} ${w.lost}`)}
                        </td>
                        <td className="number" data-label={w.winRate}>
                          {rateText(group.winRate)}
                        </td>
                        <td className="number" data-label={w.wonAmount}>
                          {amountsText(group.wonAmounts, lang)}
                        </td>
                        <td className="number" data-label={w.lostAmount}>
                          {amountsText(group.lostAmounts, lang)}
                        </td>
                        <td className="number" data-label={w.wonCycle}>
                          {daysText(group.wonCycle)}
                        </td>
                        <td className="number" data-label={w.lostCycle}>
                          {daysText(group.lostCycle)}
                        </td>
                      </tr>
                    )
                  })}
                </tbody>
              </table>
              {data.more > 0 && <p className="analysis-legend t3">{fill(w.more, { n: data.more })}</p>}
            </section>
          </>
        )
      )}
    </Frame>
  )
}
