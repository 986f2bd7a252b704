import { type KeyboardEvent, useRef, useState } from 'react'
import { asProblem, type Row, refresh } from '../../api'
import { FieldEditor } from '../../fields/FieldEditor'
import { sameValue } from '../../fields/value'
import { Popover } from '../../kit/Popover'
import { ConflictNotice } from '../record/ConflictNotice'
import { type Conflict, conflictOf } from '../record/conflict'
import type { Column, ListState } from './list'

/**
 * A cell being edited. Enter saves, Tab saves and goes on to the next cell, Esc drops. What the server refuses stays in the
 * cell with the reason; when a colleague was first, one chooses whose value holds.
 */
export function CellEdit({ row, column, value, list }: { row: Row; column: Column; value: unknown; list: ListState }) {
  const box = useRef<HTMLDivElement>(null)
  // Colleagues' changes arrive while one writes; what counts is what one saw when one began.
  const [seen] = useState(row)
  const [draft, setDraft] = useState(value)
  const [error, setError] = useState<string | null>(null)
  const [conflict, setConflict] = useState<Conflict | null>(null)
  const cell = { id: row.id, path: column.path }
  // Tab, Enter and leaving the field may all end the same edit; it is saved once.
  const ended = useRef(false)

  async function commit(next: unknown, then: 'stay' | 'next' | 'before' = 'stay', on = seen) {
    if (ended.current) return
    ended.current = true
    const leave = () => (then === 'stay' ? list.edit(undefined) : list.editNext(cell, then === 'before'))
    if (sameValue(next, seen[column.field.name])) return leave()
    try {
      await list.save(on, column, next)
      leave()
    } catch (thrown) {
      ended.current = false
      const problem = asProblem(thrown)
      setDraft(next)
      if (problem.status !== 412) return setError(problem.of(column.field.name) ?? problem.message)
      setConflict(await conflictOf(list.object, on, [column.field.name]))
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

  return (
    <div ref={box} className="cell-edit" onKeyDownCapture={onKeyDown}>
      <FieldEditor
        field={column.field}
        value={draft}
        onChange={next => {
          setDraft(next)
          setError(null)
        }}
        // Asked whose value holds, the field loses the focus; that is no answer.
        onCommit={next => !conflict && void commit(next)}
        onCancel={drop}
        error={error}
        autoFocus
        inCell
        row={row}
      />
      {conflict && box.current && (
        <Popover anchor={box.current} label={column.label} onClose={drop} className="cell-conflict">
          <ConflictNotice
            object={list.object}
            conflict={conflict}
            onTheirs={() => {
              drop()
              refresh(list.object.path, row.id)
            }}
            onMine={() => void commit(draft, 'stay', conflict.now)}
          />
        </Popover>
      )}
    </div>
  )
}
