import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo, useRef, useState } from 'react'
import type { ObjectMeta } from '../../../core/metadata/types'
import { type Row, rowsOf, useMetadata, usePreference, useRecords } from '../../api'
import { canEdit } from '../../fields/value'
import { useWords } from '../../words'
import { useChange } from '../record/useChange'
import { walkFrom } from '../record/Walk'
import { canShow, reach, widthOf } from './columns'
import {
  ALL,
  asSearch,
  type Definition,
  definitionOf,
  type ListSearch,
  listSearch,
  MINE,
  nothingSaid,
  POOL,
  toggleSort,
  type View,
  viewsFor,
  withSearch,
} from './definition'

import type { Cell, Column, ListState } from './list'
import { pathLabel } from './pathLabel'
import { nothing, type Selection, ticked, toggle, toggleAll, toggleThrough } from './selection'
import * as words from './words'

/** What somebody arranged for themselves in the lists of an object, whatever the view. */
interface Arranged {
  widths?: Record<string, number>
  pinned?: string[]
}

/** The saved views of an object, in their order. */
export function useViews(object: ObjectMeta): { views: View[]; waiting: boolean } {
  const query = useRecords('views', {
    fields: ['object', 'name', 'scope', 'definition', 'position', 'createdBy', 'version'],
    filter: viewsFor([object.name]),
    sort: 'position',
    limit: 100,
  })
  return { views: rowsOf(query.data) as unknown as View[], waiting: query.isPending && !query.isError }
}

/** The view that the address names, with what the address changes; changing it changes the address. */
export function useDefinition(object: ObjectMeta) {
  // The router hands on what no route asked for, so the address is read once more.
  const given: Record<string, unknown> = useSearch({ strict: false })
  const search = useMemo(() => listSearch(given), [given])
  const navigate = useNavigate()
  const { views, waiting } = useViews(object)
  const view = views.find(v => v.id === search.view)
  const base = useMemo(() => definitionOf(object, view, search.view), [object, view, search.view])
  const shown = useMemo(() => withSearch(base, search), [base, search])
  const setSearch = (changes: Partial<ListSearch>, replace = false) =>
    void navigate({ to: '.', search: ((before: ListSearch) => ({ ...before, ...changes })) as never, replace })
  return {
    search,
    setSearch,
    views,
    view,
    shown,
    /** The view is named but not read yet. */
    waiting: waiting && !!search.view && ![ALL, MINE, POOL].includes(search.view),
    changed: Object.values(asSearch(base, shown)).some(v => v !== undefined),
    change: (changes: Partial<Definition>) => setSearch(asSearch(base, { ...shown, ...changes })),
    go: (to: string) => void navigate({ to: to as never }),
    reset: () => setSearch(nothingSaid),
  }
}
export type Defined = ReturnType<typeof useDefinition>

const SAVED_MS = 1000

