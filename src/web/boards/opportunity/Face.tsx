import { useState } from 'react'
import { daysUntil, dayText, moneyText } from '../../fields/format'
import { isNamed } from '../../fields/value'
import { Avatar } from '../../kit/Avatar'
import { Icon } from '../../kit/Icon'
import { fill, useLang, useWords } from '../../words'
import type { FaceProps } from '../kinds'
import * as words from '../words'
import { NextStep } from './NextStep'

const DAY_MS = 86_400_000

/** An opportunity on the board: whose it is, what it is worth, what comes next, how long it has been where it is. */
export function Face({ object, row, waiting }: FaceProps) {
  const w = useWords(words)
  const lang = useLang()
  const [asking, setAsking] = useState<HTMLElement | null>(null)
  const account = isNamed(row.account) ? row.account.name : null
  const owner = isNamed(row.owner) ? row.owner.name : null
  const days = row.stageEnteredAt
    ? Math.max(0, Math.floor((Date.now() - Date.parse(String(row.stageEnteredAt))) / DAY_MS))
    : null
  const planned = row.nextStep || row.nextStepOn
  const over = typeof row.closeDate === 'string' && row.overdue ? -daysUntil(row.closeDate) : null
  return (
    <>
      <span className="board-fact ellipsis">{account ?? '–'}</span>
      <b className="board-figure">{typeof row.amount === 'number' ? moneyText(row.amount, row.currency, 0) : '–'}</b>
      {planned ? (
        <span className="board-next ellipsis">
          {[row.nextStepOn && dayText(String(row.nextStepOn), lang), row.nextStep].filter(Boolean).join(' ')}
        </span>
      ) : object.can.update && row.status === 'open' ? (
        <button type="button" className="board-plan" onClick={event => setAsking(event.currentTarget)}>
          {w.planNext}
        </button>
      ) : (
        <span className="board-next">–</span>
      )}
      <span className="board-foot">
        {waiting ? (
          <span className="ac">{w.justDropped}</span>
        ) : over !== null ? (
          <span className="over">
            <Icon name="triangle-alert" size={12} /> {fill(w.overdueFor, { n: over })}
          </span>
        ) : row.stalled ? (
          <span className="due">
            <Icon name="pause" size={12} /> {fill(w.stalledFor, { n: days ?? 0 })}
          </span>
        ) : (
          <span>{days === null ? '' : fill(w.inStage, { n: days })}</span>
        )}
        {owner && (
          <span className="board-face" title={owner}>
            <Avatar name={owner} size={20} />
            <span className="visually-hidden">{owner}</span>
          </span>
        )}
      </span>
      {asking && <NextStep object={object} row={row} anchor={asking} onClose={() => setAsking(null)} />}
    </>
  )
}
