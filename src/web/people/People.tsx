import { useInfiniteQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useRef, useState } from 'react'
import type { ObjectMeta } from '../../core/metadata/types'
import {
  address,
  asProblem,
  get,
  type Page,
  type Row,
  readPage,
  rowsOf,
  useAggregate,
  useObject,
  useRecords,
} from '../api'
import { Select } from '../fields/Select'
import { Icon } from '../kit/Icon'
import { Input } from '../kit/Input'
import { Empty, ErrorState, NoRights, SkeletonRows } from '../kit/States'
import { forest } from '../settings/forest'
import { TreeName, toggled } from '../settings/TreeName'
import '../settings/settings.css'
import { useNarrow } from '../shell/width'
import { fill, useWords } from '../words'
import { PersonCard } from './PersonCard'
import './people.css'
import { useQuiet } from '../kit/useQuiet'
import { headCounts, type Place, placesOf } from './places'
import * as words from './words'

const PAGE = 60
const QUIET_MS = 150
const FIELDS = ['name', 'position', 'board', 'department', 'manager', 'phone', 'email']

interface Where {
  board?: string
  department?: string
}

/** Colleagues: where they work at the left, how to reach them at the right. */
export function People() {
  const user = useObject('user')
  return user ? <Book user={user} /> : <NoRights />
}

function Book({ user }: { user: ObjectMeta }) {
  const w = useWords(words)
  const { pages } = useWords()
  const phone = useNarrow(768)
  const navigate = useNavigate()
  const { board, department } = useLocation().search as Where
  const [typed, setTyped] = useState('')
  const text = useQuiet(typed.trim(), QUIET_MS)
  const list = useRef<HTMLUListElement>(null)
  const go = (where: Where) => void navigate({ to: '/people' as never, search: where as never })

  const boards = useRecords('boards', { fields: ['name', 'position'], sort: 'position', limit: 500 })
  const departments = useRecords('departments', {
    fields: ['name', 'parent', 'board', 'position'],
    sort: 'position',
    limit: 500,
  })
  const working = { field: 'status', op: 'eq', value: 'active' }
  const groups = useAggregate('users', {
    groupBy: ['board', 'department'],
    measures: [{ fn: 'count' }],
    filter: working,
  })
  const places = placesOf(rowsOf(boards.data), rowsOf(departments.data))
  const counts = headCounts(places, groups.data?.items ?? [])
  const total = groups.data?.items.reduce((sum, group) => sum + Number(group.count), 0)
  const query = usePeople(user, text, {
    and: [
      working,
      ...(department ? [{ field: 'department', op: 'under', value: department }] : []),
      ...(board ? [{ field: 'board', op: 'eq', value: board }] : []),
    ],
  })
  const people = rowsOf(query.data)
  const here = department ?? board ?? ''

  const walk = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    const links = [...(list.current?.querySelectorAll<HTMLElement>('.person-name') ?? [])]
    const at = links.indexOf(document.activeElement as HTMLElement)
    const next = links[at + (event.key === 'ArrowDown' ? 1 : -1)]
    if (!next) return
    event.preventDefault()
    next.focus()
  }
  const search = (
    <Input
      type="search"
      aria-label={w.find}
      placeholder={w.find}
      value={typed}
      onChange={event => setTyped(event.target.value)}
      onKeyDown={event => {
        if (!event.nativeEvent.isComposing) walk(event)
      }}
    />
  )
  const found = query.error ? (
    <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
  ) : query.isPending ? (
    <SkeletonRows rows={8} height={88} />
  ) : people.length === 0 ? (
    text ? (
      <Empty title={fill(w.notFound, { text })} text={w.notFoundText} />
    ) : (
      <Empty title={w.nobody} text={w.nobodyText} />
    )
  ) : (
    <ul ref={list} className="people-list" aria-label={pages.people} onKeyDown={walk}>
      {people.map(person => (
        <PersonCard key={person.id} user={user} person={person} />
      ))}
    </ul>
  )
  const onScroll = ({ currentTarget: box }: { currentTarget: HTMLElement }) => {
    if (query.hasNextPage && !query.isFetching && box.scrollHeight - box.scrollTop - box.clientHeight < 400)
      void query.fetchNextPage()
  }
  return (
    <div className="set people">
      <header className="set-head">
        <h1>{pages.people}</h1>
        <span className="t3">{total ?? ''}</span>
      </header>
      {phone ? (
        <div className="people-tools">
          {search}
          <Select
            label={w.structure}
            value={here}
            options={[
              { value: '', label: w.everybody },
              ...forest(
                places,
                p => p.key,
                p => p.parent,
                new Set(),
              ).map(({ item, depth }) => ({ value: item.key, label: '　'.repeat(depth) + item.name })),
            ]}
            onChange={key => go(whereOf(places.find(p => p.key === key)))}
          />
        </div>
      ) : null}
      <div className={phone ? 'people-body' : 'set-split'}>
        {!phone && (
          <nav className="set-aside" aria-label={w.structure}>
            <div className="set-aside-tools">{search}</div>
            <div className="set-aside-list">
              <button
                type="button"
                className={`side-entry${here ? '' : ' on'}`}
                aria-current={here ? undefined : 'page'}
                onClick={() => go({})}
              >
                <span className="ellipsis">{w.everybody}</span>
                <span className="side-count">{total ?? ''}</span>
              </button>
              {departments.isPending ? (
                <SkeletonRows rows={8} height={30} />
              ) : (
                <Places places={places} counts={counts} here={here} onGo={go} />
              )}
            </div>
          </nav>
        )}
        <section className="people-found" aria-label={pages.people} aria-busy={query.isFetching} onScroll={onScroll}>
          {found}
        </section>
      </div>
    </div>
  )
}

