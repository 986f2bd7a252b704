import { useState } from 'react'
import type { Occasion } from '../../domain/expenses'
import { asProblem, useMetadata } from '../api'
import { dayText } from '../fields/format'
import { Select } from '../fields/Select'
import { Button, IconButton } from '../kit/Button'
import { ErrorState, SkeletonRows } from '../kit/States'
import { spanOf } from '../supervision/report'
import { fill, useLang, useWords } from '../words'
import { useOccasions } from './claim'
import * as words from './words'

/** Visits and meetings that no expense names yet: a press makes one an expense with day, customer and deal filled in. */
export function Occasions({ taken, onAdd }: { taken: readonly string[]; onAdd(some: readonly Occasion[]): void }) {
  const w = useWords(words)
  const lang = useLang()
  const { dictionaries } = useMetadata()
  const [period, setPeriod] = useState('thisMonth')
  const query = useOccasions(spanOf(period))
  const open = (query.data?.items ?? []).filter(one => !taken.includes(one.activity))
  const kind = (code: string) => dictionaries.activityType?.items.find(item => item.code === code)?.label ?? code
  return (
    <aside className="claim-occasions" aria-label={w.occasions}>
      <div className="claim-occasions-head">
        <h2>{w.occasions}</h2>
        {open.length > 1 && (
          <Button look="link" onClick={() => onAdd(open)}>
            {w.addAll}
          </Button>
        )}
      </div>
      <Select
        label={w.period}
        options={Object.entries(w.periods).map(([value, label]) => ({ value, label }))}
        value={period}
        onChange={setPeriod}
      />
      {query.error ? (
        <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        <SkeletonRows rows={4} />
      ) : open.length === 0 ? (
        <p className="t3">{w.occasionsNone}</p>
      ) : (
        <ul>
          {open.map(one => (
            <li key={one.activity}>
              <span className="claim-occasion">
                <span className="ellipsis">{one.account?.name ?? one.subject}</span>
                <span className="small t3 ellipsis">
                  {[dayText(one.day, lang), kind(one.type), one.account && one.subject].filter(Boolean).join(' · ')}
                </span>
              </span>
              <IconButton
                icon="plus"
                size={28}
                label={fill(w.addOne, { name: one.subject })}
                onClick={() => onAdd([one])}
              />
            </li>
          ))}
        </ul>
      )}
    </aside>
  )
}
