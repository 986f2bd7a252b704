// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names its current cell
import { type CSSProperties, memo } from 'react'
import { type Row, useMetadata } from '../../api'
import { FieldCell } from '../../fields/FieldCell'
import { isFigure } from '../../fields/value'
import { IconButton } from '../../kit/Button'
import { Icon } from '../../kit/Icon'
import { Checkbox } from '../../kit/Input'
import { fill, useWords } from '../../words'
import { CellEdit } from './CellEdit'
import { valueAt } from './columns'
import { cellId, leftOf } from './Grid'
import type { Column, ListState } from './list'
import { RowActs } from './RowActs'
import * as words from './words'

interface GridRowProps {
  row: Row
  index: number
  /** Pixels from the top of the body. */
  start: number
  columns: readonly Column[]
  list: ListState
  ticked: boolean
  /** Shown in the side panel. */
  open: boolean
  /** Path of the current cell, when it is in this row. */
  current: string | undefined
  editing: string | undefined
  saved: string | undefined
}

/** One record of the table. It is drawn again only when it, its columns or its own state change. */
export const GridRow = memo(
  function GridRow({ row, index, start, columns, list, ticked, open, current, editing, saved }: GridRowProps) {
    const w = useWords(words)
    const metadata = useMetadata()
    const title = String(row[list.object.title] ?? '')
    return (
      <div
        role="row"
        aria-rowindex={index + 2}
        aria-selected={ticked}
        className={`grid-line grid-record${ticked ? ' ticked' : ''}${open ? ' open' : ''}${current ? ' current' : ''}`}
        style={{ transform: `translateY(${start}px)`, zIndex: editing ? 3 : undefined }}
      >
        <div className="grid-check" role="gridcell">
          <Checkbox
            checked={ticked}
            onChange={() => {}}
            onClick={event => list.tick(row.id, event.shiftKey)}
            tabIndex={-1}
            label={fill(w.check, { name: title })}
          />
        </div>
        {columns.map((column, i) => {
          const cell = { id: row.id, path: column.path }
          const { value, holder } = valueAt(row, column, metadata)
          const isTitle = column.path === list.object.title
          const style: CSSProperties = { width: `var(--w${i})`, left: leftOf(columns, i) }
          const names = `grid-cell${column.pinned ? ' pinned' : ''}${isFigure(column.field) ? ' figure' : ''}${isTitle ? ' title' : ''}`
          if (editing === column.path)
            return (
              <div
                key={column.path}
                id={cellId(cell)}
                role="gridcell"
                aria-colindex={i + 2}
                className={`${names} editing`}
                style={style}
              >
                <CellEdit row={row} column={column} value={value} list={list} />
              </div>
            )
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the grid reads the keys for its current cell
            <div
              key={column.path}
              id={cellId(cell)}
              role="gridcell"
              aria-colindex={i + 2}
              className={`${names}${current === column.path ? ' here' : ''}`}
              style={style}
              onClick={() =>
                isTitle ? list.open(row.id) : current === column.path ? list.edit(cell) : list.goTo(cell)
              }
            >
              {saved === column.path && <Icon name="check" size={14} className="grid-saved" />}
              {isTitle ? (
                <span className="ellipsis">{title || '–'}</span>
              ) : (
                <FieldCell field={column.field} value={value} row={holder ?? undefined} />
              )}
            </div>
          )
        })}
        <div className="grid-rest" role="gridcell" aria-colindex={columns.length + 2}>
          <div className="grid-acts" hidden={list.inBin}>
            <RowActs object={list.object} row={row} />
            <IconButton icon="panel-right" size={28} label={w.open} tabIndex={-1} onClick={() => list.open(row.id)} />
            <IconButton
              icon="maximize-2"
              size={28}
              label={w.openPage}
              tabIndex={-1}
              onClick={() => list.openPage(row.id)}
            />
          </div>
        </div>
      </div>
    )
  },
  (before, after) =>
    before.row === after.row &&
    before.index === after.index &&
    before.start === after.start &&
    before.columns === after.columns &&
    before.ticked === after.ticked &&
    before.open === after.open &&
    before.current === after.current &&
    before.editing === after.editing &&
    before.saved === after.saved,
)