/** What is current, ticked and edited in a list, and everything its parts may do. `order` are the records in sight. */
export function useListState(
  object: ObjectMeta,
  defined: Defined,
  order: readonly Row[],
  columns: readonly Column[],
  arrange: Arrange,
): ListState {
  const { shown, search, setSearch, change } = defined
  const navigate = useNavigate()
  const save = useChange(object)
  const [current, setCurrent] = useState<Cell>()
  const [editing, setEditing] = useState<Cell>()
  const [saved, setSaved] = useState<Cell>()
  const [selection, setSelection] = useState<Selection>(nothing)
  const ids = useMemo(() => order.map(r => r.id), [order])
  const panel = search.panel
  const mayEdit = (column: Column) =>
    object.can.update &&
    search.deleted === undefined &&
    !column.path.includes('.') &&
    canEdit(column.field) &&
    column.field.kind !== 'files'

  const state: ListState = {
    object,
    columns,
    sort: shown.sort,
    inBin: search.deleted !== undefined,
    current,
    editing,
    saved,
    panel,
    selection,
    ticked: ticked(selection, ids),
    canEdit: mayEdit,
    goTo(cell) {
      setEditing(undefined)
      setCurrent(cell)
      // With the panel open, walking the list walks the panel.
      if (panel && panel !== cell.id) setSearch({ panel: cell.id }, true)
    },
    enter(cell) {
      const column = columns.find(c => c.path === cell.path)
      if (column && column.path !== object.title && mayEdit(column)) return state.edit(cell)
      if (panel === cell.id) state.openPage(cell.id)
      else state.open(cell.id)
    },
    edit(cell) {
      const column = cell && columns.find(c => c.path === cell.path)
      if (cell) setCurrent(cell)
      setEditing(column && mayEdit(column) ? cell : undefined)
    },
    editNext(cell, back) {
      const at = columns.findIndex(c => c.path === cell.path)
      const rest = back ? columns.slice(0, at).toReversed() : columns.slice(at + 1)
      const next = rest.find(c => c.path !== object.title && mayEdit(c))
      if (next) return state.edit({ id: cell.id, path: next.path })
      const row = ids[ids.indexOf(cell.id) + (back ? -1 : 1)]
      const edge = (back ? columns.toReversed() : columns).find(c => c.path !== object.title && mayEdit(c))
      state.edit(row && edge ? { id: row, path: edge.path } : undefined)
    },
    async save(row, column, value) {
      const answer = await save(row, { [column.field.name]: value })
      const cell = { id: row.id, path: column.path }
      setSaved(cell)
      setTimeout(() => setSaved(now => (now === cell ? undefined : now)), SAVED_MS)
      return answer
    },
    open(id) {
      // What lies in the recycle bin has no page until it is restored.
      if (search.deleted) return id ? state.tick(id, false) : undefined
      if (id && columns[0]) setCurrent(now => ({ id, path: now?.path ?? columns[0]!.path }))
      setSearch({ panel: id }, !!panel)
    },
    openPage: id =>
      void navigate({ to: '/$object/$id', params: { object: object.path, id }, search: walkFrom(object, search) }),
    tick: (id, through) => setSelection(now => (through ? toggleThrough(now, id, ids) : toggle(now, id))),
    tickAll: () => setSelection(now => toggleAll(now, ids)),
    tickThese: some => setSelection({ ids: new Set(some), anchor: null }),
    escape() {
      if (selection.ids.size > 0) setSelection(nothing)
      else if (panel) state.open(undefined)
      else return false
      return true
    },
    sortBy: (path, further) => change({ sort: toggleSort(shown.sort, path, further) }),
    setSort: sort => change({ sort }),
    setWidth: arrange.width,
    setPinned: arrange.pin,
    moveColumn(path, before) {
      const others = shown.columns.filter(c => c !== path)
      const at = before === null ? others.length : others.indexOf(before)
      change({ columns: others.toSpliced(at < 0 ? others.length : at, 0, path) })
    },
    hideColumn: path => change({ columns: shown.columns.filter(c => c !== path) }),
    groupBy: path => change({ group: path }),
    narrow: filter => change({ filter, display: 'list', by: null, measure: null, group: null }),
  }
  // Rows are drawn again only for what they show; what they call must still be the latest.
  const latest = useRef(state)
  latest.current = state
  return { ...state, ...callsTo(latest) }
}

const CALLS = [
  'goTo',
  'enter',
  'edit',
  'editNext',
  'save',
  'open',
  'openPage',
  'tick',
  'tickAll',
  'tickThese',
  'escape',
  'sortBy',
  'setSort',
  'setWidth',
  'setPinned',
  'moveColumn',
  'hideColumn',
  'groupBy',
  'narrow',
] as const
type Calls = Pick<ListState, (typeof CALLS)[number]>
const callsTo = (latest: { current: ListState }) =>
  Object.fromEntries(
    CALLS.map(name => [
      name,
      (...given: unknown[]) => (latest.current[name] as (...g: unknown[]) => unknown)(...given),
    ]),
  ) as unknown as Calls

interface Arrange {
  width(path: string, width: number): void
  pin(path: string, pinned: boolean): void
}

/** The columns as drawn: pinned ones first, widths as the reader set them, else as the view has them, else by kind. */
export function useColumns(object: ObjectMeta, shown: Definition): { columns: readonly Column[]; arrange: Arrange } {
  const metadata = useMetadata()
  const { through } = useWords(words)
  const [arranged, setArranged] = usePreference<Arranged>(`list.${object.name}`, {})
  const { columns: paths, widths } = shown
  const pinned = arranged.pinned ?? shown.pinned
  const key = JSON.stringify([paths, widths, pinned, arranged.widths])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for what the address and the preference hold
  const columns = useMemo(() => {
    const given = paths.includes(object.title) ? paths : [object.title, ...paths]
    const drawn = given.flatMap((path): Column[] => {
      const reached = reach(metadata, object, path)
      if (!reached || !canShow(reached.field)) return []
      const width = arranged.widths?.[path] ?? widths[path] ?? widthOf(object, reached)
      return [{ ...reached, label: pathLabel(reached, through), width, pinned: pinned.includes(path) }]
    })
    return [...drawn.filter(c => c.pinned), ...drawn.filter(c => !c.pinned)]
  }, [metadata, object, key, through])
  return {
    columns,
    arrange: {
      width: (path, width) => setArranged({ ...arranged, widths: { ...arranged.widths, [path]: width } }),
      pin: (path, pin) =>
        setArranged({ ...arranged, pinned: pin ? [...pinned, path] : pinned.filter(p => p !== path) }),
    },
  }
}
