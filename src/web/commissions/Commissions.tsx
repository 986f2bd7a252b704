import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { ObjectMeta } from '../../core/metadata/types'
import type { MonthOfCommission, StatementLine, StatementRow } from '../../domain/commissions'
import {
  address,
  asProblem,
  get,
  queryClient,
  type Row,
  refresh,
  useBatch,
  useObject,
  useRecord,
  useSession,
} from '../api'
import { StandingOf } from '../approvals/Standing'
import { momentText, moneyText, todayInChina } from '../fields/format'
import { useLookup } from '../fields/lookups'
import { useAllowed } from '../generic/record/useAllowed'
import { useRecordActs } from '../generic/record/useRecordActs'
import { Avatar } from '../kit/Avatar'
import { Button, IconButton } from '../kit/Button'
import { Chip } from '../kit/Chip'
import { Figure, Figures } from '../kit/Figure'
import { Empty, ErrorState, NoRights, SkeletonRows } from '../kit/States'
import { toast } from '../kit/Toast'
import { Scroll } from '../settings/Scroll'
import '../settings/settings.css'
import { Link } from '../shell/Link'
import '../supervision/supervision.css'
import { fill, useLang, useWords } from '../words'
import './commissions.css'
import * as words from './words'

interface Asked {
  month?: string
  statement?: string
}
const PATH = 'commission-statements'

/** A month's commission: people with what they earned, each line explained; submitted, agreed to and paid from here. */
export function Commissions() {
  const object = useObject('commissionStatement')
  return object ? <Month object={object} /> : <NoRights />
}

const monthNow = () => todayInChina().slice(0, 7)
function shifted(month: string, by: number): string {
  const [year, index] = month.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, index - 1 + by, 1)).toISOString().slice(0, 7)
}

