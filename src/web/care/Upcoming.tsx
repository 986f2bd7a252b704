import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { asProblem, get, post, type Row, refresh, rowsOf, useObject, useRecords } from '../api'
import { Code } from '../fields/CodeChip'
import { dayText, shiftDay, todayInChina, weekdayText } from '../fields/format'
import { useLookup } from '../fields/lookups'
import type { Named } from '../fields/value'
import { openForm } from '../generic/form/open'
import { Button } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { Empty, ErrorState, NoRights, SkeletonRows } from '../kit/States'
import { Segmented } from '../kit/Tabs'
import { toast } from '../kit/Toast'
import { Link } from '../shell/Link'
import { fill, useLang, useWords } from '../words'
import '../settings/settings.css'
import './care.css'
import * as words from './words'

const SHOWN_DAYS = 31
const LIMIT = 200

/** Who is to hear from us, when and why: day by day, each to be looked at, changed or skipped. */
export function Upcoming() {
  const w = useWords(words)
  const { pages } = useWords()
  const lang = useLang()
  const object = useObject('care')
  const [which, setWhich] = useState<'upcoming' | 'done'>('upcoming')
  const upcoming = which === 'upcoming'
  const filter = upcoming
    ? {
        and: [
          { field: 'status', op: 'eq', value: 'planned' },
          { field: 'dueOn', op: 'lte', value: shiftDay(todayInChina(), SHOWN_DAYS) },
        ],
      }
    : { field: 'status', op: 'in', value: ['done', 'skipped', 'missed', 'refused'] }
  const query = useRecords(
    'cares',
    {
      fields: [
        'subject',
        'contact',
        'account',
        'occasion',
        'occursOn',
        'dueOn',
        'means',
        'channel',
        'status',
        'why',
        'rule',
        'owner',
        'task',
        'message',
      ],
      filter,
      sort: upcoming ? 'dueOn,subject' : '-dueOn,subject',
      limit: LIMIT,
    },
    { enabled: !!object },
  )
  if (!object) return <NoRights />
  const rows = rowsOf(query.data)
  const days = [...new Set(rows.map(row => String(row.dueOn)))]
  return (
    <div className="set">
      <header className="set-head care-head">
        <h1>{pages.care}</h1>
        <Segmented
          label={pages.care}
          value={which}
          onChange={setWhich}
          options={[
            { id: 'upcoming', label: w.upcoming },
            { id: 'done', label: w.done },
          ]}
        />
        <span className="spring" />
        <nav>
          <Link to="/cares">{w.all}</Link>
        </nav>
        {object.can.create && (
          <Button icon="plus" onClick={() => openForm({ object: 'care', onSaved: () => refresh('cares') })}>
            {w.plan}
          </Button>
        )}
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="set-body care-days" tabIndex={0} role="region" aria-label={pages.care}>
        {query.error ? (
          <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
        ) : query.isPending ? (
          <SkeletonRows rows={8} />
        ) : rows.length === 0 ? (
          upcoming ? (
            <Empty title={w.nobody} text={w.nobodyText} />
          ) : (
            <Empty title={w.nothingDone} />
          )
        ) : (
          <>
            {days.map(day => (
              <section key={day}>
                <h2>
                  {dayText(day, lang)} <span className="t3">{weekdayText(day, lang)}</span>
                </h2>
                <ul>
                  {rows
                    .filter(row => row.dueOn === day)
                    .map(row => (
                      <One key={row.id} row={row} />
                    ))}
                </ul>
              </section>
            ))}
            {rows.length === LIMIT && (
              <p className="care-more">
                <Link to="/cares">{w.more}</Link>
              </p>
            )}
          </>
        )}
      </div>
    </div>
  )
}

function One({ row }: { row: Row }) {
  const w = useWords(words)
  const lang = useLang()
  const lookup = useLookup()
  const object = useObject('care')!
  const [open, setOpen] = useState(false)
  const planned = row.status === 'planned'
  const field = (name: string) => object.fields.find(f => f.name === name)!
  const contact = row.contact as Named | null
  const account = row.account as Named | null
  async function act(name: 'skip' | 'resume') {
    try {
      await post(`/api/cares/${row.id}/${name}`)
      refresh('cares')
      if (name === 'skip')
        toast({
          text: fill(w.skipped, { name: String(row.subject) }),
          undo: () => post(`/api/cares/${row.id}/resume`).then(() => refresh('cares')),
        })
    } catch (thrown) {
      toast({ tone: 'over', text: asProblem(thrown).message })
    }
  }
  return (
    <li className="care-one">
      <Icon name={row.means === 'message' ? 'send' : 'square-check'} />
      <span className="care-what">
        <button type="button" className="care-open ellipsis" aria-expanded={open} onClick={() => setOpen(!open)}>
          {String(row.subject ?? '')}
        </button>
        <span className="small t3 care-who">
          {contact && <Link to={`/contacts/${contact.id}`}>{contact.name}</Link>}
          {account && <Link to={`/accounts/${account.id}`}>{account.name}</Link>}
          {!!row.occursOn && row.occursOn !== row.dueOn && (
            <span>{fill(w.on, { day: dayText(String(row.occursOn), lang) })}</span>
          )}
          {(row.rule as Named | null) && <span>{fill(w.byRule, { rule: (row.rule as Named).name ?? '' })}</span>}
          {(row.owner as Named | null) && <span>{(row.owner as Named).name}</span>}
          {!planned && !!row.why && <span className="due">{lookup.item('messageWhy', String(row.why))?.label}</span>}
        </span>
        {open && <Text id={row.id} planned={planned} />}
      </span>
      <Code field={field('occasion')} value={row.occasion} />
      {!planned && <Code field={field('status')} value={row.status} />}
      <span className="care-acts">
        {planned && object.can.update && (
          <>
            <Button size={28} onClick={() => openForm({ object: 'care', id: row.id, onSaved: () => refresh('cares') })}>
              {w.edit}
            </Button>
            <Button size={28} onClick={() => void act('skip')}>
              {w.skip}
            </Button>
          </>
        )}
        {row.status === 'skipped' && object.can.update && (
          <Button size={28} onClick={() => void act('resume')}>
            {w.resume}
          </Button>
        )}
      </span>
    </li>
  )
}

/** What will be said, and by which road; read when somebody looks. */
function Text({ id, planned }: { id: string; planned: boolean }) {
  const w = useWords(words)
  const lookup = useLookup()
  const { data, error } = useQuery({
    queryKey: ['record', 'cares', id, 'text'],
    queryFn: ({ signal }) =>
      get<{ subject: string; body: string | null; channel: string | null; why: string | null }>(
        `/api/cares/${id}/text`,
        signal,
      ),
    staleTime: 0,
  })
  if (error) return <span className="care-text over">{asProblem(error).message}</span>
  if (!data) return <SkeletonRows rows={2} />
  const said = (dictionary: string, code: string) => lookup.item(dictionary, code)?.label ?? code
  return (
    <span className="care-text">
      {data.subject && <b>{data.subject}</b>}
      <span className={data.body ? '' : 't3'}>{data.body ?? w.noText}</span>
      {planned && data.why && <span className="due">{fill(w.cannot, { why: said('messageWhy', data.why) })}</span>}
      {planned && !data.why && data.channel && (
        <span className="t3">{fill(w.goesBy, { channel: said('messageChannel', data.channel) })}</span>
      )}
    </span>
  )
}
