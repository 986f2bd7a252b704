import { useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import type { ObjectMeta } from '../../core/metadata/types'
import type { Matching } from '../../domain/receivables'
import {
  asProblem,
  get,
  patch,
  post,
  queryClient,
  type Row,
  refresh,
  rowsOf,
  totalOf,
  useObject,
  useRecord,
  useRecords,
} from '../api'
import { FieldEditor } from '../fields/FieldEditor'
import { dayText, moneyText, todayInChina } from '../fields/format'
import { isNamed } from '../fields/value'
import { Button } from '../kit/Button'
import { Bar } from '../kit/Figure'
import { Labelled } from '../kit/Input'
import { Empty, ErrorState, NoRights, Notice, SkeletonRows } from '../kit/States'
import { toast } from '../kit/Toast'
import '../quotes/quotes.css'
import '../settings/settings.css'
import { Link } from '../shell/Link'
import { useTitle } from '../shell/title'
import { fill, useLang, useWords } from '../words'
import './receivables.css'
import * as words from './words'

const PATH = 'payments'
const WAITING = {
  and: [
    { field: 'status', op: 'in', value: ['unmatched', 'partly'] },
    { field: 'openAmount', op: 'gt', value: 0 },
  ],
}
const FIELDS = ['code', 'payer', 'account', 'receivedOn', 'amount', 'openAmount', 'currency', 'reference', 'version']

/** What came in and is not matched, one receipt after the other: what it may pay, why, and one key to agree. */
export function MatchPage() {
  const object = useObject('payment')
  const settles = object?.acts.some(act => act.name === 'settle')
  return object && settles ? <Desk object={object} /> : <NoRights />
}

function Desk({ object }: { object: ObjectMeta }) {
  const w = useWords(words)
  const { pages } = useWords()
  useTitle(pages.matching)
  const navigate = useNavigate()
  const asked = useLocation().search as { payment?: string }
  const query = useRecords(PATH, {
    fields: FIELDS,
    filter: WAITING,
    sort: 'receivedOn,code',
    limit: 50,
    count: 'exact',
  })
  const rows = rowsOf(query.data)
  const total = totalOf(query.data)
  const chosen = asked.payment ?? rows[0]?.id
  const choose = (payment: string | undefined) =>
    void navigate({ to: '/payment-matching' as never, search: { payment } as never, replace: true })
  const at = rows.findIndex(row => row.id === chosen)
  const accepting = useRef<() => void>(() => {})
  const next = () => choose((rows[at + 1] ?? rows[at - 1])?.id)
  return (
    <div className="set match">
      <header className="set-head">
        <h1>{pages.matching}</h1>
        {total !== null && <span className="small t3">{fill(w.waiting, { n: total })}</span>}
        <span className="spring" />
        <MatchAll disabled={total === 0} />
      </header>
      {query.error ? (
        <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        <SkeletonRows rows={10} height={52} />
      ) : rows.length === 0 && !asked.payment ? (
        <Empty title={w.allMatched} text={w.allMatchedText}>
          <Link to="/payments">{object.label}</Link>
        </Empty>
      ) : (
        <div className="match-columns">
          <Waiting
            rows={rows}
            chosen={chosen}
            onChoose={choose}
            onAccept={() => accepting.current()}
            onMore={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
          />
          {chosen && <Receipt key={chosen} id={chosen} accepting={accepting} onDone={next} />}
        </div>
      )}
    </div>
  )
}

interface WaitingProps {
  rows: Row[]
  chosen: string | undefined
  onChoose(id: string): void
  onAccept(): void
  onMore?: () => void
}

/** Arrows go from receipt to receipt, Enter accepts what is proposed for the chosen one. */
function Waiting({ rows, chosen, onChoose, onAccept, onMore }: WaitingProps) {
  const w = useWords(words)
  const lang = useLang()
  const list = useRef<HTMLDivElement>(null)
  const walk = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.target as HTMLElement).dataset.id === chosen) {
      event.preventDefault()
      onAccept()
      return
    }
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const to = rows[rows.findIndex(row => row.id === chosen) + by]
    if (!by || !to) return
    event.preventDefault()
    onChoose(to.id)
    list.current?.querySelector<HTMLElement>(`[data-id="${to.id}"]`)?.focus()
  }
  return (
    <div className="match-list" ref={list} role="listbox" aria-label={w.waitingList} tabIndex={-1} onKeyDown={walk}>
      {rows.map(row => (
        <button
          key={row.id}
          type="button"
          role="option"
          aria-selected={row.id === chosen}
          tabIndex={row.id === chosen ? 0 : -1}
          data-id={row.id}
          className="match-row"
          onClick={() => onChoose(row.id)}
        >
          <span className="ellipsis">{nameOf(row) ?? w.unknownPayer}</span>
          <span className="number">{moneyText(Number(row.openAmount), row.currency)}</span>
          <span className="small t3 ellipsis">{String(row.reference ?? row.code ?? '')}</span>
          <span className="small t3 number">{dayText(String(row.receivedOn), lang)}</span>
        </button>
      ))}
      {onMore && (
        <div className="set-more">
          <Button onClick={onMore}>{w.more}</Button>
        </div>
      )}
    </div>
  )
}

