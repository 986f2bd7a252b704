import { useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { get } from '../api'
import { Input } from '../kit/Input'
import { ErrorState, SkeletonRows } from '../kit/States'
import { fill, useWords } from '../words'
import { DictionaryItems } from './DictionaryItems'
import './settings.css'
import * as words from './words'

export interface DictionaryEntry {
  name: string
  label: string
  tree: boolean
  count: number
}

/** All dictionaries, and the items of the one that the address names. */
export function Dictionaries() {
  const w = useWords(words)
  const { pages } = useWords()
  const navigate = useNavigate()
  const { name } = useLocation().search as { name?: string }
  const [typed, setTyped] = useState('')
  const query = useQuery({
    queryKey: ['dictionaries'],
    queryFn: () => get<{ items: DictionaryEntry[] }>('/api/dictionaries'),
  })
  const all = query.data?.items ?? []
  const wanted = typed.trim().toLowerCase()
  const found = all.filter(d => `${d.label} ${d.name}`.toLowerCase().includes(wanted))
  const shown = all.find(d => d.name === name) ?? all[0]
  return (
    <div className="set">
      <header className="set-head">
        <h1>{pages.dictionaries}</h1>
        <span className="t3">{all.length || ''}</span>
      </header>
      {query.error ? (
        <ErrorState problem={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <div className="set-split">
          <nav className="set-aside" aria-label={pages.dictionaries}>
            <div className="set-aside-tools">
              <Input
                type="search"
                aria-label={w.findDictionary}
                placeholder={w.findDictionary}
                value={typed}
                onChange={event => setTyped(event.target.value)}
              />
            </div>
            <div className="set-aside-list">
              {query.isPending && <SkeletonRows rows={12} height={30} />}
              {found.map(d => (
                <button
                  key={d.name}
                  type="button"
                  className={`side-entry${d.name === shown?.name ? ' on' : ''}`}
                  aria-current={d.name === shown?.name ? 'page' : undefined}
                  onClick={() =>
                    void navigate({ to: '/settings/dictionaries' as never, search: { name: d.name } as never })
                  }
                >
                  <span className="ellipsis">{d.label}</span>
                  <span className="side-count">{d.count.toLocaleString('en-US')}</span>
                </button>
              ))}
              {query.data && found.length === 0 && <p className="t3">{fill(w.nothingNamed, { text: typed })}</p>}
            </div>
          </nav>
          {shown && <DictionaryItems key={shown.name} dictionary={shown} onChanged={() => void query.refetch()} />}
        </div>
      )}
    </div>
  )
}
