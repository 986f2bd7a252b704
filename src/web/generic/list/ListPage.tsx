import { useParams } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react'
import type { FieldMeta, ObjectMeta } from '../../../core/metadata/types'
import { asProblem, Problem, type Row, refresh, remove, useMetadata, useObject, useSave } from '../../api'
import { analysisOf, boardKindOf, fieldsOf, filterOf } from '../../boards/kinds'
import { Button, IconButton } from '../../kit/Button'
import { Icon } from '../../kit/Icon'
import { Menu } from '../../kit/Menu'
import { Empty, ErrorState, Skeleton, SkeletonRows } from '../../kit/States'
import { Segmented } from '../../kit/Tabs'
import { toast } from '../../kit/Toast'
import { Link } from '../../shell/Link'
import { useNarrow } from '../../shell/width'
import { fill, plural, useLang, useWords } from '../../words'
import { openForm } from '../form/open'
import { Cards } from './Cards'
import { Chart, measuresOf } from './Chart'
import { ColumnChooser } from './ColumnChooser'
import { canGroup, canSort, fieldsToRead, reach } from './columns'
import { DISPLAYS, type Display, nothingSaid, POOL, sortKeys, standing, toggleSort } from './definition'
import { fieldFor, fieldsFor } from './displays'
import { exportFile } from './exporting'
import { FilterSentence } from './FilterSentence'
import { type Filter, same } from './filter'
import { Grid } from './Grid'
import './list.css'
import { EmptyPool, PoolStrip } from '../../ownership/PoolStrip'
import { type Lanes, useLaned, useLanes } from './lanes'
import { SaveView } from './SaveView'
import { SelectionBar } from './SelectionBar'
import { Totals } from './Totals'
import { type Heads, useHeads } from './useGroups'
import { type Asked, type Lines, useFlatLines, useGroupedLines, useListCount } from './useLines'
import { type Defined, useColumns, useDefinition, useListState } from './useList'
import { ViewTabs } from './ViewTabs'
import * as words from './words'

const Board = lazy(() => import('../../boards/Board').then(m => ({ default: m.Board })))
const DayDisplay = lazy(() => import('./DayDisplay').then(m => ({ default: m.DayDisplay })))
const RecordPanel = lazy(() => import('../record/RecordPanel').then(m => ({ default: m.RecordPanel })))

/** The list of any object, drawn from metadata; the address says which view of it. */
export function ListPage() {
  const { object: path } = useParams({ strict: false })
  const object = useObject(path ?? '')
  if (!object) return <ErrorState problem={new Problem(404, 'object', '')} />
  return <ObjectList key={object.name} object={object} />
}

