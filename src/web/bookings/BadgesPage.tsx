import { asProblem, rowsOf, useObject, useRecords } from '../api'
import { fileAddress, type StoredFile } from '../fields/FileThumb'
import { useLookup } from '../fields/lookups'
import { Select } from '../fields/Select'
import { asList, isNamed } from '../fields/value'
import { Button } from '../kit/Button'
import { Empty, ErrorState, NoRights, SkeletonRows } from '../kit/States'
import { useChosen } from '../settings/Split'
import '../settings/settings.css'
import { Link } from '../shell/Link'
import { fill, useWords } from '../words'
import './bookings.css'
import * as words from './words'

const PAGE = 200

/** The badges of those who come to an exhibition, to be printed and cut. */
export function BadgesPage() {
  const w = useWords(words).badges
  const { pages } = useWords()
  const lookup = useLookup()
  const object = useObject('participant')
  const [id, choose] = useChosen('exhibition')
  const exhibitions = rowsOf(useRecords('exhibitions', { fields: ['name'], sort: '-startsOn', limit: 100 }).data)
  const query = useRecords(
    'participants',
    {
      ...(id ? { filter: { field: 'exhibition', op: 'eq', value: id } } : {}),
      sort: 'company,name',
      limit: PAGE,
      count: 'exact',
    },
    { enabled: !!object },
  )
  if (!object) return <NoRights title={pages.badges} />
  const rows = rowsOf(query.data)
  return (
    <div className="set labels-page badges-page">
      <header className="set-head">
        <Link to="/participants" className="t3">
          {w.back}
        </Link>
        <h1>{w.title}</h1>
        <span className="t3">{fill(w.count, { n: query.data?.pages[0]?.total ?? rows.length })}</span>
        <span className="spring" />
        <span className="hall-choice">
          <Select
            label={w.exhibition}
            options={[
              { value: '', label: w.all },
              ...exhibitions.map(one => ({ value: one.id, label: String(one.name) })),
            ]}
            value={id ?? ''}
            onChange={value => choose(value || undefined)}
          />
        </span>
        {query.hasNextPage && (
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            +{PAGE}
          </Button>
        )}
        <Button look="primary" icon="printer" disabled={rows.length === 0} onClick={() => window.print()}>
          {w.print}
        </Button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="set-body" tabIndex={0} role="region" aria-label={w.title}>
        {query.error ? (
          <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
        ) : query.isPending ? (
          <SkeletonRows rows={6} height={96} />
        ) : rows.length === 0 ? (
          <Empty title={w.none} text={w.noneText} />
        ) : (
          <ol className="badge-sheet">
            {rows.map(row => {
              const photo = asList<StoredFile>(row.photo)[0]
              return (
                <li key={row.id}>
                  <span className="badge-fair">{isNamed(row.exhibition) && row.exhibition.name}</span>
                  {photo && <img src={fileAddress(photo)} alt="" />}
                  <b>{String(row.name)}</b>
                  <span>{String(row.title ?? '')}</span>
                  <span className="badge-company">{String(row.company ?? '')}</span>
                  <span className="badge-kind">
                    {lookup.item('badgeKind', String(row.kind))?.label} {String(row.code ?? '')}
                  </span>
                </li>
              )
            })}
          </ol>
        )}
      </div>
    </div>
  )
}
