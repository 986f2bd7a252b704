import type { ReactNode } from 'react'
import type { FieldMeta } from '../../core/metadata/types'
import { Avatar } from '../kit/Avatar'
import { Code } from './CodeChip'
import { FileThumb, type StoredFile } from './FileThumb'
import { useLookup } from './lookups'
import { fieldText } from './text'
import { asList, isEmpty, type Named } from './value'
import './fields.css'

interface FieldCellProps {
  field: FieldMeta
  value: unknown
  row?: Record<string, unknown>
}

/** A value as a table cell, a fact or a figure shows it; nothing is a dash. */
export function FieldCell({ field, value, row }: FieldCellProps): ReactNode {
  const lookup = useLookup()
  if (isEmpty(value)) return <span className="cell-none">–</span>
  switch (field.kind) {
    case 'choice':
      return field.many ? (
        <span>{fieldText(field, value, lookup)}</span>
      ) : lookup.item(field.dictionary!, String(value))?.tone ? (
        <Code field={field} value={value} />
      ) : (
        <span>{fieldText(field, value, lookup)}</span>
      )
    case 'ref':
      return field.target === 'user' ? (
        <Person name={(value as Named).name} />
      ) : (
        <span>{fieldText(field, value, lookup)}</span>
      )
    case 'files':
      return (
        <span className="cell-files">
          {asList<StoredFile>(value)
            .slice(0, 3)
            .map(file => (
              <FileThumb key={file.id ?? file} file={file} size={22} />
            ))}
          {asList(value).length > 3 && <span className="cell-more">+{asList(value).length - 3}</span>}
        </span>
      )
    case 'structure':
      return <span className="cell-none">…</span>
    default:
      return <span>{fieldText(field, value, lookup, row)}</span>
  }
}

const Person = ({ name }: { name: string | null }) => (
  <span className="cell-person">
    <Avatar name={name ?? ''} size={20} />
    {name}
  </span>
)
