import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { get, useMetadata } from '../api'
import { momentText } from '../fields/format'
import { type ImportJob, isRunning, undoImport } from '../importing/api'
import { Button } from '../kit/Button'
import { Bar } from '../kit/Figure'
import { Menu } from '../kit/Menu'
import { Empty } from '../kit/States'
import { Link } from '../shell/Link'
import { fill, useLang, useWords } from '../words'
import { SettingsPage } from './Page'
import * as words from './words'

const POLL_MS = 1_500

/** The caller's own imports: what became of each, its failed rows, and the way back. */
export function Imports() {
  const w = useWords(words)
  const { pages } = useWords()
  const lang = useLang()
  const navigate = useNavigate()
  const { objects } = useMetadata()
  const [menu, setMenu] = useState<HTMLElement | null>(null)
  const query = useQuery({
    queryKey: ['imports'],
    queryFn: () => get<{ items: ImportJob[] }>('/api/imports'),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.items.some(isRunning) ? POLL_MS : false),
  })
  const importable = objects.filter(o => o.can.import && !o.internal && !o.setup)
  const items = query.data?.items.filter(one => one.mode === 'run') ?? []
  return (
    <>
      <SettingsPage
        title={pages.imports}
        acts={
          <Button icon="upload" aria-haspopup="menu" onClick={event => setMenu(event.currentTarget)}>
            {pages.importing}
          </Button>
        }
        query={query}
        empty={items.length === 0 && <Empty title={w.noImports} text={w.noImportsText} />}
      >
        <table className="set-table">
          <thead>
            <tr>
              <th>{w.file}</th>
              <th className="wide">{w.object}</th>
              <th>{w.when}</th>
              <th>{w.state}</th>
              <th className="number wide">{w.created}</th>
              <th className="number wide">{w.updated}</th>
              <th className="number wide">{w.skipped}</th>
              <th className="number">{w.failed}</th>
              <th>
                <span className="visually-hidden">{w.undo}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map(one => {
              const object = objects.find(o => o.name === one.object)
              return (
                <tr key={one.id}>
                  <td>
                    {object ? <Link to={`/import/${object.path}?job=${one.id}`}>{one.fileName}</Link> : one.fileName}
                  </td>
                  <td className="wide">{object?.label ?? one.object}</td>
                  <td className="t2">{momentText(one.createdAt, lang)}</td>
                  <td>
                    <State one={one} />
                  </td>
                  {[one.created, one.updated, one.skipped + one.unchanged].map((n, i) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: three columns that never move
                    <td key={i} className="number wide">
                      {n ? n.toLocaleString('en-US') : <span className="set-none">–</span>}
                    </td>
                  ))}
                  <td className="number">
                    {one.failed ? (
                      <a
                        className="over"
                        href={`/api/imports/${one.id}/errors`}
                        download
                        aria-label={fill(w.failedRows, { n: one.failed })}
                      >
                        {one.failed.toLocaleString('en-US')}
                      </a>
                    ) : (
                      <span className="set-none">–</span>
                    )}
                  </td>
                  <td className="acts">
                    {!isRunning(one) && !one.undone && one.created + one.updated > 0 && (
                      <Button
                        size={28}
                        look="text"
                        icon="undo-2"
                        onClick={() => void undoImport(one.id).then(() => query.refetch())}
                      >
                        {w.undo}
                      </Button>
                    )}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </SettingsPage>
      {menu && (
        <Menu
          anchor={menu}
          label={pages.importing}
          placement="bottom-end"
          onClose={() => setMenu(null)}
          entries={importable.map(o => ({
            label: o.label,
            icon: o.icon,
            onSelect: () => void navigate({ to: `/import/${o.path}` as never }),
          }))}
        />
      )}
    </>
  )
}

function State({ one }: { one: ImportJob }) {
  const w = useWords(words)
  if (isRunning(one))
    return (
      <span className="set-bar">
        <Bar value={one.progress} label={w.states[one.status] ?? ''} />
        <span className="small t2">{Math.round(one.progress * 100)}%</span>
      </span>
    )
  if (one.undone) return <span className="t2">{w.undone}</span>
  if (one.status === 'failed') return <span className="over">{one.failure?.message ?? w.states.failed}</span>
  return <span className="won">{w.states.done}</span>
}
