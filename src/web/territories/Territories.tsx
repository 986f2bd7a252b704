import { useState } from 'react'
import { asProblem, patch, post, type Row, refresh, remove, rowsOf, useObject, useRecords, useSession } from '../api'
import { isNamed } from '../fields/value'
import { FieldRows } from '../generic/form/FieldRows'
import { Button, IconButton } from '../kit/Button'
import { Switch } from '../kit/Input'
import { Menu } from '../kit/Menu'
import { NoRights } from '../kit/States'
import { toast } from '../kit/Toast'
import { SettingsEditor } from '../settings/Editor'
import { SettingsSplit, useChosen } from '../settings/Split'
import { Link } from '../shell/Link'
import { fill, useWords } from '../words'
import { Trial } from './Trial'
import './territories.css'
import { BASICS, type Draft, draftInput, FIELDS, fieldsOf } from './territory'
import * as words from './words'

/** The territories, and the one that the address names; at the right what it would bring as it is written. */
export function Territories() {
  const { settings: w, trial } = useWords(words)
  const { pages } = useWords()
  const object = useObject('territory')
  const [id, choose] = useChosen('territory')
  const { board, rights } = useSession()
  const query = useRecords('territories', { fields: [...FIELDS, 'version'], sort: 'name', limit: 500 })
  if (!object?.can.update) return <NoRights />
  const everywhere = rights.territory?.update === 'all'
  const saved = rowsOf(query.data) as unknown as Draft[]
  const fresh: Draft = { name: w.draftName, board, priority: 0, active: true }
  const chosen = id === 'new' ? fresh : (saved.find(one => one.id === id) ?? saved[0])
  return (
    <SettingsSplit
      title={pages.territories}
      note={w.note}
      acts={
        <>
          {saved.length > 0 && <Link to="/realign">{trial.go}</Link>}
          {object.can.create && (
            <Button icon="plus" onClick={() => choose('new')}>
              {w.newTerritory}
            </Button>
          )}
        </>
      }
      query={query}
      entries={[...inOrder(saved), ...(chosen && !chosen.id ? [{ draft: chosen, depth: 0 }] : [])].map(
        ({ draft, depth }) => ({
          id: draft.id ?? 'new',
          name: `${'　'.repeat(depth)}${draft.name}`,
          aside:
            draft.active === false
              ? w.off
              : everywhere && isNamed(draft.board)
                ? draft.board.name
                : fill(w.members, { n: ((draft.people as unknown[] | null) ?? []).length }),
        }),
      )}
      chosen={chosen?.id ?? 'new'}
      onChoose={choose}
      empty={{ title: w.none, text: w.noneText }}
    >
      {chosen && (
        <Editor
          key={`${chosen.id} ${chosen.version}`}
          saved={chosen}
          mayChange={everywhere || (isNamed(chosen.board) && chosen.board.id === board.id)}
          boardFixed={!everywhere || !!chosen.id}
          onDone={choose}
        />
      )}
    </SettingsSplit>
  )
}

/** Larger territories before their parts. */
function inOrder(all: readonly Draft[]): { draft: Draft; depth: number }[] {
  const ids = new Set(all.map(one => one.id))
  const parentOf = (one: Draft) => (isNamed(one.parent) && ids.has(one.parent.id) ? one.parent.id : undefined)
  const below = (parent: string | undefined, depth: number): { draft: Draft; depth: number }[] =>
    depth > 8
      ? []
      : all
          .filter(one => parentOf(one) === parent)
          .flatMap(draft => [{ draft, depth }, ...(draft.id ? below(draft.id, depth + 1) : [])])
  return below(undefined, 0)
}

function Editor({
  saved,
  mayChange,
  boardFixed,
  onDone,
}: {
  saved: Draft
  mayChange: boolean
  boardFixed: boolean
  onDone(id?: string): void
}) {
  const { settings: w } = useWords(words)
  const { kit } = useWords()
  const object = useObject('territory')!
  const [draft, setDraft] = useState<Draft>(saved)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [busy, setBusy] = useState(false)
  const [menu, setMenu] = useState<HTMLElement | null>(null)
  const dirty = !saved.id || JSON.stringify(draftInput(draft)) !== JSON.stringify(draftInput(saved))
  const set = (name: string, value: unknown) => {
    setDraft(now => ({ ...now, [name]: value }))
    setErrors(({ [name]: _, ...rest }) => rest)
  }
  const rows = (names: readonly string[]) => (
    <FieldRows
      fields={fieldsOf(object, names).filter(field => !(field.name === 'board' && boardFixed))}
      values={draft}
      errors={errors}
      onChange={set}
    />
  )
  async function save() {
    setBusy(true)
    try {
      const { board, ...input } = draftInput(draft)
      const row = saved.id
        ? await patch<Row>(`/api/territories/${saved.id}`, input, { version: saved.version })
        : await post<Row>('/api/territories', { ...input, board })
      toast({ text: fill(w.saved, { name: draft.name }) })
      refresh('territories')
      onDone(row.id)
    } catch (thrown) {
      const problem = asProblem(thrown)
      setErrors(Object.fromEntries(problem.errors.map(e => [e.field, e.message])))
      toast({ tone: 'over', text: problem.errors[0]?.message ?? problem.message })
    } finally {
      setBusy(false)
    }
  }
  async function removeIt() {
    try {
      await remove(`/api/territories/${saved.id}`)
      refresh('territories')
      onDone()
      toast({
        text: fill(w.removed, { name: saved.name }),
        undo: () => post(`/api/territories/${saved.id}/restore`).then(() => refresh('territories')),
      })
    } catch (thrown) {
      toast({ tone: 'over', text: asProblem(thrown).message })
    }
  }
  return (
    <SettingsEditor
      title={draft.name}
      about={isNamed(draft.board) ? draft.board.name : undefined}
      acts={
        <>
          {mayChange && (
            <Switch
              on={draft.active !== false}
              label={`${object.fields.find(f => f.name === 'active')?.label} ${draft.name}`}
              onChange={on => set('active', on)}
            />
          )}
          {mayChange && saved.id && (
            <IconButton icon="ellipsis" label={kit.more} size={28} onClick={e => setMenu(e.currentTarget)} />
          )}
          {menu && (
            <Menu
              anchor={menu}
              label={kit.more}
              placement="bottom-end"
              onClose={() => setMenu(null)}
              entries={[{ label: w.remove, icon: 'trash-2', danger: true, onSelect: () => void removeIt() }]}
            />
          )}
        </>
      }
      beside={
        mayChange && (
          <Trial
            board={isNamed(draft.board) ? draft.board.id : undefined}
            draft={{ ...(saved.id ? { id: saved.id } : {}), ...draftInput(draft) }}
          />
        )
      }
      saving={{
        dirty: dirty && mayChange,
        busy,
        onDiscard: () => {
          setDraft(saved)
          setErrors({})
          if (!saved.id) onDone()
        },
        onSave: () => void save(),
      }}
    >
      {!mayChange && <p className="t2">{w.readOnly}</p>}
      <fieldset disabled={!mayChange} className="set-fields">
        <section>{rows(['name'])}</section>
        <section>
          <h3>{w.market}</h3>
          <p className="t2 small">{w.marketText}</p>
          <div className="set-two">{rows(['regions', 'industries', 'productCategories', 'sizes'])}</div>
        </section>
        <section>
          <h3>{w.people}</h3>
          <div className="territory-people">{rows(['people', 'edits'])}</div>
        </section>
        <section>
          <h3>{w.basics}</h3>
          <div className="set-two">{rows(BASICS)}</div>
        </section>
      </fieldset>
    </SettingsEditor>
  )
}
