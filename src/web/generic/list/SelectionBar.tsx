import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import type { ActMeta, FieldMeta } from '../../../core/metadata/types'
import { asProblem, type BatchResult, post, type Row, readPage, refresh } from '../../api'
import { FieldEditor } from '../../fields/FieldEditor'
import { useLookup } from '../../fields/lookups'
import { Picker } from '../../fields/Picker'
import { canEdit, inputValue, sameValue } from '../../fields/value'
import { Button, IconButton } from '../../kit/Button'
import { Menu } from '../../kit/Menu'
import { Popover } from '../../kit/Popover'
import { toast } from '../../kit/Toast'
import * as mergingWords from '../../merging/words'
import { givesOut, useMayGive } from '../../ownership/pools'
import { fill, useWords } from '../../words'
import { foresee } from '../form/foresee'
import { openForm } from '../form/open'
import { changeText } from '../record/useChange'
import type { ListState } from './list'
import { isOffered } from './RowActs'
import type { Asked } from './useLines'
import * as words from './words'

const ShareOut = lazy(() => import('../../ownership/ShareOut').then(m => ({ default: m.ShareOut })))

const SHOWN = 4
/** As many records as one batch takes, and as many as 选全部 goes to fetch. */
const BATCH = 500
const ALL_MAX = 5_000
/** So many records can be compared side by side. */
const MERGED_MAX = 5

interface SelectionBarProps {
  list: ListState
  asked: Asked
  rows: readonly Row[]
  total: number | null
  onExport(ids: string[]): void
}

