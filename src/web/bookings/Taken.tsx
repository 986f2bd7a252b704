import type { Booked } from '../../domain/bookings'
import { asProblem, useAct, useObject } from '../api'
import { dayText } from '../fields/format'
import { useLookup } from '../fields/lookups'
import { openForm } from '../generic/form/open'
import { Button } from '../kit/Button'
import { Chip } from '../kit/Chip'
import { Popover } from '../kit/Popover'
import { toast } from '../kit/Toast'
import { Link } from '../shell/Link'
import { fill, useLang, useWords } from '../words'
import './bookings.css'
import { refreshBookings } from './booked'
import * as words from './words'

/** Who has a space, and what those whose customer it is may do with it. */
export function Taken({
  anchor,
  title,
  bookings,
  onHold,
  onClose,
}: {
  anchor: HTMLElement
  title: string
  bookings: readonly Booked[]
  /** Where a place is still free. */
  onHold?(): void
  onClose(): void
}) {
  const w = useWords(words).taken
  return (
    <Popover anchor={anchor} onClose={onClose} label={title}>
      <div className="taken">
        <h3>{title}</h3>
        <ul>
          {bookings.map(one => (
            <TakenLine key={one.id} one={one} onClose={onClose} />
          ))}
        </ul>
        {onHold && (
          <Button size={28} look="outline" icon="bookmark" onClick={onHold}>
            {w.holdMore}
          </Button>
        )}
      </div>
    </Popover>
  )
}

function TakenLine({ one, onClose }: { one: Booked; onClose(): void }) {
  const w = useWords(words)
  const lang = useLang()
  const lookup = useLookup()
  const object = useObject('booking')!
  const doing = useAct(object.path)
  const act = (name: string) => (one.version === null ? undefined : object.acts.find(each => each.name === name))
  const status = lookup.item('bookingStatus', one.status)
  const run = async (name: string, input?: Record<string, unknown>) => {
    await doing.mutateAsync({ act: name, id: one.id, version: one.version ?? undefined, input })
    refreshBookings()
    onClose()
    return undefined
  }
  const ask = (name: string, preset: Record<string, unknown> = {}) =>
    openForm({ act: act(name)!, subject: one.account?.name ?? '', preset, run: input => run(name, input) })
  const release = async () => {
    try {
      await run('release')
      toast({ text: w.taken.released })
    } catch (thrown) {
      toast({ tone: 'over', text: asProblem(thrown).message })
    }
  }
  return (
    <li>
      <div className="taken-who">
        <Chip tone={status?.tone}>{status?.label}</Chip>
        {one.account ? (
          <Link to={`/accounts/${one.account.id}`}>{one.account.name}</Link>
        ) : (
          <span>{one.owner ? fill(w.taken.owner, { name: one.owner.name }) : w.calendar.other}</span>
        )}
      </div>
      <div className="small t3">
        {[
          one.heldUntil && fill(w.calendar.until, { day: dayText(one.heldUntil, lang) }),
          one.account && one.owner?.name,
        ]
          .filter(Boolean)
          .join(' · ')}
        {one.order && (
          <>
            {' '}
            <Link to={`/orders/${one.order.id}`}>{one.order.name}</Link>
          </>
        )}
      </div>
      {one.version !== null && (
        <div className="taken-acts">
          {one.status === 'held' && act('extend') && (
            <Button size={24} look="text" onClick={() => ask('extend', { heldUntil: one.heldUntil })}>
              {w.taken.extend}
            </Button>
          )}
          {act('assign') && !one.order && (
            <Button size={24} look="text" onClick={() => ask('assign')}>
              {w.taken.assign}
            </Button>
          )}
          {act('move') && (
            <Button size={24} look="text" onClick={() => ask('move')}>
              {w.taken.move}
            </Button>
          )}
          {one.status === 'held' && act('release') && (
            <Button size={24} look="text" onClick={() => void release()}>
              {w.taken.release}
            </Button>
          )}
        </div>
      )}
    </li>
  )
}
