import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { FieldMeta, ObjectMeta } from '../../core/metadata/types'
import { post, type Row, useRecord } from '../api'
import { FieldEditor } from '../fields/FieldEditor'
import { isNamed } from '../fields/value'
import { nameOf } from '../generic/record/name'
import { Button } from '../kit/Button'
import { Labelled } from '../kit/Input'
import { ErrorState, SkeletonRows } from '../kit/States'
import { useTitle } from '../shell/title'
import { fill, useWords } from '../words'
import './merging.css'
import * as words from './words'

interface Candidate {
  object: string
  id: string
  name: string
  score: number
  reasons: string[]
  masked: boolean
}

/** With one record in hand: which other is it the same as? The likely ones stand ready. */
export function ChooseOther({ object, id }: { object: ObjectMeta; id: string }) {
  const w = useWords(words)
  const navigate = useNavigate()
  const record = useRecord(object.path, id)
  const alike = useQuery({
    queryKey: ['duplicates', object.path, id],
    enabled: !!record.data,
    queryFn: ({ signal }) =>
      post<{ items: Candidate[] }>(`/api/${object.path}/duplicates`, draftOf(object, record.data!), { signal }),
  })
  useTitle(fill(w.title, { object: object.label }))
  if (record.error) return <ErrorState problem={record.error} />
  if (!record.data) return <SkeletonRows />
  const choose = (other: string) =>
    void navigate({ to: `/merge/${object.path}` as never, search: { ids: `${id},${other}` } as never })
  const found = alike.data?.items.filter(one => one.object === object.name && !one.masked) ?? []
  const field: FieldMeta = {
    name: 'other',
    label: w.other,
    kind: 'ref',
    target: object.name,
    operators: [],
    access: 'write',
  }
  return (
    <div className="merge">
      <header className="merge-head">
        <h1>{`${fill(w.title, { object: object.label })} ${nameOf(object, record.data)}`}</h1>
      </header>
      <p className="merge-note">{w.note}</p>
      <div className="merge-other">
        <Labelled label={w.other} hint={w.otherHint}>
          {() => (
            <FieldEditor
              field={field}
              value={null}
              onChange={value => isNamed(value) && value.id !== id && choose(value.id)}
            />
          )}
        </Labelled>
        <h2>{w.perhaps}</h2>
        {alike.isPending ? (
          <SkeletonRows rows={3} />
        ) : found.length === 0 ? (
          <p className="t3">{w.noneAlike}</p>
        ) : (
          <ul>
            {found.map(one => (
              <li key={one.id}>
                <span className="merge-score">{Math.round(one.score * 100)}%</span>
                <span>
                  {one.name}
                  <span className="t3"> {one.reasons.join('、')}</span>
                </span>
                <Button size={28} onClick={() => choose(one.id)}>
                  {w.choose}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  )
}

/** What the record says of itself, as one would type it. */
const draftOf = (object: ObjectMeta, row: Row) => ({
  id: row.id,
  ...Object.fromEntries(
    object.fields
      .filter(
        f =>
          ['text', 'phone', 'email', 'url', 'ref'].includes(f.kind) &&
          !f.system &&
          f.access !== 'masked' &&
          row[f.name],
      )
      .map(f => [f.name, row[f.name]]),
  ),
})
