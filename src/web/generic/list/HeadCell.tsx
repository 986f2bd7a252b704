import { type CSSProperties, type KeyboardEvent, type PointerEvent, useState } from 'react'
import { isFigure } from '../../fields/value'
import { Icon } from '../../kit/Icon'
import { Menu } from '../../kit/Menu'
import { fill, useWords } from '../../words'
import { canGroup, canSort, WIDTH_MAX, WIDTH_MIN } from './columns'
import { sortKeys, toggleSort } from './definition'
import type { Column, ListState } from './list'
import * as words from './words'

const STEP = 16
const DRAGGED = 'application/x-guanxi-column'
const within = (width: number) => Math.round(Math.max(WIDTH_MIN, Math.min(WIDTH_MAX, width)))

interface HeadCellProps {
  column: Column
  index: number
  list: ListState
  left: string | undefined
  /** While the edge is dragged, and once when it is let go. */
  onWidth(width: number, done: boolean): void
}

/** The head of a column: press to sort, drag to move, drag its edge for the width, and a menu for all of it by keyboard. */
export function HeadCell({ column, index, list, left, onWidth }: HeadCellProps) {
  const w = useWords(words)
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [over, setOver] = useState(false)
  const { path, label, width, pinned } = column
  const key = sortKeys(list.sort).find(k => k.field === path)
  const sorts = canSort(column.field)
  const name = { field: label }

  function drag(event: PointerEvent<HTMLElement>) {
    const handle = event.currentTarget
    const from = event.clientX
    handle.setPointerCapture(event.pointerId)
    let now = width
    const move = (e: globalThis.PointerEvent) => onWidth((now = within(width + e.clientX - from)), false)
    const end = () => {
      handle.removeEventListener('pointermove', move)
      onWidth(now, true)
    }
    handle.addEventListener('pointermove', move)
    handle.addEventListener('lostpointercapture', end, { once: true })
    event.preventDefault()
  }
  function resize(event: KeyboardEvent) {
    const by = event.key === 'ArrowRight' ? STEP : event.key === 'ArrowLeft' ? -STEP : 0
    if (by) onWidth(within(width + by), true)
  }
  const neighbour = (by: number) => list.columns[index + by]
  const before = neighbour(-1)
  const after = neighbour(1)

  return (
    // biome-ignore lint/a11y/useFocusableInteractive: what is in it takes the focus
    <div
      role="columnheader"
      aria-colindex={index + 2}
      aria-sort={key ? (key.descending ? 'descending' : 'ascending') : undefined}
      className={`grid-cell grid-headcell${pinned ? ' pinned' : ''}${isFigure(column.field) ? ' figure' : ''}${over ? ' over' : ''}`}
      style={{ width: `var(--w${index})`, left } as CSSProperties}
      draggable
      onDragStart={event => event.dataTransfer.setData(DRAGGED, path)}
      onDragOver={event => {
        if (!event.dataTransfer.types.includes(DRAGGED)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={event => {
        setOver(false)
        const moved = event.dataTransfer.getData(DRAGGED)
        if (moved && moved !== path) list.moveColumn(moved, path)
      }}
      onContextMenu={event => {
        event.preventDefault()
        setAnchor(event.currentTarget)
      }}
    >
      {sorts ? (
        <button
          type="button"
          className="grid-sort"
          onClick={e => list.sortBy(path, e.shiftKey)}
          data-tip={label.length > 6 ? label : undefined}
        >
          <span className="ellipsis">{label}</span>
          {key && <Icon name={key.descending ? 'arrow-down' : 'arrow-up'} size={12} />}
        </button>
      ) : (
        <span className="grid-sort ellipsis">{label}</span>
      )}
      <button
        type="button"
        className="grid-more"
        aria-label={fill(w.columnMenu, name)}
        aria-haspopup="menu"
        onClick={e => setAnchor(e.currentTarget)}
      >
        <Icon name="chevron-down" size={12} />
      </button>
      <div
        className="grid-edge"
        role="separator"
        aria-orientation="vertical"
        aria-label={fill(w.columnWidth, name)}
        aria-valuenow={width}
        aria-valuemin={WIDTH_MIN}
        aria-valuemax={WIDTH_MAX}
        tabIndex={0}
        onPointerDown={drag}
        onKeyDown={resize}
      />
      {anchor && (
        <Menu
          anchor={anchor}
          label={label}
          onClose={() => setAnchor(null)}
          entries={[
            sorts && {
              label: w.ascending,
              icon: 'arrow-up',
              checked: key?.descending === false,
              onSelect: () => list.setSort(path),
            },
            sorts && {
              label: w.descending,
              icon: 'arrow-down',
              checked: key?.descending === true,
              onSelect: () => list.setSort(`-${path}`),
            },
            key && { label: w.unsorted, icon: 'x', onSelect: () => list.setSort(toggleSort(`-${path}`, path)) },
            sorts && '-',
            { label: pinned ? w.unpin : w.pin, icon: 'pin', onSelect: () => list.setPinned(path, !pinned) },
            before && { label: w.moveLeft, icon: 'arrow-left', onSelect: () => list.moveColumn(path, before.path) },
            after && {
              label: w.moveRight,
              icon: 'arrow-right',
              onSelect: () => list.moveColumn(path, neighbour(2)?.path ?? null),
            },
            canGroup(column.field) && !path.includes('.') && '-',
            canGroup(column.field) &&
              !path.includes('.') && {
                label: fill(w.groupBy, name),
                icon: 'rows-3',
                onSelect: () => list.groupBy(path),
              },
            '-',
            { label: w.hide, icon: 'eye-off', onSelect: () => list.hideColumn(path) },
          ]}
        />
      )}
    </div>
  )
}
