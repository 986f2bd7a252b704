import type { ObjectMeta } from '../../core/metadata/types'
import type { Filter } from '../../core/records/filter'
import { type Row, rowsOf, useObject, useRecords } from '../api'
import { dayText } from '../fields/format'
import { useLookup } from '../fields/lookups'
import { fieldText } from '../fields/text'
import { Icon } from '../kit/Icon'
import { Link } from '../shell/Link'
import { listAddress } from '../supervision/report'
import { fill, useLang, useWords } from '../words'
import './market.css'
import * as words from './words'

const SHOWN = 2

/** What of a customer's needs holds today. */
const valid = (account: string): Filter => {
  const day = (field: string, ...words: string[]): Filter => ({
    or: [{ field, op: 'isNull' }, ...words.map((value): Filter => ({ field, op: 'relative', value }))],
  })
  return {
    and: [{ field: 'account', op: 'eq', value: account }, day('validFrom', 'past', 'today'), day('validTo', 'future')],
  }
}

/** In a customer's head: what it looks for and offers, as long as that holds; gone the day after. */
export function ValidNeeds({ object, row }: { object: ObjectMeta; row: Row }) {
  const need = useObject('need')
  return object.name === 'account' && need ? <Needs need={need} account={row.id} /> : null
}

function Needs({ need, account }: { need: ObjectMeta; account: string }) {
  const w = useWords(words)
  const lang = useLang()
  const lookup = useLookup()
  const filter = valid(account)
  const rows = rowsOf(
    useRecords(need.path, { fields: ['what', 'kind', 'quantity', 'validTo'], filter, sort: 'validTo', limit: 20 }).data,
  )
  if (rows.length === 0) return null
  const kind = need.fields.find(f => f.name === 'kind')
  return (
    <ul className="valid-needs" aria-label={w.validNeeds}>
      {rows.slice(0, SHOWN).map(row => (
        <li key={row.id}>
          <Link to={`/${need.path}/${row.id}`} className="ellipsis">
            <Icon name="handshake" size={14} />
            <b>{kind && fieldText(kind, row.kind, lookup, row)}</b>{' '}
            {[row.what, row.quantity].filter(Boolean).join(' · ')}
            {typeof row.validTo === 'string' && (
              <span className="t3"> · {fill(w.until, { day: dayText(row.validTo, lang) })}</span>
            )}
          </Link>
        </li>
      ))}
      {rows.length > SHOWN && (
        <li>
          <Link to={listAddress(need.path, filter)}>{fill(w.moreNeeds, { n: rows.length - SHOWN })}</Link>
        </li>
      )}
    </ul>
  )
}
