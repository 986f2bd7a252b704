import { useLocation, useNavigate, useParams } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { asProblem, rowsOf, useObject, useRecord, useRecords, useSession } from '../api'
import { dayText, shiftDay, todayInChina, weekdayText } from '../fields/format'
import type { Named } from '../fields/value'
import { Button } from '../kit/Button'
import { ErrorState, NoRights, SkeletonRows } from '../kit/States'
import { Tabs } from '../kit/Tabs'
import '../settings/settings.css'
import { useShortcut } from '../shell/shortcuts'
import { useLang, useWords } from '../words'
import { useLeads } from './api'
import { LogView } from './LogView'
import { Team } from './Team'
import * as words from './words'
import './worklogs.css'

interface Where {
  tab?: string
  day?: string
  user?: string
  name?: string
  span?: string
}

/** Everybody's own log day by day; for those who lead others, the team's. */
export function WorkLogs() {
  const w = useWords(words)
  const { pages } = useWords()
  const navigate = useNavigate()
  const where = useLocation().search as Where
  const object = useObject('workLog')
  const leads = useLeads()
  const tab = where.tab === 'team' && leads ? 'team' : 'mine'
  const today = todayInChina()
  const day = /^\d{4}-\d{2}-\d{2}$/.test(where.day ?? '') ? where.day! : today
  const go = (to: Where) => void navigate({ to: '/work-logs' as never, search: { ...to } as never })
  useShortcut('ArrowLeft', () => go({ ...where, day: shiftDay(day, -1) }))
  useShortcut('ArrowRight', () => day < today && go({ ...where, day: shiftDay(day, 1) }))
  if (!object) return <NoRights />
  return (
    <div className="set wl">
      <header className="set-head">
        <h1>{pages.workLogs}</h1>
        {leads && (
          <Tabs
            label={pages.workLogs}
            value={tab}
            onChange={next => go(next === 'team' ? { tab: 'team' } : {})}
            tabs={(['mine', 'team'] as const).map(id => ({ id, label: w.tabs[id] }))}
          />
        )}
      </header>
      {tab === 'mine' ? (
        <div className="wl-body">
          <Strip day={day} today={today} onDay={next => go({ day: next === today ? undefined : next })} />
          <LogView key={day} day={day} />
        </div>
      ) : where.user ? (
        <div className="wl-body">
          <div className="wl-person">
            <Button look="text" size={28} icon="arrow-left" onClick={() => go({ tab: 'team', day, span: where.span })}>
              {w.back}
            </Button>
            <DayName name={where.name} day={day} />
          </div>
          <LogView key={`${where.user} ${day}`} day={day} user={where.user} />
        </div>
      ) : (
        <Team day={day} span={where.span === 'week' ? 'week' : 'day'} onGo={to => go({ tab: 'team', ...to })} />
      )}
    </div>
  )
}

const DayName = ({ name, day }: { name?: string; day: string }) => {
  const lang = useLang()
  return (
    <h2>
      {name ? `${name} · ` : ''}
      {dayText(day, lang)} {weekdayText(day, lang)}
    </h2>
  )
}

const SHOWN_DAYS = 14

/** The last two weeks, each day with how its log stands. */
function Strip({ day, today, onDay }: { day: string; today: string; onDay(day: string): void }) {
  const w = useWords(words)
  const lang = useLang()
  const { user } = useSession()
  const last = day < shiftDay(today, 1 - SHOWN_DAYS) ? day : today
  const days = Array.from({ length: SHOWN_DAYS }, (_, i) => shiftDay(last, i + 1 - SHOWN_DAYS))
  const logs = useRecords('work-logs', {
    fields: ['day', 'status', 'mark'],
    filter: {
      and: [
        { field: 'owner', op: 'eq', value: user.id },
        { field: 'day', op: 'between', value: [days[0], last] },
      ],
    },
    limit: SHOWN_DAYS,
  })
  // Two weeks are wider than a telephone: the day one looks at stays in sight.
  const strip = useRef<HTMLElement>(null)
  useEffect(() => {
    strip.current?.querySelector(`[data-day="${day}"]`)?.scrollIntoView({ inline: 'center', block: 'nearest' })
  }, [day])
  const statusOf = new Map(rowsOf(logs.data).map(row => [String(row.day), String(row.status)]))
  return (
    <nav className="wl-strip" aria-label={w.days} ref={strip}>
      {days.map(one => {
        const status = statusOf.get(one) as keyof typeof w.states | undefined
        return (
          <button
            key={one}
            type="button"
            data-day={one}
            aria-current={one === day ? 'date' : undefined}
            className={`${one === day ? 'on ' : ''}${status ?? ''}`}
            onClick={() => onDay(one)}
          >
            <span className="t3">{weekdayText(one, lang, 'narrow')}</span>
            <b>{Number(one.slice(8))}</b>
            <i aria-hidden="true" />
            {status && <span className="visually-hidden">{w.states[status]}</span>}
          </button>
        )
      })}
    </nav>
  )
}

/** One log on a page of its own: where notifications lead. */
export function WorkLogPage() {
  const { pages } = useWords()
  const { id } = useParams({ strict: false }) as { id: string }
  const { user } = useSession()
  const record = useRecord('work-logs', id)
  if (record.error) return <ErrorState problem={asProblem(record.error)} onRetry={() => void record.refetch()} />
  if (record.isPending) return <SkeletonRows rows={6} height={48} />
  const owner = record.data.owner as Named
  const day = String(record.data.day)
  return (
    <div className="set wl">
      <header className="set-head">
        <h1>{pages.workLogs}</h1>
      </header>
      <div className="wl-body">
        <div className="wl-person">
          <DayName name={owner.name ?? ''} day={day} />
        </div>
        <LogView day={day} user={owner.id === user.id ? undefined : owner.id} />
      </div>
    </div>
  )
}
