import type { ComponentType } from 'react'
import { AnnouncementsPanel } from '../announcements/AnnouncementsPanel'
import { type Row, totalOf, useAggregate, useMetadata, useRecords, useSession } from '../api'
import { WaitingPanel } from '../approvals/WaitingPanel'
import { clockOf, dayOf, daysUntil, momentText } from '../fields/format'
import { Avatar } from '../kit/Avatar'
import { Figure, Figures } from '../kit/Figure'
import { Icon } from '../kit/Icon'
import { DaysLeft } from '../ownership/DaysLeft'
import { Link } from '../shell/Link'
import { fill, useLang, useWords } from '../words'
import { TodayPanel } from '../worklogs/TodayPanel'
import { Due } from './Due'
import { doneThisMonth, followUpsDue, plannedToday, recycledSoon, SILENT_DAYS, silent } from './due'
import { First } from './FirstPanel'
import { Goal } from './GoalPanel'
import { PanelBox, PanelRows } from './PanelBox'
import * as words from './words'

export type PanelName = keyof typeof panels

/** What the workbench can show. A panel appears for those who may see its object; `half` takes half the width of the left column. */
export const panels = {
  tasks: { object: 'task', Panel: First },
  goal: { object: 'opportunity', Panel: Goal },
  followUps: { object: 'account', Panel: FollowUps, half: true },
  silent: { object: 'account', Panel: Silent, half: true },
  recycling: { object: 'account', Panel: Recycling },
  approvals: { object: 'approvalTask', Panel: WaitingPanel },
  contacts: { object: 'activity', Panel: Contacts, half: true },
  changes: { object: 'account', Panel: Changes, half: true },
  agenda: { object: 'task', Panel: Agenda },
  month: { object: 'activity', Panel: Month },
  news: { object: 'notification', Panel: News },
  workLog: { object: 'workLog', Panel: TodayPanel },
  announcements: { object: 'announcement', Panel: AnnouncementsPanel },
} satisfies Record<string, { object: string; Panel: ComponentType; half?: boolean }> as Record<
  | 'tasks'
  | 'goal'
  | 'followUps'
  | 'silent'
  | 'recycling'
  | 'approvals'
  | 'contacts'
  | 'changes'
  | 'agenda'
  | 'month'
  | 'news'
  | 'workLog'
  | 'announcements',
  { object: string; Panel: ComponentType; half?: boolean }
>

const FEW = 6
const kinds: Record<string, string> = {
  call: 'phone',
  visit: 'map-pin',
  email: 'mail',
  meeting: 'users-round',
  wechat: 'messages-square',
  sms: 'message-circle',
  note: 'notebook-pen',
  todo: 'square-check',
}
const kindOf = (row: Row) => kinds[String(row.type)] ?? 'message-square-text'
const named = (value: unknown) => value as { id: string; name: string } | null
const filtered = (path: string, filter: unknown) => `/${path}?filter=${encodeURIComponent(JSON.stringify(filter))}`

/** Customers that the pool takes back soon, the first one first, and what puts it off. */
function Recycling() {
  const w = useWords(words)
  const { user } = useSession()
  const filter = recycledSoon(user.id, new Date())
  const list = useRecords('accounts', {
    fields: ['name', 'recycleDueAt', 'recycleWhy', 'recycleStage', 'recycleExempt', 'pool'],
    filter,
    sort: 'recycleDueAt',
    limit: FEW,
    count: 'exact',
  })
  return (
    <PanelBox name="recycling" count={totalOf(list.data)} all={filtered('accounts', filter)}>
      <PanelRows list={list} empty={<p>{w.emptyRecycling}</p>}>
        {row => (
          <li key={row.id} className="bench-row">
            <Link to={`/accounts/${row.id}`} className="ellipsis">
              {String(row.name)}
            </Link>
            <DaysLeft row={row} />
          </li>
        )}
      </PanelRows>
    </PanelBox>
  )
}