function ObjectList({ object }: { object: ObjectMeta }) {
  const w = useWords(words)
  const metadata = useMetadata()
  const phone = useNarrow(768)
  const defined = useDefinition(object)
  const { shown, search, change } = defined
  const deleted = search.deleted
  const { columns, arrange } = useColumns(object, shown)
  // The recycle bin is a plain list; a display that no field serves is one too.
  const by = deleted ? undefined : fieldFor(metadata, object, shown.display, shown.by)
  const display = by ? shown.display : 'list'
  const listed = display === 'list'
  const group = !deleted && listed && shown.group && reach(metadata, object, shown.group) ? shown.group : null

  const laned = useLaned(object, display === 'board' ? by : undefined)
  const lanes = useLanes(laned, shown.filter)
  const kind = display === 'board' ? boardKindOf(object, by?.name) : undefined
  const question = JSON.stringify(lanes.filter)
  const ready = !defined.waiting && !lanes.waiting
  // biome-ignore lint/correctness/useExhaustiveDependencies: the question stands for the filter
  const asked: Asked = useMemo(
    () => ({
      fields: [...new Set([...fieldsToRead(object, columns, metadata, by?.name), ...fieldsOf(object, kind)])],
      filter: deleted ? null : lanes.filter,
      sort: shown.sort,
      deleted,
      ready,
    }),
    [object, columns, metadata, by?.name, kind, deleted, question, shown.sort, ready],
  )
  const flat = useFlatLines(object, asked, listed && !group)
  const grouped = useGroupedLines(object, asked, group, filter => change({ filter, group: null }))
  const heads = useHeads(object, asked, display === 'board' ? by!.name : null, laned ? lanes.lanes : true)
  const [cards, setCards] = useState<readonly Row[]>([])
  const laidOut = useLaidOut(object, asked, heads, cards, display)
  const lines = !listed ? laidOut : group ? grouped : flat
  const list = useListState(object, defined, lines.rows, columns, arrange)

  const at = lines.rows.findIndex(r => r.id === list.panel)
  const walk = (by: number) => {
    const next = lines.rows[at + by]
    if (next) list.open(next.id)
  }
  async function download(ids?: readonly string[], all = false, format: 'xlsx' | 'csv' = 'xlsx') {
    toast({ text: w.exportStarted })
    const filter: Filter | null = ids ? { field: 'id', op: 'in', value: [...ids] } : asked.filter
    try {
      const done = await exportFile({
        object: object.name,
        format,
        filter: filter ?? undefined,
        sort: asked.sort || undefined,
        fields: all ? undefined : columns.map(c => c.path),
      })
      if (!done) toast({ tone: 'over', text: w.exportFailed })
    } catch (error) {
      toast({ tone: 'over', text: asProblem(error).message })
    }
  }

  const drawn = {
    list,
    lines: lines.lines,
    more: lines.more,
    loading: lines.loading,
    onMore: lines.onMore,
    label: object.label,
    empty: <EmptyList object={object} defined={defined} />,
  }
  return (
    <div className={`list-page${list.panel ? ' with-panel' : ''}`}>
      <div className="list-main">
        <Head
          object={object}
          defined={defined}
          lines={lines}
          display={display}
          by={by}
          lanes={lanes}
          onExport={(all, format) => void download(undefined, all, format)}
        />
        {deleted ? (
          <BinNote object={object} onLeave={() => defined.setSearch({ deleted: undefined })} />
        ) : (
          <Views object={object} defined={defined}>
            {kind?.Standing && (
              <Suspense fallback={<Skeleton width={160} height={28} />}>
                <kind.Standing object={object} asked={asked} />
              </Suspense>
            )}
          </Views>
        )}
        {!deleted && search.view === POOL && object.pool && (
          <PoolStrip object={object} filter={shown.filter} onChoose={filter => change({ filter })} />
        )}
        {lines.problem && lines.rows.length === 0 ? (
          <div className="list-problem">
            <ErrorState problem={lines.problem} onRetry={lines.onRetry} />
          </div>
        ) : display === 'board' ? (
          <Suspense fallback={<SkeletonRows rows={8} height={72} />}>
            <Board list={list} asked={asked} heads={heads} empty={drawn.empty} onRows={setCards} />
          </Suspense>
        ) : display === 'calendar' ? (
          <Suspense fallback={<SkeletonRows rows={8} height={72} />}>
            <DayDisplay key={by!.name} list={list} asked={asked} field={by!} />
          </Suspense>
        ) : display === 'chart' ? (
          <Chart list={list} asked={asked} field={by!} measure={shown.measure} />
        ) : phone ? (
          <Cards {...drawn} />
        ) : (
          <Grid {...drawn} />
        )}
        {!kind && <Totals object={object} asked={asked} lines={lines} />}
        {list.selection.ids.size > 0 && (
          <SelectionBar
            list={list}
            asked={asked}
            rows={lines.rows}
            total={lines.total}
            onExport={ids => void download(ids)}
          />
        )}
      </div>
      {list.panel && (
        <Suspense>
          <RecordPanel
            object={object.name}
            id={list.panel}
            onClose={() => list.open(undefined)}
            onWalk={walk}
            onOpenPage={() => list.openPage(list.panel!)}
            position={at >= 0 ? { at: at + 1, of: lines.total ?? lines.rows.length } : undefined}
          />
        </Suspense>
      )}
    </div>
  )
}

const DISPLAY_ICONS: Record<Display, string> = {
  list: 'list',
  board: 'square-kanban',
  calendar: 'calendar',
  chart: 'chart-column',
}

/** What foot and side panel need to know of rows that are not shown as lines. */
function useLaidOut(object: ObjectMeta, asked: Asked, heads: Heads, cards: readonly Row[], display: Display): Lines {
  const count = useListCount(object, asked.filter)
  const board = display === 'board'
  return {
    lines: [],
    rows: board ? [...cards] : [],
    total: (board ? heads.total : count) ?? null,
    more: false,
    loading: board && heads.loading,
    problem: board ? heads.problem : null,
    updatedAt: board ? heads.updatedAt : 0,
    onMore: () => {},
    onRetry: heads.onRetry,
  }
}

