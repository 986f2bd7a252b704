import { useState } from 'react'
import { asProblem, type Row, rowsOf, useBatch, useObject, useRecords } from '../api'
import { dayText, shiftDay, todayInChina } from '../fields/format'
import { Select } from '../fields/Select'
import { isNamed, type Named } from '../fields/value'
import { openForm } from '../generic/form/open'
import { Button } from '../kit/Button'
import { Checkbox } from '../kit/Input'
import { Empty, ErrorState, NoRights, SkeletonRows } from '../kit/States'
import { Segmented } from '../kit/Tabs'
import { toast } from '../kit/Toast'
import '../settings/settings.css'
import { Link } from '../shell/Link'
import { fill, useLang, useWords } from '../words'
import { usePublications } from './publishing'
import './subscriptions.css'
import * as words from './words'

const PAGE = 100
type Ending = Named & { publishesOn?: string }
const DAYS: Record<string, number> = { past: -1, month: 30, quarter: 90, half: 183 }

/** Subscriptions that end soon, to be renewed one by one or many at once. */
export function Renewals() {
  const w = useWords(words).renewals
  const { pages } = useWords()
  const lang = useLang()
  const object = useObject('subscription')
  const publications = usePublications()
  const [publication, setPublication] = useState('')
  const [horizon, setHorizon] = useState('quarter')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const batch = useBatch('subscriptions')
  const today = todayInChina()
  const query = useRecords(
    'subscriptions',
    {
      fields: [
        'recipient',
        'account',
        'publication',
        'untilIssue',
        'untilIssue.publishesOn',
        'copies',
        'phone',
        'owner',
        'version',
      ],
      filter: {
        and: [
          { field: 'status', op: 'in', value: ['active', 'paused'] },
          { field: 'renewedBy', op: 'isNull' },
          ...(publication ? [{ field: 'publication', op: 'eq', value: publication }] : []),
          horizon === 'past'
            ? { field: 'untilIssue.publishesOn', op: 'lt', value: today }
            : {
                field: 'untilIssue.publishesOn',
                op: 'between',
                value: [today, shiftDay(today, DAYS[horizon]!)],
              },
        ],
      },
      sort: 'untilIssue.publishesOn',
      limit: PAGE,
      count: 'estimate',
    },
    { enabled: !!object },
  )
  if (!object) return <NoRights title={w.noRights} />
  const rows = rowsOf(query.data)
  const renew = object.acts.find(act => act.name === 'renew')
  const toggle = (ids: readonly string[], on: boolean) =>
    setChosen(now => {
      const next = new Set(now)
      for (const id of ids) on ? next.add(id) : next.delete(id)
      return next
    })
  const start = (some: readonly Row[]) =>
    openForm({
      act: renew!,
      subject: some.length === 1 ? String(some[0]!.recipient) : fill(w.chosen, { n: some.length }),
      async run(input) {
        const { items } = await batch.mutateAsync({ act: 'renew', ids: some.map(one => one.id), input })
        const failed = items.filter(one => !one.ok)
        if (items.length > failed.length) toast({ text: fill(w.renewed, { n: items.length - failed.length }) })
        if (failed.length)
          toast({ tone: 'over', text: fill(w.failed, { n: failed.length, why: failed[0]!.problem?.detail ?? '' }) })
        setChosen(new Set())
        return undefined
      },
    })
  const picked = rows.filter(row => chosen.has(row.id))
  return (
    <div className="set renewals">
      <header className="set-head">
        <h1>{pages.renewals}</h1>
        <span className="t3">{query.data?.pages[0]?.total?.toLocaleString('en-US') ?? ''}</span>
        <span className="spring" />
        {picked.length > 0 && renew && (
          <Button look="primary" icon="repeat" onClick={() => start(picked)}>
            {w.renew} {picked.length}
          </Button>
        )}
      </header>
      <div className="set-tools">
        <Segmented
          label={w.horizon}
          value={horizon}
          onChange={setHorizon}
          options={Object.entries(w.horizons).map(([id, label]) => ({ id, label }))}
        />
        <Select
          label={w.publication}
          options={[
            { value: '', label: w.all },
            ...publications.map(one => ({ value: one.id, label: String(one.name) })),
          ]}
          value={publication}
          onChange={setPublication}
        />
        <span className="spring" />
        {rows.length > 0 && (
          <Checkbox
            checked={rows.every(row => chosen.has(row.id))}
            mixed={picked.length > 0 && picked.length < rows.length}
            onChange={on =>
              toggle(
                rows.map(row => row.id),
                on,
              )
            }
          >
            {w.selectAll}
          </Checkbox>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="set-body" tabIndex={0} role="region" aria-label={pages.renewals}>
        {query.error ? (
          <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
        ) : query.isPending ? (
          <SkeletonRows rows={10} />
        ) : rows.length === 0 ? (
          <Empty title={w.none} text={w.noneText} />
        ) : (
          <ul className="renew-rows">
            {rows.map(row => (
              <li key={row.id}>
                <Checkbox
                  checked={chosen.has(row.id)}
                  label={fill(w.select, { name: String(row.recipient) })}
                  onChange={on => toggle([row.id], on)}
                />
                <span className="ellipsis">
                  <Link to={`/subscriptions/${row.id}`}>
                    <b>{String(row.recipient)}</b>
                  </Link>{' '}
                  {isNamed(row.account) && (
                    <Link to={`/accounts/${row.account.id}`} className="t2">
                      {row.account.name}
                    </Link>
                  )}
                </span>
                <span className="ellipsis t2">
                  {isNamed(row.publication) && row.publication.name} ×{Number(row.copies)}
                </span>
                <span className="ellipsis small t3">
                  {isNamed(row.untilIssue) && fill(w.ends, { issue: row.untilIssue.name ?? '' })}
                </span>
                <span className="number">
                  {isNamed(row.untilIssue) && dayText(String((row.untilIssue as Ending).publishesOn), lang)}
                </span>
                <span className="small t2 ellipsis">{isNamed(row.owner) && row.owner.name}</span>
                {renew && (
                  <Button size={24} onClick={() => start([row])}>
                    {w.renew}
                  </Button>
                )}
              </li>
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
    </div>
  )
}
