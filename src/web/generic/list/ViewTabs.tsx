import { useLayoutEffect, useRef, useState } from 'react'
import type { ObjectMeta } from '../../../core/metadata/types'
import { IconButton } from '../../kit/Button'
import { Icon } from '../../kit/Icon'
import { Menu } from '../../kit/Menu'
import { usePools } from '../../ownership/pools'
import * as ownership from '../../ownership/words'
import { Link } from '../../shell/Link'
import { useNarrow } from '../../shell/width'
import { fill, useWords } from '../../words'
import { ALL, definitionOf, MINE, POOL, standing, type View } from './definition'
import type { Filter } from './filter'
import { useListCount } from './useLines'
import * as words from './words'

interface Tab {
  id: string
  name: string
  filter: Filter | null
}
/** Pixels: between tabs, for the + at the end, and for 更多 with it. */
const GAP = 4
const ADD_WIDTH = 72
const MORE_WIDTH = 168

/** The views of an object, those of the list itself first. What does not fit stands under 更多. */
export function ViewTabs({
  object,
  views,
  value,
  onNew,
}: {
  object: ObjectMeta
  views: readonly View[]
  value: string | undefined
  onNew(anchor: HTMLElement): void
}) {
  const w = useWords(words)
  const name = { object: object.label }
  const pooled = useWords(ownership)
  const pools = usePools(object).data?.items ?? []
  const tabs: Tab[] = [
    { id: ALL, name: fill(w.all, name), filter: standing(object).filter },
    ...(object.owned
      ? [{ id: MINE, name: fill(w.mine, name), filter: definitionOf(object, undefined, MINE).filter }]
      : []),
    ...(pools.length > 0
      ? [{ id: POOL, name: pooled.pool, filter: definitionOf(object, undefined, POOL).filter }]
      : []),
    ...views.map(v => ({ id: v.id, name: v.name, filter: v.definition.filter ?? null })),
  ]
  const now = tabs.some(t => t.id === value) ? value : ALL
  const phone = useNarrow(768)
  const bar = useRef<HTMLDivElement>(null)
  const [fits, setFits] = useState(tabs.length)
  const [more, setMore] = useState<HTMLElement | null>(null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: measured again when tabs or their counts change
  useLayoutEffect(() => {
    const measure = () => {
      if (!bar.current) return
      const room = bar.current.clientWidth - MORE_WIDTH
      let end = 0
      const ends = [...bar.current.querySelectorAll<HTMLElement>('a.view-tab')].map(
        tab => (end += tab.offsetWidth + GAP),
      )
      setFits(
        phone || end <= room + MORE_WIDTH - ADD_WIDTH ? tabs.length : Math.max(1, ends.filter(e => e <= room).length),
      )
    }
    measure()
    const watch = new ResizeObserver(measure)
    watch.observe(bar.current!)
    return () => watch.disconnect()
  }, [phone, tabs.map(t => t.name).join()])

  const hidden = tabs.slice(fits)
  const to = (tab: Tab) => `/${object.path}${tab.id === ALL ? '' : `?view=${tab.id}`}`
  return (
    <nav className="view-tabs" aria-label={w.views} ref={bar}>
      {tabs.map((tab, i) => (
        <Link
          key={tab.id}
          to={to(tab)}
          className={`view-tab${tab.id === now ? ' on' : ''}${i >= fits ? ' beyond' : ''}`}
          aria-current={tab.id === now ? 'page' : undefined}
          aria-hidden={i >= fits || undefined}
          tabIndex={i >= fits ? -1 : undefined}
        >
          {tab.name}
          <ViewCount object={object} filter={tab.filter} />
        </Link>
      ))}
      <div className="view-tabs-end">
        {hidden.length > 0 && (
          <button
            type="button"
            className={`view-tab${hidden.some(t => t.id === now) ? ' on' : ''}`}
            aria-haspopup="menu"
            onClick={e => setMore(e.currentTarget)}
          >
            {hidden.find(t => t.id === now)?.name ?? fill(w.moreViews, { n: hidden.length })}
            <Icon name="chevron-down" size={12} />
          </button>
        )}
        <IconButton icon="plus" size={28} label={w.newView} onClick={e => onNew(e.currentTarget)} />
      </div>
      {more && (
        <Menu
          anchor={more}
          label={w.views}
          onClose={() => setMore(null)}
          entries={hidden.map(tab => ({
            label: tab.name,
            checked: tab.id === now,
            onSelect: () => bar.current?.querySelectorAll<HTMLElement>('a.view-tab')[tabs.indexOf(tab)]?.click(),
          }))}
        />
      )}
    </nav>
  )
}

/** How many records a view shows. Its place is kept while it is counted, so that nothing jumps. */
function ViewCount({ object, filter }: { object: ObjectMeta; filter: Filter | null }) {
  return <span className="view-count">{useListCount(object, filter)?.toLocaleString('en-US') ?? ''}</span>
}
