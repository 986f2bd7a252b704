import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { address, asProblem, get, post, useObject } from '../api'
import { CodeChip } from '../fields/CodeChip'
import { dayText, momentText, todayInChina } from '../fields/format'
import { useLookup } from '../fields/lookups'
import { Button } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { Pills } from '../kit/Pills'
import { Empty, ErrorState, NoRights, SkeletonRows } from '../kit/States'
import { toast } from '../kit/Toast'
import '../settings/settings.css'
import { Link } from '../shell/Link'
import { useHere } from '../visit/useHere'
import { fill, useLang, useWords } from '../words'
import { distanceText, type Near, refreshVisits } from './visits'
import './visits.css'
import * as words from './words'

const RANGES_KM = [1, 3, 5, 20, 100] as const

/** Customers round where one stands, nearest first: to plan, or to log a visit at once. */
export function NearbyPage() {
  return useObject('account') ? <Around /> : <NoRights />
}

function Around() {
  const w = useWords(words).nearby
  const [tries, setTries] = useState(0)
  return <Found key={tries} onRetry={() => setTries(n => n + 1)} title={w.title} />
}

function Found({ title, onRetry }: { title: string; onRetry(): void }) {
  const { nearby: w, units } = useWords(words)
  const { here } = useHere()
  const [km, setKm] = useState<number>(5)
  const query = useQuery({
    queryKey: ['nearby', here?.latitude, here?.longitude, km],
    queryFn: ({ signal }) =>
      get<{ items: Near[] }>(
        address('/api/visits/nearby', {
          latitude: String(here!.latitude),
          longitude: String(here!.longitude),
          metres: km * 1_000,
        }),
        signal,
      ),
    enabled: !!here,
    placeholderData: before => before,
  })
  return (
    <div className="set nearby">
      <header className="set-head">
        <h1>{title}</h1>
        <span className="spring" />
        <Button icon="locate-fixed" size={28} onClick={onRetry}>
          {w.retry}
        </Button>
      </header>
      <div className="set-tools">
        <Pills
          label={w.within}
          options={RANGES_KM.map(n => ({ id: String(n), label: `${n} ${units.km}` }))}
          value={[String(km)]}
          onChange={id => setKm(Number(id))}
          inOneLine
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="set-body" tabIndex={0} role="region" aria-label={title} aria-busy={query.isFetching}>
        {here === null ? (
          <Empty title={w.noPlace} text={w.noPlaceText}>
            <Link to="/accounts">{w.visit}</Link>
          </Empty>
        ) : here === undefined || query.isPending ? (
          <>
            <p className="visits-note t3" role="status">
              {w.locating}
            </p>
            <SkeletonRows rows={6} height={64} />
          </>
        ) : query.error ? (
          <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
        ) : query.data.items.length === 0 ? (
          <Empty title={w.none} text={w.noneText} />
        ) : (
          <ul className="nearby-list">
            {query.data.items.map(one => (
              <One key={one.id} one={one} />
            ))}
          </ul>
        )}
      </div>
    </div>
  )
}

function One({ one }: { one: Near }) {
  const { nearby: w, plan, units } = useWords(words)
  const lang = useLang()
  const lookup = useLookup()
  const visit = useObject('visit')
  const level = one.level ? lookup.item('accountLevel', one.level) : undefined
  const today = todayInChina()
  async function planIt() {
    try {
      await post('/api/visits/plan', { accounts: [one.id], plannedOn: today }, { key: crypto.randomUUID() })
      refreshVisits()
      toast({ text: fill(plan.planDone, { n: 1, day: dayText(today, lang) }) })
    } catch (thrown) {
      toast({ tone: 'over', text: asProblem(thrown).message })
    }
  }
  return (
    <li>
      <Link to={`/accounts/${one.id}`} className="nearby-who">
        <span className="nearby-name">
          <b className="ellipsis">{one.name}</b>
          {level && <CodeChip label={level.label} tone={level.tone} />}
        </span>
        <span className="small t2 ellipsis">
          {[one.owner?.name ?? w.nobody, one.address ?? lookup.region(one.region ?? '')?.join(' · ')]
            .filter(Boolean)
            .join(' · ')}
        </span>
        <span className="small t3">
          {one.lastVisitAt ? fill(plan.last, { when: momentText(one.lastVisitAt, lang) }) : plan.never}
        </span>
      </Link>
      <span className="nearby-far">
        <Icon name="map-pin" size={14} />
        {distanceText(one.metres, units)}
      </span>
      <span className="nearby-acts">
        {visit?.can.create && (
          <Button size={28} disabled={one.planned?.on === today} onClick={() => void planIt()}>
            {one.planned?.on === today ? w.planned : w.plan}
          </Button>
        )}
        <Link
          to={one.planned?.on === today ? `/visit?visit=${one.planned.id}` : `/visit?account=${one.id}`}
          className="k-button k-button-default k-button-28"
        >
          {w.visit}
        </Link>
      </span>
    </li>
  )
}