function FollowUps() {
  const w = useWords(words)
  const { user } = useSession()
  const filter = followUpsDue(user.id, new Date())
  const list = useRecords('accounts', {
    fields: ['name', 'nextFollowUpOn', 'primaryContact'],
    filter,
    sort: 'nextFollowUpOn',
    limit: FEW,
    count: 'exact',
  })
  return (
    <PanelBox name="followUps" count={totalOf(list.data)} all={filtered('accounts', filter)}>
      <PanelRows list={list} empty={<p className="t2">{w.emptyFollowUps}</p>}>
        {row => (
          <li key={row.id}>
            <Link to={`/accounts/${row.id}`} className="bench-row">
              <span className="ellipsis spring">{String(row.name)}</span>
              <span className="small t3 ellipsis">{named(row.primaryContact)?.name}</span>
              <Due day={String(row.nextFollowUpOn)} />
            </Link>
          </li>
        )}
      </PanelRows>
    </PanelBox>
  )
}

function Silent() {
  const w = useWords(words)
  const lang = useLang()
  const { user } = useSession()
  const { dictionaries } = useMetadata()
  const filter = silent(user.id, new Date())
  const list = useRecords('accounts', {
    fields: ['name', 'lastContactAt', 'level'],
    filter,
    sort: 'lastContactAt',
    limit: FEW,
    count: 'exact',
  })
  return (
    <PanelBox name="silent" count={totalOf(list.data)} note={w.silentNote} all={filtered('accounts', filter)}>
      <PanelRows list={list} empty={<p className="t2">{w.emptySilent}</p>}>
        {row => (
          <li key={row.id}>
            <Link
              to={`/accounts/${row.id}`}
              className="bench-row"
              data-tip={momentText(String(row.lastContactAt), lang)}
            >
              <span className="ellipsis spring">{String(row.name)}</span>
              <span className="small t3">
                {dictionaries.accountLevel?.items.find(i => i.code === row.level)?.label}
              </span>
              <span className="bench-due">
                {fill(w.days, { n: Math.max(SILENT_DAYS, -daysUntil(dayOf(new Date(String(row.lastContactAt))))) })}
              </span>
            </Link>
          </li>
        )}
      </PanelRows>
    </PanelBox>
  )
}

function Contacts() {
  const w = useWords(words)
  const lang = useLang()
  const list = useRecords('activities', {
    fields: ['subject', 'type', 'account', 'doneBy', 'occurredAt'],
    sort: '-occurredAt',
    limit: FEW,
  })
  return (
    <PanelBox name="contacts" all="/activities">
      <PanelRows
        list={list}
        empty={
          <>
            <p>
              <b>{w.emptyContacts}</b>
            </p>
            <p className="t2">{w.emptyContactsText}</p>
          </>
        }
      >
        {row => (
          <li key={row.id}>
            <Link
              to={named(row.account) ? `/accounts/${named(row.account)!.id}` : `/activities/${row.id}`}
              className="bench-row"
            >
              <Icon name={kindOf(row)} />
              <span className="ellipsis spring">
                {named(row.account) && <span>{named(row.account)!.name} </span>}
                <span className="t2">{String(row.subject)}</span>
              </span>
              <span className="small t3">{named(row.doneBy)?.name}</span>
              <span className="small t3">{momentText(String(row.occurredAt), lang)}</span>
            </Link>
          </li>
        )}
      </PanelRows>
    </PanelBox>
  )
}

function Changes() {
  const w = useWords(words)
  const lang = useLang()
  const list = useRecords('accounts', { fields: ['name', 'updatedAt', 'updatedBy'], sort: '-updatedAt', limit: FEW })
  return (
    <PanelBox name="changes" all="/accounts?sort=-updatedAt">
      <PanelRows list={list} empty={<p className="t2">{w.emptyChanges}</p>}>
        {row => (
          <li key={row.id}>
            <Link to={`/accounts/${row.id}`} className="bench-row">
              <Avatar name={named(row.updatedBy)?.name ?? ''} />
              <span className="ellipsis spring">{String(row.name)}</span>
              <span className="small t3">{named(row.updatedBy)?.name}</span>
              <span className="small t3">{momentText(String(row.updatedAt), lang)}</span>
            </Link>
          </li>
        )}
      </PanelRows>
    </PanelBox>
  )
}

