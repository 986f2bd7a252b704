import { useQuery } from '@tanstack/react-query'
import { get, useMetadata } from '../api'
import { momentText, sizeText } from '../fields/format'
import { Icon } from '../kit/Icon'
import { Empty } from '../kit/States'
import { fill, useLang, useWords } from '../words'
import { SettingsPage } from './Page'
import * as words from './words'

interface Export {
  id: string
  object: string
  fileName: string
  status: 'queued' | 'running' | 'done' | 'failed'
  rows: number
  sizeBytes: number | null
  failure: { message: string } | null
  createdAt: string
  expiresAt: string
}
const POLL_MS = 2_000

/** The caller's own exports; each can be fetched again for a day. */
export function Exports() {
  const w = useWords(words)
  const { pages } = useWords()
  const lang = useLang()
  const { objects } = useMetadata()
  const query = useQuery({
    queryKey: ['exports'],
    queryFn: () => get<{ items: Export[] }>('/api/exports'),
    staleTime: 0,
    refetchInterval: ({ state }) =>
      state.data?.items.some(e => e.status === 'queued' || e.status === 'running') ? POLL_MS : false,
  })
  return (
    <SettingsPage
      title={pages.exports}
      note={w.exportsText}
      query={query}
      empty={query.data?.items.length === 0 && <Empty title={w.noExports} text={w.noExportsText} />}
    >
      <table className="set-table">
        <thead>
          <tr>
            <th>{w.file}</th>
            <th className="wide">{w.object}</th>
            <th className="number">{w.rows}</th>
            <th className="number wide">{w.size}</th>
            <th>{w.when}</th>
            <th>{w.state}</th>
          </tr>
        </thead>
        <tbody>
          {query.data?.items.map(one => (
            <tr key={one.id}>
              <td>
                {one.status === 'done' ? (
                  <a className="set-kind" href={`/api/exports/${one.id}/file`} download>
                    <Icon name="download" />
                    {one.fileName}
                  </a>
                ) : (
                  one.fileName
                )}
              </td>
              <td className="wide">{objects.find(o => o.name === one.object)?.label ?? one.object}</td>
              <td className="number">{one.rows.toLocaleString('en-US')}</td>
              <td className="number wide">{one.sizeBytes === null ? '–' : sizeText(one.sizeBytes)}</td>
              <td className="t2">{momentText(one.createdAt, lang)}</td>
              <td>
                {one.status === 'failed' ? (
                  <span className="over">{one.failure?.message ?? w.states.failed}</span>
                ) : one.status === 'done' ? (
                  <span className="t2">{fill(w.until, { at: momentText(one.expiresAt, lang) })}</span>
                ) : (
                  <span className="due">{w.states[one.status]}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </SettingsPage>
  )
}
