import { useQuery } from '@tanstack/react-query'
import { Fragment } from 'react'
import type { FieldMeta } from '../../../core/metadata/types'
import { readPage, useObject } from '../../api'
import { useLookup } from '../../fields/lookups'
import { fieldText } from '../../fields/text'
import { asList } from '../../fields/value'
import { fill, useWords } from '../../words'
import type { Condition } from './filter'
import { relativeText } from './sentence'
import * as words from './words'

const SHOWN = 3

/** The value of a condition in words: 重点、战略 · 最近 30 天 · 我. */
export function ValueText({ field, condition }: { field: FieldMeta | undefined; condition: Condition }) {
  const w = useWords(words)
  const lookup = useLookup()
  const values = asList(condition.value)
  const named = useNames(field?.kind === 'ref' || field?.kind === 'refs' ? field.target : undefined, values)
  if (values.length === 0 || values.some(v => v === undefined || v === null || v === ''))
    return <span className="sentence-open">{w.choose}</span>
  if (!field) return <span>{values.map(String).join(w.comma)}</span>
  if (condition.op === 'relative') return <span>{relativeText(condition.value, w)}</span>

  const single: FieldMeta = { ...field, many: false }
  const text = (value: unknown) =>
    value === 'me'
      ? w.me
      : (named?.get(String(value)) ?? (named ? '…' : fieldText(single, value, lookup) || String(value)))
  if (condition.op === 'between') return <span>{values.map(text).join(' – ')}</span>
  const shown = values.slice(0, values.length > SHOWN ? 1 : SHOWN)
  if (values.length > SHOWN) return <span>{fill(w.etc, { first: text(values[0]), n: values.length })}</span>
  return shown.map((value, i) => (
    <Fragment key={String(value)}>
      {i > 0 && w.comma}
      <span>{text(value)}</span>
    </Fragment>
  ))
}

/** Names of the records that a filter mentions by id; undefined for values that are no references. */
function useNames(target: string | undefined, ids: readonly unknown[]): Map<string, string> | undefined {
  const object = useObject(target ?? '')
  const wanted = ids.filter(id => typeof id === 'string' && id !== 'me').slice(0, SHOWN) as string[]
  const { data } = useQuery({
    queryKey: ['names', target, wanted],
    enabled: !!object && wanted.length > 0,
    staleTime: 300_000,
    queryFn: async () => {
      const { items } = await readPage(object!.path, {
        fields: [object!.title],
        filter: { field: 'id', op: 'in', value: wanted },
        limit: SHOWN,
      })
      return new Map(items.map(row => [row.id, String(row[object!.title] ?? '')]))
    },
  })
  return target ? (data ?? new Map()) : undefined
}
