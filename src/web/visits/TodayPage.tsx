import { useState } from 'react'
import { asProblem, post, type Row, rowsOf, useRecords, useSession } from '../api'
import { clockOf, dayText, todayInChina, weekdayText } from '../fields/format'
import { Button } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { Empty, ErrorState, SkeletonRows } from '../kit/States'
import { toast } from '../kit/Toast'
import '../settings/settings.css'
import { Link } from '../shell/Link'
import { fill, useLang, useWords } from '../words'
import { Candidates } from './Candidates'
import './visits.css'
import { distanceText, refreshVisits, useRoute } from './visits'
import * as words from './words'

/** On a telephone: today's visits in their order, each a tap away from its check-in; below them who is due. */
export function TodayPage() {
  const { today: w, plan, units } = useWords(words)
  const lang = useLang()
  const { user } = useSession()
  const today = todayInChina()
  const [day, setDay] = useState(today)
  const route = useRoute(today, undefined)
  const query = useRecords('visits', {
    fields: ['subject', 'account', 'startAt', 'status', 'checkedInAt', 'purpose', 'note'],
    filter: {
      and: [
        { field: 'plannedOn', op: 'eq', value: today },
        { field: 'owner', op: 'eq', value: user.id },
        { field: 'status', op: 'ne', value: 'cancelled' },
      ],
    },
    sort: 'position,startAt',
    limit: 100,
  })
  async function planIt(accounts: readonly string[], on: string) {
    try {
      await post('/api/visits/plan', { accounts, plannedOn: on }, { key: crypto.randomUUID() })
      refreshVisits()
      toast({ text: fill(plan.planDone, { n: accounts.length, day: dayText(on, lang) }) })
      return true
    } catch (thrown) {
      toast({ tone: 'over', text: asProblem(thrown).message })
      return false
    }
  }
  async function arrange() {
    try {
      await post('/api/visits/arrange', { day: today })
      refreshVisits()
      toast({ text: plan.arranged })
    } catch (thrown) {
      toast({ tone: 'over', text: asProblem(thrown).message })
    }
  }
  const rows = rowsOf(query.data)
  const open = rows.filter(row => row.status === 'planned')
  const legOf = (id: string) => route.data?.stops.find(stop => stop.visit === id)?.metres
  return (
    <div className="set today-visits">
      <header className="set-head">
        <h1>{w.title}</h1>
        <span className="t3">
          {today.slice(5)} {weekdayText(today, lang, 'short')}
        </span>
        <span className="spring" />
        {open.length > 1 && (
          <Button look="text" icon="route" onClick={() => void arrange()}>
            {plan.arrange}
          </Button>
        )}
        <Link to="/nearby" className="today-link">
          <Icon name="locate-fixed" size={16} />
          {plan.nearby}
        </Link>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="set-body" tabIndex={0} role="region" aria-label={w.title}>
        {query.error ? (
          <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
        ) : query.isPending ? (
          <SkeletonRows rows={4} height={64} />
        ) : rows.length === 0 ? (
          <Empty title={w.none} text={w.noneText} />
        ) : (
          <ol className="today-list">
            {rows.map((row, i) => (
              <One key={row.id} row={row} number={i + 1} leg={legOf(row.id)} units={units} />
            ))}
          </ol>
        )}
        <h2 className="today-sub">{w.candidates}</h2>
        <Candidates ref={null} person={undefined} day={day} onDay={setDay} onPlan={planIt} hint={plan.tick} />
      </div>
    </div>
  )
}

function One({
  row,
  number,
  leg,
  units,
}: {
  row: Row
  number: number
  leg: number | null | undefined
  units: { m: string; km: string }
}) {
  const { today: w } = useWords(words)
  const open = row.status === 'planned' || row.status === 'missed'
  const account = row.account as { id: string; name: string } | null
  return (
    <li className={open ? undefined : 'past'}>
      <Link to={open ? `/visit?visit=${row.id}` : `/visits/${row.id}`} className="today-one">
        <span className="day-stop" aria-hidden="true">
          {open ? number : <Icon name="check" size={14} />}
        </span>
        <span className="today-who">
          <b className="ellipsis">{account?.name ?? String(row.subject)}</b>
          <span className="small t2 ellipsis">
            {[
              row.startAt && clockOf(new Date(String(row.startAt))),
              row.checkedInAt && open && fill(w.checkedIn, { time: clockOf(new Date(String(row.checkedInAt))) }),
              typeof leg === 'number' && `+${distanceText(leg, units)}`,
              row.note,
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
        {open && <span className="today-act">{row.checkedInAt ? w.report : w.go}</span>}
        <Icon name="chevron-right" size={16} />
      </Link>
    </li>
  )
}
