import { useEffect, useState } from 'react'
import type { GroupHead } from '../generic/list/useGroups'
import { Tabs as KitTabs } from '../kit/Tabs'

/** On the telephone one column is in sight; tabs lead to the others, and so does swiping. */
export function Tabs({
  label,
  heads,
  labelOf,
  box,
}: {
  label: string
  heads: readonly GroupHead[]
  labelOf(head: GroupHead): string
  box: { current: HTMLElement | null }
}) {
  const [at, setAt] = useState(0)
  const strip = 'board-tabs'
  useEffect(() => {
    const board = box.current!
    const follow = () => setAt(Math.round(board.scrollLeft / board.clientWidth))
    board.addEventListener('scroll', follow, { passive: true })
    return () => board.removeEventListener('scroll', follow)
  }, [box])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the tab of the column that has come into sight
  useEffect(() => {
    const tab = document.querySelector<HTMLElement>(`.${strip} [aria-selected=true]`)
    tab?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [at])
  return (
    <div className={strip}>
      <KitTabs
        label={label}
        value={heads[at]?.key ?? ''}
        tabs={heads.map(head => ({ id: head.key, label: labelOf(head), count: head.count }))}
        onChange={key => {
          const place = heads.findIndex(head => head.key === key)
          box.current?.scrollTo({ left: place * box.current.clientWidth })
        }}
      />
    </div>
  )
}
