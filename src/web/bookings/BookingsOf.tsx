import type { ObjectMeta } from '../../core/metadata/types'
import { asProblem, type Row, rowsOf, useAct, useObject, useRecords } from '../api'
import { dayText } from '../fields/format'
import { useLookup } from '../fields/lookups'
import { isNamed } from '../fields/value'
import { openForm } from '../generic/form/open'
import { Button, IconButton } from '../kit/Button'
import { Chip } from '../kit/Chip'
import { ErrorState, Skeleton } from '../kit/States'
import { toast } from '../kit/Toast'
import { Link } from '../shell/Link'
import { fill, useLang, useWords } from '../words'
import './bookings.css'
import { refreshBookings } from './booked'
import * as words from './words'

const FIELDS = ['name', 'space', 'issue', 'status', 'heldUntil', 'order', 'version'] as const
const LIVE = { field: 'status', op: 'in', value: ['held', 'sold'] }

/** The space of an order, or all that a customer has; nothing for other objects. */
export function BookingsOf({ object, row }: { object: ObjectMeta; row: Row }) {
  const booking = useObject('booking')
  const types = useRecords(
    'order-types',
    { fields: ['abilities'], limit: 200 },
    { enabled: object.name === 'order' && !!booking },
  )
  if (!booking || (object.name !== 'order' && object.name !== 'account')) return null
  if (object.name === 'account') return <OfAccount row={row} />
  const type = isNamed(row.type)
    ? rowsOf(types.data).find(one => one.id === (row.type as { id: string }).id)
    : undefined
  const abilities = Array.isArray(type?.abilities) ? (type.abilities as string[]) : []
  const books = abilities.includes('booksSpace')
  const stands = abilities.includes('booksStand')
  if (!books && !stands) return null
  return (
    <>
      <OfOrder row={row} stands={stands} />
      {stands && <Participants row={row} />}
    </>
  )
}

const useBookings = (filter: unknown) =>
  useRecords('bookings', { fields: FIELDS, filter, sort: 'issue.publishesOn,name', limit: 100 })

function OfAccount({ row }: { row: Row }) {
  const w = useWords(words).of
  const query = useBookings({ and: [{ field: 'account', op: 'eq', value: row.id }, LIVE] })
  const rows = rowsOf(query.data)
  if (rows.length === 0) return null
  return (
    <section className="record-card" aria-label={w.title}>
      <div className="record-section-head">
        <h2>
          {w.title} <span>{rows.length}</span>
        </h2>
      </div>
      <ul>
        {rows.map(one => (
          <BookingLine key={one.id} one={one} />
        ))}
      </ul>
    </section>
  )
}

