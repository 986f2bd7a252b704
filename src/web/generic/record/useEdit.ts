import { useState } from 'react'
import type { FieldMeta, ObjectMeta } from '../../../core/metadata/types'
import { asProblem, type Row, refresh } from '../../api'
import { sameValue } from '../../fields/value'
import { type Conflict, conflictOf } from './conflict'
import { useChange } from './useChange'

export interface Edit {
  /** The field being edited. */
  name: string
  value: unknown
  error: string | null
  conflict: Conflict | null
}

/** Editing one field of a record in place: saved with the version it was read in; when a colleague was first, one chooses. */
export function useEdit(object: ObjectMeta, row: Row) {
  const save = useChange(object)
  const [edit, setEdit] = useState<Edit | null>(null)
  const [saved, setSaved] = useState<string | null>(null)

  const store = async (field: FieldMeta, value: unknown, on: Row): Promise<void> => {
    try {
      setEdit(null)
      await save(on, { [field.name]: value })
      setSaved(field.name)
      setTimeout(() => setSaved(null), 1000)
    } catch (thrown) {
      const why = asProblem(thrown)
      if (why.status !== 412)
        return setEdit({ name: field.name, value, error: why.of(field.name) ?? why.message, conflict: null })
      setEdit({ name: field.name, value, error: null, conflict: await conflictOf(object, on, [field.name]) })
    }
  }
  return {
    edit,
    /** Name of the field saved a moment ago. */
    saved,
    open: (field: FieldMeta) => setEdit({ name: field.name, value: row[field.name], error: null, conflict: null }),
    write: (value: unknown) => setEdit(now => now && { ...now, value, error: null }),
    drop: () => setEdit(null),
    commit: (field: FieldMeta, value: unknown) => {
      // A control that is taken away loses the focus, which would end the same edit twice.
      if (edit?.name !== field.name || edit.conflict) return
      if (sameValue(value, row[field.name])) return setEdit(null)
      void store(field, value, row)
    },
    takeTheirs: () => {
      setEdit(null)
      refresh(object.path, row.id)
    },
    keepMine: (field: FieldMeta) => {
      if (edit?.conflict) void store(field, edit.value, edit.conflict.now)
    },
  }
}
export type Editing = ReturnType<typeof useEdit>
