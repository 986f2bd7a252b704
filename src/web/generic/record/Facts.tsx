import { useEffect, useRef, useState } from 'react'
import type { FieldMeta, ObjectMeta } from '../../../core/metadata/types'
import type { Row } from '../../api'
import { FieldEditor } from '../../fields/FieldEditor'
import { canEdit, isEmpty } from '../../fields/value'
import { Button, IconButton } from '../../kit/Button'
import { Icon } from '../../kit/Icon'
import { useWords } from '../../words'
import { openForm } from '../form/open'
import { ConflictNotice } from './ConflictNotice'
import { FactValue } from './FactValue'
import type { RecordLayout } from './layout'
import { type Editing, useEdit } from './useEdit'
import * as sentences from './words'

interface FactsProps {
  object: ObjectMeta
  row: Row
  sections: RecordLayout['facts']
  /** When and by whom it was registered and last changed. */
  registration?: boolean
}
const REGISTRATION = ['createdAt', 'createdBy', 'updatedAt', 'updatedBy']

/** A record's facts in their sections. Pressing a value edits it where it stands. */
export function Facts({ object, row, sections, registration }: FactsProps) {
  const words = useWords(sentences)
  const editing = useEdit(object, row)
  const [all, setAll] = useState(false)
  const mayEdit = object.can.update
  const hidden = sections.flatMap(s => s.fields).filter(f => isEmpty(row[f.name])).length
  const shown = (field: FieldMeta) => all || !isEmpty(row[field.name]) || editing.edit?.name === field.name
  const parts = sections.map(s => ({ ...s, fields: s.fields.filter(shown) })).filter(s => s.fields.length > 0)
  const marks = REGISTRATION.map(name => object.fields.find(f => f.name === name)).filter(f => f !== undefined)
  return (
    <>
      {parts.map((section, index) => (
        <section className="facts" key={section.name}>
          <div className="record-section-head">
            <h2>{section.label ?? words.basic}</h2>
            {index === 0 && mayEdit && (
              <IconButton
                icon="pencil"
                size={24}
                label={words.editAll}
                onClick={() => openForm({ object: object.name, id: row.id })}
              />
            )}
          </div>
          <dl>
            {section.fields.map(field => (
              <Fact
                key={field.name}
                object={object}
                field={field}
                row={row}
                editing={editing}
                mayEdit={mayEdit && canEdit(field)}
              />
            ))}
          </dl>
        </section>
      ))}
      {hidden > 0 && (
        <Button look="link" className="facts-more" onClick={() => setAll(!all)}>
          {all ? words.hideEmpty : words.empty(hidden)}
        </Button>
      )}
      {registration && (
        <section className="facts">
          <div className="record-section-head">
            <h2>{words.registration}</h2>
          </div>
          <dl>
            {marks.map(field => (
              <Fact key={field.name} object={object} field={field} row={row} editing={editing} mayEdit={false} />
            ))}
          </dl>
        </section>
      )}
    </>
  )
}

interface FactProps {
  object: ObjectMeta
  field: FieldMeta
  row: Row
  editing: Editing
  mayEdit: boolean
}

function Fact({ object, field, row, editing, mayEdit }: FactProps) {
  const words = useWords(sentences)
  const edit = editing.edit?.name === field.name ? editing.edit : null
  const pencil = useRef<HTMLButtonElement>(null)
  const edited = useRef(false)
  useEffect(() => {
    // The control that had the focus is gone: it goes back to where editing began, unless it went elsewhere.
    if (edited.current && !edit && document.activeElement === document.body) pencil.current?.focus()
    edited.current = edit !== null
  }, [edit])
  if (edit) {
    return (
      <div className="fact">
        <dt>{field.label}</dt>
        <dd className="fact-edit">
          <FieldEditor
            field={field}
            value={edit.value}
            row={row}
            onChange={editing.write}
            onCommit={value => editing.commit(field, value)}
            onCancel={editing.drop}
            error={edit.error}
            autoFocus
            inCell={field.kind !== 'files' && field.kind !== 'flag'}
          />
          {edit.conflict && (
            <ConflictNotice
              object={object}
              conflict={edit.conflict}
              onTheirs={editing.takeTheirs}
              onMine={() => editing.keepMine(field)}
            />
          )}
        </dd>
      </div>
    )
  }
  const open = () => mayEdit && editing.open(field)
  return (
    <div className="fact">
      <dt>{field.label}</dt>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the pencil does the same for the keyboard */}
      <dd
        className={mayEdit ? 'may-edit' : undefined}
        onClick={event => !(event.target as Element).closest('a, button') && open()}
      >
        <span className="fact-value">
          <FactValue field={field} value={row[field.name]} row={row} />
        </span>
        {editing.saved === field.name && (
          <span className="fact-saved" role="status">
            <Icon name="check" size={14} label={words.saved} />
          </span>
        )}
        {mayEdit && (
          <button
            type="button"
            ref={pencil}
            className="fact-pencil"
            aria-label={words.edit(field.label)}
            onClick={open}
          >
            <Icon name="pencil" size={14} />
          </button>
        )}
      </dd>
    </div>
  )
}
