import { lazy, Suspense } from 'react'
import { asProblem, post, useObject } from '../api'
import { Button, IconButton } from '../kit/Button'
import { Empty, ErrorState, SkeletonRows } from '../kit/States'
import { toast } from '../kit/Toast'
import { fill, useWords } from '../words'
import { distanceText, type Route, refreshVisits, useRoute } from './visits'
import * as words from './words'

const ChinaMap = lazy(() => import('../territories/ChinaMap').then(m => ({ default: m.ChinaMap })))

/** One day's stops in their order, on a map and as a list; put in a short order by a press, or one by one. */
export function DayRoute({
  day,
  person,
  title,
  onDay,
  onOpen,
}: {
  day: string
  person: string | undefined
  title: string
  onDay(by: number): void
  onOpen(visit: string): void
}) {
  const { plan: w, units } = useWords(words)
  const visit = useObject('visit')!
  const query = useRoute(day, person)
  const route = query.data
  const placed = route?.stops.filter(stop => stop.latitude !== null) ?? []
  async function arrange(ids?: string[], say = true) {
    try {
      await post('/api/visits/arrange', { day, ...(person ? { person } : {}), ...(ids ? { ids } : {}) })
      refreshVisits()
      if (say) toast({ text: w.arranged })
    } catch (thrown) {
      toast({ tone: 'over', text: asProblem(thrown).message })
    }
  }
  return (
    <section className="day-route" aria-label={w.day}>
      <header>
        <IconButton icon="chevron-left" size={28} label={w.before} onClick={() => onDay(-1)} />
        <b>{title}</b>
        <IconButton icon="chevron-right" size={28} label={w.after} onClick={() => onDay(1)} />
        <span className="spring" />
        {visit.can.update && (route?.stops.length ?? 0) > 1 && (
          <Button size={28} icon="route" onClick={() => void arrange()}>
            {w.arrange}
          </Button>
        )}
      </header>
      {query.error ? (
        <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
      ) : !route ? (
        <SkeletonRows rows={4} />
      ) : route.stops.length === 0 ? (
        <Empty title={w.nothingThere} text={w.drag} />
      ) : (
        <>
          {placed.length > 0 && (
            <div className="day-route-map">
              <Suspense fallback={<SkeletonRows rows={4} />}>
                <ChinaMap
                  label={fill(w.map, { n: placed.length })}
                  marks={placed.map(stop => ({
                    id: stop.visit,
                    name: stop.account.name,
                    longitude: stop.longitude!,
                    latitude: stop.latitude!,
                    number: route.stops.indexOf(stop) + 1,
                    faint: stop.approximate,
                  }))}
                />
              </Suspense>
            </div>
          )}
          <p className="small t3 day-route-sum">
            {[
              fill(w.stops, { n: route.stops.length }),
              route.metres > 0 && fill(w.way, { distance: distanceText(route.metres, units) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
          <Stops
            route={route}
            onOpen={onOpen}
            onOrder={visit.can.update ? ids => void arrange(ids, false) : undefined}
          />
        </>
      )}
    </section>
  )
}

function Stops({
  route,
  onOpen,
  onOrder,
}: {
  route: Route
  onOpen(visit: string): void
  onOrder?(ids: string[]): void
}) {
  const { plan: w, units } = useWords(words)
  const ids = route.stops.map(stop => stop.visit)
  const swap = (i: number) => onOrder?.(ids.map((id, at) => (at === i ? ids[i + 1]! : at === i + 1 ? ids[i]! : id)))
  return (
    <ol className="day-stops">
      {route.stops.map((stop, i) => (
        <li key={stop.visit}>
          <span className={`day-stop${stop.approximate ? ' about' : ''}`} aria-hidden="true">
            {i + 1}
          </span>
          <button type="button" className="day-stop-who" onClick={() => onOpen(stop.visit)}>
            <span className="ellipsis">{stop.account.name}</span>
            <span className="small t3">
              {[
                stop.metres !== null && `+${distanceText(stop.metres, units)}`,
                stop.latitude === null ? w.noPlace : stop.approximate && w.about,
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </button>
          {onOrder && (
            <>
              <IconButton
                icon="arrow-up"
                size={24}
                label={fill(w.up, { name: stop.account.name })}
                disabled={i === 0}
                onClick={() => swap(i - 1)}
              />
              <IconButton
                icon="arrow-down"
                size={24}
                label={fill(w.down, { name: stop.account.name })}
                disabled={i === ids.length - 1}
                onClick={() => swap(i)}
              />
            </>
          )}
        </li>
      ))}
    </ol>
  )
}
