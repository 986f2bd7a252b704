import type { ReactNode } from 'react'
import { asProblem } from '../api'
import { ErrorState, SkeletonRows } from '../kit/States'
import { Scroll } from './Scroll'
import './settings.css'

interface SettingsPageProps {
  title: string
  /** How many there are. */
  count?: number
  /** What one may do, at the right of the head. */
  acts?: ReactNode
  /** What the page is for, where its name does not say it. */
  note?: string
  /** What is read; nothing is shown before its answer. */
  query: { isPending: boolean; error: unknown; refetch?(): unknown }
  /** Stands there instead when the answer holds nothing. */
  empty?: ReactNode
  children: ReactNode
}

/** A page of the settings that shows one table: its head, and below it what there is, or why there is nothing. */
export function SettingsPage({ title, count, acts, note, query, empty, children }: SettingsPageProps) {
  return (
    <div className="set">
      <header className="set-head">
        <h1>{title}</h1>
        {count !== undefined && <span className="t3">{count.toLocaleString('en-US')}</span>}
        <span className="spring" />
        {acts}
      </header>
      {note && <p className="set-note">{note}</p>}
      <Scroll label={title}>
        {query.error ? (
          <ErrorState problem={asProblem(query.error)} onRetry={query.refetch && (() => void query.refetch!())} />
        ) : query.isPending ? (
          <SkeletonRows rows={8} />
        ) : (
          empty || children
        )}
      </Scroll>
    </div>
  )
}
