import { useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import type { Ageing, AgeingBy, AgeingLine } from '../../domain/receivables'
import { address, asProblem, get, useObject } from '../api'
import { moneyText, shiftDay, shortMoneyText, todayInChina } from '../fields/format'
import { useLookup } from '../fields/lookups'
import { Select } from '../fields/Select'
import '../generic/list/chart.css'
import { Button } from '../kit/Button'
import { Figure, Figures } from '../kit/Figure'
import { Input, Labelled } from '../kit/Input'
import { Pills } from '../kit/Pills'
import { Empty, ErrorState, NoRights, SkeletonRows } from '../kit/States'
import '../market/market.css'
import { Scroll } from '../settings/Scroll'
import '../settings/settings.css'
import '../supervision/supervision.css'
import { Link } from '../shell/Link'
import { useTitle } from '../shell/title'
import { listAddress } from '../supervision/report'
import { fill, useLang, useWords } from '../words'
import './receivables.css'
import * as words from './words'

interface Asked {
  by?: string
  currency?: string
  day?: string | undefined
}
const BY: readonly AgeingBy[] = ['account', 'owner', 'board']
/** Days at which a bucket ends, as the server counts them; the first is what is not due yet, the last has no end. */
const BOUNDS = [0, 30, 60, 90, 180, 365]

/** 账龄: what is owed, by how long it has been overdue; every figure leads to its instalments. */
export function AgeingPage() {
  const instalment = useObject('instalment')
  return instalment ? <Report exports={instalment.can.export} /> : <NoRights />
}

function Report({ exports }: { exports: boolean }) {
  const w = useWords(words)
  const { pages } = useWords()
  useTitle(pages.ageing)
  const lang = useLang()
  const lookup = useLookup()
  const navigate = useNavigate()
  const asked = useLocation().search as Asked
  const by = BY.find(one => one === asked.by) ?? 'account'
  const currency = asked.currency ?? 'CNY'
  const now = todayInChina()
  const day = asked.day && asked.day < now ? asked.day : now
  const query = useQuery({
    queryKey: ['aggregate', 'instalments', 'ageing', by, currency, day],
    queryFn: ({ signal }) => get<Ageing>(address('/api/receivables/ageing', { by, currency, day }), signal),
    placeholderData: before => before,
  })
  const ask = (change: Asked) =>
    void navigate({ to: '/ageing' as never, search: { ...asked, ...change } as never, replace: true })
  const { data } = query
  return (
    <div className="set ageing spend">
      <header className="set-head">
        <h1>{pages.ageing}</h1>
        <span className="spring" />
        <Link to={listAddress('instalments', owed(currency))}>{w.allOwed}</Link>
        {exports && (
          <a
            className="k-button k-button-default k-button-32"
            href={address('/api/receivables/ageing/export', { by, currency, day, format: 'xlsx' })}
            download
          >
            {w.exportXlsx}
          </a>
        )}
      </header>
      <div className="set-tools supervision-tools">
        <Pills
          label={w.byLabel}
          options={BY.map(id => ({ id, label: w.ageingBy[id]! }))}
          value={[by]}
          onChange={id => ask({ by: id })}
          inOneLine
        />
        <Labelled label={w.asOf}>
          {ids => (
            <Input
              {...ids}
              type="date"
              value={day}
              max={now}
              onChange={event => {
                const to = event.target.value
                if (to) ask({ day: to < now ? to : undefined })
              }}
            />
          )}
        </Labelled>
        {day !== now && (
          <Button look="link" size={24} onClick={() => ask({ day: undefined })}>
            {w.backToToday}
          </Button>
        )}
        {data && data.currencies.length > 1 && (
          <Select
            label={w.currency}
            options={data.currencies.map(value => ({ value, label: lookup.item('currency', value)?.label ?? value }))}
            value={currency}
            onChange={to => ask({ currency: to })}
          />
        )}
      </div>
      <Scroll label={pages.ageing}>
        {query.error ? (
          <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
        ) : !data ? (
          <SkeletonRows rows={10} />
        ) : data.whole.count === 0 ? (
          <Empty title={w.nothingOwed} text={day === now ? w.nothingOwedText : fill(w.nothingOwedThen, { day })} />
        ) : (
          <>
            <Figures>
              <Figure
                large
                label={w.owed}
                value={moneyText(data.whole.owed, currency)}
                note={fill(w.parts, { n: data.whole.count })}
              />
              <Figure
                large
                label={w.overdue}
                tone={data.whole.overdue > 0 ? 'over' : undefined}
                value={moneyText(data.whole.overdue, currency)}
                note={fill(w.shareOf, { percent: percent(data.whole.overdue, data.whole.owed) })}
              />
              {data.whole.advance !== null && (
                <Figure
                  large
                  label={w.advance}
                  value={shortMoneyText(data.whole.advance, currency, lang)}
                  note={w.advanceNote}
                />
              )}
            </Figures>
            <Table data={data} by={by} linked={data.day === now} />
          </>
        )}
      </Scroll>
    </div>
  )
}

function Table({ data, by, linked }: { data: Ageing; by: AgeingBy; linked: boolean }) {
  const w = useWords(words)
  const { currency, whole } = data
  return (
    <section className="chart" aria-label={w.ageingBy[by]}>
      <table className="ageing-table">
        <thead>
          <tr>
            <th scope="col">{w.ageingBy[by]}</th>
            <th scope="col" className="figure">
              {w.owed}
            </th>
            {w.buckets.map(label => (
              <th key={label} scope="col" className="figure">
                {label}
              </th>
            ))}
            <th scope="col" className="figure">
              {w.advance}
            </th>
          </tr>
        </thead>
        <tbody>
          <Line
            name={w.whole}
            line={{ ...whole, key: null, name: null }}
            currency={currency}
            filter={null}
            linked={linked}
            whole
          />
          {data.items.map(item => (
            <Line
              key={item.key ?? ''}
              name={item.name ?? (item.key ? w.hidden : w.nobodyOwns)}
              line={item}
              currency={currency}
              linked={linked}
              filter={item.key ? { field: by, op: 'eq', value: item.key } : { field: by, op: 'isNull' }}
              statement={by === 'account' && item.name ? item.key : null}
            />
          ))}
        </tbody>
      </table>
      {data.groups > data.items.length && (
        <p className="t3">{fill(w.moreGroups, { n: data.items.length, all: data.groups })}</p>
      )}
    </section>
  )
}

interface LineProps {
  name: string
  line: AgeingLine
  currency: string
  filter: object | null
  /** Whether a list can show what a figure is made of: lists know what stands now, not what stood on another day. */
  linked: boolean
  whole?: boolean
  statement?: string | null
}

function Line({ name, line, currency, filter, linked, whole, statement }: LineProps) {
  const w = useWords(words)
  const of = (more: object[]) => ({ and: [...(filter ? [filter] : []), owed(currency), ...more] })
  const cell = (amount: number, label: string, more: object[], tone?: string) =>
    amount === 0 ? (
      <span className="t4">–</span>
    ) : !linked ? (
      <span className={tone}>{moneyText(amount, currency)}</span>
    ) : (
      <Link
        className={tone}
        to={listAddress('instalments', of(more))}
        aria-label={`${name} ${label} ${moneyText(amount, currency)}`}
      >
        {moneyText(amount, currency)}
      </Link>
    )
  return (
    <tr className={whole ? 'ageing-whole' : undefined}>
      <th scope="row">
        {statement ? (
          <Link className="chart-value ellipsis" to={`/statement/${statement}`}>
            {name}
          </Link>
        ) : (
          <span className="chart-value ellipsis">{name}</span>
        )}
        <Shares buckets={line.buckets} />
      </th>
      <td className="figure" data-label={w.owed}>
        {cell(line.owed, w.owed, [])}
      </td>
      {line.buckets.map((amount, i) => (
        <td key={w.buckets[i]} className="figure" data-label={w.buckets[i]}>
          {cell(amount, w.buckets[i]!, aged(i), i > 0 ? (i > 2 ? 'over' : 'due') : undefined)}
        </td>
      ))}
      <td className="figure t3" data-label={w.advance}>
        {line.advance ? moneyText(line.advance, currency) : '–'}
      </td>
    </tr>
  )
}

/** The ages of a debt as one bar: not due, overdue for a while, overdue for long. */
function Shares({ buckets }: { buckets: readonly number[] }) {
  const whole = buckets.reduce((sum, amount) => sum + amount, 0)
  if (whole <= 0) return null
  return (
    <span className="ageing-bar" aria-hidden="true">
      {buckets.map((amount, i) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: a bucket is its place
        amount > 0 ? <i key={i} className={`age-${i}`} style={{ width: `${(amount / whole) * 100}%` }} /> : null,
      )}
    </span>
  )
}

const percent = (part: number, whole: number) => `${whole === 0 ? 0 : Math.round((part / whole) * 100)}%`

const owed = (currency: string) => ({
  and: [
    { field: 'status', op: 'in', value: ['open', 'partly'] },
    { field: 'currency', op: 'eq', value: currency },
  ],
})

/** The instalments of a bucket, by their due days. */
function aged(bucket: number): object[] {
  const now = todayInChina()
  if (bucket === 0)
    return [
      {
        or: [
          { field: 'dueOn', op: 'gte', value: now },
          { field: 'dueOn', op: 'isNull' },
        ],
      },
    ]
  const newest = shiftDay(now, -(BOUNDS[bucket - 1]! + 1))
  const end = BOUNDS[bucket]
  return [
    { field: 'dueOn', op: 'lte', value: newest },
    ...(end === undefined ? [] : [{ field: 'dueOn', op: 'gte', value: shiftDay(now, -end) }]),
  ]
}
