import { useState } from 'react'
import type { ObjectMeta } from '../../../core/metadata/types'
import { objectOf, useMetadata } from '../../api'
import { IconButton } from '../../kit/Button'
import { Icon } from '../../kit/Icon'
import { Checkbox, Input } from '../../kit/Input'
import { Popover } from '../../kit/Popover'
import { fill, useWords } from '../../words'
import { canShow, reach } from './columns'
import { pathLabel } from './pathLabel'
import * as words from './words'

interface Place {
  prefix: string
  label: string
  object: ObjectMeta
  before?: Place
}

/** Chooses columns: the shown ones in their order, then every other field, and behind references the fields of their records. */
export function ColumnChooser({
  anchor,
  object,
  columns,
  onChange,
  onClose,
}: {
  anchor: HTMLElement
  object: ObjectMeta
  columns: readonly string[]
  onChange(columns: string[]): void
  onClose(): void
}) {
  const w = useWords(words)
  const metadata = useMetadata()
  const [typed, setTyped] = useState('')
  const [place, setPlace] = useState<Place>({ prefix: '', label: '', object })
  const wanted = typed.trim().toLowerCase()
  const has = (label: string) => label.toLowerCase().includes(wanted)

  const label = (path: string) => {
    const reached = reach(metadata, object, path)
    return reached ? pathLabel(reached, w.through) : undefined
  }
  const shown = place.before
    ? []
    : columns.flatMap(path => (has(label(path) ?? '') && label(path) ? [{ path, label: label(path)! }] : []))
  const others = place.object.fields.filter(
    f => canShow(f) && has(f.label) && (place.before || !columns.includes(f.name)),
  )
  const references = place.object.fields.filter(
    f => f.kind === 'ref' && has(f.label) && place.prefix.split('.').length < 3 && objectOf(metadata, f.target ?? ''),
  )
  const turn = (path: string) => onChange(columns.includes(path) ? columns.filter(c => c !== path) : [...columns, path])
  const move = (at: number, by: number) => onChange(columns.toSpliced(at, 1).toSpliced(at + by, 0, columns[at]!))

  return (
    <Popover anchor={anchor} label={w.columns} onClose={onClose} placement="bottom-end" width={288}>
      <Input
        value={typed}
        onChange={e => setTyped(e.target.value)}
        placeholder={w.columnsSearch}
        aria-label={w.columnsSearch}
        data-autofocus
      />
      <div className="columns-list">
        {place.before && (
          <button type="button" className="columns-line columns-go" onClick={() => setPlace(place.before!)}>
            <Icon name="chevron-left" size={14} />
            {place.label}
          </button>
        )}
        {shown.map(({ path, label }) => {
          const at = columns.indexOf(path)
          return (
            <div key={path} className="columns-line">
              <Checkbox checked disabled={path === object.title} onChange={() => turn(path)}>
                <span className="ellipsis">{label}</span>
              </Checkbox>
              <span className="spring" />
              <IconButton
                icon="arrow-up"
                size={24}
                label={`${w.moveUp} ${label}`}
                disabled={at === 0}
                onClick={() => move(at, -1)}
              />
              <IconButton
                icon="arrow-down"
                size={24}
                label={`${w.moveDown} ${label}`}
                disabled={at === columns.length - 1}
                onClick={() => move(at, 1)}
              />
            </div>
          )
        })}
        {shown.length > 0 && others.length > 0 && <hr className="k-menu-line" />}
        {others.map(f => (
          <div key={f.name} className="columns-line">
            <Checkbox checked={columns.includes(place.prefix + f.name)} onChange={() => turn(place.prefix + f.name)}>
              <span className="ellipsis">{f.label}</span>
            </Checkbox>
          </div>
        ))}
        {references.length > 0 && <hr className="k-menu-line" />}
        {references.map(f => (
          <button
            key={f.name}
            type="button"
            className="columns-line columns-go"
            onClick={() => {
              setTyped('')
              setPlace({
                prefix: `${place.prefix}${f.name}.`,
                label: fill(w.fieldsOf, { object: f.label }),
                object: objectOf(metadata, f.target!)!,
                before: place,
              })
            }}
          >
            {fill(w.fieldsOf, { object: f.label })}
            <span className="spring" />
            <Icon name="chevron-right" size={14} />
          </button>
        ))}
        {shown.length + others.length + references.length === 0 && <p className="columns-none">{w.noneFound}</p>}
      </div>
    </Popover>
  )
}