/** Rises when something is ticked and offers what may be done with all of it; each result can be taken back. */
export function SelectionBar({ list, asked, rows, total, onExport }: SelectionBarProps) {
  const w = useWords(words)
  const merging = useWords(mergingWords)
  const navigate = useNavigate()
  const lookup = useLookup()
  const { object } = list
  const ids = [...list.selection.ids]
  const [more, setMore] = useState<HTMLElement | null>(null)
  const [editing, setEditing] = useState<HTMLElement | null>(null)
  const [busy, setBusy] = useState(false)
  const [sharing, setSharing] = useState(false)
  const mayGive = useMayGive(object)
  const deleted = asked.deleted === 'only'

  /** Runs an act on all of `some`, says what came of it, keeps ticked what was refused. */
  async function run(
    act: string,
    input: Record<string, unknown> | undefined,
    some: readonly string[],
    done: string,
    undo?: (succeeded: readonly string[]) => unknown,
  ): Promise<void> {
    setBusy(true)
    try {
      const items = await inBatches(object.path, act, some, input)
      const failed = items.filter(i => !i.ok)
      const succeeded = items.filter(i => i.ok).map(i => i.id)
      refresh(object.path)
      list.tickThese(failed.map(f => f.id))
      if (succeeded.length > 0)
        toast({ text: fill(done, { n: succeeded.length }), undo: undo && (() => undo(succeeded)) })
      if (failed.length > 0)
        toast({ tone: 'over', text: fill(w.actedSome, { n: failed.length, reason: failed[0]!.problem?.detail ?? '' }) })
    } finally {
      setBusy(false)
    }
  }
  /** The undo of a batch: another batch, on those that had succeeded. */
  async function back(act: string, some: readonly string[]) {
    await inBatches(object.path, act, some)
    refresh(object.path)
  }
  const saying = (error: unknown) => toast({ tone: 'over', text: asProblem(error).message })

  function doAct(act: ActMeta) {
    const done = fill(w.acted, { act: act.label })
    const { undo } = act
    const start = (input?: Record<string, unknown>) =>
      run(act.name, input, ids, done, undo ? succeeded => back(undo, succeeded) : undefined)
    if (act.input.length === 0) start().catch(saying)
    else
      openForm({
        object: object.name,
        act,
        subject: fill(w.selected, { n: ids.length }),
        run: start,
        foresee: act.foresee && ids.length <= BATCH ? input => foresee(object, act, ids, input) : undefined,
      })
  }
  const remove = () => run('delete', undefined, ids, w.removed, done => back('restore', done)).catch(saying)
  const restore = () => run('restore', undefined, ids, w.restored, done => back('delete', done)).catch(saying)

  async function selectAll() {
    setBusy(true)
    const all: string[] = []
    let cursor: string | undefined
    do {
      const page = await readPage(
        object.path,
        { fields: ['id'], filter: asked.filter ?? undefined, deleted: asked.deleted, limit: BATCH },
        cursor,
      )
      all.push(...page.items.map(row => row.id))
      cursor = page.nextCursor ?? undefined
    } while (cursor && all.length < ALL_MAX)
    list.tickThese(all)
    setBusy(false)
  }

  // Ids grow with time: the oldest stays unless chosen otherwise.
  const mergeable = !deleted && ids.length > 1 && ids.length <= MERGED_MAX && object.acts.some(a => a.name === 'merge')
  const merge = () =>
    void navigate({ to: `/merge/${object.path}` as never, search: { ids: [...ids].sort().join(',') } as never })
  const seen = rows.filter(row => list.selection.ids.has(row.id))
  const chosen = seen.length ? seen : rows.slice(0, 1)
  const acts = deleted
    ? []
    : object.acts.filter(
        a => a.batch && a.on === 'record' && chosen.some(row => isOffered(a, row)) && (mayGive || !givesOut(object, a)),
      )
  const shareOut = object.acts.find(a => a.name === 'distribute')
  const shareable = !deleted && mayGive && ids.length > 1 && !!object.pool && chosen.some(row => !!row[object.pool!])
  const offers = [
    ...acts.map(act => ({ label: act.label, icon: act.icon, onSelect: () => doAct(act) })),
    ...(shareOut && shareable
      ? [{ label: shareOut.label, icon: shareOut.icon, onSelect: () => setSharing(true) }]
      : []),
    ...(mergeable ? [{ label: merging.act, icon: 'merge', onSelect: merge }] : []),
  ]
  // What every list offers stands where one expects it, however much the object itself offers.
  const standing = [
    ...(deleted ? [{ label: w.restore, icon: 'undo-2', onSelect: restore }] : []),
    ...(object.can.export && !deleted
      ? [{ label: w.exportList, icon: 'download', onSelect: () => onExport(ids) }]
      : []),
    ...(object.can.delete && !deleted ? [{ label: w.remove, icon: 'trash-2', danger: true, onSelect: remove }] : []),
  ]
  const editable = !deleted && object.can.update
  const room = Math.max(1, SHOWN - standing.length)
  const inBar = [...offers.slice(0, room), ...standing]
  const inMenu = offers.slice(room)
  return (
    <div className="selection-bar" role="toolbar" aria-label={fill(w.selected, { n: ids.length })} aria-busy={busy}>
      <b>{fill(w.selected, { n: ids.length })}</b>
      {total !== null && rows.length < total && ids.length >= rows.length && ids.length < Math.min(total, ALL_MAX) && (
        <Button look="link" busy={busy} onClick={() => void selectAll().catch(saying)}>
          {fill(w.selectAll, { n: Math.min(total, ALL_MAX).toLocaleString('en-US') })}
        </Button>
      )}
      <i className="selection-rule" />
      {editable && (
        <Button
          look="text"
          icon="pencil"
          aria-label={w.bulkEdit}
          busy={busy}
          onClick={e => setEditing(e.currentTarget)}
        >
          <span>{w.bulkEdit}</span>
        </Button>
      )}
      {inBar.map(offer => (
        <Button
          key={offer.label}
          look="text"
          icon={offer.icon}
          aria-label={offer.label}
          busy={busy}
          onClick={offer.onSelect}
        >
          <span>{offer.label}</span>
        </Button>
      ))}
      {inMenu.length > 0 && <IconButton icon="ellipsis" label={w.more} onClick={e => setMore(e.currentTarget)} />}
      <i className="selection-rule" />
      <IconButton icon="x" label={w.clearSelection} onClick={() => list.tickThese([])} />
      {more && <Menu anchor={more} label={w.more} entries={inMenu} onClose={() => setMore(null)} placement="top-end" />}
      {sharing && shareOut && (
        <Suspense>
          <ShareOut
            object={object}
            act={shareOut}
            ids={ids}
            onClose={() => setSharing(false)}
            onDone={() => list.tickThese([])}
          />
        </Suspense>
      )}
      {editing && (
        <BulkEdit
          anchor={editing}
          list={list}
          count={ids.length}
          onClose={() => setEditing(null)}
          onSave={async (field, value) => {
            const before = await valuesNow(object.path, field, ids)
            await run(
              'update',
              { [field.name]: inputValue(value) },
              ids,
              fill(w.bulkEdited, { change: changeText(field, value, lookup) }),
              done =>
                putAllBack(
                  object.path,
                  field,
                  value,
                  before.filter(row => done.includes(row.id)),
                ),
            )
          }}
        />
      )}
    </div>
  )
}