/** Today hour by hour, with a line where the day has come to. */
function Agenda() {
  const w = useWords(words)
  const { user } = useSession()
  const now = new Date()
  const list = useRecords('tasks', {
    fields: ['subject', 'type', 'startAt', 'endAt', 'account', 'status'],
    filter: plannedToday(user.id, now),
    sort: 'startAt',
    limit: 20,
    count: 'exact',
  })
  const total = totalOf(list.data)
  let passed = false
  return (
    <PanelBox name="agenda" note={total ? fill(w.today, { n: total }) : undefined}>
      <PanelRows list={list} empty={<p className="t2">{w.emptyAgenda}</p>}>
        {row => {
          const at = new Date(String(row.startAt))
          const first = !passed && at > now
          if (first) passed = true
          return (
            <li key={row.id}>
              {first && <div className="bench-now" aria-hidden="true" />}
              <Link to={`/tasks/${row.id}`} className={`bench-hour${row.status === 'open' ? '' : ' done'}`}>
                <span className="bench-clock">{clockOf(at)}</span>
                <Icon name={kindOf(row)} size={14} />
                <span className="ellipsis">
                  {String(row.subject)}
                  {named(row.account) && ` · ${named(row.account)!.name}`}
                </span>
              </Link>
            </li>
          )
        }}
      </PanelRows>
    </PanelBox>
  )
}

/** How often the caller spoke to customers this month, by channel. */
function Month() {
  const w = useWords(words)
  const { user } = useSession()
  const { dictionaries } = useMetadata()
  const now = new Date()
  const { data } = useAggregate('activities', {
    groupBy: ['type'],
    measures: [{ fn: 'count' }],
    filter: doneThisMonth(user.id, now),
  })
  const counts = new Map((data?.items ?? []).map(item => [String(item.type), Number(item.count ?? 0)]))
  const shown = (dictionaries.activityType?.items ?? []).filter(i => !i.inactive).slice(0, 4)
  return (
    <PanelBox name="month" note={fill(w.monthNote, { from: `${dayOf(now).slice(5, 8)}01` })}>
      <div className="bench-figures">
        <Figures>
          {shown.map(item => (
            <Figure key={item.code} label={item.label} value={data ? (counts.get(item.code) ?? 0) : '–'} />
          ))}
        </Figures>
      </div>
    </PanelBox>
  )
}

function News() {
  const w = useWords(words)
  const lang = useLang()
  const { objects, dictionaries } = useMetadata()
  const list = useRecords('notifications', {
    fields: ['type', 'title', 'actor', 'aboutObject', 'aboutId', 'createdAt'],
    filter: { field: 'readAt', op: 'isNull' },
    sort: '-createdAt',
    limit: 5,
    count: 'exact',
  })
  return (
    <PanelBox name="news" count={totalOf(list.data)} all="/notifications">
      <PanelRows list={list} empty={<p className="t2">{w.emptyNews}</p>}>
        {row => {
          const about = objects.find(o => o.name === row.aboutObject)
          return (
            <li key={row.id}>
              <Link
                to={about && row.aboutId ? `/${about.path}/${row.aboutId}` : '/notifications'}
                className="bench-row"
              >
                {named(row.actor) ? <Avatar name={named(row.actor)!.name} /> : <Icon name="bell" />}
                <span className="ellipsis spring">
                  <span className="t2">
                    {dictionaries.notificationType?.items.find(i => i.code === row.type)?.label}{' '}
                  </span>
                  {String(row.title)}
                </span>
                <span className="small t3">{momentText(String(row.createdAt), lang)}</span>
              </Link>
            </li>
          )
        }}
      </PanelRows>
    </PanelBox>
  )
}