/** Name and count, what can be done with the list, and the one button that adds to it. */
function Head({
  object,
  defined,
  lines,
  display,
  by,
  lanes,
  onExport,
}: {
  object: ObjectMeta
  defined: Defined
  lines: Lines
  display: Display
  by: FieldMeta | undefined
  lanes: Lanes
  onExport(all: boolean, format: 'xlsx' | 'csv'): void
}) {
  const w = useWords(words)
  const save = useSave('views')
  const [open, setOpen] = useState<{
    menu: 'set' | 'group' | 'by' | 'measure' | 'sort' | 'columns' | 'export' | 'more' | 'rename'
    anchor: HTMLElement
  } | null>(null)
  const lang = useLang()
  const close = () => setOpen(null)
  const opener = (menu: NonNullable<typeof open>['menu']) => ({
    'aria-haspopup': 'menu' as const,
    'aria-expanded': open?.menu === menu,
    onClick: (event: { currentTarget: HTMLElement }) => setOpen({ menu, anchor: event.currentTarget }),
  })
  const { shown, change, view, search } = defined
  const phone = useNarrow(768)
  const narrow = useNarrow(1360)
  const metadata = useMetadata()
  const displays = DISPLAYS.filter(id => id === 'list' || fieldsFor(metadata, object, id).length > 0)
  const show = (next: Display) => {
    const first = next === 'board' ? fieldFor(metadata, object, next, null)?.name : undefined
    change({ display: next, by: null, measure: null, filter: filterOf(object, first, shown.filter) })
  }
  const analysis = analysisOf(object, shown.filter)
  const { pages } = useWords()
  const set = lanes.sets.find(one => one.id === lanes.chosen)
  const measured = object.fields.find(f => f.name === shown.measure)?.label ?? w.counting
  const grouping = object.fields.find(f => f.name === shown.group)
  const name = { object: object.label }
  const usual = standing(object).filter
  const all = useListCount(object, usual)
  const total = lines.total?.toLocaleString('en-US') ?? ''
  const narrowed = !!shown.filter && !same(shown.filter, usual) && search.view !== POOL
  const part = total && all && narrowed && !search.deleted
  const counted = part ? fill(w.shownOf, { shown: total, all: all.toLocaleString('en-US') }) : total

  async function removeView() {
    if (!view) return
    const { name: label, scope, definition, position } = view
    await remove(`/api/views/${view.id}`)
    refresh('views')
    defined.setSearch({ view: undefined })
    toast({
      text: fill(w.viewDeleted, { name: label }),
      undo: () => save.mutateAsync({ changes: { object: object.name, name: label, scope, definition, position } }),
    })
  }
  return (
    <header className="list-head">
      <h1>{search.deleted ? w.bin : plural(object.label, lang)}</h1>
      <span className="list-count">{counted}</span>
      {set && (
        <Button look="text" className="list-set" aria-label={fill(w.showing, { name: set.label })} {...opener('set')}>
          <span className="ellipsis">{set.label}</span>
          <Icon name="chevron-down" size={14} />
        </Button>
      )}
      <span className="spring" />
      {!search.deleted && displays.length > 1 && !phone && (
        <Segmented
          label={w.display}
          value={display}
          iconsOnly={narrow || !!search.panel}
          onChange={show}
          options={displays.map(id => ({ id, label: w.displays[id], icon: DISPLAY_ICONS[id] }))}
        />
      )}
      {analysis && !search.deleted && !phone && (
        <IconButton icon={analysis.icon} label={pages[analysis.name]} onClick={() => defined.go(analysis.to)} />
      )}
      {by && !(phone && display === 'board') && (
        <Button
          look="text"
          icon="rows-3"
          className="list-tool"
          aria-label={fill(w.by, { field: by.label })}
          {...opener('by')}
        >
          <span>{fill(w.by, { field: by.label })}</span>
        </Button>
      )}
      {display === 'chart' && measuresOf(object).length > 0 && (
        <Button look="text" icon="sigma" className="list-tool" aria-label={measured} {...opener('measure')}>
          <span>{measured}</span>
        </Button>
      )}
      {!search.deleted && display === 'list' && (
        <Button
          look="text"
          icon="rows-3"
          className="list-tool"
          aria-label={grouping ? fill(w.groupBy, { field: grouping.label }) : w.group}
          on={!!grouping}
          {...opener('group')}
        >
          <span>{grouping ? fill(w.groupBy, { field: grouping.label }) : w.group}</span>
        </Button>
      )}
      {display === 'board' && !phone && <IconButton icon="arrow-up-down" label={w.sort} {...opener('sort')} />}
      {(display === 'list' || (display === 'board' && !boardKindOf(object, by?.name))) && (
        <Button look="text" icon="columns-3" className="list-tool" aria-label={w.columns} {...opener('columns')}>
          <span>{w.columns}</span>
        </Button>
      )}
      {object.can.export && !search.deleted && !(phone && display === 'board') && (
        <IconButton icon="download" label={w.exportList} {...opener('export')} />
      )}
      <IconButton icon="ellipsis" label={w.more} {...opener('more')} />
      {object.can.create && !search.deleted && (
        <Button icon="plus" className="list-new" onClick={() => openForm({ object: object.name })}>
          <span>{fill(w.newRecord, name)}</span>
        </Button>
      )}

      {open?.menu === 'set' && (
        <Menu
          anchor={open.anchor}
          label={w.display}
          onClose={close}
          entries={lanes.sets.map(one => ({
            label: one.label,
            checked: one.id === lanes.chosen,
            onSelect: () => change({ filter: lanes.filterFor(one.id) }),
          }))}
        />
      )}
      {open?.menu === 'sort' && (
        <Menu
          anchor={open.anchor}
          label={w.sort}
          onClose={close}
          placement="bottom-end"
          entries={[
            { label: w.usualSort, checked: !shown.sort, onSelect: () => change({ sort: '' }) },
            '-',
            ...object.fields
              .filter(f => canSort(f) && shown.columns.includes(f.name))
              .map(f => {
                const key = sortKeys(shown.sort).find(k => k.field === f.name)
                return {
                  label: f.label,
                  checked: !!key,
                  note: key && (key.descending ? w.descending : w.ascending),
                  stay: true,
                  onSelect: () => change({ sort: toggleSort(shown.sort, f.name) }),
                }
              }),
          ]}
        />
      )}
      {open?.menu === 'group' && (
        <Menu
          anchor={open.anchor}
          label={w.group}
          onClose={close}
          placement="bottom-end"
          entries={[
            { label: w.noGroup, checked: !shown.group, onSelect: () => change({ group: null }) },
            '-',
            ...object.fields.filter(canGroup).map(f => ({
              label: f.label,
              checked: f.name === shown.group,
              onSelect: () => change({ group: f.name }),
            })),
          ]}
        />
      )}
      {open?.menu === 'by' && (
        <Menu
          anchor={open.anchor}
          label={w.byWhich}
          onClose={close}
          placement="bottom-end"
          entries={fieldsFor(metadata, object, display).map(f => ({
            label: f.label,
            checked: f === by,
            onSelect: () => change({ by: f.name }),
          }))}
        />
      )}
      {open?.menu === 'measure' && (
        <Menu
          anchor={open.anchor}
          label={w.measure}
          onClose={close}
          placement="bottom-end"
          entries={[
            { label: w.counting, checked: !shown.measure, onSelect: () => change({ measure: null }) },
            '-',
            ...measuresOf(object).map(f => ({
              label: f.label,
              checked: f.name === shown.measure,
              onSelect: () => change({ measure: f.name }),
            })),
          ]}
        />
      )}
      {open?.menu === 'columns' && (
        <ColumnChooser
          anchor={open.anchor}
          object={object}
          columns={shown.columns}
          onChange={columns => change({ columns })}
          onClose={close}
        />
      )}
      {open?.menu === 'export' && (
        <Menu
          anchor={open.anchor}
          label={w.exportList}
          onClose={close}
          placement="bottom-end"
          entries={[
            { label: w.exportShown, note: 'Excel', onSelect: () => onExport(false, 'xlsx') },
            { label: w.exportShown, note: 'CSV', onSelect: () => onExport(false, 'csv') },
            '-',
            { label: w.exportFull, note: 'Excel', onSelect: () => onExport(true, 'xlsx') },
            { label: w.exportFull, note: 'CSV', onSelect: () => onExport(true, 'csv') },
          ]}
        />
      )}
      {open?.menu === 'more' && (
        <Menu
          anchor={open.anchor}
          label={w.more}
          onClose={close}
          placement="bottom-end"
          entries={[
            ...(phone && !search.deleted && displays.length > 1
              ? [
                  { title: w.display },
                  ...displays.map(id => ({
                    label: w.displays[id],
                    checked: id === display,
                    onSelect: () => show(id),
                  })),
                  '-' as const,
                ]
              : []),
            phone &&
              display === 'board' && {
                label: w.sort,
                icon: 'arrow-up-down',
                onSelect: () => setOpen({ menu: 'sort', anchor: open.anchor }),
              },
            phone &&
              display === 'board' &&
              fieldsFor(metadata, object, display).length > 1 && {
                label: w.byWhich,
                icon: 'rows-3',
                onSelect: () => setOpen({ menu: 'by', anchor: open.anchor }),
              },
            analysis &&
              phone && {
                label: pages[analysis.name],
                icon: analysis.icon,
                onSelect: () => defined.go(analysis.to),
              },
            object.can.import && {
              label: fill(w.importList, name),
              icon: 'upload',
              onSelect: () => defined.go(`/import/${object.path}`),
            },
            {
              label: w.copyLink,
              icon: 'link',
              onSelect: () => void navigator.clipboard?.writeText(location.href).then(() => toast({ text: w.copied })),
            },
            view && '-',
            view && {
              label: w.viewRename,
              icon: 'pencil',
              onSelect: () => setOpen({ menu: 'rename', anchor: open.anchor }),
            },
            view && {
              label: w.viewDelete,
              icon: 'trash-2',
              danger: true,
              onSelect: () => void removeView().catch(e => toast({ tone: 'over', text: asProblem(e).message })),
            },
            '-',
            search.deleted
              ? { label: w.leaveBin, icon: 'list', onSelect: () => defined.setSearch({ deleted: undefined }) }
              : {
                  label: w.bin,
                  icon: 'trash-2',
                  onSelect: () => defined.setSearch({ deleted: 'only', panel: undefined }),
                },
          ]}
        />
      )}
      {open?.menu === 'rename' && view && (
        <SaveView
          anchor={open.anchor}
          object={object.name}
          definition={shown}
          view={view}
          position={0}
          onClose={close}
          onSaved={() => refresh('views')}
        />
      )}
    </header>
  )
}