function OfOrder({ row, stands }: { row: Row; stands: boolean }) {
  const w = useWords(words).of
  const object = useObject('booking')!
  const doing = useAct(object.path)
  const own = useBookings({ and: [{ field: 'order', op: 'eq', value: row.id }, LIVE] })
  const account = isNamed(row.account) ? row.account.id : undefined
  const loose = useRecords(
    'bookings',
    {
      fields: FIELDS,
      filter: {
        and: [
          { field: 'account', op: 'eq', value: account },
          { field: 'order', op: 'isNull' },
          { field: 'status', op: 'eq', value: 'held' },
        ],
      },
      sort: 'name',
      limit: 50,
    },
    { enabled: !!account },
  )
  const may = object.acts.some(act => act.name === 'assign') && ['draft', 'confirmed'].includes(String(row.status))
  const put = async (one: Row, order: string | null) => {
    try {
      await doing.mutateAsync({ act: 'assign', id: one.id, version: one.version, input: order ? { order } : {} })
      toast({ text: order ? w.attached : w.detached })
    } catch (thrown) {
      toast({ tone: 'over', text: asProblem(thrown).message })
    }
    refreshBookings()
  }
  const rows = rowsOf(own.data)
  const free = rowsOf(loose.data)
  return (
    <section className="record-card" aria-label={w.title}>
      <div className="record-section-head">
        <h2>
          {w.title} {rows.length > 0 && <span>{rows.length}</span>}
        </h2>
        <Link to={stands ? '/hall-plan' : '/space-calendar'}>{stands ? w.hall : w.calendar}</Link>
      </div>
      {own.error ? (
        <ErrorState problem={asProblem(own.error)} onRetry={() => void own.refetch()} />
      ) : own.isPending ? (
        <Skeleton height={24} />
      ) : (
        <>
          {rows.length === 0 && <p className="t3">{w.none}</p>}
          <ul>
            {rows.map(one => (
              <BookingLine key={one.id} one={one}>
                {may && (
                  <IconButton
                    icon="x"
                    size={24}
                    label={fill(w.detach, { name: String(one.name) })}
                    onClick={() => void put(one, null)}
                  />
                )}
              </BookingLine>
            ))}
          </ul>
          {may && free.length > 0 && (
            <>
              <p className="small t3">{fill(w.free, { n: free.length })}</p>
              <ul>
                {free.map(one => (
                  <BookingLine key={one.id} one={one}>
                    <Button size={24} onClick={() => void put(one, row.id)}>
                      {w.attach}
                    </Button>
                  </BookingLine>
                ))}
              </ul>
            </>
          )}
        </>
      )}
    </section>
  )
}

function BookingLine({ one, children }: { one: Row; children?: React.ReactNode }) {
  const w = useWords(words).calendar
  const lang = useLang()
  const lookup = useLookup()
  const status = lookup.item('bookingStatus', String(one.status))
  return (
    <li className="booking-line">
      <span className="ellipsis">{String(one.name)}</span>
      <Chip tone={status?.tone}>
        {status?.label}
        {typeof one.heldUntil === 'string' && ` ${dayText(one.heldUntil, lang)}`}
      </Chip>
      {children}
      <span className="visually-hidden">
        {typeof one.heldUntil === 'string' && fill(w.until, { day: dayText(one.heldUntil, lang) })}
      </span>
    </li>
  )
}

/** Who comes to the exhibition for this exhibitor. */
function Participants({ row }: { row: Row }) {
  const w = useWords(words).of
  const object = useObject('participant')
  const lookup = useLookup()
  const booked = rowsOf(
    useRecords('bookings', {
      fields: ['space.hall.exhibition'],
      filter: { and: [{ field: 'order', op: 'eq', value: row.id }, LIVE] },
      limit: 1,
    }).data,
  )[0]
  const query = useRecords(
    'participants',
    {
      fields: ['name', 'code', 'title', 'kind'],
      filter: { field: 'order', op: 'eq', value: row.id },
      sort: 'name',
      limit: 100,
    },
    { enabled: !!object },
  )
  if (!object) return null
  const fair = (booked?.space as { hall?: { exhibition?: unknown } } | undefined)?.hall?.exhibition
  const rows = rowsOf(query.data)
  return (
    <section className="record-card" aria-label={w.participants}>
      <div className="record-section-head">
        <h2>
          {w.participants} {rows.length > 0 && <span>{rows.length}</span>}
        </h2>
        {object.can.create && (
          <Button
            size={24}
            onClick={() =>
              openForm({
                object: 'participant',
                preset: {
                  order: { id: row.id, name: String(row.name) },
                  ...(isNamed(fair) ? { exhibition: fair } : {}),
                },
                onSaved: () => void query.refetch(),
              })
            }
          >
            {w.add}
          </Button>
        )}
      </div>
      {query.isSuccess && rows.length === 0 && <p className="t3">{w.noParticipants}</p>}
      <ul>
        {rows.map(one => (
          <li key={one.id} className="booking-line">
            <Link to={`/participants/${one.id}`}>
              {String(one.name)} <span className="t3">{String(one.title ?? '')}</span>
            </Link>
            <span className="small t2">
              {lookup.item('badgeKind', String(one.kind))?.label} {String(one.code ?? '')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
