import { useState } from 'react'
import { asProblem, patch, post, type Row, refresh, remove } from '../api'
import { inputValue } from '../fields/value'
import { toast } from '../kit/Toast'
import { fill, useWords } from '../words'
import * as words from './words'

/** A row of the set-up as it is edited; without an id it is not saved yet. */
export type Setting = Record<string, unknown> & { id?: string; version?: number; name: string; active: boolean }

export const asSetting = (row: Row) =>
  ({ ...row, name: String(row.name ?? ''), active: row.active === true }) as Setting

/** What of it is sent. */
export const inputOf = (setting: Setting, names: readonly string[]) =>
  Object.fromEntries(names.map(name => [name, inputValue(setting[name])]))

/** Edits one row of a set-up object and saves it as a whole. */
export function useSetting(path: string, saved: Setting, names: readonly string[], onDone: (id?: string) => void) {
  const w = useWords(words).rule
  const [setting, setSetting] = useState<Setting>(saved)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [busy, setBusy] = useState(false)
  const input = inputOf(setting, names)
  const fail = (thrown: unknown) => {
    const problem = asProblem(thrown)
    setErrors(Object.fromEntries(problem.errors.map(e => [e.field, e.message])))
    toast({ tone: 'over', text: problem.errors[0]?.message ?? problem.message })
  }
  return {
    setting,
    input,
    errors,
    set(name: string, value: unknown) {
      setSetting(now => ({ ...now, [name]: value }))
      setErrors(({ [name]: _, ...rest }) => rest)
    },
    saving: {
      dirty: !saved.id || JSON.stringify(input) !== JSON.stringify(inputOf(saved, names)),
      busy,
      onDiscard() {
        setSetting(saved)
        setErrors({})
        if (!saved.id) onDone()
      },
      async onSave() {
        setBusy(true)
        try {
          const row = saved.id
            ? await patch<Row>(`/api/${path}/${saved.id}`, input, { version: saved.version })
            : await post<Row>(`/api/${path}`, input)
          toast({ text: fill(w.saved, { name: setting.name }) })
          refresh(path)
          onDone(row.id)
        } catch (thrown) {
          fail(thrown)
        } finally {
          setBusy(false)
        }
      },
    },
    async removeIt() {
      try {
        await remove(`/api/${path}/${saved.id}`)
        refresh(path)
        onDone()
        toast({
          text: fill(w.removed, { name: saved.name }),
          undo: () => post(`/api/${path}/${saved.id}/restore`).then(() => refresh(path)),
        })
      } catch (thrown) {
        fail(thrown)
      }
    },
  }
}
