import { useState } from 'react'
import type { FieldMeta, ObjectMeta } from '../../../core/metadata/types'
import { objectOf, useMetadata } from '../../api'
import { Picker } from '../../fields/Picker'
import { Icon } from '../../kit/Icon'
import { fill, useWords } from '../../words'
import { offered } from './sentence'
import * as words from './words'

/** Down which references one went: the path so far and the object one stands at. */
interface Place {
  prefix: string
  label: string
  object: ObjectMeta
  before?: Place
}

/** Chooses a field to ask about: of the object, behind a reference, or that there are child records. */
export function FieldPicker({
  object,
  over,
  onChoose,
  onClose,
}: {
  object: ObjectMeta
  over: boolean
  onChoose(path: string, over: boolean): void
  onClose(): void
}) {
  const w = useWords(words)
  const metadata = useMetadata()
  const [typed, setTyped] = useState('')
  const [place, setPlace] = useState<Place>({ prefix: '', label: object.label, object })
  const wanted = typed.trim().toLowerCase()
  const has = (label: string) => label.toLowerCase().includes(wanted)

  const asked = place.object.fields.filter(f => f.name !== 'version' && offered(f).length > 0 && has(f.label))
  const behind = (field: FieldMeta) => (field.kind === 'ref' ? objectOf(metadata, field.target ?? '') : undefined)
  const depth = place.prefix.split('.').length
  const references = place.object.fields.filter(
    f => behind(f) && has(f.label) && depth < 3 && f.name !== 'createdBy' && f.name !== 'updatedBy',
  )
  const children =
    over && !place.before ? place.object.children.filter(c => has(c.label) && objectOf(metadata, c.object)) : []

  const options = [
    ...asked.map(f => ({ value: place.prefix + f.name, label: f.label })),
    ...children.map(c => ({
      value: `/${c.path}.${c.field}`,
      label: `${w.has}${w.has === 'has' ? ' ' : ''}${c.label}`,
      note: w.relatedRecords,
    })),
    ...references.map(f => ({ value: `>${f.name}`, label: fill(w.fieldsOf, { object: f.label }), opens: true })),
  ]
  return (
    <Picker
      key={place.prefix}
      label={w.chooseField}
      options={options}
      selected={[]}
      typed={typed}
      onTyped={setTyped}
      onClose={onClose}
      onChoose={value => (value.startsWith('/') ? onChoose(value.slice(1), true) : onChoose(value, false))}
      onOpen={value => {
        const field = references.find(f => `>${f.name}` === value)!
        setTyped('')
        setPlace({ prefix: `${place.prefix}${field.name}.`, label: field.label, object: behind(field)!, before: place })
      }}
      onBack={place.before && (() => setPlace(place.before!))}
      above={
        place.before && (
          <button type="button" className="picker-back" onClick={() => setPlace(place.before!)}>
            <Icon name="chevron-left" size={14} />
            {place.label}
          </button>
        )
      }
    />
  )
}
