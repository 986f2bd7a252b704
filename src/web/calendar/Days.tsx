import FullCalendar, { type CalendarRef, type EventInput } from '@fullcalendar/react'
import dayGridPlugin from '@fullcalendar/react/daygrid'
import interactionPlugin from '@fullcalendar/react/interaction'
import listPlugin from '@fullcalendar/react/list'
import zhCnLocale from '@fullcalendar/react/locales/zh-cn'
import zhTwLocale from '@fullcalendar/react/locales/zh-tw'
import classicTheme from '@fullcalendar/react/themes/classic'
import timeGridPlugin from '@fullcalendar/react/timegrid'
import '@fullcalendar/react/skeleton.css'
import '@fullcalendar/react/themes/classic/theme.css'
import '@fullcalendar/react/themes/classic/palette.css'
import { type RefObject, useEffect, useRef, useState } from 'react'
import type { Row } from '../api'
import { useLang, useWords } from '../words'
import type { Span } from './events'
import * as words from './words'
import './calendar.css'

export const VIEWS = { day: 'timeGridDay', week: 'timeGridWeek', month: 'dayGridMonth', list: 'listWeek' } as const
export type DaysView = keyof typeof VIEWS
export type DaysRef = CalendarRef
// The calendar takes a new list for a new wish and lays itself out again, so these stay the same.
const PLUGINS = [classicTheme, dayGridPlugin, timeGridPlugin, listPlugin, interactionPlugin]
const LOCALES = [zhCnLocale, zhTwLocale]
const CLOCK = { hour: '2-digit', minute: '2-digit', hour12: false } as const

interface DaysProps {
  calendar: RefObject<DaysRef | null>
  /** The view it begins with; `calendar` changes it. */
  view: DaysView
  /** Each with its record as `extendedProps.row`. */
  events: EventInput[]
  onSpan(span: Span, title: string): void
  onOpen(row: Row, path: string): void
  /** A record was dragged or stretched; `takeBack` puts it where it was. */
  onMove(row: Row, start: Date, end: Date | null, takeBack: () => void, allDay: boolean): void
  /** Empty time was chosen. */
  onCreate?(start: Date, end: Date): void
  /** Something from beside the calendar, with an id in `data-id`, was dropped on a day or a time. */
  onDrop?(id: string, start: Date, allDay: boolean): void
}

interface Moved {
  extendedProps: unknown
  start: Date | null
  end: Date | null
  allDay: boolean
}

/** Days, weeks or months with records on them. */
export function Days({ calendar, view, events, onSpan, onOpen, onMove, onCreate, onDrop }: DaysProps) {
  const w = useWords(words)
  const lang = useLang()
  const body = useRef<HTMLDivElement>(null)
  const [first] = useState(view)
  const moved = ({ event, revert }: { event: Moved; revert(): void }) =>
    onMove((event.extendedProps as { row: Row }).row, event.start!, event.end, revert, event.allDay)

  // The calendar's own scrollers take no focus, so the keyboard could not reach what lies below. Inside a table only its
  // rows may take it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another view or other records lay out other scrollers
  useEffect(() => {
    const laidOut = setTimeout(() => {
      for (const box of body.current?.querySelectorAll<HTMLElement>('div') ?? [])
        if (/auto|scroll/.test(getComputedStyle(box).overflowY)) reachable(box)
    })
    return () => clearTimeout(laidOut)
  }, [view, events])

  return (
    <div className="calendar-body" ref={body}>
      <FullCalendar
        ref={calendar}
        plugins={PLUGINS}
        initialView={VIEWS[first]}
        headerToolbar={false}
        locales={LOCALES}
        locale={lang === 'en' ? 'en' : lang.toLowerCase()}
        firstDay={1}
        height="100%"
        nowIndicator
        allDayText={w.allDay}
        noEventsText={w.nothing}
        slotMinTime="07:00"
        slotMaxTime="22:00"
        scrollTime="08:30"
        slotHeaderFormat={CLOCK}
        eventTimeFormat={CLOCK}
        dayMaxEvents
        editable
        selectable={!!onCreate}
        selectMirror
        eventInteractive
        events={events}
        datesSet={info => onSpan({ from: info.start.toISOString(), to: info.end.toISOString() }, info.view.title)}
        select={info => onCreate?.(info.start, info.end)}
        eventClick={info => {
          const { path, row } = info.event.extendedProps as { path: string; row: Row }
          onOpen(row, path)
        }}
        droppable={!!onDrop}
        drop={info => info.draggedEl.dataset.id && onDrop?.(info.draggedEl.dataset.id, info.date, info.allDay)}
        eventDrop={moved}
        eventResize={moved}
      />
    </div>
  )
}

function reachable(scroller: HTMLElement) {
  const inTable = scroller.parentElement?.closest('[role="table"]')
  const rows = inTable ? scroller.querySelector<HTMLElement>('[role="rowgroup"], [role="row"]') : null
  const focused = rows ?? scroller
  focused.tabIndex = 0
}

/** Back, on, and to today. */
export function useDays() {
  const calendar = useRef<DaysRef>(null)
  const [span, setSpan] = useState<Span>()
  const [title, setTitle] = useState('')
  return {
    calendar,
    span,
    title,
    go: (step: 'prev' | 'next' | 'today') => calendar.current?.getApi()[step](),
    onSpan: (next: Span, name: string) => {
      setTitle(name)
      setSpan(now => (now?.from === next.from && now.to === next.to ? now : next))
    },
  }
}
