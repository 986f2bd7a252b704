import { useMemo } from 'react'
import type { FieldMeta } from '../../../core/metadata/types'
import { asProblem, type Row, rowsOf, totalOf, useRecords } from '../../api'
import { Days, useDays } from '../../calendar/Days'
import { clockOf, dayOf } from '../../fields/format'
import { canEdit } from '../../fields/value'
import { Button, IconButton } from '../../kit/Button'
import { ErrorState } from '../../kit/States'
import { toast } from '../../kit/Toast'
import { fill, useWords } from '../../words'
import { openForm } from '../form/open'
import { useChange } from '../record/useChange'
import { both, type Filter } from './filter'
import type { ListState } from './list'
import type { Asked } from './useLines'
import * as words from './words'

const SHOWN_MAX = 500

/** The rows of a list on the days of a month, by one of their dates; dragging a record changes that date. */
export function DayDisplay({ list, asked, field }: { list: ListState; asked: Asked; field: FieldMeta }) {
  const w = useWords(words)
  const { object } = list
  const { calendar, span, title, go, onSpan } = useDays()
  const change = useChange(object)
  const mayMove = object.can.update && canEdit(field)
  const query = useRecords(
    object.path,
    {
      fields: [...asked.fields, field.name],
      filter: span && both(asked.filter, within(field, span)),
      sort: field.name,
      limit: SHOWN_MAX,
      count: 'exact',
    },
    { enabled: !!span && asked.ready },
  )
  const events = useMemo(
    () =>
      rowsOf(query.data).map(row => ({
        id: row.id,
        title: String(row[object.title] ?? '–'),
        start: String(row[field.name]),
        allDay: field.kind === 'date' || clockOf(new Date(String(row[field.name]))) === '00:00',
        editable: mayMove,
        className: 'day-event',
        extendedProps: { row, path: object.path },
      })),
    [query.data, object, field, mayMove],
  )
  async function move(row: Row, start: Date, takeBack: () => void) {
    try {
      await change(row, { [field.name]: field.kind === 'date' ? dayOf(start) : start.toISOString() })
    } catch (error) {
      takeBack()
      toast({ tone: 'over', text: asProblem(error).message })
    }
  }
  const total = totalOf(query.data) ?? 0
  return (
    <section className="day-display" aria-label={fill(w.calendarBy, { field: field.label })}>
      <div className="day-display-head">
        <IconButton icon="chevron-left" size={28} label={w.earlier} onClick={() => go('prev')} />
        <IconButton icon="chevron-right" size={28} label={w.later} onClick={() => go('next')} />
        <Button size={28} onClick={() => go('today')}>
          {w.relative.today}
        </Button>
        <span className="t2" aria-live="polite">
          {title}
        </span>
        {total > SHOWN_MAX && <span className="t3">{fill(w.firstOf, { n: SHOWN_MAX, total })}</span>}
      </div>
      {query.error ? (
        <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
      ) : (
        <Days
          calendar={calendar}
          view="month"
          events={events}
          onSpan={onSpan}
          onOpen={row => list.open(row.id)}
          onMove={(row, start, _end, takeBack) => void move(row, start, takeBack)}
          onCreate={
            object.can.create && canEdit(field)
              ? start =>
                  openForm({
                    object: object.name,
                    preset: { [field.name]: field.kind === 'date' ? dayOf(start) : start.toISOString() },
                  })
              : undefined
          }
        />
      )}
    </section>
  )
}

/** Days are asked for as days, moments as moments. */
function within(field: FieldMeta, span: { from: string; to: string }): Filter {
  const as = (instant: string) => (field.kind === 'date' ? dayOf(new Date(instant)) : instant)
  return {
    and: [
      { field: field.name, op: 'gte', value: as(span.from) },
      { field: field.name, op: 'lt', value: as(span.to) },
    ],
  }
}