/** What a field holds in some records. */
async function valuesNow(path: string, field: FieldMeta, ids: readonly string[]): Promise<Row[]> {
  const rows: Row[] = []
  for (let i = 0; i < ids.length; i += BATCH) {
    const filter = { field: 'id', op: 'in', value: ids.slice(i, i + BATCH) }
    rows.push(...(await readPage(path, { fields: [field.name], filter, limit: BATCH })).items)
  }
  return rows
}

/** Gives records back the values they had, one batch for each value; those changed again since keep what they have. */
async function putAllBack(path: string, field: FieldMeta, value: unknown, before: readonly Row[]): Promise<void> {
  const now = await valuesNow(
    path,
    field,
    before.map(row => row.id),
  )
  const untouched = new Set(now.filter(row => sameValue(row[field.name], value)).map(row => row.id))
  const idsByValue = new Map<string, string[]>()
  for (const row of before.filter(row => untouched.has(row.id))) {
    const value = JSON.stringify(inputValue(row[field.name]))
    idsByValue.set(value, [...(idsByValue.get(value) ?? []), row.id])
  }
  for (const [had, ids] of idsByValue) await inBatches(path, 'update', ids, { [field.name]: JSON.parse(had) })
  refresh(path)
}

/** One act on as many records as there are, a batch at a time. */
async function inBatches(path: string, act: string, ids: readonly string[], input?: Record<string, unknown>) {
  const items: BatchResult['items'] = []
  for (let i = 0; i < ids.length; i += BATCH) {
    const part = await post<BatchResult>(`/api/${path}/batch`, { act, ids: ids.slice(i, i + BATCH), input })
    items.push(...part.items)
  }
  return items
}

function BulkEdit({
  anchor,
  list,
  count,
  onClose,
  onSave,
}: {
  anchor: HTMLElement
  list: ListState
  count: number
  onClose(): void
  onSave(field: FieldMeta, value: unknown): Promise<void>
}) {
  const w = useWords(words)
  const [field, setField] = useState<FieldMeta>()
  const [typed, setTyped] = useState('')
  const [value, setValue] = useState<unknown>(null)
  const [error, setError] = useState<string | null>(null)
  const offered = list.object.fields.filter(f => canEdit(f) && f.kind !== 'files' && f.name !== list.object.title)
  const save = async () => {
    try {
      await onSave(field!, value)
      onClose()
    } catch (thrown) {
      const problem = asProblem(thrown)
      setError(problem.of(field!.name) ?? problem.message)
    }
  }
  if (!field)
    return (
      <Popover anchor={anchor} label={w.bulkEditField} onClose={onClose} placement="top-start">
        <Picker
          label={w.bulkEditField}
          options={offered
            .filter(f => f.label.toLowerCase().includes(typed.trim().toLowerCase()))
            .map(f => ({ value: f.name, label: f.label }))}
          selected={[]}
          typed={typed}
          onTyped={setTyped}
          onChoose={name => setField(offered.find(f => f.name === name))}
          onClose={onClose}
        />
      </Popover>
    )
  return (
    <Popover key={field.name} anchor={anchor} label={field.label} onClose={onClose} placement="top-start" width={300}>
      <div className="bulk-edit">
        <span className="small t2">{field.label}</span>
        <FieldEditor field={{ ...field, required: false }} value={value} onChange={setValue} error={error} autoFocus />
        <Button look="primary" size={28} onClick={() => void save()}>
          {fill(w.bulkEditSave, { n: count })}
        </Button>
      </div>
    </Popover>
  )
}