const nameOf = (row: Row) => (isNamed(row.account) && row.account.name) || (row.payer as string | null)

/** Matches everything at once: a job, with its progress while it runs. */
function MatchAll({ disabled }: { disabled: boolean }) {
  const w = useWords(words)
  const [run, setRun] = useState<string | null>(null)
  const query = useQuery({
    queryKey: ['record', 'match-runs', run, null],
    queryFn: ({ signal }) => get<Row>(`/api/match-runs/${run}`, signal),
    enabled: !!run,
    refetchInterval: ({ state }) => (state.data && state.data.status !== 'running' ? false : 700),
  })
  const { data } = query
  const ended = data && data.status !== 'running'
  useEffect(() => {
    if (!ended) return
    refresh(PATH)
    refresh('instalments')
    toast({
      text: fill(data.status === 'done' ? w.matchedAll : w.matchFailed, {
        n: Number(data.matched ?? 0).toLocaleString('en-US'),
        amount: moneyText(Number(data.amount ?? 0)),
      }),
      tone: data.status === 'done' ? undefined : 'over',
    })
    setRun(null)
  }, [ended, data, w])
  const start = async (certain: boolean) => {
    try {
      const made = await post<{ id: string }>('/api/payments/match', { certain })
      setRun(made.id)
    } catch (thrown) {
      toast({ tone: 'over', text: asProblem(thrown).message })
    }
  }
  if (run)
    return (
      <div className="match-progress" aria-live="polite">
        <span className="small t2">
          {fill(w.matching, {
            done: Number(data?.done ?? 0).toLocaleString('en-US'),
            total: Number(data?.total ?? 0).toLocaleString('en-US'),
          })}
        </span>
        <Bar value={data?.total ? Number(data.done ?? 0) / Number(data.total) : 0} label={w.progress} />
      </div>
    )
  return (
    <>
      <Button icon="list-checks" disabled={disabled} onClick={() => void start(true)}>
        {w.matchCertain}
      </Button>
      <Button icon="wand-sparkles" look="outline" disabled={disabled} onClick={() => void start(false)}>
        {w.matchAll}
      </Button>
    </>
  )
}

interface ReceiptProps {
  accepting: RefObject<() => void>
  onDone(): void
}

function Receipt({ id, ...rest }: ReceiptProps & { id: string }) {
  const record = useRecord(PATH, id)
  const matching = useQuery({
    queryKey: ['payment-matching', id],
    queryFn: ({ signal }) => get<Matching>(`/api/payments/${id}/matching`, signal),
  })
  const error = record.error ?? matching.error
  if (error) return <ErrorState problem={asProblem(error)} onRetry={() => void matching.refetch()} />
  if (!record.data || !matching.data || matching.isFetching) return <SkeletonRows rows={6} height={44} />
  return <Proposals key={record.data.version} row={record.data} matching={matching.data} {...rest} />
}

type Amounts = Record<string, number | null>

