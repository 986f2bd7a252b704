import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ObjectMeta } from '../../core/metadata/types'
import { get, type Row, useMetadata } from '../api'
import { dayOf, dayText } from '../fields/format'
import { Avatar } from '../kit/Avatar'
import { Button } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { fill, useLang, useWords } from '../words'
import './ownership.css'
import type { Tenure } from './pools'
import * as words from './words'

const SHOWN = 4

/** Every owner of a record with from, to, how and why, the present one first. */
export function Ledger({ object, row }: { object: ObjectMeta; row: Row }) {
  const w = useWords(words)
  const { kit } = useWords()
  const lang = useLang()
  const { dictionaries } = useMetadata()
  const [all, setAll] = useState(false)
  const { data } = useQuery({
    queryKey: ['history', object.path, row.id, 'ownership'],
    queryFn: ({ signal }) => get<{ items: Tenure[] }>(`/api/${object.path}/${row.id}/ownership`, signal),
    enabled: !!object.pool,
  })
  if (!object.pool || !data?.items.length) return null
  const said = (dictionary: string, code: string | null) =>
    dictionaries[dictionary]?.items.find(item => item.code === code)?.label ?? code
  const day = (at: string) => dayText(dayOf(new Date(at)), lang)
  const shown = all ? data.items : data.items.slice(0, SHOWN)
  return (
    <section className="record-card">
      <div className="record-section-head">
        <h2>
          {w.ledger} <span>{data.items.length}</span>
        </h2>
      </div>
      <ol className="ledger">
        {shown.map(tenure => (
          <li key={tenure.since + (tenure.until ?? '')}>
            {tenure.holder ? <Avatar name={tenure.holder.name} size={24} /> : <Icon name="waves" size={16} />}
            <span className="ledger-who ellipsis">
              {tenure.holder?.name ?? (tenure.pool ? fill(w.nobody, { pool: tenure.pool.name }) : w.noBody)}
              <span className="t3">
                {[said('ownershipHow', tenure.how), said('poolReason', tenure.why)].filter(Boolean).join(' · ')}
              </span>
            </span>
            <span className="t3">
              {day(tenure.since)} – {tenure.until ? day(tenure.until) : w.now}
            </span>
          </li>
        ))}
      </ol>
      {data.items.length > SHOWN && !all && (
        <Button look="link" onClick={() => setAll(true)}>
          {kit.all} {data.items.length}
        </Button>
      )}
    </section>
  )
}
