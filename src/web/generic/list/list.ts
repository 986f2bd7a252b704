import type { ReactNode } from 'react'
import type { ObjectMeta } from '../../../core/metadata/types'
import type { Row } from '../../api'
import type { Reached } from './columns'
import type { Filter } from './filter'
import type { Selection } from './selection'

/** A column as it is drawn. */
export interface Column extends Reached {
  label: string
  width: number
  pinned: boolean
}
export interface Cell {
  id: string
  path: string
}
/** A line of the table: a record, the head of a group, or a word about what more there is. */
export type Line = { type: 'record'; row: Row } | { type: 'group' | 'note'; key: string; show: ReactNode }

/** What the parts of a list share: what is shown, what is current, and what one may do. */
export interface ListState {
  object: ObjectMeta
  columns: readonly Column[]
  sort: string
  /** The list shows the recycle bin. */
  inBin: boolean
  current: Cell | undefined
  editing: Cell | undefined
  /** Saved a moment ago. */
  saved: Cell | undefined
  panel: string | undefined
  selection: Selection
  ticked: 'none' | 'some' | 'all'
  goTo(cell: Cell): void
  /** Enter on a cell: its record opens, or it is edited. */
  enter(cell: Cell): void
  edit(cell: Cell | undefined): void
  /** Ends editing and goes on to the next cell that can be edited, or the one before. */
  editNext(cell: Cell, back: boolean): void
  canEdit(column: Column): boolean
  save(row: Row, column: Column, value: unknown): Promise<Row>
  open(id: string | undefined): void
  openPage(id: string): void
  tick(id: string, through: boolean): void
  tickAll(): void
  tickThese(ids: readonly string[]): void
  /** True when there was something to close or to drop. */
  escape(): boolean
  sortBy(path: string, further: boolean): void
  setSort(sort: string): void
  setWidth(path: string, width: number): void
  setPinned(path: string, pinned: boolean): void
  /** Puts a column before another. */
  moveColumn(path: string, before: string | null): void
  hideColumn(path: string): void
  groupBy(path: string | null): void
  /** Lists the records that meet a filter. */
  narrow(filter: Filter | null): void
}