/** View tabs, and below them the filter with what to do about a changed view. */
function Views({ object, defined, children }: { object: ObjectMeta; defined: Defined; children?: ReactNode }) {
  const w = useWords(words)
  const save = useSave('views')
  const [saving, setSaving] = useState<HTMLElement | null>(null)
  const { shown, view, views, changed, change, reset, setSearch } = defined
  async function update() {
    if (!view) return
    try {
      await save.mutateAsync({ id: view.id, version: view.version, changes: { definition: shown } })
      reset()
      toast({ text: fill(w.viewUpdated, { name: view.name }) })
    } catch (error) {
      toast({ tone: 'over', text: asProblem(error).message })
    }
  }
  return (
    <>
      <ViewTabs object={object} views={views} value={defined.search.view} onNew={setSaving} />
      <FilterSentence object={object} filter={shown.filter} onChange={filter => change({ filter })}>
        {children}
        {changed && (
          <div className="sentence-acts">
            <Button look="text" size={24} onClick={reset}>
              {w.reset}
            </Button>
            {view && (
              <Button look="link" onClick={() => void update()}>
                {w.updateView}
              </Button>
            )}
            <Button look="link" onClick={e => setSaving(e.currentTarget)}>
              {w.saveView}
            </Button>
          </div>
        )}
      </FilterSentence>
      {saving && (
        <SaveView
          anchor={saving}
          object={object.name}
          definition={shown}
          position={views.length + 1}
          onClose={() => setSaving(null)}
          onSaved={id => {
            refresh('views')
            setSearch({ ...nothingSaid, view: id })
          }}
        />
      )}
    </>
  )
}

