import { useEffect, useState } from 'react'
import type { Lang } from '../../../core/entity/label'
import { IconButton } from '../../kit/Button'
import { useWords } from '../../words'
import { atNoon, dayOf, shiftDay, todayInChina, weekdayText } from '../format'
import * as sentences from '../words'

/** The six weeks around a month, Monday first. */
export function weeksOf(month: string): string[][] {
  const first = atNoon(`${month}-01`)
  const start = shiftDay(`${month}-01`, -((first.getDay() + 6) % 7))
  return Array.from({ length: 6 }, (_, week) => Array.from({ length: 7 }, (_, day) => shiftDay(start, week * 7 + day)))
}

const shiftMonth = (month: string, by: number) =>
  dayOf(new Date(Number(month.slice(0, 4)), Number(month.slice(5)) - 1 + by, 1, 12)).slice(0, 7)

interface MonthProps {
  day: string | null
  lang: Lang
  onPick(day: string): void
}

/** A month to pick a day from. The focus stays in the field above, whose arrow keys move the day. */
export function Month({ day, lang, onPick }: MonthProps) {
  const words = useWords(sentences)
  const today = todayInChina()
  const [month, setMonth] = useState((day ?? today).slice(0, 7))
  useEffect(() => {
    if (day) setMonth(day.slice(0, 7))
  }, [day])
  const title = new Intl.DateTimeFormat(lang, { year: 'numeric', month: 'long' }).format(atNoon(`${month}-01`))
  const longDay = new Intl.DateTimeFormat(lang, { dateStyle: 'long' })
  const weeks = weeksOf(month)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pressing the mouse must not take the focus from the field
    <div className="month" onMouseDown={event => event.preventDefault()}>
      <div className="month-head">
        <IconButton
          icon="chevron-left"
          label={words.monthBefore}
          size={24}
          tabIndex={-1}
          onClick={() => setMonth(shiftMonth(month, -1))}
        />
        <span aria-live="polite">{title}</span>
        <IconButton
          icon="chevron-right"
          label={words.monthAfter}
          size={24}
          tabIndex={-1}
          onClick={() => setMonth(shiftMonth(month, 1))}
        />
      </div>
      <table>
        <thead>
          <tr>
            {weeks[0]!.map(d => (
              <th key={d} scope="col">
                {weekdayText(d, lang, 'narrow')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map(week => (
            <tr key={week[0]}>
              {week.map(d => (
                <td key={d}>
                  <button
                    type="button"
                    tabIndex={-1}
                    aria-label={longDay.format(atNoon(d))}
                    aria-current={d === today ? 'date' : undefined}
                    aria-pressed={d === day}
                    className={d.startsWith(month) ? undefined : 'other'}
                    onClick={() => onPick(d)}
                  >
                    {Number(d.slice(8))}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
