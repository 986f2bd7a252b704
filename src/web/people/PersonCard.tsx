import type { ObjectMeta } from '../../core/metadata/types'
import type { Row } from '../api'
import { isEmpty, isNamed } from '../fields/value'
import { FactValue } from '../generic/record/FactValue'
import { Avatar } from '../kit/Avatar'
import { Icon } from '../kit/Icon'
import { Link } from '../shell/Link'
import { fill, useWords } from '../words'
import * as words from './words'

/** A colleague in the address book: who, where, how to reach them. The whole card leads to the person's page. */
export function PersonCard({ user, person }: { user: ObjectMeta; person: Row }) {
  const w = useWords(words)
  const name = String(person.name)
  const { manager } = person
  const place = [person.board, person.department].flatMap(one => (isNamed(one) && one.name ? [one.name] : []))
  return (
    <li className="person-card">
      <Avatar name={name} size={40} />
      <div className="person-card-text">
        <p className="person-card-head">
          <Link to={`/people/${person.id}`} className="person-name">
            {name}
          </Link>
          {!isEmpty(person.position) && <span className="t2 ellipsis">{String(person.position)}</span>}
        </p>
        <p className="small t2 ellipsis">
          {[...place, ...(isNamed(manager) && manager.name ? [fill(w.manager, { name: manager.name })] : [])].join(
            ' · ',
          )}
        </p>
        <Reach user={user} person={person} />
      </div>
    </li>
  )
}

/** Phone and e-mail, as far as the caller may see them. */
export function Reach({ user, person }: { user: ObjectMeta; person: Row }) {
  const w = useWords(words)
  const ways = ['phone', 'email'].flatMap(name => {
    const field = user.fields.find(f => f.name === name)
    return field && !isEmpty(person[name]) ? [field] : []
  })
  if (ways.length === 0) return <p className="person-reach t3">{w.noContact}</p>
  return (
    <p className="person-reach">
      {ways.map(field => (
        <span key={field.name}>
          <Icon name={field.kind === 'phone' ? 'phone' : 'mail'} size={14} />
          <FactValue field={field} value={person[field.name]} row={person} />
        </span>
      ))}
    </p>
  )
}
