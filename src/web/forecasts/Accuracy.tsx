import type { Trial } from '../../domain/forecasts'
import { asProblem } from '../api'
import { dayText, shortMoneyText } from '../fields/format'
import { Empty, ErrorState, SkeletonRows } from '../kit/States'
import { fill, useLang, useWords } from '../words'
import { useAccuracy } from './api'
import * as words from './words'

const percent = (share: number) => `${Math.round(share * 100)}%`
const score = (value: number) => value.toFixed(3)

/** Whether the statistical forecast is any good: month by month against what happened, and what it has learnt of each stage. */
export function Accuracy() {
  const w = useWords(words)
  const lang = useLang()
  const query = useAccuracy()
  const { trials = [], stages = [], fittedOn, monthsBack } = query.data ?? {}
  const deals = trials.reduce((sum, one) => sum + one.deals, 0)
  const mean = (of: (trial: Trial) => number) => trials.reduce((sum, one) => sum + of(one) * one.deals, 0) / deals
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div className="set-body" tabIndex={0} role="region" aria-label={w.tabs.accuracy}>
      {query.error ? (
        <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        <SkeletonRows rows={10} />
      ) : stages.length === 0 ? (
        <Empty title={w.noHistory} text={w.noHistoryText} />
      ) : (
        <>
          {trials.length > 0 && (
            <section className="fc-section">
              <h2>{w.monthsTitle}</h2>
              <p className="t2">
                {w.monthsText}{' '}
                {fill(w.better, {
                  months: trials.length,
                  brier: score(mean(one => one.brier)),
                  fixed: score(mean(one => one.brierFixed)),
                })}
              </p>
              <Months trials={trials.toReversed()} />
            </section>
          )}
          <section className="fc-section">
            <h2>{w.stagesTitle}</h2>
            <p className="t2">
              {fill(w.stagesText, { months: monthsBack ?? 24, day: fittedOn ? dayText(fittedOn, lang) : '' })}
            </p>
            <Stages />
          </section>
        </>
      )}
    </div>
  )
}

function Months({ trials }: { trials: readonly Trial[] }) {
  const w = useWords(words)
  const lang = useLang()
  const most = Math.max(1, ...trials.flatMap(one => [one.predicted, one.actual]))
  const money = trials.some(one => one.actualAmount !== null)
  const bar = (value: number, of: string) => (
    <span className="fc-bar" aria-hidden="true">
      <i className={of} style={{ width: `${(value / most) * 100}%` }} />
    </span>
  )
  return (
    <div className="fc-scroll">
      <table className="set-table fc-months">
        <thead>
          <tr>
            <th>{w.kinds.month}</th>
            <td className="fc-bars" />
            <th className="number">{w.deals}</th>
            <th className="number">{w.predictedWon}</th>
            <th className="number">{w.actualWon}</th>
            {money && <th className="number">{w.amountPredicted}</th>}
            {money && <th className="number">{w.amountActual}</th>}
            <th className="number">
              <span className="fc-hint" data-tip={w.brierHint}>
                {w.brier}
              </span>
            </th>
            <th className="number">{w.brierFixed}</th>
          </tr>
        </thead>
        <tbody>
          {trials.map(one => (
            <tr key={one.month}>
              <td>{one.month}</td>
              <td className="fc-bars">
                {bar(one.predicted, 'predicted')}
                {bar(one.actual, 'actual')}
              </td>
              <td className="number">{one.deals.toLocaleString('en-US')}</td>
              <td className="number">{one.predicted.toFixed(1)}</td>
              <td className="number">{one.actual}</td>
              {money && (
                <td className="number">
                  {shortMoneyText(one.predictedAmount ?? 0, 'CNY', lang)}
                  {one.low !== null && one.high !== null && (
                    <small className="t3">
                      {' '}
                      {fill(w.range, {
                        low: shortMoneyText(one.low, 'CNY', lang),
                        high: shortMoneyText(one.high, 'CNY', lang),
                      })}
                    </small>
                  )}
                </td>
              )}
              {money && <td className="number">{shortMoneyText(one.actualAmount ?? 0, 'CNY', lang)}</td>}
              <td className={`number${one.brier <= one.brierFixed ? ' won' : ' over'}`}>{score(one.brier)}</td>
              <td className="number t2">{score(one.brierFixed)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="small t3 fc-legend">
        <i className="predicted" /> {w.predicted} <i className="actual" /> {w.actual}
      </p>
    </div>
  )
}

function Stages() {
  const w = useWords(words)
  const { stages = [] } = useAccuracy().data ?? {}
  const several = new Set(stages.map(one => one.pipeline)).size > 1
  const horizons = stages[0]?.within ?? []
  return (
    <div className="fc-scroll">
      <table className="set-table fc-stages">
        <thead>
          <tr>
            {several && <th>{w.pipelineName}</th>}
            <th>{w.stage}</th>
            <th className="number">{w.cases}</th>
            {horizons.map(({ days }) => (
              <th key={days} className="number">
                {fill(w.within, { days })}
              </th>
            ))}
            <th className="number">{fill(w.lostWithin, { days: horizons.at(-1)?.days ?? 180 })}</th>
            <th className="number">{w.fixedHead}</th>
          </tr>
        </thead>
        <tbody>
          {stages.map(one => (
            <tr key={`${one.pipeline} ${one.stage}`}>
              {several && <td className="t2">{one.pipeline}</td>}
              <td>{one.stage}</td>
              <td className="number">{one.cases.toLocaleString('en-US')}</td>
              {one.within.map(({ days, won, doubt }) => (
                <td key={days} className="number">
                  {percent(won)} <small className="t3">±{percent(1.2816 * doubt)}</small>
                </td>
              ))}
              <td className="number t2">{percent(one.within.at(-1)?.lost ?? 0)}</td>
              <td className="number t2">{one.fixed}%</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
