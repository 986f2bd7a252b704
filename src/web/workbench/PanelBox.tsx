import type { ReactNode } from 'react'
import type { useRecords } from '../api'
import { type Row, rowsOf } from '../api'
import { ErrorState, Skeleton } from '../kit/States'
import { Link } from '../shell/Link'
import { useWords } from '../words'
import * as words from './words'

/** A panel: its name, how many, and where to see them all. */
export function PanelBox({
  name,
  count,
  note,
  all,
  children,
}: {
  name: keyof typeof words.zhCN.panels
  count?: number | null
  note?: ReactNode
  all?: string
  children: ReactNode
}) {
  const w = useWords(words)
  return (
    <section className="bench-panel" aria-label={w.panels[name]}>
      <div className="bench-head">
        <h2>{w.panels[name]}</h2>
        {!!count && <span className="bench-count">{count}</span>}
        <span className="spring" />
        {note && <span className="bench-note">{note}</span>}
        {all && (
          <Link to={all} className="bench-note bench-all">
            {w.all}
          </Link>
        )}
      </div>
      {children}
    </section>
  )
}

const USUAL = 6

/** Rows of a panel, or what stands there until they come, when they don't, and when there are none. */
export function PanelRows({
  list,
  empty,
  children,
}: {
  list: ReturnType<typeof useRecords>
  empty: ReactNode
  children: (row: Row) => ReactNode
}) {
  const items = rowsOf(list.data)
  if (list.error) return <ErrorState problem={list.error} onRetry={() => void list.refetch()} />
  if (list.isPending)
    return (
      <div aria-hidden="true">
        {Array.from({ length: USUAL }, (_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines that stand for nothing
          <div key={i} className="bench-row">
            <Skeleton width={`${40 + ((i * 23) % 30)}%`} />
          </div>
        ))}
      </div>
    )
  return items.length ? <ul>{items.map(children)}</ul> : <div className="bench-empty">{empty}</div>
}
