import { useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { asProblem, get, post, type Row, refresh, rowsOf, useAct, useObject, useRecord, useRecords } from '../api'
import { useLookup } from '../fields/lookups'
import { Select } from '../fields/Select'
import { isNamed } from '../fields/value'
import { openForm } from '../generic/form/open'
import { useAllowed } from '../generic/record/useAllowed'
import { useRecordActs } from '../generic/record/useRecordActs'
import { Button } from '../kit/Button'
import { Chip } from '../kit/Chip'
import { Bar, Figure, Figures } from '../kit/Figure'
import { Input } from '../kit/Input'
import { Empty, ErrorState, Notice, SkeletonRows } from '../kit/States'
import { toast } from '../kit/Toast'
import { useQuiet } from '../kit/useQuiet'
import '../settings/settings.css'
import { Link } from '../shell/Link'
import { useTitle } from '../shell/title'
import { fill, useWords } from '../words'
import './subscriptions.css'
import * as words from './words'

const PAGE = 100
const POLL_MS = 1_000
const EXPORTED = [
  'recipient',
  'copies',
  'issue.name',
  'method',
  'region',
  'address',
  'postcode',
  'phone',
  'status',
] as const

/** One list: who gets how many copies where, and what became of them. */
export function DispatchPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const object = useObject('dispatch')
  const record = useRecord(object?.path ?? '', object ? id : undefined)
  const working = record.data?.status === 'working'
  useEffect(() => {
    if (!working) return
    const timer = setInterval(() => void record.refetch(), POLL_MS)
    return () => {
      clearInterval(timer)
      refresh('dispatch-lines')
    }
  }, [working, record.refetch])
  if (record.error) return <ErrorState problem={asProblem(record.error)} onRetry={() => void record.refetch()} />
  if (!record.data) return <SkeletonRows rows={10} height={44} />
  return <Loaded row={record.data} />
}

function Loaded({ row }: { row: Row }) {
  const w = useWords(words)
  const { pages, kit } = useWords()
  const object = useAllowed(useObject('dispatch')!, row)
  const lines = useObject('dispatchLine')
  const lookup = useLookup()
  const acts = useRecordActs(object, row)
  const status = lookup.item('dispatchStatus', String(row.status))
  useTitle(String(row.name))
  return (
    <div className="set dispatch-page">
      <header className="set-head">
        <Link to="/dispatches" className="t3">
          {pages.dispatches}
        </Link>
        <h1>{String(row.name)}</h1>
        <Chip tone={status?.tone}>{status?.label}</Chip>
        <span className="spring" />
        {row.status !== 'working' && (
          <>
            <Link to={`/dispatches/${row.id}/labels`} className="k-button k-button-default k-button-32">
              {w.dispatch.labels}
            </Link>
            {lines?.can.export && <Exporting row={row} />}
          </>
        )}
        {object.acts
          .filter(act => act.on === 'record' && ['regenerate', 'send', 'unsend'].includes(act.name))
          .map(act => (
            <Button
              key={act.name}
              icon={act.icon}
              look={act.name === 'send' ? 'primary' : undefined}
              onClick={() => acts.start(act)}
            >
              {act.label}
            </Button>
          ))}
        {object.can.delete && row.status !== 'sent' && <Button onClick={() => void acts.remove()}>{kit.remove}</Button>}
      </header>
      {row.status === 'failed' && <Notice tone="over">{w.dispatch.failed}</Notice>}
      {row.status === 'working' ? (
        <div className="dispatch-working" role="status">
          <p>
            {fill(w.dispatches.working, {
              done: Number(row.done ?? 0).toLocaleString('en-US'),
              total: Number(row.total ?? 0).toLocaleString('en-US'),
            })}
          </p>
          <Bar value={Number(row.done ?? 0) / Math.max(1, Number(row.total ?? 0))} label={status?.label ?? ''} />
        </div>
      ) : (
        <Lines row={row} />
      )}
    </div>
  )
}

