import type { ObjectMeta } from '../../core/metadata/types'
import { asProblem, type Row, useAct } from '../api'
import { momentText } from '../fields/format'
import { Button } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { toast } from '../kit/Toast'
import { fill, useLang, useWords } from '../words'
import { useMerges } from './api'
import * as words from './words'

/** What was merged into a record, the latest of which can be taken back. */
export function Merges({ object, row }: { object: ObjectMeta; row: Row }) {
  const w = useWords(words)
  const lang = useLang()
  const act = useAct(object.path)
  const can = object.acts.some(a => a.name === 'unmerge')
  const { data } = useMerges(object.path, row.id, can)
  if (!data?.length) return null
  const unmerge = async (merge: string) => {
    try {
      await act.mutateAsync({ act: 'unmerge', id: row.id, input: { merge } })
      toast({ text: w.unmerged })
    } catch (thrown) {
      toast({ tone: 'over', text: asProblem(thrown).message })
    }
  }
  return (
    <section className="history-merges" aria-label={w.merges}>
      {data.map((merge, i) => (
        <p className="timeline-change" key={merge.id}>
          <Icon name="merge" size={14} />
          <span>
            {fill(w.mergeLine, {
              who: merge.actor?.name ?? w.system,
              when: momentText(merge.at, lang),
              names: merge.records.map(one => one.name).join('、'),
            })}
          </span>
          {i === 0 && (
            <Button look="link" busy={act.isPending} onClick={() => void unmerge(merge.id)}>
              {w.unmerge}
            </Button>
          )}
        </p>
      ))}
    </section>
  )
}
