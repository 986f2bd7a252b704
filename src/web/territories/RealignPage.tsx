import { useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { asProblem, post, type Row, request, rowsOf, useMetadata, useObject, useRecords, useSession } from '../api'
import { useLookup } from '../fields/lookups'
import { Select } from '../fields/Select'
import { fieldText } from '../fields/text'
import '../importing/importing.css'
import { Button } from '../kit/Button'
import { Checkbox } from '../kit/Input'
import { Empty, ErrorState, NoRights, SkeletonRows } from '../kit/States'
import { toast } from '../kit/Toast'
import '../settings/settings.css'
import { Link } from '../shell/Link'
import { fill, useWords } from '../words'
import { Outlook } from './Outlook'
import type { Preview } from './territory'
import * as words from './words'
import './territories.css'

/** A look ahead at what bringing everything to its territory would change, and the start of it. */
export function RealignPage() {
  const territory = useObject('territory')
  return territory?.acts.some(act => act.name === 'realign') && territory.can.update ? <Realign /> : <NoRights />
}

function Realign() {
  const { realign: w, trial } = useWords(words)
  const navigate = useNavigate()
  const session = useSession()
  const { dictionaries } = useMetadata()
  const asked = useLocation().search as { board?: string }
  const [owners, setOwners] = useState(true)
  const [evenIf, setEvenIf] = useState<string[]>([])
  const [busy, setBusy] = useState(false)
  const everywhere = session.rights.territory?.update === 'all'
  const boards = useRecords('boards', { fields: ['name'], sort: 'position', limit: 100 }, { enabled: everywhere })
  const board = (everywhere && asked.board) || session.board.id
  const body = { board, owners, evenIf }
  const query = useQuery({
    // A territory that is saved while this is looked at changes it.
    queryKey: ['aggregate', 'territories', 'preview', body],
    queryFn: ({ signal }) => request<Preview>('/api/territories/preview', { method: 'POST', body, signal }),
    placeholderData: before => before,
    staleTime: 0,
  })
  const preview = query.data
  async function start() {
    setBusy(true)
    try {
      const made = await post<Row>('/api/territories/realign', body, { key: crypto.randomUUID() })
      void navigate({ to: `/realignments/${made.id}` as never })
    } catch (thrown) {
      toast({ tone: 'over', text: asProblem(thrown).message })
      setBusy(false)
    }
  }
  const count = (n: number) => n.toLocaleString('en-US')
  return (
    <div className="set">
      <header className="set-head">
        <h1>{w.title}</h1>
        <span className="spring" />
        <Link to="/settings/territories">{w.edit}</Link>
      </header>
      {everywhere && (
        <div className="set-tools">
          <Select
            label={w.board}
            options={rowsOf(boards.data).map(row => ({ value: row.id, label: String(row.name) }))}
            value={board}
            onChange={id => void navigate({ to: '/realign' as never, search: { board: id } as never, replace: true })}
          />
        </div>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="set-body" tabIndex={0} role="region" aria-label={w.title} aria-busy={query.isFetching}>
        <div className="realign set-trial-free">
          <div className="realign-choices">
            <Checkbox checked={owners} onChange={setOwners}>
              {w.owners}
            </Checkbox>
            {owners && (
              <>
                <p className="t3 small">{w.evenIf}</p>
                {dictionaries.recycleExemption?.items
                  .filter(item => !item.inactive)
                  .map(item => (
                    <Checkbox
                      key={item.code}
                      checked={evenIf.includes(item.code)}
                      onChange={on =>
                        setEvenIf(now => (on ? [...now, item.code] : now.filter(code => code !== item.code)))
                      }
                    >
                      {item.label}
                    </Checkbox>
                  ))}
              </>
            )}
          </div>
          {query.error ? (
            <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
          ) : !preview ? (
            <SkeletonRows rows={6} />
          ) : preview.total === 0 ? (
            <>
              <Empty title={w.nothing} text={w.nothingText} />
              <Outlook preview={preview} wide />
            </>
          ) : (
            <>
              <p className="realign-sum">
                {[
                  preview.placed > 0 && fill(trial.placed, { n: count(preview.placed) }),
                  preview.owners > 0 && fill(trial.owners, { n: count(preview.owners) }),
                ]
                  .filter(Boolean)
                  .join('，')}
              </p>
              <Outlook preview={preview} wide />
              <div className="imp-acts">
                <Button look="primary" busy={busy} onClick={() => void start()}>
                  {fill(w.start, { n: count(preview.total) })}
                </Button>
              </div>
            </>
          )}
          <Past />
        </div>
      </div>
      <span className="visually-hidden" role="status">
        {query.isFetching ? trial.title : ''}
      </span>
    </div>
  )
}

function Past() {
  const { realign: w } = useWords(words)
  const object = useObject('realignment')
  const lookup = useLookup()
  const query = useRecords(
    'realignments',
    { fields: ['title', 'status', 'done', 'total', 'owner', 'createdAt'], sort: '-createdAt', limit: 10 },
    { enabled: !!object },
  )
  const rows = rowsOf(query.data)
  const created = object?.fields.find(field => field.name === 'createdAt')
  if (rows.length === 0 || !created) return null
  return (
    <section>
      <h2>{w.past}</h2>
      <ul className="realign-past">
        {rows.map(row => (
          <li key={row.id}>
            <Link to={`/realignments/${row.id}`} className="ellipsis">
              {String(row.title)}
            </Link>
            <span className="t2">{w.status[String(row.status)]}</span>
            <span className="t3">{fieldText(created, row.createdAt, lookup)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
