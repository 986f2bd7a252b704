import type { ObjectMeta } from '../../core/metadata/types'
import { type Row, rowsOf, useMetadata, useObject, useRecords } from '../api'
import { CodeChip } from '../fields/CodeChip'
import { useLookup } from '../fields/lookups'
import { isNamed } from '../fields/value'
import { openForm } from '../generic/form/open'
import { Avatar } from '../kit/Avatar'
import { IconButton } from '../kit/Button'
import { ErrorState, Skeleton } from '../kit/States'
import { fill, useWords } from '../words'
import './opportunities.css'
import { standingChanged } from './standing'
import * as words from './words'

/** From left to right; whose attitude nobody knows stands apart. */
const ATTITUDES = ['opposed', 'negative', 'neutral', 'positive', 'champion']
const INFLUENCES = [5, 4, 3, 2, 1]
const PEOPLE_MAX = 60

/** Who at the customer has a say in the sale: by attitude and influence on a map, with their buying roles below. */
export function BuyingMap({ row }: { object: ObjectMeta; row: Row }) {
  const w = useWords(words)
  const stakeholder = useObject('opportunityContact')
  const { dictionaries } = useMetadata()
  const query = useRecords(
    'opportunity-contacts',
    {
      fields: ['contact', 'roles', 'attitude', 'influence', 'note'],
      filter: { field: 'opportunity', op: 'eq', value: row.id },
      sort: '-influence',
      limit: PEOPLE_MAX,
    },
    { enabled: !!stakeholder },
  )
  if (!stakeholder) return null
  const people = rowsOf(query.data)
  const changed = () => {
    void query.refetch()
    standingChanged(row.id)
  }
  const add = () =>
    openForm({
      object: stakeholder.name,
      preset: { opportunity: { id: row.id, name: String(row.name ?? '') } },
      onSaved: changed,
    })
  const open = (id: string) => openForm({ object: stakeholder.name, id, onSaved: changed })
  const roles = dictionaries.buyingRole?.items.filter(item => !item.inactive) ?? []
  const held = new Set(people.flatMap(one => (one.roles as string[] | null) ?? []))
  const missing = roles.filter(role => !held.has(role.code)).map(role => role.label)
  return (
    <section className="record-card">
      <div className="record-section-head">
        <h2>
          {w.people} {people.length > 0 && <span>{people.length}</span>}
        </h2>
        {stakeholder.can.create && <IconButton icon="plus" size={24} label={w.addPerson} onClick={add} />}
      </div>
      {query.error ? (
        <ErrorState problem={query.error} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        <Skeleton height={120} />
      ) : people.length === 0 ? (
        <p className="record-none">{w.noPeople}</p>
      ) : (
        <>
          <Chart people={people} onOpen={open} />
          <ul className="buying-people">
            {people.map(one => (
              <li key={one.id}>
                <button type="button" onClick={() => open(one.id)}>
                  <Avatar name={nameOf(one)} size={24} />
                  <span className="ellipsis">
                    {nameOf(one)} {typeof one.note === 'string' && one.note && <span className="t3">{one.note}</span>}
                  </span>
                  <Roles codes={(one.roles as string[] | null) ?? []} />
                </button>
              </li>
            ))}
          </ul>
          {missing.length > 0 && (
            <p className="buying-missing">{fill(w.rolesMissing, { roles: missing.join('、') })}</p>
          )}
        </>
      )}
    </section>
  )
}

function Roles({ codes }: { codes: readonly string[] }) {
  const lookup = useLookup()
  return (
    <span className="buying-roles">
      {codes.map(code => {
        const item = lookup.item('buyingRole', code)
        return <CodeChip key={code} label={item?.label ?? code} tone={item?.tone} />
      })}
    </span>
  )
}

function Chart({ people, onOpen }: { people: readonly Row[]; onOpen(id: string): void }) {
  const w = useWords(words)
  const lookup = useLookup()
  const say = (one: Row) =>
    [
      nameOf(one),
      ((one.roles as string[] | null) ?? []).map(code => lookup.item('buyingRole', code)?.label ?? code).join('、'),
      lookup.item('attitude', String(one.attitude))?.label,
      `${w.influence} ${one.influence ?? '–'}`,
    ]
      .filter(Boolean)
      .join(' · ')
  const at = (attitude: string | null, influence: number) =>
    people.filter(
      one =>
        Math.min(5, Math.max(1, Number(one.influence ?? 3))) === influence &&
        (ATTITUDES.includes(String(one.attitude)) ? String(one.attitude) : null) === attitude,
    )
  const cell = (attitude: string | null, influence: number) => (
    <div key={attitude ?? 'unknown'} className={attitude === null ? 'buying-cell unknown' : 'buying-cell'}>
      {at(attitude, influence).map(one => (
        <button
          key={one.id}
          type="button"
          className={((one.roles as string[] | null) ?? []).includes('decider') ? 'buying-node decides' : 'buying-node'}
          aria-label={say(one)}
          data-tip={say(one)}
          onClick={() => onOpen(one.id)}
        >
          {nameOf(one).slice(0, 1)}
        </button>
      ))}
    </div>
  )
  const someUnknown = people.some(one => !ATTITUDES.includes(String(one.attitude)))
  return (
    <figure className={someUnknown ? 'buying-map with-unknown' : 'buying-map'} aria-label={w.mapOf}>
      <span className="buying-axis up">{w.influence}</span>
      <div className="buying-grid">
        {INFLUENCES.map(influence => (
          <div key={influence} className="buying-line">
            {ATTITUDES.map(attitude => cell(attitude, influence))}
            {someUnknown && cell(null, influence)}
          </div>
        ))}
      </div>
      <figcaption className="buying-axis along">
        <span>{w.against}</span>
        <span>{w.supports}</span>
        {someUnknown && <span>{w.unknown}</span>}
      </figcaption>
    </figure>
  )
}

const nameOf = (row: Row) => (isNamed(row.contact) ? (row.contact.name ?? '') : '') || '–'
