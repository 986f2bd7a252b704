import type { ObjectMeta } from '../../core/metadata/types'
import type { Row } from '../api'
import { dayOf, dayText } from '../fields/format'
import { useLookup } from '../fields/lookups'
import { fieldText } from '../fields/text'
import { Icon } from '../kit/Icon'
import { fill, useLang, useWords } from '../words'
import './ownership.css'
import { daysTo, SOON_DAYS } from './pools'
import * as words from './words'

/** In a record's head: when the pool takes it back and what puts that off; why it does not; or since when it lies there. */
export function Countdown({ object, row, short }: { object: ObjectMeta; row: Row; short?: boolean }) {
  const w = useWords(words)
  const lang = useLang()
  const lookup = useLookup()
  if (!object.pool) return null
  const label = (name: string) => {
    const field = object.fields.find(f => f.name === name)
    return field ? fieldText(field, row[name], lookup, row) : ''
  }
  const inPool = row[object.pool] as { name?: string } | null
  if (inPool)
    return (
      <span className="countdown">
        <Icon name="waves" size={14} />
        {inPool.name}
        {!!row.enteredPoolAt &&
          ` · ${fill(w.waitingSince, { day: dayText(dayOf(new Date(String(row.enteredPoolAt))), lang) })}`}
        {!!row.poolReason && ` · ${label('poolReason')}`}
      </span>
    )
  if (row.recycleExempt)
    return (
      <span className="countdown">
        <Icon name="lock" size={14} />
        {fill(w.exempt, { why: label('recycleExempt') })}
      </span>
    )
  if (!row.recycleDueAt) return null
  const left = daysTo(row.recycleDueAt)
  const tone = left <= 1 ? ' over' : left <= SOON_DAYS ? ' due' : ''
  const resets = w.resets[String(row.recycleWhy)]
  return (
    <span className={`countdown${tone}`}>
      <Icon name="hourglass" size={14} />
      {left <= 0 ? w.recycledToday : fill(w.recycledIn, { n: left })}
      {row.recycleStage === 'escalated' && ` · ${w.escalated}`}
      {!short && resets && <span className="countdown-resets"> · {resets}</span>}
    </span>
  )
}
