import { useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import type { Filter } from '../../core/records/filter'
import { address, asProblem, get, useObject } from '../api'
import { moneyText, shortMoneyText } from '../fields/format'
import { useLookup } from '../fields/lookups'
import { Button, IconButton } from '../kit/Button'
import { Figure, Figures } from '../kit/Figure'
import { Pills } from '../kit/Pills'
import { Empty, ErrorState, NoRights, SkeletonRows } from '../kit/States'
import '../settings/settings.css'
import '../generic/list/chart.css'
import { Link } from '../shell/Link'
import { listAddress } from '../supervision/report'
import '../supervision/supervision.css'
import { fill, useLang, useWords } from '../words'
import { ChinaMap } from './ChinaMap'
import './territories.css'
import * as words from './words'

/** As GET /api/territories/map answers. */
interface Place {
  region: string
  accounts: number
  owners: number
  ownerless: number
  openAmount: number
  wonAmount: number
  toVisit: number
  kept: number
}
interface Asked {
  measure?: string
  province?: string
}

const MEASURES = ['accounts', 'owners', 'openAmount', 'wonAmount', 'coverage'] as const
type Measure = (typeof MEASURES)[number]
const figureOf = (place: Place, measure: Measure): number =>
  measure === 'coverage' ? (place.toVisit ? place.kept / place.toVisit : 0) : place[measure]
const sum = (places: readonly Place[], of: keyof Omit<Place, 'region'>) => places.reduce((all, one) => all + one[of], 0)

/** Customers on the map of China: by province, and by city where one looks closer; each figure leads to its records. */
export function MapPage() {
  const account = useObject('account')
  return account ? <Where /> : <NoRights />
}

function Where() {
  const w = useWords(words).map
  const { pages } = useWords()
  const lang = useLang()
  const navigate = useNavigate()
  const lookup = useLookup()
  const opportunity = useObject('opportunity')
  const asked = useLocation().search as Asked
  const measure = MEASURES.find(one => one === asked.measure) ?? 'accounts'
  // The address turns digits into a number.
  const province = asked.province === undefined ? undefined : String(asked.province)
  const query = useQuery({
    queryKey: ['territory map', province],
    queryFn: ({ signal }) => get<{ items: Place[] }>(address('/api/territories/map', { province }), signal),
    placeholderData: before => before,
    staleTime: 60_000,
  })
  const ask = (change: Asked) =>
    void navigate({ to: '/territory-map' as never, search: { ...asked, ...change } as never, replace: true })
  const places = query.data?.items ?? []
  const known = places.filter(place => place.region)
  const nameOf = (code: string) => lookup.region(code)?.at(-1) ?? code
  const shown = (place: Place, of: Measure): string => {
    if (of === 'coverage') return place.toVisit ? `${Math.floor((100 * place.kept) / place.toVisit)}%` : '–'
    if (of === 'accounts' || of === 'owners') return place[of].toLocaleString('en-US')
    return shortMoneyText(place[of], 'CNY', lang)
  }
  const measures = MEASURES.filter(one => opportunity || (one !== 'openAmount' && one !== 'wonAmount'))
  const inside: Filter = !province
    ? { field: 'region', op: 'notNull' }
    : { field: 'region', op: 'under', value: province }
  const leads = (place: Place): string =>
    listAddress('accounts', place.region ? { field: 'region', op: 'under', value: place.region } : nowhere(province))
  const open = (code: string) => {
    if (!province) return ask({ province: code })
    void navigate({ to: leads({ region: code } as Place) as never })
  }
  const longest = Math.max(...known.map(place => figureOf(place, measure)), 0)
  const total: Place = {
    region: '',
    accounts: sum(places, 'accounts'),
    owners: sum(places, 'owners'),
    ownerless: sum(places, 'ownerless'),
    openAmount: sum(places, 'openAmount'),
    wonAmount: sum(places, 'wonAmount'),
    toVisit: sum(places, 'toVisit'),
    kept: sum(places, 'kept'),
  }
  return (
    <div className="set territory-map">
      <header className="set-head">
        <h1>{pages.territoryMap}</h1>
        {province && (
          <>
            <Button look="link" onClick={() => ask({ province: undefined })}>
              {w.china}
            </Button>
            <span className="t3">›</span>
            <b className="ellipsis">{nameOf(province)}</b>
          </>
        )}
        <span className="spring" />
        {province && <Link to={listAddress('accounts', inside)}>{w.list}</Link>}
      </header>
      <div className="set-tools supervision-tools">
        <Pills
          label={w.measure}
          options={measures.map(id => ({ id, label: w.measures[id]! }))}
          value={[measure]}
          onChange={id => ask({ measure: id })}
          inOneLine
        />
      </div>
      {query.error ? (
        <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        <SkeletonRows rows={12} />
      ) : total.accounts === 0 ? (
        <Empty title={w.none} text={w.noneText} />
      ) : (
        <div className="territory-map-body">
          <ChinaMap
            of={province}
            label={fill(w.drawn, { measure: w.measures[measure]!, place: province ? nameOf(province) : w.china })}
            regions={known.map(place => ({
              code: place.region,
              name: nameOf(place.region),
              value: figureOf(place, measure),
              notes: measures.map(one => `${w.measures[one]} ${shown(place, one)}`),
            }))}
            onOpen={open}
          />
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <section className="chart territory-map-table" tabIndex={0} aria-label={pages.territoryMap}>
            <Figures>
              {/* Somebody may own customers in several places, so owners do not add up. */}
              {measures
                .filter(one => one !== 'owners')
                .map(one => (
                  <Figure key={one} label={w.measures[one]!} value={shown(total, one)} />
                ))}
            </Figures>
            <table>
              <thead>
                <tr>
                  <th scope="col">{province ? w.city : w.province}</th>
                  {!province && <td className="territory-closer" />}
                  <td className="chart-bars" />
                  {measures.map(one => (
                    <th key={one} scope="col" className={`figure${one === measure ? '' : ' territory-wide'}`}>
                      {w.measures[one]}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {places
                  .toSorted(
                    (a, b) => (a.region ? 0 : 1) - (b.region ? 0 : 1) || figureOf(b, measure) - figureOf(a, measure),
                  )
                  .map(place => (
                    <tr key={place.region}>
                      <th scope="row">
                        <Link
                          className="chart-value ellipsis"
                          to={leads(place)}
                          aria-label={fill(w.see, {
                            place: place.region ? nameOf(place.region) : w.nowhere,
                            n: place.accounts,
                          })}
                        >
                          {place.region ? nameOf(place.region) : w.nowhere}
                        </Link>
                      </th>
                      {!province && (
                        <td className="territory-closer">
                          {place.region && (
                            <IconButton
                              icon="zoom-in"
                              size={24}
                              label={fill(w.closer, { place: nameOf(place.region) })}
                              onClick={() => ask({ province: place.region })}
                            />
                          )}
                        </td>
                      )}
                      <td className="chart-bars" aria-hidden="true">
                        {longest > 0 && <i style={{ width: `${(figureOf(place, measure) / longest) * 100}%` }} />}
                      </td>
                      {measures.map(one => (
                        <td
                          key={one}
                          className={`figure${one === measure ? '' : ' territory-wide'}`}
                          title={one === 'openAmount' || one === 'wonAmount' ? moneyText(place[one], 'CNY') : undefined}
                        >
                          {shown(place, one)}
                        </td>
                      ))}
                    </tr>
                  ))}
              </tbody>
            </table>
          </section>
        </div>
      )}
    </div>
  )
}

/** Those whose record says no region, or none finer than the province. */
const nowhere = (province: string | undefined): Filter =>
  province ? { field: 'region', op: 'eq', value: province } : { field: 'region', op: 'isNull' }
