import { rowsOf, useObject, useRecords, useSession } from '../api'
import { isNamed } from '../fields/value'
import { FieldRows } from '../generic/form/FieldRows'
import { Button } from '../kit/Button'
import { NoRights } from '../kit/States'
import { EditedActs } from '../settings/EditedActs'
import { SettingsEditor } from '../settings/Editor'
import { SettingsSplit, useChosen } from '../settings/Split'
import { useEdited } from '../settings/useEdited'
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

/** A territory stays on its board. */
function sent(draft: Draft): Record<string, unknown> {
  const { board, ...input } = draftInput(draft)
  return draft.id ? input : { ...input, board }
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
  const object = useObject('territory')!
  const { row: draft, errors, set, saving, onRemove } = useEdited(saved, { path: 'territories', input: sent, onDone })
  const rows = (names: readonly string[]) => (
    <FieldRows
      fields={fieldsOf(object, names).filter(field => !(field.name === 'board' && boardFixed))}
      values={draft}
      errors={errors}
      onChange={set}
    />
  )
  return (
    <SettingsEditor
      title={draft.name}
      about={isNamed(draft.board) ? draft.board.name : undefined}
      acts={mayChange && <EditedActs object={object} row={draft} set={set} onRemove={onRemove} />}
      beside={
        mayChange && (
          <Trial
            board={isNamed(draft.board) ? draft.board.id : undefined}
            draft={{ ...(saved.id ? { id: saved.id } : {}), ...draftInput(draft) }}
            saved={!saving.dirty}
          />
        )
      }
      saving={{ ...saving, dirty: saving.dirty && mayChange }}
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
