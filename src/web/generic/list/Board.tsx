import { type ReactNode, useState } from 'react'
import type { FieldMeta } from '../../../core/metadata/types'
import { asProblem, queryClient, type Row, useMetadata } from '../../api'
import { FieldCell } from '../../fields/FieldCell'
import { moneyText } from '../../fields/format'
import { useLookup } from '../../fields/lookups'
import { fieldText } from '../../fields/text'
import { canEdit, isEmpty, isFigure, isNamed, sameValue } from '../../fields/value'
import { Avatar } from '../../kit/Avatar'
import { Button, IconButton } from '../../kit/Button'
import { Menu } from '../../kit/Menu'
import { Skeleton } from '../../kit/States'
import { toast } from '../../kit/Toast'
import { fill, useWords } from '../../words'
import { useChange } from '../record/useChange'
import './board.css'
import { valueAt } from './columns'
import { isDay } from './displays'
import type { ListState } from './list'
import type { Sums } from './sums'
import { GROUP_MAX, type Group, type Groups } from './useGroups'
import * as words from './words'

const DRAGGED = 'application/x-guanxi-record'

interface BoardProps {
  list: ListState
  groups: Groups
  /** Drawn instead of columns when there are no records. */
  empty: ReactNode
}

/** The rows of a list as cards under the values of a choice field; a card dragged to another column takes its value. */
export function Board({ list, groups: { field, groups, total, showMore }, empty }: BoardProps) {
  const w = useWords(words)
  const lookup = useLookup()
  const change = useChange(list.object)
  const [dragged, setDragged] = useState<Row | null>(null)
  const [over, setOver] = useState<string | null>(null)
  const [moving, setMoving] = useState<{ row: Row; to: string } | null>(null)
  if (!field || total === null) return <BoardSkeleton />
  if (total === 0) return <div className="board-empty">{empty}</div>
  const mayMove = list.object.can.update && canEdit(field)
  const labelOf = (group: Group) => fieldText(field, group.value, lookup) || w.noValue
  const targets = groups.filter(group => group.value !== null || !field.required)

  async function move(row: Row, to: Group) {
    if (sameValue(row[field!.name], to.value)) return
    setMoving({ row, to: to.key })
    try {
      await change(row, { [field!.name]: to.value })
      await queryClient.invalidateQueries({ queryKey: ['aggregate', list.object.path] })
    } catch (error) {
      toast({ tone: 'over', text: asProblem(error).message })
    }
    setMoving(null)
  }
  const cardsOf = (group: Group): readonly Row[] => {
    const rest = group.rows.filter(row => row.id !== moving?.row.id)
    return moving?.to === group.key ? [{ ...moving.row, [field.name]: group.value }, ...rest] : rest
  }

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="board" aria-label={fill(w.boardBy, { field: field.label })} tabIndex={0}>
      {groups.map(group => (
        <section
          key={group.key}
          className={`board-column${dragged && over === group.key ? ' over' : ''}`}
          aria-label={labelOf(group)}
          onDragOver={event => {
            if (!event.dataTransfer.types.includes(DRAGGED) || !targets.includes(group)) return
            event.preventDefault()
            setOver(group.key)
          }}
          onDragLeave={event => {
            if (!event.currentTarget.contains(event.relatedTarget as Node)) setOver(null)
          }}
          onDrop={event => {
            event.preventDefault()
            setOver(null)
            if (dragged) void move(dragged, group)
          }}
        >
          <header className="board-head">
            <h2>
              <span className="ellipsis">{labelOf(group)}</span>
              <span className="board-count">{group.count.toLocaleString('en-US')}</span>
            </h2>
            <span className="board-sum">{amounts(group.sums)}</span>
          </header>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <ul className="board-cards" tabIndex={0} aria-label={labelOf(group)}>
            {cardsOf(group).map(row => (
              <Card
                key={row.id}
                row={row}
                by={field}
                list={list}
                moving={moving?.row.id === row.id}
                onDrag={mayMove ? setDragged : undefined}
                moves={
                  mayMove
                    ? targets.map(to => ({
                        label: labelOf(to),
                        checked: sameValue(row[field.name], to.value),
                        onSelect: () => void move(row, to),
                      }))
                    : []
                }
              />
            ))}
            {group.loading && <Skeleton height={96} />}
          </ul>
          {group.next !== undefined && (
            <Button
              look="link"
              className="board-more"
              onClick={() => (group.next! > GROUP_MAX ? list.narrow(group.filter) : showMore(group))}
            >
              {group.next > GROUP_MAX
                ? fill(w.onlyThis, { value: labelOf(group) })
                : fill(w.loadMore, { n: group.next - group.rows.length })}
            </Button>
          )}
        </section>
      ))}
    </section>
  )
}

