import { useState } from 'react'
import type { ObjectMeta } from '../../../core/metadata/types'
import { useMetadata } from '../../api'
import { openForm } from '../../generic/form/open'
import { Avatar } from '../../kit/Avatar'
import { Chip } from '../../kit/Chip'
import { Icon } from '../../kit/Icon'
import { useWords } from '../../words'
import type { EditorProps } from '../editor'
import { FieldCell } from '../FieldCell'
import { Picker } from '../Picker'
import { asList, isNamed, type Named } from '../value'
import * as sentences from '../words'
import { type Ends, PickerField } from './PickerField'
import { type Among, useFound } from './useFound'

/** ref and refs: found by name, pinyin or number; what is not there yet can be created on the way. */
export function RefEditor(props: EditorProps) {
  const { field, value, onChange, inCell } = props
  const words = useWords(sentences)
  const several = field.kind === 'refs'
  const chosen = asList<Named>(value)
  return (
    <>
      <PickerField {...props} shown={<FieldCell field={field} value={value} />}>
        {ends => <RefPicker {...props} {...ends} />}
      </PickerField>
      {several && !inCell && chosen.length > 0 && (
        <ul className="field-chosen">
          {chosen.map(one => (
            <li key={one.id}>
              <Chip>
                {one.name}
                <button
                  type="button"
                  className="field-unchoose"
                  aria-label={words.remove(one.name ?? '')}
                  onClick={() => onChange(chosen.filter(c => c.id !== one.id))}
                >
                  <Icon name="x" size={12} />
                </button>
              </Chip>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function RefPicker({ field, value, row, onChange, onCommit, chosen, left }: EditorProps & Ends) {
  const words = useWords(sentences)
  const metadata = useMetadata()
  const [typed, setTyped] = useState('')
  const several = field.kind === 'refs'
  const selected = asList<Named>(value)
  const target = metadata.objects.find(o => o.name === field.target)
  const among = target && amongOf(target, row)
  const { items, waiting } = useFound(target, typed, among)

  const take = (one: Named) => {
    if (several) {
      onChange(selected.some(s => s.id === one.id) ? selected.filter(s => s.id !== one.id) : [...selected, one])
      return
    }
    onChange(one)
    onCommit?.(one)
    chosen()
  }
  const create = () => {
    if (!target) return
    openForm({
      object: target.name,
      preset: { [target.title]: typed.trim() || undefined, ...(among ? { [among.field]: among.record } : {}) },
      onSaved: record => take({ id: record.id, name: String(record[target.title] ?? '') }),
    })
  }
  const people = field.target === 'user'
  return (
    <Picker
      label={words.pick(field.label)}
      options={items.map(item => ({
        value: item.id,
        label: item.name ?? '',
        note: item.note,
        show: people ? <Person name={item.name} /> : undefined,
      }))}
      selected={selected.map(s => s.id)}
      onChoose={id => {
        const found = items.find(i => i.id === id)
        if (found) take({ id, name: found.name })
      }}
      onClose={left}
      typed={typed}
      onTyped={setTyped}
      waiting={waiting}
      below={
        target?.can.create && !target.setup && target.name !== 'user' ? (
          <button type="button" className="picker-create" onMouseDown={e => e.preventDefault()} onClick={create}>
            <Icon name="plus" size={14} />
            {typed.trim() ? words.createNamed(target.label, typed.trim()) : words.create(target.label)}
          </button>
        ) : null
      }
    />
  )
}

/** A customer that is chosen already makes its own people the first to choose from: what a target belongs to bears its object's name. */
function amongOf(target: ObjectMeta, row: Record<string, unknown> = {}): Among | undefined {
  const shared = target.fields.find(f => f.kind === 'ref' && f.name === f.target && isNamed(row[f.name]))
  return shared && { field: shared.name, record: row[shared.name] as Named }
}

const Person = ({ name }: { name: string | null }) => (
  <span className="cell-person">
    <Avatar name={name ?? ''} size={20} />
    {name}
  </span>
)