const useMonth = (month: string, enabled: boolean) =>
  useInfiniteQuery({
    enabled,
    queryKey: ['records', PATH, 'month', month],
    queryFn: ({ pageParam, signal }) =>
      get<MonthOfCommission>(address('/api/commissions', { period: month, after: pageParam }), signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => last.next ?? undefined,
  })

const readAgain = () => {
  refresh(PATH)
  void queryClient.invalidateQueries({ queryKey: ['commission-months'] })
  void queryClient.invalidateQueries({ queryKey: ['commission-lines'] })
}

function Month({ object }: { object: ObjectMeta }) {
  const w = useWords(words)
  const { pages } = useWords()
  const navigate = useNavigate()
  const { user } = useSession()
  const plans = useObject('commissionPlan')
  const asked = useLocation().search as Asked
  const given = asked.month && /^\d{4}-\d{2}$/.test(asked.month) ? asked.month : undefined
  const known = useQuery({
    queryKey: ['commission-months'],
    queryFn: ({ signal }) => get<{ items: string[] }>('/api/commissions/months', signal),
    enabled: !given,
  })
  // Without a month in the address the latest one that has statements is shown.
  const month = given ?? known.data?.items.find(one => one <= monthNow()) ?? monthNow()
  const query = useMonth(month, !!given || !known.isPending)
  const items = query.data?.pages.flatMap(page => page.items) ?? []
  const totals = query.data?.pages[0]?.totals ?? []
  const people = totals.reduce((n, one) => n + one.statements, 0)
  const ask = (change: Asked) =>
    void navigate({ to: '/commissions' as never, search: { month, ...change } as never, replace: true })
  const mine = items.every(item => item.owner.id === user.id)
  const chosen = items.find(item => item.id === asked.statement) ?? (mine ? items[0] : undefined)
  return (
    <div className="set commissions">
      <header className="set-head">
        <h1>{pages.commissions}</h1>
        {people > 0 && <span className="small t3">{fill(w.people, { n: people })}</span>}
        <span className="spring" />
        {object.can.export && items.length > 0 && (
          <a
            className="k-button k-button-default k-button-32"
            href={address('/api/commissions/export', { period: month })}
            download
          >
            {w.export}
          </a>
        )}
      </header>
      <div className="set-tools">
        <IconButton icon="chevron-left" label={w.previous} onClick={() => ask({ month: shifted(month, -1) })} />
        <b className="commissions-month">{month}</b>
        <IconButton icon="chevron-right" label={w.next} onClick={() => ask({ month: shifted(month, 1) })} />
        <span className="spring" />
        <AllOf object={object} items={items} />
      </div>
      <Scroll label={pages.commissions}>
        {query.error ? (
          <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
        ) : query.isPending ? (
          <SkeletonRows rows={8} />
        ) : items.length === 0 ? (
          <Empty title={fill(w.none, { month })} text={w.noneText}>
            {plans?.can.update && <Link to="/settings/commission-plans">{w.setPlans}</Link>}
          </Empty>
        ) : (
          <>
            <Figures>
              {totals.map(one => (
                <Figure key={one.currency} large label={w.total} value={moneyText(one.total, one.currency)} />
              ))}
              {totals.map(one => (
                <Figure key={one.currency} large label={w.paid} value={moneyText(one.paid, one.currency)} />
              ))}
            </Figures>
            {chosen ? (
              <Statement
                key={chosen.id}
                object={object}
                item={chosen}
                onBack={mine ? undefined : () => ask({ statement: undefined })}
              />
            ) : (
              <People items={items} onChoose={id => ask({ statement: id })} />
            )}
            {!chosen && query.hasNextPage && (
              <div className="set-more">
                <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                  {w.more}
                </Button>
              </div>
            )}
          </>
        )}
      </Scroll>
    </div>
  )
}

/** What can be done with all of the month at once: each record for itself. */
function AllOf({ object, items }: { object: ObjectMeta; items: StatementRow[] }) {
  const w = useWords(words)
  const batch = useBatch(PATH)
  const may = (name: string) => object.acts.some(act => act.name === name)
  const over = items.filter(item => item.period < monthNow() && item.lines > 0)
  const ready = {
    submit: may('submit')
      ? over.filter(item => !item.paidOn && ['draft', 'rejected', 'withdrawn'].includes(item.approval))
      : [],
    pay: may('pay') ? items.filter(item => !item.paidOn && item.approval === 'approved') : [],
  }
  const all = async (act: 'submit' | 'pay') => {
    try {
      const { items: done } = await batch.mutateAsync({ act, ids: ready[act].map(item => item.id), input: {} })
      readAgain()
      const failed = done.filter(one => !one.ok)
      toast(
        failed.length
          ? { tone: 'over', text: fill(w.failed, { n: failed.length, why: failed[0]!.problem?.detail ?? '' }) }
          : { text: fill(w.did, { n: done.length }) },
      )
    } catch (thrown) {
      toast({ tone: 'over', text: asProblem(thrown).message })
    }
  }
  return (
    <>
      {ready.submit.length > 1 && (
        <Button icon="stamp" busy={batch.isPending} onClick={() => void all('submit')}>
          {fill(w.submitAll, { n: ready.submit.length })}
        </Button>
      )}
      {ready.pay.length > 1 && (
        <Button icon="banknote" busy={batch.isPending} onClick={() => void all('pay')}>
          {fill(w.payAll, { n: ready.pay.length })}
        </Button>
      )}
    </>
  )
}

function People({ items, onChoose }: { items: StatementRow[]; onChoose(id: string): void }) {
  const w = useWords(words)
  return (
    <table className="set-table supervision-table">
      <thead>
        <tr>
          <th>{w.person}</th>
          <th>{w.board}</th>
          <th className="number">{w.lines}</th>
          <th>{w.state}</th>
          <th className="number">{w.total}</th>
        </tr>
      </thead>
      <tbody>
        {items.map(item => (
          <tr key={item.id}>
            <td data-label={w.person} className="supervision-who">
              <button type="button" className="open commissions-who" onClick={() => onChoose(item.id)}>
                <Avatar name={item.owner.name} size={20} />
                {item.owner.name}
              </button>
            </td>
            <td data-label={w.board}>{item.board.name}</td>
            <td data-label={w.lines} className="number">
              {item.lines}
            </td>
            <td data-label={w.state}>
              <State item={item} />
            </td>
            <td data-label={w.total} className="number">
              {moneyText(item.total, item.currency)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function State({ item }: { item: StatementRow }) {
  const w = useWords(words)
  const lookup = useLookup()
  if (item.paidOn) return <Chip tone="won">{fill(w.paidOn, { day: item.paidOn })}</Chip>
  const found = lookup.item('approvalStatus', item.approval)
  return <Chip tone={found?.tone}>{found?.label ?? item.approval}</Chip>
}

function Statement({ object, item, onBack }: { object: ObjectMeta; item: StatementRow; onBack?(): void }) {
  const w = useWords(words)
  const lang = useLang()
  return (
    <section aria-label={fill(w.commissionOf, { name: item.owner.name, month: item.period })}>
      <div className="commissions-head">
        {onBack && <IconButton icon="arrow-left" label={w.back} onClick={onBack} />}
        <Avatar name={item.owner.name} size={24} />
        <h2>{item.owner.name}</h2>
        <State item={item} />
        <b>{moneyText(item.total, item.currency)}</b>
        <span className="small t3">{fill(w.computed, { at: momentText(item.computedAt, lang) })}</span>
        <span className="spring" />
        <Acts declared={object} item={item} />
      </div>
      <StandingOf object={object} id={item.id} />
      <Lines item={item} />
    </section>
  )
}

function Acts({ declared, item }: { declared: ObjectMeta; item: StatementRow }) {
  const record = useRecord(PATH, item.id)
  return record.data ? <Offered declared={declared} row={record.data} /> : null
}

function Offered({ declared, row }: { declared: ObjectMeta; row: Row }) {
  const object = useAllowed(declared, row)
  const acts = useRecordActs(object, row)
  return object.acts
    .filter(act => act.on === 'record' && ['submit', 'pay'].includes(act.name))
    .map(act => (
      <Button key={act.name} icon={act.icon} onClick={() => acts.start(act)}>
        {act.label}
      </Button>
    ))
}

function Lines({ item }: { item: StatementRow }) {
  const w = useWords(words)
  const query = useQuery({
    queryKey: ['commission-lines', item.id, item.version],
    queryFn: ({ signal }) => get<{ items: StatementLine[] }>(`/api/${PATH}/${item.id}/lines`, signal),
  })
  const [shown, setShown] = useState(200)
  if (query.error) return <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
  if (!query.data) return <SkeletonRows rows={item.lines} height={48} />
  const { items } = query.data
  return (
    <>
      <table className="set-table commissions-lines">
        <thead>
          <tr>
            <th>{w.what}</th>
            <th>{w.how}</th>
            <th className="number">{w.amount}</th>
          </tr>
        </thead>
        <tbody>
          {items.slice(0, shown).map(line => (
            <tr key={line.id}>
              <td>
                <span className="commissions-what">
                  {line.kind !== 'earned' && (
                    <Chip tone={line.kind === 'adjustment' ? 'due' : 'plain'}>{line.kindLabel}</Chip>
                  )}
                  {line.about?.object === 'opportunity' ? (
                    <Link to={`/opportunities/${line.about.id}`}>{line.title}</Link>
                  ) : (
                    (line.title ?? line.plan)
                  )}
                </span>
                <span className="small t3">
                  {[
                    line.account?.name,
                    line.earnedOn,
                    line.period !== item.period && fill(w.from, { month: line.period }),
                    line.title && line.plan,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </td>
              <td className="commissions-how">{line.sentence}</td>
              <td className={`number${line.amount < 0 ? ' over' : ''}`}>{moneyText(line.amount, item.currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {items.length > shown && (
        <div className="set-more">
          <Button onClick={() => setShown(shown + 200)}>{fill(w.linesOf, { n: items.length - shown })}</Button>
        </div>
      )}
    </>
  )
}
