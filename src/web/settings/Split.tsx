import { useLocation, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { asProblem } from '../api'
import { Empty, ErrorState, SkeletonRows } from '../kit/States'
import { useWords } from '../words'
import './settings.css'

/** One of several things that a page of the settings has side by side. */
export interface SettingsEntry {
  id: string
  name: string
  /** Small, at the right of its name: where it belongs, how many it holds, that it is off. */
  aside?: ReactNode
}

interface SettingsSplitProps {
  title: string
  /** What the page is for, where its name does not say it. */
  note?: string
  /** What one may do, at the right of the head; offered again where there is nothing yet. */
  acts?: ReactNode
  /** What is read; nothing is shown before its answer. */
  query: { isPending: boolean; error: unknown; refetch?(): unknown }
  entries: readonly SettingsEntry[]
  /** How many there are in all, where `entries` are only those that were searched for. */
  count?: number
  /** The id of the entry that `children` shows. */
  chosen?: string
  onChoose(id: string): void
  /** Above the list: a search box. */
  tools?: ReactNode
  /** Said in the list where the search found none. */
  nothing?: string
  /** Said where there is nothing at all. */
  empty?: { title: string; text?: string }
  /** The editor of the chosen one: a `SettingsEditor`, or any `<section className="set-main">`. */
  children: ReactNode
}

/**
 * A page of the settings with a list at the left and an editor at the right: pools, rules, roles, flows.
 * `useChosen` keeps which one is open in the address. For a page that is one table, see `SettingsPage`.
 */
export function SettingsSplit(props: SettingsSplitProps) {
  const {
    title,
    note,
    acts,
    query,
    entries,
    count = entries.length,
    chosen,
    onChoose,
    tools,
    nothing,
    empty,
    children,
  } = props
  const { kit } = useWords()
  return (
    <div className="set">
      <header className="set-head">
        <h1>{title}</h1>
        <span className="t3">{count ? count.toLocaleString('en-US') : ''}</span>
        <span className="spring" />
        {acts}
      </header>
      {note && <p className="set-note">{note}</p>}
      {query.error ? (
        <ErrorState problem={asProblem(query.error)} onRetry={query.refetch && (() => void query.refetch!())} />
      ) : query.isPending ? (
        <SkeletonRows rows={5} />
      ) : empty && count === 0 ? (
        <Empty {...empty}>{acts}</Empty>
      ) : (
        <div className="set-split">
          <nav className="set-aside" aria-label={title}>
            {tools && <div className="set-aside-tools">{tools}</div>}
            <div className="set-aside-list">
              {entries.map(one => (
                <button
                  key={one.id}
                  type="button"
                  className={`side-entry${one.id === chosen ? ' on' : ''}`}
                  aria-current={one.id === chosen ? 'page' : undefined}
                  onClick={() => onChoose(one.id)}
                >
                  <span className="ellipsis">{one.name}</span>
                  {one.aside && <span className="small t3">{one.aside}</span>}
                </button>
              ))}
              {nothing && entries.length === 0 && <p className="t3">{nothing}</p>}
            </div>
          </nav>
          {children}
        </div>
      )}
      <span className="visually-hidden" role="status">
        {query.isPending ? kit.loading : ''}
      </span>
    </div>
  )
}

/**
 * Which entry the address names under `parameter`, and how to open another: without an id the page falls back on its
 * first. `const [id, choose] = useChosen('pool')` reads `/settings/pools?pool=…`.
 */
export function useChosen(parameter: string): [id: string | undefined, choose: (id?: string) => void] {
  const { pathname, search } = useLocation()
  const navigate = useNavigate()
  return [
    (search as Record<string, string | undefined>)[parameter],
    id => void navigate({ to: pathname as never, search: (id ? { [parameter]: id } : {}) as never }),
  ]
}