/** The list as a spreadsheet, for the printer or the post office. */
function Exporting({ row }: { row: Row }) {
  const w = useWords(words).dispatch
  const [busy, setBusy] = useState(false)
  async function run() {
    setBusy(true)
    try {
      const job = await post<{ id: string }>('/api/exports', {
        object: 'dispatchLine',
        filter: { field: 'dispatch', op: 'eq', value: row.id },
        fields: EXPORTED,
        sort: 'postcode',
        format: 'xlsx',
      })
      for (;;) {
        const { status } = await get<{ status: string }>(`/api/exports/${job.id}`)
        if (status === 'done') break
        if (status === 'failed') throw new Error(status)
        await new Promise(done => setTimeout(done, POLL_MS))
      }
      window.location.assign(`/api/exports/${job.id}/file`)
    } catch (thrown) {
      toast({ tone: 'over', text: asProblem(thrown).message })
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button icon="file-output" busy={busy} onClick={() => void run()}>
      {busy ? w.exporting : w.export}
    </Button>
  )
}

function Lines({ row }: { row: Row }) {
  const w = useWords(words).dispatch
  const lookup = useLookup()
  const [typed, setTyped] = useState('')
  const [method, setMethod] = useState('')
  const [state, setState] = useState('')
  const text = useQuiet(typed.trim())
  const given = {
    and: [
      { field: 'dispatch', op: 'eq', value: row.id },
      ...(method ? [{ field: 'method', op: 'eq', value: method }] : []),
      ...(state ? [{ field: 'status', op: 'eq', value: state }] : []),
      ...(text
        ? [
            {
              or: [
                { field: 'recipient', op: 'contains', value: text },
                { field: 'address', op: 'contains', value: text },
              ],
            },
          ]
        : []),
    ],
  }
  const query = useRecords('dispatch-lines', { filter: given, sort: 'postcode', limit: PAGE })
  const troubled = useRecords('dispatch-lines', {
    fields: ['status'],
    filter: {
      and: [
        { field: 'dispatch', op: 'eq', value: row.id },
        { field: 'status', op: 'in', value: ['missed', 'returned', 'resent'] },
      ],
    },
    limit: 1,
    count: 'exact',
  })
  const rows = rowsOf(query.data)
  const items = (dictionary: string, codes: readonly string[]) => [
    { value: '', label: w.all },
    ...codes.map(code => ({ value: code, label: lookup.item(dictionary, code)?.label ?? code })),
  ]
  return (
    <>
      <Figures>
        <Figure label={w.addresses} value={Number(row.addresses ?? 0).toLocaleString('en-US')} />
        <Figure label={w.copies} value={Number(row.copies ?? 0).toLocaleString('en-US')} />
        <Figure label={w.resent} value={Number(row.resent ?? 0).toLocaleString('en-US')} />
        <Figure label={w.troubled} value={(troubled.data?.pages[0]?.total ?? 0).toLocaleString('en-US')} />
      </Figures>
      <div className="set-tools">
        <Input
          className="set-search"
          type="search"
          aria-label={w.search}
          placeholder={w.search}
          value={typed}
          onChange={event => setTyped(event.target.value)}
        />
        <Select
          label={w.method}
          options={items('dispatchMethod', ['post', 'courier', 'own', 'pickup'])}
          value={method}
          onChange={setMethod}
        />
        <Select
          label={w.status}
          options={items('dispatchLineStatus', ['listed', 'missed', 'returned', 'resent'])}
          value={state}
          onChange={setState}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="set-body" tabIndex={0} role="region" aria-label={String(row.name)}>
        {query.error ? (
          <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
        ) : query.isPending ? (
          <SkeletonRows rows={10} />
        ) : rows.length === 0 ? (
          row.addresses ? (
            <Empty title={w.none} />
          ) : (
            <Empty title={w.empty} text={w.emptyText} />
          )
        ) : (
          <ul className="line-rows">
            {rows.map(line => (
              <Line key={line.id} line={line} sent={row.status === 'sent'} />
            ))}
          </ul>
        )}
        {query.hasNextPage && (
          <div className="set-more">
            <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {w.more}
            </Button>
          </div>
        )}
      </div>
    </>
  )
}

function Line({ line, sent }: { line: Row; sent: boolean }) {
  const w = useWords(words).dispatch
  const object = useObject('dispatchLine')!
  const lookup = useLookup()
  const doing = useAct(object.path)
  const act = (name: string) => object.acts.find(one => one.name === name)
  const status = lookup.item('dispatchLineStatus', String(line.status))
  const run = async (name: string, input?: Record<string, unknown>) => {
    await doing.mutateAsync({ act: name, id: line.id, version: line.version, input })
    refresh('dispatch-lines')
  }
  const ask = (name: string) =>
    openForm({ act: act(name)!, subject: String(line.recipient), run: input => run(name, input) })
  return (
    <li>
      <span className="ellipsis">
        <b>{String(line.recipient)}</b>{' '}
        {isNamed(line.account) ? (
          <Link to={`/accounts/${line.account.id}`} className="t2">
            {line.account.name ?? w.hidden}
          </Link>
        ) : null}
      </span>
      <span className="ellipsis t2">
        {[line.postcode, line.address].filter(Boolean).join(' ')}
        {typeof line.reason === 'string' && <span className="t3"> · {line.reason}</span>}
      </span>
      <span className="small t3 ellipsis">{isNamed(line.issue) ? line.issue.name : ''}</span>
      <span className="number">{Number(line.copies)}</span>
      <span className="small t2">{lookup.item('dispatchMethod', String(line.method))?.label}</span>
      <span className="line-state">
        {line.status !== 'listed' && (
          <Chip tone={status?.tone}>
            {status?.label}
            {line.again === true && ` · ${w.again}`}
          </Chip>
        )}
        {sent && line.status === 'listed' && act('missed') && (
          <>
            <Button size={24} look="text" onClick={() => ask('missed')}>
              {w.missed}
            </Button>
            <Button size={24} look="text" onClick={() => ask('returned')}>
              {w.returned}
            </Button>
          </>
        )}
        {(line.status === 'missed' || line.status === 'returned') && act('clear') && (
          <Button
            size={24}
            look="text"
            onClick={() => void run('clear').catch(thrown => toast({ tone: 'over', text: asProblem(thrown).message }))}
          >
            {w.clear}
          </Button>
        )}
      </span>
    </li>
  )
}
