import type { Forecast, Line } from '../../domain/forecasts'
import { asProblem } from '../api'
import { moneyText, shortMoneyText } from '../fields/format'
import { useForecast } from '../forecasts/api'
import { lineName, periodText } from '../forecasts/lines'
import { periodFor } from '../forecasts/periods'
import * as forecastWords from '../forecasts/words'
import { Bar } from '../kit/Figure'
import { ErrorState, Skeleton } from '../kit/States'
import { Link } from '../shell/Link'
import { fill, useLang, useWords } from '../words'
import { PanelBox } from './PanelBox'
import * as words from './words'

const LINES = 8

/** This quarter: what is won of what was asked for, what will come in, and for those who lead, line by line whom they lead. */
export function Goal() {
  const w = useWords(words)
  const f = useWords(forecastWords)
  const period = periodFor('quarter')
  const { data, error, refetch } = useForecast({ period, measure: 'amount' })
  const top = data?.lines.find(line => line.parent === null)
  return (
    <PanelBox name="goal" note={periodText(f, period)} all="/forecast">
      {error ? (
        <ErrorState problem={asProblem(error)} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton height={96} />
      ) : !top ? (
        <p className="t2 bench-empty">{w.emptyGoal}</p>
      ) : (
        <>
          <Whole line={top} forecast={data} />
          <Below top={top} forecast={data} />
        </>
      )}
    </PanelBox>
  )
}

function Whole({ line, forecast: { currency } }: { line: Line; forecast: Forecast }) {
  const w = useWords(words)
  const lang = useLang()
  const short = (minor: number) => shortMoneyText(minor, currency, lang)
  const open = line.commit + line.best + line.pipeline
  return (
    <div className="bench-goal">
      <p>
        <b className="bench-goal-won">{moneyText(line.won, currency)}</b>
        {line.target !== null && <span className="t2"> / {short(line.target)}</span>}
        {!!line.target && <b className="bench-goal-part">{Math.round((line.won / line.target) * 1000) / 10}%</b>}
      </p>
      {!!line.target && <Bar value={line.won / line.target} label={w.panels.goal} />}
      <p className="small t2">
        {fill(w.goalExpected, { forecast: short(line.forecast), open: short(open) })}
        {line.target !== null && line.target > line.won && fill(w.goalGap, { gap: short(line.target - line.won) })}
      </p>
    </div>
  )
}

/** Boards, departments or people right below, each with what is won of its target. */
function Below({ top, forecast }: { top: Line; forecast: Forecast }) {
  const w = useWords(words)
  const f = useWords(forecastWords)
  const lang = useLang()
  const lines = forecast.lines.filter(line => line.parent === top.key)
  if (lines.length < 2) return null
  return (
    <ul>
      {lines.slice(0, LINES).map(line => (
        <li key={line.key} className="bench-row bench-line">
          <span className="ellipsis spring">{lineName(f, line)}</span>
          {!!line.target && <Bar value={line.won / line.target} label={lineName(f, line)} />}
          <span className="t2">{shortMoneyText(line.won, forecast.currency, lang)}</span>
        </li>
      ))}
      <li>
        <Link to="/pipeline-review" className="small accent bench-review">
          {w.toReview}
        </Link>
      </li>
    </ul>
  )
}
