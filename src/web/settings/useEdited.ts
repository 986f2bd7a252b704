import { useState } from 'react'
import { asProblem, patch, post, type Row, refresh, remove } from '../api'
import { inputValue } from '../fields/value'
import { toast } from '../kit/Toast'
import { fill, useWords } from '../words'

/** A row of the set-up as it is edited and saved as a whole; without an id it is not saved yet. */
export interface EditedRow {
  id?: string
  version?: number
  name?: unknown
  active?: unknown
  [field: string]: unknown
}

/** What of a row is sent, where every field is sent as it is. */
export const inputOf = (row: EditedRow, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(names.map(name => [name, inputValue(row[name])]))

export interface EditedOptions<R> {
  /** Path of its object. */
  path: string
  /** What of it is sent, to be changed or to be created. */
  input(row: R): Record<string, unknown>
  /** Said once it is saved; «{name}» stands for its name. */
  savedText?: string
  /** Paths of other lists that change with it. */
  also?: readonly string[]
  onDone(id?: string): void
}

/** Edits one row of a set-up object: what is typed, what is wrong with it, saving, discarding, deleting and taking that back. */
export function useEdited<R extends EditedRow>(
  saved: R,
  { path, input, savedText, also = [], onDone }: EditedOptions<R>,
) {
  const { kit } = useWords()
  const [row, setRow] = useState<R>(saved)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [busy, setBusy] = useState(false)
  const name = (one: R) => String(one.name ?? '')
  const anew = () => {
    for (const list of [path, ...also]) refresh(list)
  }
  const fail = (thrown: unknown) => {
    const problem = asProblem(thrown)
    setErrors(Object.fromEntries(problem.errors.map(e => [e.field, e.message])))
    toast({ tone: 'over', text: problem.errors[0]?.message ?? problem.message })
  }
  async function save() {
    setBusy(true)
    try {
      const kept = saved.id
        ? await patch<Row>(`/api/${path}/${saved.id}`, input(row), { version: saved.version })
        : await post<Row>(`/api/${path}`, input(row))
      toast({ text: fill(savedText ?? kit.savedIt, { name: name(row) }) })
      anew()
      onDone(kept.id)
    } catch (thrown) {
      fail(thrown)
    } finally {
      setBusy(false)
    }
  }
  async function removeIt() {
    try {
      await remove(`/api/${path}/${saved.id}`)
      anew()
      onDone()
      toast({
        text: fill(kit.removedIt, { name: name(saved) }),
        undo: () => post(`/api/${path}/${saved.id}/restore`).then(anew),
      })
    } catch (thrown) {
      fail(thrown)
    }
  }
  return {
    row,
    errors,
    set(field: string, value: unknown) {
      setRow(now => ({ ...now, [field]: value }))
      setErrors(({ [field]: _, ...rest }) => rest)
    },
    saving: {
      dirty: !saved.id || JSON.stringify(input(row)) !== JSON.stringify(input(saved)),
      busy,
      onSave: () => void save(),
      onDiscard() {
        setRow(saved)
        setErrors({})
        if (!saved.id) onDone()
      },
    },
    onRemove: () => void removeIt(),
  }
}
