import type { ReactNode } from 'react'
import type { FieldMeta } from '../../core/metadata/types'
import { Avatar } from '../kit/Avatar'
import { Icon } from '../kit/Icon'
import { useWords } from '../words'
import { Code } from './CodeChip'
import { FileThumb, type StoredFile } from './FileThumb'
import { useLookup } from './lookups'
import { reasonsText } from './reasons'
import { fieldText } from './text'
import { asList, isEmpty, type Named } from './value'
import * as sentences from './words'
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
    case 'instant':
      return field.countdown ? (
        <DaysLeft at={String(value)} stopped={!!row?.[field.countdown]} />
      ) : (
        <span>{fieldText(field, value, lookup, row)}</span>
      )
    case 'number':
      return (
        <span data-tip={field.because ? reasonsText(row?.[field.because], '\n') : undefined}>
          {fieldText(field, value, lookup, row)}
        </span>
      )
    case 'structure':
      return <span className="cell-none">…</span>
    default:
      return <span>{fieldText(field, value, lookup, row)}</span>
  }
}

const SOON_DAYS = 7
const DAY_MS = 86_400_000

/** How long there is left, nearer ones in the colours of what is due. */
function DaysLeft({ at, stopped }: { at: string; stopped: boolean }) {
  const words = useWords(sentences)
  if (stopped)
    return (
      <span className="cell-days">
        <Icon name="lock" size={14} />
        {words.stopped}
      </span>
    )
  const left = Math.max(0, Math.ceil((Date.parse(at) - Date.now()) / DAY_MS))
  const near = left <= SOON_DAYS
  return (
    <span className={`cell-days${left <= 1 ? ' over' : near ? ' due' : ''}`} title={new Date(at).toLocaleString()}>
      {near && <Icon name="hourglass" size={14} />}
      {words.daysLeft(left)}
    </span>
  )
}

const Person = ({ name }: { name: string | null }) => (
  <span className="cell-person">
    <Avatar name={name ?? ''} size={20} />
    {name}
  </span>
)
