import { type KeyboardEvent, useRef, useState } from 'react'
import { asProblem, type Row } from '../../api'
import { FieldEditor } from '../../fields/FieldEditor'
import { useLookup } from '../../fields/lookups'
import { fieldText } from '../../fields/text'
import { sameValue } from '../../fields/value'
import { Button } from '../../kit/Button'
import { Popover } from '../../kit/Popover'
import { Notice } from '../../kit/States'
import { fill, useWords } from '../../words'
import { type Conflict, conflictOf } from './conflict'
import type { Column, ListState } from './list'
import * as words from './words'

/**
 * A cell being edited. Enter saves, Tab saves and goes on to the next cell, Esc drops. What the server refuses stays in the
 * cell with the reason; when a colleague was first, one chooses whose value holds.
 */
export function CellEdit({ row, column, value, list }: { row: Row; column: Column; value: unknown; list: ListState }) {
  const w = useWords(words)
  const lookup = useLookup()
  const box = useRef<HTMLDivElement>(null)
  const [draft, setDraft] = useState(value)
  const [error, setError] = useState<string | null>(null)
  const [conflict, setConflict] = useState<Conflict | null>(null)
  const cell = { id: row.id, path: column.path }
  // Tab, Enter and leaving the field may all end the same edit; it is saved once.
  const ended = useRef(false)

  async function commit(next: unknown, then: 'stay' | 'next' | 'before' = 'stay', version = row.version) {
    if (ended.current) return
    ended.current = true
    const leave = () => (then === 'stay' ? list.edit(undefined) : list.editNext(cell, then === 'before'))
    if (sameValue(next, value)) return leave()
    try {
      await list.save({ ...row, version }, column, next)
      leave()
    } catch (thrown) {
      ended.current = false
      const problem = asProblem(thrown)
      setDraft(next)
      if (problem.status !== 412) return setError(problem.of(column.field.name) ?? problem.message)
      const theirs = await conflictOf(list.object, row, column, value)
      // Somebody changed another field of the record: both changes hold.
      if (!theirs.changed) void commit(next, then, theirs.row.version)
      else setConflict(theirs)
    }
  }
  function drop() {
    ended.current = true
    list.edit(undefined)
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Tab' || event.nativeEvent.isComposing) return
    event.preventDefault()
    void commit(draft, event.shiftKey ? 'before' : 'next')
  }

  const who = conflict?.who ?? w.somebody
  const theirs = conflict ? fieldText(column.field, conflict.value, lookup, conflict.row) : ''
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: reads Tab for the control inside
    <div ref={box} className="cell-edit" onKeyDownCapture={onKeyDown}>
      <FieldEditor
        field={column.field}
        value={draft}
        onChange={next => {
          setDraft(next)
          setError(null)
        }}
        onCommit={next => void commit(next)}
        onCancel={drop}
        error={error}
        autoFocus
        inCell
        row={row}
      />
      {conflict && box.current && (
        <Popover anchor={box.current} label={w.conflict} onClose={drop} className="cell-conflict">
          <Notice tone="due" icon="arrow-left-right">
            {fill(theirs ? w.conflict : w.conflictCleared, { who, when: conflict.when, field: column.label, value: theirs })}
            <div className="k-state-acts">
              <Button look="link" onClick={drop}>
                {fill(w.takeTheirs, { who })}
              </Button>
              <Button look="link" onClick={() => void commit(draft, 'stay', conflict.row.version)}>
                {w.keepMine}
              </Button>
            </div>
          </Notice>
        </Popover>
      )}
    </div>
  )
}