/** ¥528,600, without cents: a column's head has little room. */
const amounts = (sums: Sums): string =>
  sums
    .filter(sum => sum.field.kind === 'money')
    .flatMap(sum => Object.entries(sum.values).map(([currency, value]) => moneyText(value, currency, 0)))
    .join(' · ')

interface CardProps {
  row: Row
  by: FieldMeta
  list: ListState
  moving: boolean
  onDrag: ((row: Row | null) => void) | undefined
  moves: { label: string; checked: boolean; onSelect(): void }[]
}

/** Name, what the columns of the list say of it, and the face of its owner. */
function Card({ row, by, list, moving, onDrag, moves }: CardProps) {
  const w = useWords(words)
  const metadata = useMetadata()
  const lookup = useLookup()
  const [menu, setMenu] = useState<HTMLElement | null>(null)
  const { object } = list
  const title = String(row[object.title] ?? '–')
  const facts = list.columns.flatMap(column => {
    const { value, holder } = valueAt(row, column, metadata)
    return isEmpty(value) || column.path === object.title || column.path === by.name ? [] : [{ column, value, holder }]
  })
  const faceOf = facts.find(f => f.column.field.target === 'user' && isNamed(f.value))
  const face = isNamed(faceOf?.value) ? faceOf.value.name : null
  const figure = facts.find(f => isFigure(f.column.field))
  const day = facts.find(f => isDay(f.column.field))
  const others = facts.filter(f => f !== faceOf && f !== figure && f !== day).slice(0, 2)
  return (
    <li
      className={`board-card${list.panel === row.id ? ' open' : ''}${moving ? ' moving' : ''}`}
      draggable={!!onDrag}
      onDragStart={event => {
        event.dataTransfer.setData(DRAGGED, row.id)
        event.dataTransfer.effectAllowed = 'move'
        onDrag?.(row)
      }}
      onDragEnd={() => onDrag?.(null)}
    >
      <button type="button" className="board-open" onClick={() => list.open(row.id)}>
        {title}
      </button>
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
      {moves.length > 0 && (
        <span className="board-menu">
          <IconButton
            icon="ellipsis"
            size={24}
            label={fill(w.moveTo, { name: title })}
            onClick={e => setMenu(e.currentTarget)}
          />
        </span>
      )}
      {menu && (
        <Menu
          anchor={menu}
          label={fill(w.moveTo, { name: title })}
          entries={[{ title: fill(w.changeField, { field: by.label }) }, ...moves]}
          onClose={() => setMenu(null)}
          placement="bottom-end"
        />
      )}
    </li>
  )
}

const BoardSkeleton = () => (
  <div className="board" aria-busy="true">
    {[3, 2, 4, 1].map(cards => (
      <div key={cards} className="board-column">
        <div className="board-head">
          <Skeleton width={96} />
        </div>
        <div className="board-cards">
          {Array.from({ length: cards }, (_, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: cards that stand for nothing
            <Skeleton key={i} height={96} />
          ))}
        </div>
      </div>
    ))}
  </div>
)