const whereOf = (place: Place | undefined): Where => (place ? { [place.kind]: place.id } : {})

function Places({
  places,
  counts,
  here,
  onGo,
}: {
  places: readonly Place[]
  counts: ReadonlyMap<string, number>
  here: string
  onGo(where: Where): void
}) {
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const shown = forest(
    places,
    p => p.key,
    p => p.parent,
    folded,
  )
  const folds = shown.some(p => p.children > 0)
  return shown.map(({ item: place, depth, children }) => (
    <TreeName
      key={place.key}
      depth={depth}
      folds={folds ? children > 0 : undefined}
      folded={folded.has(place.key)}
      onFold={() => setFolded(toggled(folded, place.key))}
      name={place.name}
    >
      <button
        type="button"
        className={`side-entry${place.key === here ? ' on' : ''}`}
        aria-current={place.key === here ? 'page' : undefined}
        onClick={() => onGo(whereOf(place))}
      >
        {place.kind === 'board' && <Icon name="building-2" size={14} />}
        <span className="ellipsis">{place.name}</span>
        <span className="side-count">{counts.get(place.key) ?? ''}</span>
      </button>
    </TreeName>
  ))
}

/** People page after page by name; what is typed is looked up in the search index, the best first. */
function usePeople(user: ObjectMeta, text: string, filter: { and: unknown[] }) {
  const fields = FIELDS.filter(name => user.fields.some(f => f.name === name))
  return useInfiniteQuery({
    queryKey: ['records', 'users', 'people', text, filter],
    queryFn: async ({ pageParam, signal }): Promise<Page> => {
      if (!text) return readPage('users', { fields, filter, sort: 'name', limit: PAGE }, pageParam, signal)
      const { items } = await get<{ items: { id: string }[] }>(
        address('/api/search', { q: text, objects: 'user', limit: 50 }),
        signal,
      )
      const ids = items.map(item => item.id)
      if (ids.length === 0) return { items: [], nextCursor: null, total: 0 }
      const named = { and: [...filter.and, { field: 'id', op: 'in', value: ids }] }
      const page = await readPage('users', { fields, filter: named, limit: 50 }, undefined, signal)
      const rank = (row: Row) => ids.indexOf(row.id)
      return { ...page, items: page.items.sort((a, b) => rank(a) - rank(b)) }
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.nextCursor ?? undefined,
    placeholderData: before => before,
  })
}
