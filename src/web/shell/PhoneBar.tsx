import { useState } from 'react'
import { Icon } from '../kit/Icon'
import { useUnread } from '../notifications/unread'
import { fill, useWords } from '../words'
import type { AreaOffer } from './areas'
import { Link } from './Link'
import { CreateMenu } from './TopBar'
import * as words from './words'

/** The bottom of the frame on a telephone: 工作台, 客户, +, 消息, 我. */
export function PhoneBar({ areas, area }: { areas: AreaOffer[]; area: AreaOffer | undefined }) {
  const { areas: names } = useWords()
  const w = useWords(words)
  const unread = useUnread()
  const [creating, setCreating] = useState<HTMLElement | null>(null)
  const entry = (offer: AreaOffer | undefined) =>
    offer && (
      <Link
        to={offer.first}
        className={`phone-entry${offer === area ? ' on' : ''}`}
        aria-current={offer === area ? 'true' : undefined}
      >
        <Icon name={offer.icon} size={24} />
        {names[offer.area]}
      </Link>
    )
  return (
    <nav className="phone-bar" aria-label={w.areas}>
      {entry(areas.find(a => a.area === 'workbench'))}
      {entry(areas.find(a => a.area === 'customers'))}
      <button
        type="button"
        className="phone-create"
        aria-label={w.create}
        onClick={event => setCreating(event.currentTarget)}
      >
        <Icon name="plus" size={24} />
      </button>
      {creating && <CreateMenu anchor={creating} onClose={() => setCreating(null)} placement="top-start" />}
      <Link
        to="/notifications"
        className="phone-entry"
        aria-label={unread ? fill(w.unread, { n: unread }) : w.notifications}
      >
        <Icon name="bell" size={24} />
        {w.notifications}
        {unread > 0 && <span className="phone-count">{unread > 99 ? '99+' : unread}</span>}
      </Link>
      <Link to="/me" className="phone-entry">
        <Icon name="user-round" size={24} />
        {w.me}
      </Link>
    </nav>
  )
}
