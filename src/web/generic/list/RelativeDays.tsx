import { useState } from 'react'
import { FieldEditor } from '../../fields/FieldEditor'
import { dayOf } from '../../fields/format'
import { asList } from '../../fields/value'
import { Button } from '../../kit/Button'
import { Input } from '../../kit/Input'
import { Segmented } from '../../kit/Tabs'
import { useWords } from '../../words'
import type { Reached } from './columns'
import type { Condition } from './filter'
import { relativeOf, relativeParts, relativeText } from './sentence'
import * as words from './words'

const NAMED = [
  'yesterday',
  'today',
  'tomorrow',
  'lastWeek',
  'thisWeek',
  'nextWeek',
  'lastMonth',
  'thisMonth',
  'nextMonth',
  'lastQuarter',
  'thisQuarter',
  'nextQuarter',
  'lastYear',
  'thisYear',
  'nextYear',
]
const DAYS_MAX = 9999

interface Editing {
  reached: Reached
  condition: Condition
  onChange(condition: Condition): void
  onClose(): void
}

/** Days for a filter: so many days back or ahead, a named span, or a day and a span of one's own. */
export function RelativeDays({ reached, condition, onChange, onClose }: Editing) {
  const w = useWords(words)
  const relative = condition.op === 'relative' ? relativeParts(condition.value) : undefined
  const [days, setDays] = useState(relative?.days ?? 14)
  const [way, setWay] = useState(relative?.days ? relative.word : 'lastDays')
  const [span, setSpan] = useState<[unknown, unknown]>(() => spanOf(condition))
  const count = (word: string, n: number) => {
    setWay(word)
    setDays(n)
    if (n > 0 && n <= DAYS_MAX) onChange({ field: condition.field, op: 'relative', value: relativeOf(word, n) })
  }
  const pick = (next: [unknown, unknown]) => {
    setSpan(next)
    const asked = ofSpan(condition.field, next, reached.field.kind === 'instant')
    if (asked) onChange(asked)
  }
  const counted = (['lastDays', 'nextDays', 'olderThanDays'] as const).map(word => ({
    id: word as string,
    label: w.counted[word],
  }))
  return (
    <div className="day-span">
      <div className="day-span-counted">
        <Segmented label={w.relativeKind} options={counted} value={way} onChange={word => count(word, days)} />
        <Input
          type="number"
          min={1}
          max={DAYS_MAX}
          value={days || ''}
          aria-label={w.days}
          onChange={e => count(way, Number(e.target.value))}
          onKeyDown={e => e.key === 'Enter' && onClose()}
        />
        {w.days}
      </div>
      <div className="day-span-named">
        {NAMED.map(word => (
          <Button
            key={word}
            look="text"
            size={28}
            on={relative?.word === word}
            aria-pressed={relative?.word === word}
            onClick={() => {
              onChange({ field: condition.field, op: 'relative', value: word })
              onClose()
            }}
          >
            {relativeText(word, w)}
          </Button>
        ))}
      </div>
      <div className="day-span-span">
        {[w.from, w.to].map((label, i) => (
          <div key={label}>
            <span className="small t3">{label}</span>
            <FieldEditor
              field={{ ...reached.field, kind: 'date', label, required: false, readOnly: false }}
              value={span[i] ?? null}
              onChange={value => pick(i === 0 ? [value, span[1]] : [span[0], value])}
            />
          </div>
        ))}
      </div>
    </div>
  )
}

/** The two days a condition speaks of; a moment counts as the day it falls on. */
function spanOf({ op, value }: Condition): [unknown, unknown] {
  const day = (v: unknown) => (typeof v === 'string' && v.length > 10 ? dayOf(new Date(v)) : (v ?? null))
  if (op === 'between') return asList(value).map(day) as [unknown, unknown]
  if (op === 'eq') return [day(value), day(value)]
  if (op === 'gt' || op === 'gte') return [day(value), null]
  return op === 'lt' || op === 'lte' ? [null, day(value)] : [null, null]
}

/** A condition for a span of days; an open end asks for after or before. Moments run from the first day's start to the last one's end. */
function ofSpan(field: string, [from, to]: [unknown, unknown], moment: boolean): Condition | null {
  const isDay = (v: unknown): v is string => typeof v === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(v)
  const start = isDay(from) ? (moment ? new Date(`${from}T00:00:00`).toISOString() : from) : null
  const end = isDay(to) ? (moment ? new Date(`${to}T23:59:59.999`).toISOString() : to) : null
  if (start && end) return { field, op: 'between', value: [start, end] }
  if (start) return { field, op: 'gte', value: start }
  return end ? { field, op: 'lte', value: end } : null
}
