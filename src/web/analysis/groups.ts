import type { ObjectMeta } from '../../core/metadata/types'
import { useMetadata } from '../api'
import type { Lookup } from '../fields/lookup'
import { useLookup } from '../fields/lookups'
import { fieldText } from '../fields/text'
import { isNamed, type Named } from '../fields/value'
import { useWords } from '../words'
import * as words from './words'

export type Value = Named | string | null

/** How a group is called: a reference by its name, a code by its label, a month as it is. */
export function useGroupNames(by: string): (value: Value) => string {
  const w = useWords(words)
  const lookup = useLookup()
  const object = useMetadata().objects.find(o => o.name === 'opportunity')
  return value => nameOf(object, lookup, by, value) || (isNamed(value) ? w.closed : w.noValue)
}

function nameOf(object: ObjectMeta | undefined, lookup: Lookup, by: string, value: Value): string {
  const field = object?.fields.find(f => f.name === by)
  return field ? fieldText(field, value, lookup) : typeof value === 'string' ? value : ''
}
export const keyOf = (value: Value): string => (isNamed(value) ? value.id : (value ?? ''))
