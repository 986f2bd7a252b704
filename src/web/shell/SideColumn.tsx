import { useLocation } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { ObjectMeta } from '../../core/metadata/types'
import { rowsOf, useCount, useRecords } from '../api'
import { POOL, standing, viewsFor } from '../generic/list/definition'
import { Icon } from '../kit/Icon'
import { usePools } from '../ownership/pools'
import * as ownership from '../ownership/words'
import { plural, useLang, useWords } from '../words'
import { type AreaOffer, groupsOf, listsFirst } from './areas'
import { FoldButton } from './Frame'
import { Link } from './Link'
import * as words from './words'

/** The objects and pages of an area, and below them the views people saved of them. */
export function SideColumn({ area, onFold }: { area: AreaOffer; onFold: () => void }) {
  const { areas, pages, groups } = useWords()
  const { fold, myViews, sharedViews } = useWords(words)
  const lang = useLang()
  const { pathname, search } = useLocation()
  const shown = (search as { view?: string }).view
  const views = useSavedViews(area)
  const group = (title: string, some: SavedView[]) =>
    some.length > 0 && (
      <section className="side-group" aria-label={title}>
        <h3 className="side-title">{title}</h3>
        <ul>
          {some.map(view => (
            <Entry
              key={view.id}
              to={`/${view.path}?view=${view.id}`}
              icon={view.mine ? 'star' : 'list'}
              on={pathname === `/${view.path}` && shown === view.id}
            >
              {view.name}
            </Entry>
          ))}
        </ul>
      </section>
    )
  return (
    <nav className="side-column" aria-label={areas[area.area]}>
      <div className="side-head">
        <span className="spring">{areas[area.area]}</span>
        <FoldButton label={fold} onClick={onFold} />
      </div>
      <div className="side-scroll">
        {groupsOf(area).map(({ group: heading, pages: own, objects }) => {
          const entries = [
            own.map(page => (
              <Entry key={page.path} to={page.path} icon={page.icon} on={pathname === page.path}>
                {pages[page.name]}
              </Entry>
            )),
            objects.flatMap(object => [
              <Entry
                key={object.name}
                to={`/${object.path}`}
                icon={object.icon ?? 'list'}
                on={pathname.split('/')[1] === object.path && shown !== POOL && !views.some(v => v.id === shown)}
                count={<Count object={object} />}
              >
                {plural(object.label, lang)}
              </Entry>,
              <PoolEntry
                key={`${object.name} pool`}
                object={object}
                on={pathname === `/${object.path}` && shown === POOL}
              />,
            ]),
          ]
          const inOrder = heading || listsFirst(area.area) ? entries.reverse() : entries
          return heading ? (
            <Heading key={heading} name={heading} title={groups[heading]}>
              {inOrder}
            </Heading>
          ) : (
            <section key="" className="side-group">
              <ul>{inOrder}</ul>
            </section>
          )
        })}
        {group(
          myViews,
          views.filter(v => v.mine),
        )}
        {group(
          sharedViews,
          views.filter(v => !v.mine),
        )}
      </div>
    </nav>
  )
}

/** A group under its heading; whoever folds it finds it folded the next time. */
function Heading({ name, title, children }: { name: string; title: string; children: ReactNode }) {
  const kept = `folded ${name}`
  const [folded, setFolded] = useState(() => localStorage.getItem(kept) !== null)
  const turn = () => {
    if (folded) localStorage.removeItem(kept)
    else localStorage.setItem(kept, '1')
    setFolded(!folded)
  }
  return (
    <section className="side-group" aria-label={title}>
      <h3>
        <button type="button" className="side-title" aria-expanded={!folded} onClick={turn}>
          <span className="spring">{title}</span>
          <Icon name={folded ? 'chevron-right' : 'chevron-down'} />
        </button>
      </h3>
      {!folded && <ul>{children}</ul>}
    </section>
  )
}

/** What lies in pools of an object, where the reader sees any pool. */
function PoolEntry({ object, on }: { object: ObjectMeta; on: boolean }) {
  const w = useWords(ownership)
  const { data, isLoading } = usePools(object)
  const pools = data?.items ?? []
  const waiting = pools.reduce((sum, pool) => sum + pool.waiting, 0)
  // Most people see a pool, so its place is kept until it is known.
  if (pools.length === 0 && !isLoading) return null
  return (
    <Entry
      to={`/${object.path}?view=${POOL}`}
      icon="waves"
      on={on}
      count={data && <span className="side-count">{waiting.toLocaleString('en-US')}</span>}
    >
      {w.pool}
    </Entry>
  )
}

function Entry({
  to,
  icon,
  on,
  count,
  children,
}: {
  to: string
  icon: string
  on: boolean
  count?: ReactNode
  children: string
}) {
  return (
    <li>
      <Link to={to} className={`side-entry${on ? ' on' : ''}`} aria-current={on ? 'page' : undefined}>
        <Icon name={icon} />
        <span className="ellipsis">{children}</span>
        {count}
      </Link>
    </li>
  )
}

const COUNT_FRESH_MS = 5 * 60_000

/** How many records of an object one may see; about, where counting all would take long. */
function Count({ object }: { object: ObjectMeta }) {
  const total = useCount(object.path, standing(object).filter ?? null, { staleTime: COUNT_FRESH_MS }) ?? null
  return total === null ? null : <span className="side-count">{total.toLocaleString('en-US')}</span>
}

interface SavedView {
  id: string
  name: string
  path: string
  mine: boolean
}

function useSavedViews(area: AreaOffer): SavedView[] {
  const names = area.objects.map(o => o.name)
  const { data } = useRecords(
    'views',
    {
      fields: ['name', 'object', 'scope'],
      filter: viewsFor(names),
      sort: 'position',
      limit: 100,
    },
    { enabled: names.length > 0 },
  )
  return rowsOf(data).flatMap(row => {
    const object = area.objects.find(o => o.name === row.object)
    return object ? [{ id: row.id, name: String(row.name), path: object.path, mine: row.scope === 'me' }] : []
  })
}
