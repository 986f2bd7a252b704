import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { FieldMeta, ObjectMeta } from '../../../core/metadata/types'
import { asProblem, get, post, type Row } from '../../api'
import { FieldEditor } from '../../fields/FieldEditor'
import { isNamed, type Named } from '../../fields/value'
import { Avatar } from '../../kit/Avatar'
import { Button } from '../../kit/Button'
import { Dialog } from '../../kit/Panel'
import { ErrorState, SkeletonRows } from '../../kit/States'
import { Segmented } from '../../kit/Tabs'
import { toast } from '../../kit/Toast'
import { useWords } from '../../words'
import { nameOf } from './name'
import * as sentences from './words'

interface AccessAnswer {
  why: { reason: string }[]
  shares: { user: Named; level: 'read' | 'edit'; by: string | null }[]
  people: { user: Named; reason: string }[]
}
const PERSON: FieldMeta = {
  name: 'user',
  label: '',
  kind: 'ref',
  target: 'user',
  required: true,
  operators: [],
  access: 'write',
}

/** Who can see a record and why; from here it is shared with people and taken back from them. */
export function Access({ object, row, onClose }: { object: ObjectMeta; row: Row; onClose(): void }) {
  const words = useWords(sentences)
  const client = useQueryClient()
  const key = ['access', object.path, row.id]
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: () => get<AccessAnswer>(`/api/${object.path}/${row.id}/access`),
  })
  const [person, setPerson] = useState<unknown>(null)
  const [level, setLevel] = useState<'read' | 'edit'>('read')
  const [refusal, setRefusal] = useState<string | null>(null)
  const reason = (name: string) => words.reasons[name] ?? name

  const change = async (act: 'share' | 'unshare', user: Named, at: 'read' | 'edit' = level) => {
    try {
      setRefusal(null)
      client.setQueryData(
        key,
        await post<AccessAnswer>(`/api/${object.path}/${row.id}/${act}`, { user: user.id, level: at }),
      )
      return true
    } catch (thrown) {
      const problem = asProblem(thrown)
      setRefusal(problem.errors[0]?.message ?? problem.message)
      return false
    }
  }
  const share = async () => {
    if (!isNamed(person)) return setRefusal(words.chooseSomebody)
    if (!(await change('share', person))) return
    toast({ text: words.sharedWith(person.name ?? ''), undo: () => change('unshare', person) })
    setPerson(null)
  }
  const takeBack = async (given: AccessAnswer['shares'][number]) => {
    if (!(await change('unshare', given.user, given.level))) return
    toast({ text: words.unshared(given.user.name ?? ''), undo: () => change('share', given.user, given.level) })
  }
  return (
    <Dialog title={`${words.accessTitle} · ${nameOf(object, row)}`} onClose={onClose} width={520}>
      {error ? (
        <ErrorState problem={error} onRetry={refetch} />
      ) : !data ? (
        <SkeletonRows rows={5} />
      ) : (
        <div className="access">
          <p>{words.youSee(data.why.map(w => reason(w.reason)).join('；') || words.nobodyKnows)}</p>
          {object.owned && (
            <section>
              <h3>{words.sharedNow}</h3>
              {object.can.update && (
                <div className="access-share">
                  <FieldEditor
                    field={{ ...PERSON, label: words.shareWith }}
                    value={person}
                    onChange={setPerson}
                    placeholder={words.shareWith}
                  />
                  <Segmented
                    label={words.level}
                    value={level}
                    onChange={setLevel}
                    options={[
                      { id: 'read', label: words.canRead },
                      { id: 'edit', label: words.canEdit },
                    ]}
                  />
                  <Button look="primary" onClick={share}>
                    {words.share}
                  </Button>
                </div>
              )}
              {refusal && (
                <p className="access-refusal" role="alert">
                  {refusal}
                </p>
              )}
              {data.shares.length === 0 && <p className="record-none">{words.notShared}</p>}
              {data.shares.map(given => (
                <div className="access-person" key={given.user.id}>
                  <Avatar name={given.user.name ?? ''} size={24} />
                  <span>{given.user.name}</span>
                  <span className="access-why">{given.level === 'edit' ? words.canEdit : words.canRead}</span>
                  {object.can.update && (
                    <Button look="text" size={24} onClick={() => takeBack(given)}>
                      {words.unshare}
                    </Button>
                  )}
                </div>
              ))}
            </section>
          )}
          {data.people.length > 0 && (
            <section>
              <h3>
                {words.everybody} <span>{data.people.length}</span>
              </h3>
              {data.people.map(one => (
                <div className="access-person" key={one.user.id}>
                  <Avatar name={one.user.name ?? ''} size={24} />
                  <span>{one.user.name}</span>
                  <span className="access-why">{reason(one.reason)}</span>
                </div>
              ))}
            </section>
          )}
        </div>
      )}
    </Dialog>
  )
}