function BinNote({ object, onLeave }: { object: ObjectMeta; onLeave(): void }) {
  const w = useWords(words)
  return (
    <div className="list-bin">
      <span className="t2">{fill(w.binNote, { object: object.label })}</span>
      <Button look="link" onClick={onLeave}>
        {w.leaveBin}
      </Button>
    </div>
  )
}

/** No rows: why, and the next step. */
function EmptyList({ object, defined }: { object: ObjectMeta; defined: Defined }) {
  const w = useWords(words)
  const name = { object: object.label }
  if (defined.search.deleted) return <Empty title={w.emptyBinTitle} text={fill(w.emptyBinText, name)} />
  if (defined.search.view === POOL && !defined.changed) return <EmptyPool />
  if (defined.shown.filter && !same(defined.shown.filter, standing(object).filter))
    return (
      <Empty title={fill(w.emptyFilteredTitle, name)} text={w.emptyFilteredText}>
        <Button onClick={() => defined.setSearch({ view: undefined, filter: undefined })}>{w.seeAll}</Button>
      </Empty>
    )
  const { can } = object
  return (
    <Empty
      title={fill(w.emptyTitle, name)}
      text={can.import ? w.emptyText : can.create ? w.emptyTextCreate : undefined}
    >
      {can.import && (
        <Link to={`/import/${object.path}`} className="k-button k-button-primary k-button-32">
          {fill(w.importList, name)}
        </Link>
      )}
      {can.create && <Button onClick={() => openForm({ object: object.name })}>{fill(w.newRecord, name)}</Button>}
    </Empty>
  )
}
