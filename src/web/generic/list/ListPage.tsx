import { useParams } from '@tanstack/react-router'
import { lazy, Suspense, useMemo, useState } from 'react'
import type { ObjectMeta } from '../../../core/metadata/types'
import { asProblem, Problem, refresh, remove, useMetadata, useObject, useSave } from '../../api'
import { Button, IconButton } from '../../kit/Button'
import { Menu } from '../../kit/Menu'
import { Empty, ErrorState } from '../../kit/States'
import { toast } from '../../kit/Toast'
import { Link } from '../../shell/Link'
import { useNarrow } from '../../shell/width'
import { fill, plural, useLang, useWords } from '../../words'
import { openForm } from '../form/open'
import { Cards } from './Cards'
import { ColumnChooser } from './ColumnChooser'
import { canGroup, fieldsToRead, reach } from './columns'
import { exportFile } from './exporting'
import { FilterSentence } from './FilterSentence'
import type { Filter } from './filter'
import { Grid } from './Grid'
import './list.css'
import { SaveView } from './SaveView'
import { SelectionBar } from './SelectionBar'
import { Totals } from './Totals'
import { type Asked, type Lines, useCount, useFlatLines, useGroupedLines } from './useLines'
import { type Defined, useColumns, useDefinition, useListState } from './useList'
import { ViewTabs } from './ViewTabs'
import * as words from './words'

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
  const group = !deleted && shown.group && reach(metadata, object, shown.group) ? shown.group : null

  const asked: Asked = useMemo(
    () => ({
      fields: fieldsToRead(object, columns, metadata),
      filter: deleted ? null : shown.filter,
      sort: shown.sort,
      deleted,
      ready: !defined.waiting,
    }),
    [object, columns, metadata, deleted, shown.filter, shown.sort, defined.waiting],
  )
  const flat = useFlatLines(object, asked, !group)
  const grouped = useGroupedLines(object, asked, group, filter => change({ filter, group: null }))
  const lines = group ? grouped : flat
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
          onExport={(all, format) => void download(undefined, all, format)}
        />
        {deleted ? (
          <BinNote object={object} onLeave={() => defined.setSearch({ deleted: undefined })} />
        ) : (
          <Views object={object} defined={defined} />
        )}
        {lines.problem && lines.rows.length === 0 ? (
          <div className="list-problem">
            <ErrorState problem={lines.problem} onRetry={lines.onRetry} />
          </div>
        ) : phone ? (
          <Cards {...drawn} />
        ) : (
          <Grid {...drawn} />
        )}
        <Totals object={object} asked={asked} lines={lines} />
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
            position={at >= 0 ? { at: at + 1, of: lines.total ?? lines.rows.length } : undefined}
          />
        </Suspense>
      )}
    </div>
  )
}

/** Name and count, what can be done with the list, and the one button that adds to it. */
function Head({
  object,
  defined,
  lines,
  onExport,
}: {
  object: ObjectMeta
  defined: Defined
  lines: Lines
  onExport(all: boolean, format: 'xlsx' | 'csv'): void
}) {
  const w = useWords(words)
  const save = useSave('views')
  const [open, setOpen] = useState<{
    menu: 'group' | 'columns' | 'export' | 'more' | 'rename'
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
  const grouping = object.fields.find(f => f.name === shown.group)
  const name = { object: object.label }
  const all = useCount(object, null)
  const total = lines.total?.toLocaleString('en-US') ?? ''
  const part = total && all && shown.filter && !search.deleted
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
      <span className="spring" />
      {!search.deleted && (
        <Button
          look="text"
          icon="rows-3"
          className="list-tool"
          aria-label={w.group}
          on={!!grouping}
          {...opener('group')}
        >
          <span>{grouping ? fill(w.groupBy, { field: grouping.label }) : w.group}</span>
        </Button>
      )}
      <Button look="text" icon="columns-3" className="list-tool" aria-label={w.columns} {...opener('columns')}>
        <span>{w.columns}</span>
      </Button>
      {object.can.export && !search.deleted && (
        <IconButton icon="download" label={w.exportList} {...opener('export')} />
      )}
      <IconButton icon="ellipsis" label={w.more} {...opener('more')} />
      {object.can.create && !search.deleted && (
        <Button icon="plus" className="list-new" onClick={() => openForm({ object: object.name })}>
          <span>{fill(w.newRecord, name)}</span>
        </Button>
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
function Views({ object, defined }: { object: ObjectMeta; defined: Defined }) {
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
            setSearch({ view: id, filter: undefined, sort: undefined, columns: undefined, group: undefined })
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
  if (defined.shown.filter)
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
