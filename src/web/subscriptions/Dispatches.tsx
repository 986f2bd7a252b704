import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { asProblem, post, type Row, refresh, rowsOf, useObject, useRecords } from '../api'
import { dayText, shiftDay, todayInChina } from '../fields/format'
import { useLookup } from '../fields/lookups'
import { isNamed } from '../fields/value'
import { Button } from '../kit/Button'
import { Chip } from '../kit/Chip'
import { Bar } from '../kit/Figure'
import { Checkbox } from '../kit/Input'
import { Empty, ErrorState, NoRights, SkeletonRows } from '../kit/States'
import { toast } from '../kit/Toast'
import '../settings/settings.css'
import { Link } from '../shell/Link'
import { fill, useLang, useWords } from '../words'
import './subscriptions.css'
import * as words from './words'

/** So far back and ahead the issues are shown that are to be sent. */
const BACK_DAYS = 45
const AHEAD_DAYS = 60

/** Which issues go out next, and the lists by which they do. */
export function Dispatches() {
  const w = useWords(words).dispatches
  const { pages } = useWords()
  const object = useObject('dispatch')
  const today = todayInChina()
  const issues = useRecords('issues', {
    fields: ['name', 'publication', 'publishesOn'],
    filter: { field: 'publishesOn', op: 'between', value: [shiftDay(today, -BACK_DAYS), shiftDay(today, AHEAD_DAYS)] },
    sort: 'publishesOn',
    limit: 100,
  })
  const lists = useRecords('dispatches', { sort: '-createdAt', limit: 50 }, { enabled: !!object })
  if (!object) return <NoRights title={w.noRights} />
  const made = rowsOf(lists.data)
  const error = issues.error ?? lists.error
  return (
    <div className="set dispatches">
      <header className="set-head">
        <h1>{pages.dispatches}</h1>
        <span className="spring" />
        <Link to="/renewals">{pages.renewals}</Link>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="set-body" tabIndex={0} role="region" aria-label={pages.dispatches}>
        {error ? (
          <ErrorState problem={asProblem(error)} onRetry={() => void lists.refetch()} />
        ) : issues.isPending || lists.isPending ? (
          <SkeletonRows rows={8} height={44} />
        ) : (
          <>
            <section>
              <h2>{w.upcoming}</h2>
              {rowsOf(issues.data).length === 0 ? (
                <Empty title={w.none} text={w.noneText} />
              ) : (
                <ul className="dispatch-rows">
                  {rowsOf(issues.data).map(issue => (
                    <IssueRow
                      key={issue.id}
                      issue={issue}
                      lists={made.filter(one => isNamed(one.issue) && one.issue.id === issue.id)}
                      may={object.acts.some(act => act.name === 'generate') && object.can.create}
                    />
                  ))}
                </ul>
              )}
            </section>
            <section>
              <h2>{w.lists}</h2>
              {made.length === 0 ? (
                <p className="t3">{w.noLists}</p>
              ) : (
                <ul className="dispatch-rows lists">
                  {made.map(row => (
                    <ListRow key={row.id} row={row} />
                  ))}
                </ul>
              )}
            </section>
          </>
        )}
      </div>
    </div>
  )
}

function IssueRow({ issue, lists, may }: { issue: Row; lists: readonly Row[]; may: boolean }) {
  const w = useWords(words).dispatches
  const lang = useLang()
  const lookup = useLookup()
  const navigate = useNavigate()
  const [back, setBack] = useState(false)
  const [busy, setBusy] = useState(false)
  async function make() {
    setBusy(true)
    try {
      const row = await post<Row>(
        '/api/dispatches/generate',
        { issue: issue.id, backIssues: back },
        { key: crypto.randomUUID() },
      )
      refresh('dispatches')
      void navigate({ to: `/dispatches/${row.id}` as never })
    } catch (thrown) {
      toast({ tone: 'over', text: asProblem(thrown).message })
      setBusy(false)
    }
  }
  return (
    <li>
      <b className="ellipsis">{String(issue.name)}</b>
      <span className="t3 small">{fill(w.appears, { day: dayText(String(issue.publishesOn), lang) })}</span>
      <span className="dispatch-state">
        {lists.map(one => {
          const status = lookup.item('dispatchStatus', String(one.status))
          return (
            <Link key={one.id} to={`/dispatches/${one.id}`}>
              <Chip tone={status?.tone}>{status?.label}</Chip>
            </Link>
          )
        })}
      </span>
      {may && (
        <span className="dispatch-make">
          <Checkbox checked={back} onChange={setBack}>
            {w.back}
          </Checkbox>
          <Button size={28} busy={busy} look={lists.length ? undefined : 'outline'} onClick={() => void make()}>
            {w.make}
          </Button>
        </span>
      )}
    </li>
  )
}

function ListRow({ row }: { row: Row }) {
  const w = useWords(words).dispatches
  const lookup = useLookup()
  const lang = useLang()
  const status = lookup.item('dispatchStatus', String(row.status))
  return (
    <li>
      <Link to={`/dispatches/${row.id}`} className="ellipsis">
        <b>{String(row.name)}</b> <span className="t3 small">{String(row.code ?? '')}</span>
      </Link>
      <span className="t2 small">
        {row.status === 'working'
          ? fill(w.working, { done: Number(row.done ?? 0), total: Number(row.total ?? 0) })
          : fill(w.count, {
              addresses: Number(row.addresses ?? 0).toLocaleString('en-US'),
              copies: Number(row.copies ?? 0).toLocaleString('en-US'),
            })}
        {Number(row.resent) > 0 && ` · ${fill(w.resent, { n: Number(row.resent) })}`}
      </span>
      <span className="dispatch-state">
        {row.status === 'working' ? (
          <Bar value={Number(row.done ?? 0) / Math.max(1, Number(row.total ?? 0))} label={status?.label ?? ''} />
        ) : (
          <Chip tone={status?.tone}>{status?.label}</Chip>
        )}
      </span>
      <span className="small t3">{typeof row.sentOn === 'string' && dayText(row.sentOn, lang)}</span>
    </li>
  )
}
