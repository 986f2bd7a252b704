import { draggable } from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter'
import { memo, Suspense, useEffect, useRef, useState } from 'react'
import type { FieldMeta, ObjectMeta } from '../../core/metadata/types'
import { type Row, useMetadata } from '../api'
import { FieldCell } from '../fields/FieldCell'
import { useLookup } from '../fields/lookups'
import { fieldText } from '../fields/text'
import { isEmpty, isFigure, isNamed } from '../fields/value'
import { valueAt } from '../generic/list/columns'
import { isDay } from '../generic/list/displays'
import type { Column } from '../generic/list/list'
import { Avatar } from '../kit/Avatar'
import { IconButton } from '../kit/Button'
import { fill, useWords } from '../words'
import type { Handlers } from './Column'
import type { BoardKind } from './kinds'
import * as words from './words'

interface CardProps {
  row: Row
  object: ObjectMeta
  columns: readonly Column[]
  field: FieldMeta
  kind: BoardKind | undefined
  open: boolean
  waiting: boolean
  arrived: boolean
  /** The card that wants the focus. */
  wanted: { current: string | null }
  mayMove: boolean
  handlers: Handlers
}

/** A card: what it is called, what matters of it, and the menu that moves it. */
export const Card = memo(function Card(props: CardProps) {
  const { row, object, kind, open, waiting, arrived, wanted, mayMove, handlers } = props
  const w = useWords(words)
  const box = useRef<HTMLDivElement>(null)
  const link = useRef<HTMLAnchorElement>(null)
  const [dragging, setDragging] = useState(false)
  const latest = useRef(row)
  latest.current = row
  useEffect(() => {
    if (wanted.current !== row.id) return
    wanted.current = null
    link.current?.focus()
  }, [row.id, wanted])
  useEffect(
    () =>
      draggable({
        element: box.current!,
        canDrag: () => mayMove && !waiting,
        getInitialData: () => ({ row: latest.current }),
        onDragStart: () => setDragging(true),
        onDrop: () => setDragging(false),
      }),
    [mayMove, waiting],
  )
  const title = String(row[object.title] ?? '–')
  const state = `${open ? ' open' : ''}${waiting ? ' waiting' : ''}${arrived ? ' arrived' : ''}${dragging ? ' moving' : ''}`
  return (
    <div ref={box} className={`board-card${mayMove ? ' movable' : ''}${state}`} data-id={row.id}>
      {/* A link, not a button: Firefox drags nothing by a button. */}
      <a
        ref={link}
        href={`/${object.path}/${row.id}`}
        draggable={false}
        className="board-open ellipsis"
        title={title}
        onClick={event => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return
          event.preventDefault()
          handlers.open(row.id)
        }}
      >
        {title}
      </a>
      {kind ? (
        <Suspense>
          <kind.Face object={object} row={row} waiting={waiting} />
        </Suspense>
      ) : (
        <Facts {...props} />
      )}
      {mayMove && (
        <span className="board-menu">
          <IconButton
            icon="ellipsis"
            size={24}
            label={fill(w.moveTo, { name: title })}
            aria-haspopup="menu"
            onClick={event => handlers.menu(row, event.currentTarget)}
          />
        </span>
      )}
    </div>
  )
})

/** What the columns of the list say of a record, and the face of its owner. */
function Facts({ row, object, columns, field }: CardProps) {
  const metadata = useMetadata()
  const lookup = useLookup()
  const facts = columns.flatMap(column => {
    const { value, holder } = valueAt(row, column, metadata)
    return isEmpty(value) || column.path === object.title || column.path === field.name
      ? []
      : [{ column, value, holder }]
  })
  const faceOf = facts.find(f => f.column.field.target === 'user' && isNamed(f.value))
  const face = isNamed(faceOf?.value) ? faceOf.value.name : null
  const figure = facts.find(f => isFigure(f.column.field))
  const day = facts.find(f => isDay(f.column.field))
  const others = facts.filter(f => f !== faceOf && f !== figure && f !== day).slice(0, 2)
  return (
    <>
      {others.length > 0 && (
        <span className="board-facts">
          {others.map(({ column, value, holder }) => (
            <span key={column.path} className="board-fact ellipsis">
              <FieldCell field={column.field} value={value} row={holder ?? undefined} />
            </span>
          ))}
        </span>
      )}
      {figure && (
        <b className="board-figure">
          {fieldText(figure.column.field, figure.value, lookup, figure.holder ?? undefined).replace(/\.00$/, '')}
        </b>
      )}
      {(day || face) && (
        <span className="board-foot">
          {day && (
            <span className="ellipsis">
              {day.column.label} {fieldText(day.column.field, day.value, lookup)}
            </span>
          )}
          {face && <Avatar name={face} size={20} />}
        </span>
      )}
    </>
  )
}
