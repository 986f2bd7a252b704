import type { FieldMeta, ObjectMeta } from '../../../core/metadata/types'
import { get, Problem, patch, type Row, refresh, useSave } from '../../api'
import type { Lookup } from '../../fields/lookup'
import { useLookup } from '../../fields/lookups'
import { fieldText } from '../../fields/text'
import { inputValue, sameValue } from '../../fields/value'
import { toast } from '../../kit/Toast'
import { wordsIn } from '../../words'
import * as shared from '../../words/words'
import { conflictOf } from './conflict'
import * as sentences from './words'

type Values = Record<string, unknown>
const TEXT_MAX = 40

/**
 * Changes fields of a record where they stand; says what changed and can take it back. Values are given as they are read
 * (`{ id, name }` for a reference). A colleague who changed other fields meanwhile does not stand in the way; one who changed
 * the same ones does (412). A refusal is thrown as its Problem.
 */
export function useChange(object: ObjectMeta) {
  const save = useSave(object.path)
  const lookup = useLookup()
  return async (row: Row, changed: Values, text?: string): Promise<Row> => {
    const store = (version: number) =>
      save.mutateAsync({ id: row.id, version, changes: inputValues(changed), shown: changed })
    const saved = await store(row.version).catch(async problem => {
      if (problem.status !== 412) throw problem
      const { fields, now } = await conflictOf(object, row, Object.keys(changed))
      if (fields.length > 0) throw problem
      return store(now.version)
    })
    toast({
      text: text ?? changesText(object, changed, row, lookup),
      undo: () => putBack(object, saved, valuesOf(row, changed)),
    })
    return saved
  }
}

const inputValues = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, inputValue(value)]))

/** The values that `row` has where something is about to change. */
export const valuesOf = (row: Row, changed: Values): Values =>
  Object.fromEntries(Object.keys(changed).map(name => [name, row[name]]))

const changesText = (object: ObjectMeta, changed: Values, row: Row, lookup: Lookup): string =>
  object.fields
    .filter(f => f.name in changed)
    .map(f => changeText(f, changed[f.name], lookup, row))
    .join('，')

/** 等级改为 重点 */
export function changeText(field: FieldMeta, value: unknown, lookup: Lookup, row?: Row): string {
  const words = wordsIn(sentences)
  const text = fieldText(field, value, lookup, row)
  const short = text.length > TEXT_MAX ? `${text.slice(0, TEXT_MAX - 1)}…` : text
  return short ? words.setTo(field.label, short) : words.cleared(field.label)
}

/** Gives fields the values they had. `wrote` is the record as it was saved: who has changed one of them since keeps it. */
export async function putBack(object: ObjectMeta, wrote: Row, values: Values): Promise<void> {
  const now = await get<Row>(`/api/${object.path}/${wrote.id}`)
  if (Object.keys(values).some(name => !sameValue(now[name], wrote[name])))
    throw new Problem(409, 'undo.late', wordsIn(shared).kit.undoLate)
  await patch(`/api/${object.path}/${wrote.id}`, inputValues(values), { version: now.version })
  refresh(object.path, wrote.id)
}
