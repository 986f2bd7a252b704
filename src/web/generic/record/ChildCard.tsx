import type { FieldMeta, ObjectMeta } from '../../../core/metadata/types'
import { type Row, rowsOf, totalOf, useRecords } from '../../api'
import { Code } from '../../fields/CodeChip'
import { FieldCell } from '../../fields/FieldCell'
import { useLookup } from '../../fields/lookups'
import { fieldText } from '../../fields/text'
import { isEmpty, isNamed } from '../../fields/value'
import { Avatar } from '../../kit/Avatar'
import { IconButton } from '../../kit/Button'
import { Icon } from '../../kit/Icon'
import { Skeleton } from '../../kit/States'
import { Link } from '../../shell/Link'
import { useWords } from '../../words'
import { openForm } from '../form/open'
import { childQuery, SHOWN } from './childQuery'
import { fieldOf, nameOf } from './name'
import * as sentences from './words'

interface ChildCardProps {
  /** The record whose page this is. */
  parent: { object: ObjectMeta; row: Row }
  child: ObjectMeta
  /** The child's reference to it. */
  field: string
  label: string
}

/** Records that belong to this one, as a small live card: each with what it is, and how it stands. */
export function ChildCard({ parent, child, field, label }: ChildCardProps) {
  const words = useWords(sentences)
  const asked = childQuery(field, parent.row.id)
  const query = useRecords(child.path, asked)
  const rows = rowsOf(query.data)
  const total = totalOf(query.data)
  const preset = { [field]: { id: parent.row.id, name: nameOf(parent.object, parent.row) } }
  return (
    <section className="record-card">
      <div className="record-section-head">
        <h2>
          {label} {total !== null && <span>{total}</span>}
        </h2>
        {child.can.create && (
          <IconButton
            icon="plus"
            size={24}
            label={words.newChild(child.label)}
            onClick={() => openForm({ object: child.name, preset, onSaved: () => query.refetch() })}
          />
        )}
      </div>
      {query.isPending ? (
        <Skeleton height={24} />
      ) : (
        rows.map(row => <ChildRow key={row.id} object={child} row={row} field={field} parentId={parent.row.id} />)
      )}
      {total !== null && total > SHOWN && (
        <Link
          className="record-card-all"
          to={`/${child.path}?filter=${encodeURIComponent(JSON.stringify(asked.filter))}`}
        >
          {words.allOf(total)}
        </Link>
      )}
    </section>
  )
}

function ChildRow({ object, row, field, parentId }: { object: ObjectMeta; row: Row; field: string; parentId: string }) {
  const lookup = useLookup()
  const listed = object.list
    .map(name => fieldOf(object, name))
    .filter(f => f !== undefined && f.name !== field && !f.system)
  const filled = listed.filter(
    (f): f is FieldMeta => f !== undefined && !isEmpty(row[f.name]) && f.name !== object.title,
  )
  // A record that only links two others is called by the other one.
  const name =
    isEmpty(row[object.title]) || isLink(object) ? linkedName(object, row, parentId) : String(row[object.title])
  const end = filled.find(f => f.kind === 'money') ?? filled.find(f => f.kind === 'choice' && !f.many)
  const notes = filled
    .filter(f => f !== end && ['text', 'choice', 'date', 'instant', 'number'].includes(f.kind))
    .map(f => fieldText(f, row[f.name], lookup, row))
    .filter(text => text !== name)
  return (
    <Link className="record-card-row" to={`/${object.path}/${row.id}`}>
      {object.icon?.startsWith('user') ? (
        <Avatar name={name} size={24} />
      ) : (
        <Icon name={object.icon ?? 'circle'} size={14} />
      )}
      <span className="record-card-name">
        {name} {notes.length > 0 && <span>{notes.slice(0, 2).join(' · ')}</span>}
      </span>
      {end?.kind === 'choice' && <Code field={end} value={row[end.name]} />}
      {end?.kind === 'money' && <FieldCell field={end} value={row[end.name]} row={row} />}
    </Link>
  )
}

const isLink = (object: ObjectMeta) =>
  object.fields.filter(f => f.kind === 'ref' && f.required && !f.system).length >= 2

function linkedName(object: ObjectMeta, row: Row, parentId: string): string {
  const other = object.fields.find(
    f => f.kind === 'ref' && !f.system && isNamed(row[f.name]) && (row[f.name] as { id: string }).id !== parentId,
  )
  return (other && (row[other.name] as { name: string | null }).name) || nameOf(object, row, parentId)
}
