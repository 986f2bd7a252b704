import { useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { ObjectMeta } from '../../core/metadata/types'
import { type Row, useAggregate, useMetadata, useObject, useRecord } from '../api'
import { isEmpty, isNamed } from '../fields/value'
import { Timeline } from '../generic/record/Timeline'
import { useAllowed } from '../generic/record/useAllowed'
import '../generic/record/record.css'
import { Avatar } from '../kit/Avatar'
import { Badge } from '../kit/Chip'
import { Figure, Figures } from '../kit/Figure'
import { ErrorState, NoRights, Skeleton, SkeletonRows } from '../kit/States'
import { Link } from '../shell/Link'
import { opened } from '../shell/recent'
import { useTitle } from '../shell/title'
import { fill, useWords } from '../words'
import { Reach } from './PersonCard'
import './people.css'
import * as words from './words'

/** A colleague: how to reach them, their week in figures, and what they did as far as one may see it. */
export function Person() {
  const { id } = useParams({ strict: false }) as { id: string }
  const user = useObject('user')
  const person = useRecord('users', user && id)
  if (!user) return <NoRights />
  if (person.data) return <Loaded key={person.data.id} user={user} person={person.data} />
  return person.error ? <ErrorState problem={person.error} onRetry={() => void person.refetch()} /> : <PersonSkeleton />
}

function Loaded({ user, person }: { user: ObjectMeta; person: Row }) {
  const w = useWords(words)
  const { pages } = useWords()
  const name = String(person.name)
  const { manager, department, board } = person
  useTitle(name)
  useEffect(() => opened({ object: user.name, id: person.id, title: name }), [user.name, person.id, name])
  return (
    <div className="record person">
      <header className="record-head">
        <div className="record-crumb">
          <Link to="/people">{pages.people}</Link>
        </div>
        <div className="record-line">
          <div className="record-title large">
            <Avatar name={name} size={40} />
            <div>
              <div className="record-name">
                <h1>{name}</h1>
                {!isEmpty(person.position) && <span className="t2">{String(person.position)}</span>}
                {person.status === 'frozen' && <Badge tone="lost">{w.frozen}</Badge>}
              </div>
              <div className="record-meta">
                {isNamed(board) && <Link to={`/people?board=${board.id}`}>{board.name}</Link>}
                {isNamed(department) && <Link to={`/people?department=${department.id}`}>{department.name}</Link>}
                {isNamed(manager) && manager.name && (
                  <Link to={`/people/${manager.id}`}>{fill(w.manager, { name: manager.name })}</Link>
                )}
              </div>
            </div>
          </div>
          <span className="spring" />
          {user.acts.some(act => act.name === 'handover') && <HandOverLink user={user} person={person} />}
          {user.can.update && (
            <Link to={`/users/${person.id}`} className="k-button">
              {w.account}
            </Link>
          )}
        </div>
        <Reach user={user} person={person} />
        <Week person={person} />
      </header>
      <section className="person-did" aria-label={w.did}>
        <Timeline object={user} row={person} />
      </section>
    </div>
  )
}

/** The way to hand over what a colleague has, for whoever is responsible for them. */
function HandOverLink({ user, person }: { user: ObjectMeta; person: Row }) {
  const w = useWords(words)
  const allowed = useAllowed(user, person)
  if (allowed === user || !allowed.acts.some(act => act.name === 'handover')) return null
  return (
    <Link to={`/handover?person=${person.id}`} className="k-button">
      {w.handOver}
    </Link>
  )
}

/** What the person did this week, by kind of contact, as far as the caller sees it. */
function Week({ person }: { person: Row }) {
  const w = useWords(words)
  const { objects, dictionaries } = useMetadata()
  const week = (field: string) => ({ field, op: 'relative', value: 'thisWeek' })
  const is = (field: string) => ({ field, op: 'eq', value: person.id })
  const sees = (object: string) => objects.some(o => o.name === object)
  const contacts = useAggregate(
    'activities',
    { groupBy: ['type'], measures: [{ fn: 'count' }], filter: { and: [is('doneBy'), week('occurredAt')] } },
    { enabled: sees('activity') },
  )
  const tasks = useAggregate(
    'tasks',
    { measures: [{ fn: 'count' }], filter: { and: [is('owner'), week('completedAt')] } },
    { enabled: sees('task') },
  )
  const accounts = useAggregate(
    'accounts',
    { measures: [{ fn: 'count' }], filter: { and: [is('createdBy'), week('createdAt')] } },
    { enabled: sees('account') },
  )
  const counted = (type: string) => Number(contacts.data?.items.find(i => i.type === type)?.count ?? 0)
  const types = dictionaries.activityType?.items.filter(
    (item, i) => !item.inactive && (counted(item.code) > 0 || (i < 2 && sees('activity'))),
  )
  const one = (answer: typeof tasks) => (answer.data ? Number(answer.data.items[0]?.count ?? 0) : undefined)
  const account = objects.find(o => o.name === 'account')
  const shown = (value: number | undefined) => value ?? <Skeleton width={24} />
  return (
    <section className="person-week" aria-label={w.thisWeek}>
      <span className="small t3">{w.thisWeek}</span>
      <Figures>
        {types?.map(item => (
          <Figure key={item.code} label={item.label} value={shown(contacts.data ? counted(item.code) : undefined)} />
        ))}
        {sees('task') && <Figure label={w.tasksDone} value={shown(one(tasks))} />}
        {account && <Figure label={fill(w.newRecords, { object: account.label })} value={shown(one(accounts))} />}
      </Figures>
    </section>
  )
}

function PersonSkeleton() {
  return (
    <div className="record person" aria-busy="true">
      <header className="record-head">
        <div className="record-line">
          <Skeleton width={40} height={40} />
          <Skeleton width={200} height={20} />
        </div>
      </header>
      <section className="person-did">
        <SkeletonRows rows={6} height={64} />
      </section>
    </div>
  )
}