function Proposals({ row, matching, accepting, onDone }: ReceiptProps & { row: Row; matching: Matching }) {
  const w = useWords(words)
  const lang = useLang()
  const object = useObject('payment')
  const instalment = useObject('instalment')
  const { items, invoices, proposals } = matching
  const proposed = (item: string) => proposals.filter(one => one.instalment === item)
  const [amounts, setAmounts] = useState<Amounts>(() =>
    Object.fromEntries(
      items.map(item => [item.id, proposed(item.id).reduce((sum, one) => sum + one.amount, 0) || null]),
    ),
  )
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const key = useRef(crypto.randomUUID())
  const currency = row.currency ?? 'CNY'
  const left = Number(row.openAmount ?? 0)
  const sum = Object.values(amounts).reduce<number>((total, amount) => total + (amount ?? 0), 0)
  const field = instalment?.fields.find(f => f.name === 'amount')
  const account = object?.fields.find(f => f.name === 'account')
  const settle = async () => {
    if (busy) return
    if (sum === 0 || sum > left) {
      setProblem(sum === 0 ? w.nothingChosen : fill(w.tooMuch, { amount: moneyText(sum - left, currency) }))
      return
    }
    setBusy(true)
    setProblem(null)
    try {
      await post(
        `/api/payments/${row.id}/settle`,
        {
          matches: items.flatMap(item => {
            const amount = amounts[item.id]
            if (!amount) return []
            const parts = proposed(item.id)
            // As proposed it is matched to the same invoices; an amount that somebody typed to the instalment alone.
            return parts.reduce((total, one) => total + one.amount, 0) === amount
              ? parts.map(one => ({ instalment: one.instalment, invoice: one.invoice, amount: one.amount }))
              : [{ instalment: item.id, amount }]
          }),
        },
        { key: key.current },
      )
      onDone()
      refresh(PATH, row.id)
      refresh('instalments')
      refresh('invoices')
      void queryClient.invalidateQueries({ queryKey: ['payment-matching'] })
      toast({
        text: fill(w.matched, { amount: moneyText(sum, currency), name: nameOf(row) ?? String(row.code) }),
        undo: () => post(`/api/payments/${row.id}/unmatch`).then(() => refresh(PATH, row.id)),
      })
    } catch (thrown) {
      key.current = crypto.randomUUID()
      const refused = asProblem(thrown)
      setProblem(refused.errors[0]?.message ?? refused.message)
    } finally {
      setBusy(false)
    }
  }
  useEffect(() => {
    accepting.current = () => void settle()
  })
  const name = async (value: unknown) => {
    try {
      await patch(`/api/payments/${row.id}`, { account: isNamed(value) ? value.id : null }, { version: row.version })
      refresh(PATH, row.id)
      void queryClient.invalidateQueries({ queryKey: ['payment-matching', row.id] })
    } catch (thrown) {
      setProblem(asProblem(thrown).message)
    }
  }
  return (
    <section
      className="match-receipt"
      aria-label={String(row.code)}
      onKeyDown={event => {
        if (event.key !== 'Enter' || event.nativeEvent.isComposing || !(event.target instanceof HTMLInputElement))
          return
        event.preventDefault()
        void settle()
      }}
    >
      <header className="match-head">
        <div>
          <Link to={`/payments/${row.id}`}>{String(row.code)}</Link>
          <span className="t3"> {dayText(String(row.receivedOn), lang)}</span>
        </div>
        <h2>
          {nameOf(row) ?? w.unknownPayer} <b>{moneyText(left, currency)}</b>
          {left !== Number(row.amount) && (
            <span className="small t3">{fill(w.ofWhole, { amount: moneyText(Number(row.amount), currency) })}</span>
          )}
        </h2>
        {typeof row.reference === 'string' && <p className="t2">{fill(w.says, { text: row.reference })}</p>}
        {!matching.account && account && (
          <div className="match-account">
            <Labelled label={w.whose} hint={w.whoseHint}>
              {ids => (
                <FieldEditor
                  {...ids}
                  describedBy={ids['aria-describedby']}
                  field={{ ...account, required: false }}
                  value={row.account}
                  row={row}
                  onChange={value => void name(value)}
                />
              )}
            </Labelled>
          </div>
        )}
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="match-items" tabIndex={0} role="region" aria-label={w.owes}>
        {problem && <Notice tone="over">{problem}</Notice>}
        {items.length === 0 ? (
          <Empty
            title={matching.account ? w.owesNothing : w.nobody}
            text={matching.account ? w.owesNothingText : w.nobodyText}
          />
        ) : (
          <table className="set-table match-table">
            <thead>
              <tr>
                <th>{w.instalment}</th>
                <th>{w.dueOn}</th>
                <th className="number">{w.open}</th>
                <th className="number">{w.matchAmount}</th>
              </tr>
            </thead>
            <tbody>
              {items.map(item => {
                const parts = proposed(item.id)
                const number = invoices.find(one => parts.some(part => part.invoice === one.id))?.number
                const late = item.dueOn !== null && item.dueOn < todayInChina()
                return (
                  <tr key={item.id} className={parts.length > 0 ? 'on' : undefined}>
                    <td className="match-what">
                      <Link to={`/instalments/${item.id}`}>
                        {[item.orderCode ?? item.contractCode, item.name].filter(Boolean).join(' · ')}
                      </Link>
                      {parts[0] && (
                        <span className="small match-why">
                          {parts[0].sentence}
                          {number && ` · ${fill(w.paysInvoice, { number })}`}
                        </span>
                      )}
                    </td>
                    <td data-label={w.dueOn} className={late ? 'over' : undefined}>
                      {item.dueOn ?? '–'}
                    </td>
                    <td data-label={w.open} className="number">
                      {moneyText(item.open, currency)}
                    </td>
                    <td data-label={w.matchAmount} className="number match-amount">
                      {field && (
                        <FieldEditor
                          field={{ ...field, required: false, label: fill(w.amountFor, { name: item.name }) }}
                          value={amounts[item.id] ?? null}
                          row={{ currency }}
                          onChange={value =>
                            setAmounts(now => ({ ...now, [item.id]: typeof value === 'number' ? value : null }))
                          }
                        />
                      )}
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        )}
      </div>
      <footer className="doc-foot match-foot">
        <span>
          {w.willMatch} <b>{moneyText(sum, currency)}</b>
        </span>
        {sum !== left && (
          <span className={sum > left ? 'over' : 't3'}>
            {fill(sum > left ? w.tooMuch : w.stays, { amount: moneyText(Math.abs(left - sum), currency) })}
          </span>
        )}
        <span className="spring" />
        <Button onClick={onDone}>{w.skip}</Button>
        <Button look="primary" busy={busy} onClick={() => void settle()}>
          {w.accept}
        </Button>
      </footer>
    </section>
  )
}
