import { Icon } from '../kit/Icon'
import { useWords } from '../words'
import type { AreaOffer } from './areas'
import { Logo } from './Frame'
import { Link } from './Link'
import * as words from './words'

/** What people do, from top to bottom; set-up stands apart at the foot. */
export function Rail({ areas, area }: { areas: AreaOffer[]; area: AreaOffer | undefined }) {
  const { areas: names, product } = useWords()
  const { areas: label } = useWords(words)
  return (
    <nav className="rail" aria-label={label}>
      <Link to="/" className="rail-logo" aria-label={product}>
        <Logo />
      </Link>
      {areas.map(offer => (
        <Link
          key={offer.area}
          to={offer.first}
          className={`rail-item${offer === area ? ' on' : ''}${offer.area === 'settings' ? ' last' : ''}`}
          aria-current={offer === area ? 'true' : undefined}
        >
          <Icon name={offer.icon} size={20} />
          {names[offer.area]}
        </Link>
      ))}
    </nav>
  )
}
