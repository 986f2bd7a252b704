import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { onChinasClock } from '../../core/calendar/china'
import { asProblem, type Page, post, readPage, useObject } from '../api'
import { fileAddress, type StoredFile } from '../fields/FileThumb'
import { momentText } from '../fields/format'
import { useLookup } from '../fields/lookups'
import { Select } from '../fields/Select'
import { asList } from '../fields/value'
import { Button } from '../kit/Button'
import { Bar } from '../kit/Figure'
import { Icon } from '../kit/Icon'
import { Empty, ErrorState, NoRights, SkeletonRows } from '../kit/States'
import { toast } from '../kit/Toast'
import { Scroll } from '../settings/Scroll'
import '../settings/settings.css'
import { fill, useLang, useWords } from '../words'
import './sales.css'
import * as words from './words'

const POLL_MS = 1_500
const isRunning = (status: unknown) => status === 'queued' || status === 'running'

/** 月结报表: a month's figures in one click, and the packs of the months before. */
export function MonthEndPage() {
  const w = useWords(words)
  const { pages } = useWords()
  const lang = useLang()
  const lookup = useLookup()
  const object = useObject('monthEndPack')
  const [month, setMonth] = useState(months[1]!)
  const [busy, setBusy] = useState(false)
  const query = useQuery({
    queryKey: ['records', 'month-end-packs', 'latest'],
    enabled: !!object,
    queryFn: ({ signal }): Promise<Page> =>
      readPage('month-end-packs', { sort: '-createdAt', limit: 50, count: 'none' }, undefined, signal),
    refetchInterval: ({ state }) => (state.data?.items.some(one => isRunning(one.status)) ? POLL_MS : false),
  })
  if (!object?.can.create) return <NoRights />
  async function make() {
    setBusy(true)
    try {
      await post('/api/month-end-packs', { month })
      toast({ text: fill(w.making, { month }) })
      await query.refetch()
    } catch (thrown) {
      const problem = asProblem(thrown)
      toast({ tone: 'over', text: problem.errors[0]?.message ?? problem.message })
    } finally {
      setBusy(false)
    }
  }
  const packs = query.data?.items ?? []
  return (
    <div className="set pack">
      <header className="set-head">
        <h1>{pages.monthEnd}</h1>
      </header>
      <p className="set-note">{w.packNote}</p>
      <div className="set-tools">
        <Select
          label={w.month}
          options={months.map(value => ({ value, label: value }))}
          value={month}
          onChange={setMonth}
        />
        <Button look="primary" icon="file-archive" busy={busy} onClick={() => void make()}>
          {fill(w.make, { month })}
        </Button>
      </div>
      <Scroll label={pages.monthEnd}>
        {query.error ? (
          <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
        ) : query.isPending ? (
          <SkeletonRows rows={4} />
        ) : packs.length === 0 ? (
          <Empty title={w.packNone} text={w.packNoneText} />
        ) : (
          <table className="set-table">
            <thead>
              <tr>
                <th>{w.month}</th>
                <th>{w.state}</th>
                <th>{w.file}</th>
                <th className="wide">{w.when}</th>
              </tr>
            </thead>
            <tbody>
              {packs.map(pack => (
                <tr key={pack.id}>
                  <td>{String(pack.name)}</td>
                  <td>
                    {isRunning(pack.status) ? (
                      <Bar
                        value={Number(pack.progress ?? 0) / 100}
                        label={fill(w.progress, { name: String(pack.name), n: Number(pack.progress ?? 0) })}
                      />
                    ) : pack.status === 'failed' ? (
                      <span className="over">{String(pack.failure ?? '')}</span>
                    ) : (
                      <span className="t2">{lookup.item('packStatus', String(pack.status))?.label}</span>
                    )}
                  </td>
                  <td>
                    <span className="pack-files">
                      {asList<StoredFile>(pack.files).map(file => (
                        <a key={file.id} className="set-kind" href={`${fileAddress(file)}?download`} download>
                          <Icon name="download" />
                          {file.name.endsWith('.pdf') ? 'PDF' : 'Excel'}
                        </a>
                      ))}
                    </span>
                  </td>
                  <td className="t2 wide">{momentText(String(pack.createdAt), lang)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Scroll>
    </div>
  )
}

/** This month and the ones before it, the latest first. */
const MONTHS = 24
const months = Array.from({ length: MONTHS }, (_, n) => {
  const now = onChinasClock(new Date())
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - n, 1)).toISOString().slice(0, 7)
})
